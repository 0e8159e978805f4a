"""A Firefox of one's own, led over WebDriver BiDi (W3C), which a Firefox speaks by itself.

Playwright leads a Firefox of its own making; a young person has the one of their system.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep

from websockets.sync.client import ClientConnection, connect

PATIENCE = 30  # seconds
NAMES = "firefox-esr", "firefox"


class Firefox:
    """One window, on a profile of its own in ``folder``. Close it at the end."""

    def __init__(self, path: str, folder: Path, scripts: bool = True) -> None:
        settings = {"javascript.enabled": scripts, "app.normandy.enabled": False}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in settings.items())
        (folder / "user.js").write_text("\n".join(lines), "utf-8")
        self._process = subprocess.Popen(
            [path, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port=0"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self._ends = ExitStack()
        self._line = self._ends.enter_context(self._connected())
        self._number, self._loads = 0, 0
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["browsingContext.load"])
        self._window = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _connected(self) -> ClientConnection:
        for line in self._process.stderr:
            if found := re.search(r"BiDi listening on (ws://\S+)", line):
                return connect(f"{found[1]}/session", max_size=None)
        raise AssertionError("Firefox did not start")

    def _ask(self, method: str, **params: object) -> dict:
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while (answer := self._heard()).get("id") != self._number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def _heard(self, patience: float = PATIENCE) -> dict:
        answer = json.loads(self._line.recv(patience))
        self._loads += answer.get("method") == "browsingContext.load"
        return answer

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._window, url=url, wait="complete")

    def reload(self) -> None:
        self._ask("browsingContext.reload", context=self._window, wait="complete")

    def back(self) -> None:
        """Press Back. A page from memory is not loaded, so the window is given a moment."""
        self._ask("browsingContext.traverseHistory", context=self._window, delta=-1)
        sleep(0.5)

    def press(self, selector: str) -> None:
        """Press the first of these, and wait for the page it leads to."""
        self._awaiting(lambda: self.see(f"document.querySelector({selector!r}).click()"))

    def _awaiting(self, act: Callable[[], object]) -> None:
        before, end = self._loads, monotonic() + PATIENCE
        act()
        while self._loads == before:
            self._heard(max(0.1, end - monotonic()))

    def see(self, expression: str) -> object:
        """What an expression gives; in a world of its own, which scripts switched off leave be."""
        answer = self._ask(
            "script.evaluate",
            expression=expression,
            target={"context": self._window, "sandbox": "test"},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def cookie(self, name: str) -> str:
        """The value of a cookie, those that scripts can't read too."""
        found = self._ask("storage.getCookies", filter={"name": name})["cookies"]
        return found[0]["value"]["value"]

    @property
    def html(self) -> str:
        return str(self.see("document.documentElement.outerHTML"))

    def close(self) -> None:
        try:
            self._ask("browser.close")
            self._ends.close()
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            self._process.stderr.close()


def find_firefox(named: str | None) -> str | None:
    """The Firefox to use: the one named, or the first there is."""
    return next(
        (path for name in ([named] if named else NAMES) if (path := shutil.which(name))), None
    )
