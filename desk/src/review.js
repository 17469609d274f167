// Review by keyboard alone: j and k move, a w s d judge, c corrects, u takes the last word back.
import "./css/claims.css";

const page = document.querySelector("[data-review]");

function items() {
  return [...page.querySelectorAll(".queue > .item[data-kind]")];
}

function current() {
  return document.activeElement?.closest(".queue > .item[data-kind]") ?? null;
}

function move(step) {
  const all = items();
  const at = all.indexOf(current());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// How many code points stand before an offset of UTF-16 units: the records count code points.
function points(text, units) {
  return [...text.slice(0, units)].length;
}

function offsetOf(node, units) {
  const part = (node instanceof Element ? node : node.parentElement)?.closest("[data-start]");
  return part ? Number(part.dataset.start) + points(part.textContent, units) : null;
}

function takeSelection(item) {
  const form = item.querySelector("[data-correct] form");
  const chosen = document.getSelection();
  if (!form || !chosen || chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  const words = item.querySelector("[data-words]");
  if (!words?.contains(range.commonAncestorContainer)) return;
  const text = range.toString();
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || !text.trim()) return;
  start += text.length - text.trimStart().length; // white space has one unit for each code point
  end -= text.length - text.trimEnd().length;
  if (start >= end) return;
  form.elements.start.value = String(start);
  form.elements.end.value = String(end);
  form.elements.words.value = text.trim();
}

function correct(item) {
  const details = item.querySelector("[data-correct]");
  if (!details) return;
  takeSelection(item);
  details.open = true;
  details.querySelector("select")?.focus();
}

// The letter of the key as it is named, whatever alphabet the keyboard writes now.
function letterOf(event) {
  if (/^[a-z]$/.test(event.key)) return event.key;
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
}

function press(key) {
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
  if (key === "u") return page.querySelector('button[data-key="u"]')?.click();
  const item = current() ?? items()[0];
  if (!item) return undefined;
  if (key === "c") return correct(item);
  return item.querySelector(`button[data-key="${key}"]`)?.click();
}

if (page) {
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const isWriting = target instanceof Element && target.closest("input, select, textarea");
    const key = letterOf(event);
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey || !key || !"jkawsdcu".includes(key)) return;
    event.preventDefault();
    press(key);
  });
  page.addEventListener("pointerup", () => {
    const item = document.getSelection()?.anchorNode?.parentElement?.closest(".queue > .item[data-kind]");
    if (item?.querySelector("[data-correct]")?.open) takeSelection(item);
  });
  // Words that are written by hand no longer stand where a selection stood.
  page.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "words") {
      event.target.form.elements.start.value = "";
      event.target.form.elements.end.value = "";
    }
  });
  if (!document.activeElement || document.activeElement === document.body) items()[0]?.focus();
}
