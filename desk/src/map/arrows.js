// The head of an arrow, and the bent line from where people fled to where they went.
const SIDE = 32;
const STEPS = 24;
const BEND = 0.15;

/** The point of the line that bears the head: past its middle, for at its end it would lie under what happened there. */
export const HEAD = 15;

/** The image of an arrow's head that points east. */
export function drawArrow() {
  const context = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE }).getContext("2d");
  context.fill(new Path2D(`M4 4 L${SIDE - 2} ${SIDE / 2} L4 ${SIDE - 4} L10 ${SIDE / 2} Z`));
  return context.getImageData(0, 0, SIDE, SIDE);
}

/** Points of the bent line between two points. Units: degrees. */
export function bend([x, y], [u, v]) {
  const [mx, my] = [(x + u) / 2 - (v - y) * BEND, (y + v) / 2 + (u - x) * BEND];
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    return [0, 1].map((at) => (1 - t) ** 2 * [x, y][at] + 2 * t * (1 - t) * [mx, my][at] + t ** 2 * [u, v][at]);
  });
}

/** The turn of an arrow's head at the end of the line. Units: degrees clockwise from east, as the map draws it. */
export function turnOf(line) {
  const [[x, y], [u, v]] = line.slice(-2);
  return (-Math.atan2((v - y) / Math.cos((v * Math.PI) / 180), u - x) * 180) / Math.PI;
}
