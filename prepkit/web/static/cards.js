// Shows the sheet anew when a choice is made. Without this the button does the same.
const form = document.querySelector("form[data-preview]");
const SOON = 400;  // ms without a further change
let timer, latest, tries = 0;

form.addEventListener("change", () => {
  clearTimeout(timer);
  tries = 0;
  timer = setTimeout(show, SOON);
});

async function show() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) asked.append(name, value);
  const address = `${form.getAttribute("action")}?${asked}`, mine = latest = Symbol();
  let answer;
  try {
    answer = await fetch(address);
  } catch {
    return;  // no network: the button will tell
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (latest !== mine) return;
  if (answer.ok) history.replaceState(null, "", address);
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && !part.contains(document.activeElement)) part.replaceWith(fresh);
  }
}

// A deck that is typeset for the first time may take longer than a picture waits for; and only then
// it is known whether its words fit.
const TRIES = 10, AGAIN = 2000;  // ms
document.addEventListener("error", ({ target }) => {
  if (target.matches?.("img[data-sheet]") && tries++ < TRIES) setTimeout(show, AGAIN);
}, true);
