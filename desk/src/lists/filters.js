// Filters: a changed field asks for the list anew, and the address says all that is asked for.
const FOUND = "#found";
const WAIT_MS = 120;
let waiting, isAsking = false;

/** Ask whenever a field of the form changes; going back loads the page as it was. */
export function startFilters() {
  const form = document.querySelector("#filters");
  if (!form) return;
  // On a small screen the list comes first; whoever filters already sees by what.
  if (matchMedia("(max-width: 48rem)").matches && !location.search.match(/[?&](?!lang=|theme=)\w+=/)) form.querySelector("details").open = false;
  form.addEventListener("change", () => askSoon(form));
  form.addEventListener("submit", (event) => { event.preventDefault(); askSoon(form); });
  window.addEventListener("popstate", () => location.reload());
}

/** Set fields of the form and ask. */
export function askFor(values) {
  const form = document.querySelector("#filters");
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  askSoon(form);
}

// Keys held down on the slider change it many times; one question is enough.
function askSoon(form) {
  clearTimeout(waiting);
  waiting = setTimeout(() => ask(form), WAIT_MS);
}

/** What the form asks for: fields that ask nothing are left out. */
export function queryOf(form) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value && !(name === "origins" && value === "1")) asked.append(name, value);
  return asked;
}

async function ask(form) {
  const query = queryOf(form).toString();
  const path = query ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action");
  if (path === location.pathname + location.search) return;
  history.pushState(null, "", path);
  document.querySelectorAll(".choices a[href*='=']").forEach((link) => keepQuery(link, query));
  document.dispatchEvent(new CustomEvent("desk:asked"));
  if (!isAsking) await showAsked();
}

// What is asked while an answer is awaited is asked after it, so that the page never shows an older question's answer.
async function showAsked() {
  isAsking = true;
  document.querySelector(FOUND).setAttribute("aria-busy", "true");
  let shown;
  try {
    do {
      shown = location.pathname + location.search;
      await window.htmx.ajax("GET", shown, { target: FOUND, select: FOUND, swap: "outerHTML" });
    } while (shown !== location.pathname + location.search);
  } finally {
    isAsking = false;
    document.querySelector(FOUND).removeAttribute("aria-busy");
  }
}

// Links that change the language or the look keep what is asked for.
function keepQuery(link, query) {
  const own = [...new URL(link.href).searchParams].filter(([name]) => ["lang", "theme"].includes(name)).at(-1);
  const asked = new URLSearchParams(query);
  asked.set(...own);
  link.setAttribute("href", `${location.pathname}?${asked}`);
}
