// Layers of the map. Glyphs are drawn by the browser's own fonts, so that no font server is asked.
import { tileLayers } from "./tiles.js";

const EMPTY = { type: "FeatureCollection", features: [] };
const FONT = ["Noto Sans Arabic", "Noto Sans"];
const WIDTH_OF_BORDER = ["interpolate", ["linear"], ["zoom"], 3, 0.8, 8, 2];

/** Layers by the box that shows and hides them. */
export const LAYERS_OF = {
  incidents: ["points", "points-contested", "points-count"],
  areas: ["areas", "areas-edge", "areas-name"],
  holds: ["holds", "holds-name"],
  flows: ["flows", "heads"],
};

/** The ground: the operator's tiles where there are any, countries and governorates. */
export function groundStyle(colours, { countries, outlines }, { language, tiles }) {
  const geojson = (data) => ({ type: "geojson", data });
  const sources = { countries: geojson(countries), outlines: geojson(outlines), names: geojson(findNames(outlines)), points: geojson(EMPTY), areas: geojson(EMPTY), holds: geojson(EMPTY), flows: geojson(EMPTY), heads: geojson(EMPTY) };
  if (tiles) sources.tiles = tiles.source;
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": colours.land } },
    ...tileLayers(tiles, colours),
    { id: "governorates", type: "line", source: "outlines", filter: ["==", ["get", "kind"], "governorate"], minzoom: 4, paint: { "line-color": colours.border, "line-width": 0.7, "line-dasharray": [3, 2] } },
    { id: "borders", type: "line", source: "countries", paint: { "line-color": colours.border, "line-width": WIDTH_OF_BORDER } },
    label("country-names", "names", language, { filter: ["==", ["get", "kind"], "country"], size: 14, colours, maxzoom: 6.5 }),
    label("governorate-names", "names", language, { filter: ["==", ["get", "kind"], "governorate"], size: 12, colours, minzoom: 5.5 }),
  ];
  return { version: 8, sources, layers };
}

function findNames({ features }) {
  const named = features.map((one) => ({ ...one, geometry: { type: "Point", coordinates: one.properties.at } }));
  return { ...EMPTY, features: named };
}

function label(id, source, language, { filter, size, colours, minzoom = 0, maxzoom = 24 }) {
  return { id, type: "symbol", source, filter, minzoom, maxzoom,
    layout: { "text-field": ["get", language === "en" ? "en" : "ar"], "text-font": FONT, "text-size": size, "text-max-width": 8 },
    paint: { "text-color": colours.muted, "text-halo-color": colours.land, "text-halo-width": 1.5 } };
}

/** Layers of what is found: areas below, then points, and who holds a place above them. */
export function findLayers(colours) {
  const name = { "text-font": FONT, "text-size": 12, "text-offset": [0, 1.1], "text-anchor": "top", "text-optional": true };
  const halo = { "text-color": colours.ink, "text-halo-color": colours.land, "text-halo-width": 1.8 };
  const radius = (more) => ["interpolate", ["linear"], ["log10", ["get", "incidents"]], 0, 8 + more, 3, 26 + more];
  return [
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colours.area, "fill-opacity": ["interpolate", ["linear"], ["get", "share"], 0, 0.1, 1, 0.4] } },
    { id: "areas-edge", type: "line", source: "areas", paint: { "line-color": colours.area, "line-width": 1.6, "line-dasharray": [2, 2] } },
    { id: "flows", type: "line", source: "flows", layout: { "line-cap": "round" }, paint: { "line-color": colours.flow, "line-width": ["*", 0.8, ["get", "weight"]] } },
    { id: "heads", type: "symbol", source: "heads", layout: { "icon-image": "arrow", "icon-rotate": ["get", "turn"], "icon-rotation-alignment": "map", "icon-size": 0.7, "icon-allow-overlap": true }, paint: { "icon-color": colours.flow } },
    { id: "areas-name", type: "symbol", source: "areas", layout: { ...name, "text-offset": [0, 0], "text-anchor": "center", "text-field": ["to-string", ["get", "incidents"]], "text-size": 14 }, paint: { ...halo, "text-color": colours.area } },
    { id: "points", type: "circle", source: "points", paint: { "circle-radius": radius(0), "circle-color": colours.dot, "circle-stroke-color": colours.sheet, "circle-stroke-width": 1.5 } },
    { id: "points-contested", type: "circle", source: "points", filter: [">", ["get", "contested"], 0], paint: { "circle-radius": radius(4), "circle-opacity": 0, "circle-stroke-color": colours.ink, "circle-stroke-width": 2 } },
    { id: "points-count", type: "symbol", source: "points", filter: [">", ["get", "incidents"], 1], layout: { "text-field": ["to-string", ["get", "incidents"]], "text-font": FONT, "text-size": 13, "text-allow-overlap": true }, paint: { "text-color": colours.sheet } },
    { id: "holds", type: "symbol", source: "holds", layout: { "text-field": ["case", [">", ["get", "contested"], 0], "◈", "◆"], "text-font": FONT, "text-size": 20, "text-anchor": "bottom", "text-offset": [0, -0.3], "text-allow-overlap": true }, paint: { "text-color": colours.hold, "text-halo-color": colours.land, "text-halo-width": 1.5 } },
    { id: "holds-name", type: "symbol", source: "holds", minzoom: 5, layout: { ...name, "text-anchor": "bottom", "text-offset": [0, -2], "text-field": ["get", "holder"] }, paint: { ...halo, "text-color": colours.hold } },
  ];
}
