// The slider of what was known when: days from the first report on; at its end the page shows what is known now.
import { askFor } from "./filters.js";

const DAY_MS = 86400000;

/** Bind the slider to the field `as_of`. */
export function startSlider() {
  const slider = document.querySelector("[data-known]");
  if (!slider) return;
  const said = document.querySelector("#known-said");
  const dayOf = () => (Number(slider.value) >= Number(slider.max) ? "" : dayAt(slider));
  slider.closest("[hidden]")?.removeAttribute("hidden");
  const tell = () => {
    said.textContent = dayOf() || said.dataset.now;
    slider.setAttribute("aria-valuetext", said.textContent);
  };
  slider.addEventListener("input", tell);
  slider.addEventListener("change", (event) => { event.stopPropagation(); askFor({ as_of: dayOf() }); });
  document.querySelector("#filters").elements.as_of.addEventListener("change", (event) => { put(slider, event.target.value); tell(); });
  tell();
}

function dayAt(slider) {
  return new Date(Date.parse(slider.dataset.known) + Number(slider.value) * DAY_MS).toISOString().slice(0, 10);
}

function put(slider, day) {
  const days = Math.round((Date.parse(day.slice(0, 10)) - Date.parse(slider.dataset.known)) / DAY_MS);
  slider.value = Number.isNaN(days) ? slider.max : String(days);
}
