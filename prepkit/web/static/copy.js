// Copies a text of the page. Without a script, or where copying isn't allowed, there is no button.
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  for (const told of document.querySelectorAll("[data-by-hand]")) told.hidden = true;
  button.addEventListener("click", () =>
    navigator.clipboard
      .writeText(document.getElementById(button.dataset.copy).textContent)
      .then(() => { document.querySelector("[data-copied]").hidden = false; })
  );
}
