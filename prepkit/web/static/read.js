// Reads the page aloud, where the device itself has a voice for its language. A voice on a server
// is none: it would send somebody else the words. What was typed is read only when asked for.
const speech = window.speechSynthesis;
const buttons = document.querySelectorAll("[data-read]");
const PARTS = "h1, h2, h3, p, li, legend, .name, summary, label:not(:has(.name))";
const SLOWLY = 0.9;

function voiceFor(lang) {
  const spoken = (voice) => voice.lang.toLowerCase().split(/[-_]/)[0];
  return speech.getVoices().find((one) => one.localService && spoken(one) === lang.split("-")[0]);
}

// What there is to read, piece by piece: [words, language].
function pieces(what) {
  if (what === "typed") {
    const typed = [...document.querySelectorAll("main textarea")].map((each) => each.value.trim());
    return typed.filter(Boolean).map((words) => [words, document.documentElement.lang]);
  }
  return [...document.querySelectorAll(`main :is(${PARTS})`)]
    .filter((part) => !part.querySelector(PARTS) && !part.closest("[dir=auto]"))
    .flatMap((part) => (part.querySelector("[lang]") ? [...part.querySelectorAll("[lang]")] : [part]))
    .filter((piece) => !piece.closest(".swedish") && piece.checkVisibility?.() !== false)
    .map((piece) => [piece.textContent.trim(), piece.closest("[lang]").lang]);
}

function read(button) {
  for (const [words, lang] of pieces(button.dataset.read)) {
    const voice = voiceFor(lang);
    if (!words || !voice) continue;
    const piece = new SpeechSynthesisUtterance(words);
    Object.assign(piece, { voice, lang, rate: SLOWLY });
    piece.onend = piece.onerror = () => { if (!speech.pending) mark(); };
    speech.speak(piece);
  }
  mark(button);
}

function mark(reading) {
  for (const each of buttons) each.setAttribute("aria-pressed", each === reading);
}

function stop() {
  speech.cancel();
  mark();
}

function show() {
  const mute = !voiceFor(document.documentElement.lang);
  for (const each of buttons) each.hidden = mute || !pieces(each.dataset.read).length;
}

if (speech) {
  for (const each of buttons) {
    each.addEventListener("click", () => {
      const reading = each.getAttribute("aria-pressed") === "true";
      stop();
      if (!reading) read(each);
    });
  }
  show();
  speech.addEventListener("voiceschanged", show);
  document.addEventListener("input", show);
  addEventListener("pagehide", stop);
}
