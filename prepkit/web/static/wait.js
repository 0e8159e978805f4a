// Asks now and then whether the cards are ready, and fetches them when they are.
const steps = document.getElementById("steps"), AGAIN = 2000;  // ms

async function ask() {
  try {
    const answer = await fetch(steps.dataset.again);
    const kind = answer.headers.get("Content-Type") ?? "";
    if (answer.status === 202) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("steps");
      if (now && now.innerHTML !== steps.innerHTML) steps.innerHTML = now.innerHTML;
    } else if (answer.ok && !kind.startsWith("text/html")) {
      location.assign(steps.dataset.again);
      return;
    } else if (answer.status !== 503) {
      location.reload();
      return;
    }
  } catch {
    // no network: ask again
  }
  setTimeout(ask, AGAIN);
}
setTimeout(ask, AGAIN);
