// Builds the desk's files into the package: hashed names, a manifest, the map's worker and the base map.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { findMapFiles } from "./build/map_files.js";

const modules = resolve(import.meta.dirname, "node_modules");
const maplibre = JSON.parse(readFileSync(`${modules}/maplibre-gl/package.json`, "utf8"));
// The worker asks for its neighbour by its plain name, so both lie in a folder that bears the version.
const folder = `maplibre-${maplibre.version}`;
const files = findMapFiles(modules, resolve(import.meta.dirname, "../src/isnad/data/gazetteer"));

const desk = {
  name: "isnad-desk",
  generateBundle() {
    for (const name of ["maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs"]) {
      const source = readFileSync(`${modules}/maplibre-gl/dist/${name}`, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
      this.emitFile({ type: "asset", fileName: `${folder}/${name}`, source });
    }
    for (const { fileName, source } of Object.values(files)) this.emitFile({ type: "asset", fileName, source });
  },
};

export default defineConfig({
  base: "/static/",
  plugins: [desk],
  define: {
    WORKER_PATH: JSON.stringify(`/static/${folder}/maplibre-gl-worker.mjs`),
    COUNTRIES_PATH: JSON.stringify(`/static/${files.countries.fileName}`),
    OUTLINES_PATH: JSON.stringify(`/static/${files.outlines.fileName}`),
  },
  build: {
    outDir: resolve(import.meta.dirname, "../src/isnad/show/web/static"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: ["src/main.js", "src/situation.js", "src/reading.js", "src/review.js"] },
  },
});
