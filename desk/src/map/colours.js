// Colours of the map: those of the palette, so that both looks have one source.
const NAMES = ["sea", "land", "border", "ink", "muted", "sheet", "area", "dot", "hold", "flow", "warn"];

/** The palette's colours now, by name. */
export function findColours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}
