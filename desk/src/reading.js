// The reading page: words of a claim and its card light up together, by pointer or by keyboard.
import "./css/claims.css";

const page = document.querySelector(".article-page");

function light(claims, on) {
  for (const claim of claims) {
    document.getElementById(`card-${claim}`)?.classList.toggle("is-lit", on);
    for (const mark of page.querySelectorAll(`mark[data-claims~="${CSS.escape(claim)}"]`)) mark.classList.toggle("is-lit", on);
  }
}

function claimsOf(target) {
  const found = target instanceof Element ? target.closest("[data-claims], [data-claim]") : null;
  return (found?.dataset.claims ?? found?.dataset.claim ?? "").split(" ").filter(Boolean);
}

if (page) {
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    page.addEventListener(name, (event) => light(claimsOf(event.target), on));
  }
  page.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("mark[data-claims]") : null;
    const [first] = claimsOf(mark);
    if (first) document.getElementById(`card-${first}`)?.querySelector("a")?.focus();
  });
}
