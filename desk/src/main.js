// What every page has: the look, fragments fetched by htmx, and choices that are kept.
import "./css/palette.css";
import "./css/ground.css";
import "./css/frame.css";
import "./css/parts.css";
import "htmx.org";
