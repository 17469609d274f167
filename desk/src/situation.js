// The situation page: its map, time line, slider and filters.
import "./css/situation.css";
import { startFilters } from "./lists/filters.js";
import { startSlider } from "./lists/slider.js";
import { startTimeLine } from "./lists/timeline.js";

startFilters();
startSlider();
startTimeLine();
const place = document.querySelector("[data-map]");
if (place) import("./map/map.js").then(({ startMap }) => startMap(place));
