// Leaves at once: covers the page, goes, and lets no page come back from the browser's memory.
// Nothing depends on it: without a script the link does the same, only less quickly.
const link = document.querySelector(".leave");
for (const hint of document.querySelectorAll("[data-quick]")) hint.hidden = false;
const SHIFTS = 3, WITHIN = 5000;  // presses, ms; as GOV.UK's "exit this page"
let shifts = [];

function cover() {
  document.body.hidden = true;
}

function leave(event) {
  event.preventDefault();
  cover();
  window.speechSynthesis?.cancel();
  location.replace(link.href);
}

function count(event) {
  if (event.key !== "Shift") shifts = [];  // a capital letter is no wish to leave
  else if (!event.repeat) shifts.push(event.timeStamp);
  shifts = shifts.filter((at) => event.timeStamp - at < WITHIN);
  if (shifts.length >= SHIFTS) leave(event);
}

// A page from memory is shown only if it is still the same person's: its form has a token of
// theirs. Else it is fetched anew, and the server says what there is to see.
async function again() {
  const token = document.querySelector("[name=token]")?.value;
  try {
    const now = await (await fetch(location.href, { cache: "no-store" })).text();
    if (token && now.includes(token)) document.body.hidden = false;
    else location.reload();
  } catch {
    setTimeout(again, 2000);  // no network: stays covered
  }
}

link.addEventListener("click", leave);
addEventListener("keydown", count);
addEventListener("pointerdown", () => { shifts = []; });
addEventListener("pagehide", cover);
addEventListener("pageshow", (event) => { if (event.persisted) again(); });
