// Filters: a changed field asks for the list anew, and the address says all that is asked for.
const FOUND = "#found";

/** Ask whenever a field of the form changes; going back loads the page as it was. */
export function startFilters() {
  const form = document.querySelector("#filters");
  if (!form) return;
  // On a small screen the list comes first; whoever filters already sees by what.
  if (matchMedia("(max-width: 48rem)").matches && !location.search.match(/[?&](?!lang=|theme=)\w+=/)) form.querySelector("details").open = false;
  let waiting;
  form.addEventListener("change", () => { clearTimeout(waiting); waiting = setTimeout(() => ask(form), 60); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); ask(form); });
  window.addEventListener("popstate", () => location.reload());
}

/** Set fields of the form and ask. */
export function askFor(values) {
  const form = document.querySelector("#filters");
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  ask(form);
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
  const found = document.querySelector(FOUND);
  found.setAttribute("aria-busy", "true");
  try {
    await window.htmx.ajax("GET", path, { target: FOUND, select: FOUND, swap: "outerHTML" });
  } finally {
    document.querySelector(FOUND).removeAttribute("aria-busy");
  }
  document.dispatchEvent(new CustomEvent("desk:asked"));
}

// Links that change the language or the look keep what is asked for.
function keepQuery(link, query) {
  const own = [...new URL(link.href).searchParams].filter(([name]) => ["lang", "theme"].includes(name)).at(-1);
  const asked = new URLSearchParams(query);
  asked.set(...own);
  link.setAttribute("href", `${location.pathname}?${asked}`);
}
