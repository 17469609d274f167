// What a touch on the map tells: a cluster comes nearer, the others say what they are and lead on. All text is set as text.
import { Popup } from "maplibre-gl";

const TOUCHED = ["points", "holds", "heads", "flows", "areas"];

/** Bind touches on what is found. */
export function bindPopups(map, words) {
  map.on("click", (event) => {
    const [found] = map.queryRenderedFeatures(event.point, { layers: TOUCHED });
    if (!found) return;
    if (found.properties.what === "cluster" && found.properties.incidents > 1 && map.getZoom() < 12) return comeNearer(map, found);
    new Popup({ maxWidth: "18rem" }).setLngLat(event.lngLat).setDOMContent(tellOf(found.properties, words)).addTo(map);
  });
  map.on("mousemove", (event) => {
    map.getCanvas().style.cursor = map.queryRenderedFeatures(event.point, { layers: TOUCHED }).length ? "pointer" : "";
  });
}

function comeNearer(map, { properties }) {
  const { west, south, east, north } = JSON.parse(properties.bounds);
  map.fitBounds([[west, south], [east, north]], { padding: 60, maxZoom: Math.max(map.getZoom() + 2, 6) });
}

function tellOf(told, words) {
  const box = document.createElement("div");
  const lines = {
    incident: () => [told.name, told.place, told.day],
    cluster: () => [`${told.incidents} ${words.incidents}`, told.name],
    area: () => [told.place, words[told.precision] ?? "", `${told.incidents} ${words.incidents}`, told.name],
    hold: () => [told.place, told.holder ? `${words.held} ${told.holder}` : words.fought, told.since],
    flow: () => [`${words.flow} ${told.count}`, `${told.from} ${document.dir === "rtl" ? "←" : "→"} ${told.to}`],
  }[told.what]();
  if (told.contested > 0 && told.what !== "hold") lines.push(`≠ ${words.contested}`);
  lines.filter(Boolean).forEach((line, at) => box.append(paragraph(line, at === 0)));
  if (told.id) box.append(link(`/incident/${encodeURIComponent(told.id)}`, words.open));
  if (told.what === "area" && told.place_id) box.append(link(`/situation?place=${encodeURIComponent(told.place_id)}`, words.show_list));
  return box;
}

function paragraph(text, isFirst) {
  const made = Object.assign(document.createElement("p"), { dir: "auto" });
  const inner = document.createElement(isFirst ? "strong" : "span");
  inner.textContent = text;
  made.append(inner);
  return made;
}

function link(path, text) {
  return Object.assign(document.createElement("a"), { href: path, textContent: text });
}
