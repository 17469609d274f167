// The brush of the time line: days are chosen by drawing over the bars; with the keyboard, in the fields From and Until.
import { askFor } from "./filters.js";

/** Bind the brush; the time line is fetched anew with the list, so its parts are looked up at each touch. */
export function startTimeLine() {
  document.addEventListener("pointerdown", (event) => {
    const line = event.target.closest("[data-timeline]");
    if (!line || event.button !== 0) return;
    event.preventDefault();
    draw(line, event);
  });
}

function draw(line, start) {
  const brush = line.querySelector(".brush");
  const from = shareOf(line, start);
  let until = from;
  const move = (event) => { until = shareOf(line, event); show(brush, from, until); };
  const end = () => {
    document.removeEventListener("pointermove", move);
    choose(line, Math.min(from, until), Math.max(from, until));
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end, { once: true });
}

// Time runs from left to right in both languages, as the day fields beside it do.
function shareOf(line, event) {
  const box = line.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
}

function show(brush, from, until) {
  brush.setAttribute("x", String(Math.min(from, until) * 1000));
  brush.setAttribute("width", String(Math.abs(until - from) * 1000));
}

function choose(line, from, until) {
  const first = Date.parse(line.dataset.first), span = Date.parse(line.dataset.last) + 86400000 - first;
  const dayAt = (share) => new Date(Math.min(first + share * span, first + span - 1)).toISOString().slice(0, 10);
  askFor({ from: dayAt(from), until: dayAt(until) });
}
