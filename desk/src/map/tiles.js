// The operator's tiles under the map: raster tiles by an address, or a PMTiles archive, raster or vector.
import { addProtocol } from "maplibre-gl";

const VECTOR = 1; // the type of tiles in a PMTiles header

/** What the ground is drawn of: a source of the map, and which layers a vector archive has. Null: none is set. */
export async function openTiles(address) {
  if (!address) return null;
  const url = new URL(address, location.href);
  if (!url.pathname.endsWith(".pmtiles")) return { source: { type: "raster", tiles: [address], tileSize: 256 }, layers: null };
  const { PMTiles, Protocol } = await import("pmtiles");
  const archive = new PMTiles(url.href);
  const protocol = new Protocol();
  protocol.add(archive);
  addProtocol("pmtiles", protocol.tile);
  const header = await archive.getHeader();
  if (header.tileType !== VECTOR) return { source: { type: "raster", url: `pmtiles://${url.href}`, tileSize: 256 }, layers: null };
  const about = await archive.getMetadata();
  const layers = new Set((about?.vector_layers ?? []).map((one) => one.id));
  return { source: { type: "vector", url: `pmtiles://${url.href}` }, layers };
}

/** Layers of the ground over the tiles. Vector archives are drawn by the names of layers that Protomaps uses; others stay away. */
export function tileLayers(tiles, colours) {
  if (!tiles) return [];
  if (!tiles.layers) return [{ id: "tiles", type: "raster", source: "tiles" }];
  const fill = (name, color) => ({ id: `tiles-${name}`, type: "fill", source: "tiles", "source-layer": name, paint: { "fill-color": color } });
  const line = (name, color, width) => ({ id: `tiles-${name}`, type: "line", source: "tiles", "source-layer": name, paint: { "line-color": color, "line-width": width } });
  const drawn = [fill("earth", colours.land), fill("water", colours.sea), line("roads", colours.border, 0.6), line("boundaries", colours.border, 1)];
  return drawn.filter((one) => tiles.layers.has(one["source-layer"]));
}
