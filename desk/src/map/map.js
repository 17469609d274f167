// The map: borders and governorates of the packaged base map, and what the situation has on it. It asks no other host.
import { Map as MapLibreMap, NavigationControl, setWorkerUrl } from "maplibre-gl";
import { feature } from "topojson-client";
import { drawArrow } from "./arrows.js";
import { findColours } from "./colours.js";
import { findShapes } from "./shapes.js";
import { findLayers, groundStyle, LAYERS_OF } from "./layers.js";
import { bindPopups } from "./popups.js";

const HOME = { center: [39, 31], zoom: 4 };
// Flows and holds of a weighing are worked out once; until then the map asks again.
const ASK_AGAIN_MS = 2000;
const EMPTY = { type: "FeatureCollection", features: [] };
const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Draw the map into the element, and draw it anew when filters or the look change. */
export async function startMap(element) {
  const words = JSON.parse(element.dataset.words);
  setWorkerUrl(new URL(WORKER_PATH, location.href).href);
  const ground = await Promise.all([fetchJson(COUNTRIES_PATH), fetchJson(OUTLINES_PATH)]).catch(() => null);
  if (!ground) return tell(words.fault);
  const countries = feature(ground[0], ground[0].objects.countries);
  const outlines = withShapes(ground[1], countries);
  const map = openMap(element, words, { countries, outlines });
  if (!map) return;
  map.on("load", () => {
    map.addImage("arrow", drawArrow(), { sdf: true });
    for (const layer of findLayers(findColours())) map.addLayer(layer);
    bindLayers(map);
    bindPopups(map, words);
    const ask = () => refresh(map, element, words, outlines);
    map.on("moveend", ask);
    document.addEventListener("desk:asked", ask);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
    ask();
  });
}

// Countries have their shapes in the base map alone.
function withShapes(outlines, countries) {
  const shapes = new Map(countries.features.map((one) => [one.properties.name, one.geometry]));
  const features = outlines.features.map((one) => ({ ...one, geometry: one.geometry ?? shapes.get(one.properties.shape) }));
  return { ...outlines, features };
}

function openMap(element, words, data) {
  const style = groundStyle(findColours(), data, { language: document.documentElement.lang, tiles: element.dataset.tiles });
  try {
    const map = new MapLibreMap({ container: element, style, ...HOME, minZoom: 2, maxZoom: 14, dragRotate: false,
      pitchWithRotate: false, attributionControl: false, fadeDuration: STILL ? 0 : 200, locale: localeOf(words) });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), document.dir === "rtl" ? "top-left" : "top-right");
    element.isnadMap = map;
    return map;
  } catch {
    tell(words.no_webgl);
    return null;
  }
}

function localeOf(words) {
  return { "NavigationControl.ZoomIn": words.zoom_in, "NavigationControl.ZoomOut": words.zoom_out, "Popup.Close": words.close };
}

let asking;
let again;
async function refresh(map, element, words, outlines) {
  asking?.abort();
  asking = new AbortController();
  const query = new URLSearchParams(location.search);
  for (const name of ["after", "theme", "format"]) query.delete(name);
  query.set("lang", document.documentElement.lang);
  query.set("bounds", boundsOf(map));
  query.set("zoom", String(Math.floor(map.getZoom())));
  try {
    const found = await fetchJson(`${element.dataset.path}?${query}`, asking.signal);
    const shapes = findShapes(found, outlines, document.documentElement.lang);
    for (const [name, features] of Object.entries(shapes)) map.getSource(name).setData({ ...EMPTY, features });
    element.dataset.drawn = String(Date.now());
    tell(found.is_waiting ? words.waiting : "");
    clearTimeout(again);
    if (found.is_waiting) again = setTimeout(() => refresh(map, element, words, outlines), ASK_AGAIN_MS);
  } catch (error) {
    if (error.name !== "AbortError") tell(words.fault);
  }
}

function boundsOf(map) {
  const bounds = map.getBounds();
  const within = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(4);
  return [within(bounds.getWest(), 180), within(bounds.getSouth(), 90), within(bounds.getEast(), 180), within(bounds.getNorth(), 90)].join();
}

async function fetchJson(path, signal) {
  const answer = await fetch(path, { signal, headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer.json();
}

function bindLayers(map) {
  for (const box of document.querySelectorAll("[data-layer]")) {
    const show = () => LAYERS_OF[box.dataset.layer].forEach((name) => map.setLayoutProperty(name, "visibility", box.checked ? "visible" : "none"));
    box.addEventListener("change", show);
    show();
  }
}

function tell(words) {
  const said = document.querySelector("#map-said");
  said.textContent = words;
  said.hidden = !words;
}
