// What is found as shapes of the map. What is not known to a point is never one: it is an area, or a circle of its extent.
import { bend, HEAD, turnOf } from "./arrows.js";

const KM_OF_DEGREE = 111.32;
const EXTENT_KM = { area: 12, within: 25 };

/** Features of each source of the map. */
export function findShapes(found, outlines, language) {
  const said = { language, kinds: found.kinds, find: finder(outlines) };
  return {
    points: [...found.clusters.map((one) => showCluster(one, said)), ...found.alone.map((one) => showAlone(one, said)).filter(Boolean)],
    areas: found.areas.map((one) => showArea(one, said)).filter(Boolean),
    holds: found.holds.map((one) => showHold(one, said)).filter(Boolean),
    ...splitFlows(found.flows.flatMap((one) => showFlow(one, said))),
  };
}

function finder(outlines) {
  const byId = new Map(outlines.features.map((one) => [one.properties.place_id, one]));
  const byArea = new Map(outlines.features.filter((one) => one.properties.admin1).map((one) => [`${one.properties.country} ${one.properties.admin1}`, one]));
  const byCountry = new Map(outlines.features.filter((one) => one.properties.kind === "country").map((one) => [one.properties.country, one]));
  return (place) => byId.get(place.place_id) ?? (place.lat === null ? (byArea.get(`${place.country} ${place.admin1}`) ?? (place.admin1 ? undefined : byCountry.get(place.country))) : undefined);
}

function nameOf(one, language) {
  return (language === "en" && one.name_en) || one.name;
}

function point(lon, lat, properties) {
  return { type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties };
}

function showCluster({ bounds, incidents, contested, worst }, { kinds }) {
  const lon = (bounds.west + bounds.east) / 2, lat = (bounds.south + bounds.north) / 2;
  return point(lon, lat, { what: "cluster", incidents, contested, name: kinds[worst] ?? worst, bounds: JSON.stringify(bounds) });
}

function showAlone(one, { kinds, language }) {
  if (!one.place || one.place.lat === null) return null;
  return point(one.place.lon, one.place.lat, { what: "incident", incidents: 1, contested: one.is_contested ? 1 : 0,
    name: kinds[one.type] ?? one.type, place: nameOf(one.place, language), day: one.last_day ?? "", id: one.incident_id });
}

function showArea({ place, incidents, contested, worst }, { kinds, language, find }) {
  const geometry = find(place)?.geometry ?? circle(place);
  return geometry && { type: "Feature", geometry, properties: { what: "area", incidents, contested, name: kinds[worst] ?? worst,
    place: nameOf(place, language), place_id: place.place_id ?? "", precision: place.precision, share: Math.min(1, Math.log2(1 + incidents) / 8) } };
}

function circle({ lat, lon, precision }) {
  if (lat === null || lon === null) return null;
  const high = (EXTENT_KM[precision] ?? EXTENT_KM.area) / KM_OF_DEGREE, wide = high / Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: 49 }, (_, step) => (step * 2 * Math.PI) / 48).map((turn) => [lon + wide * Math.cos(turn), lat + high * Math.sin(turn)]);
  return { type: "Polygon", coordinates: [ring] };
}

function showHold({ place, holder, since, contested }, { language }) {
  if (place.lat === null) return null;
  return point(place.lon, place.lat, { what: "hold", place: nameOf(place, language), holder: holder ? nameOf(holder, language) : "",
    since: since ?? "", contested: contested.length });
}

function showFlow(flow, { language }) {
  const ends = (places) => places.filter((one) => one.lat !== null);
  const properties = { what: "flow", count: rangeOf(flow.count), id: flow.incident_id, contested: 0 };
  return ends(flow.origins_of_flow).flatMap((from) => ends(flow.destinations).map((to) => {
    const coordinates = bend([from.lon, from.lat], [to.lon, to.lat]);
    const weight = Math.log10(10 + (flow.count?.low ?? 0));
    return { type: "Feature", geometry: { type: "LineString", coordinates },
      properties: { ...properties, from: nameOf(from, language), to: nameOf(to, language), weight, turn: turnOf(coordinates.slice(0, HEAD + 1)) } };
  }));
}

function rangeOf(count) {
  if (!count || (count.low === null && count.high === null)) return "?";
  if (count.high === null) return `${count.low}+`;
  return count.low === count.high ? String(count.low) : `${count.low ?? 0}–${count.high}`;
}

function splitFlows(lines) {
  const heads = lines.map((one) => ({ ...one, geometry: { type: "Point", coordinates: one.geometry.coordinates[HEAD] } }));
  return { flows: lines, heads };
}
