// The code stands after the # of the link: take it into the form, and out of the address and its history.
const code = window.location.hash.slice(1);
if (code) {
  document.getElementById("code").value = code;
  window.history.replaceState(null, "", window.location.pathname);
}
