// Sends the answers so that a dropped network loses none of them: what is typed stays on the
// screen, is said not to be saved, and is sent again until it is. It is kept nowhere else.
const form = document.querySelector("form[data-steady]");
const SLOW = 1000, AGAIN = 3000, LONGEST = 20000;  // ms
let latest;  // the press that counts: a newer one takes over

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.submitter);
});

function say(state) {
  for (const each of form.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== state;
}

async function send(button) {
  const mine = latest = Symbol();
  const slow = setTimeout(say, SLOW, "slow");
  for (;;) {
    const answer = await post(button);
    if (latest !== mine) return clearTimeout(slow);
    if (answer) {
      clearTimeout(slow);
      say("");
      return answer.redirected ? location.assign(answer.url) : asUsual(button);
    }
    clearTimeout(slow);
    say("unsaved");
    await pause();
    if (latest !== mine) return;
  }
}

// The server's answer, or nothing if there was none: no network, no server behind the proxy.
async function post(button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: stop.signal });
    stop.abort();  // where it leads is enough; the page is fetched when it is opened
    return answer.status === 502 || answer.status === 504 ? undefined : answer;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function pause() {
  return new Promise((go) => {
    setTimeout(go, AGAIN);
    addEventListener("online", go, { once: true });
  });
}

// The server has something to say about it: let the browser send it, and show its page.
function asUsual(button) {
  const pressed = document.createElement("input");
  pressed.type = "hidden";
  pressed.name = button?.name ?? "";
  pressed.value = button?.value ?? "";
  form.append(pressed);
  form.submit();
}
