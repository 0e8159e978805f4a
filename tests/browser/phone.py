"""Somebody with a phone in their hand: opens, presses, counts the presses, looks at each page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Download, Locator, Route

AXE = Axe()
NARROWEST = 320  # px; WCAG 2.2, 1.4.10
CROSSED = [  # a language and a width each: the least that shows each of them
    ("ar", NARROWEST),
    ("sv", 1280),
    pytest.param("sv", NARROWEST, marks=pytest.mark.full),
    pytest.param("ar", 1280, marks=pytest.mark.full),
]
SIDEWAYS = """() => {
  const wide = document.scrollingElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')]
    .filter((each) => each.getBoundingClientRect().right > wide + 1
                   || each.getBoundingClientRect().left < -1)
    .map((each) => each.outerHTML.slice(0, 80));
}"""


class Phone:
    """One browser with one page. ``presses`` counts what a thumb has pressed, ``faults`` gathers
    what the browser complained of and every request that left for another host."""

    def __init__(self, context: BrowserContext, site: str, watched: bool = True) -> None:
        self.context, self.site = context, site
        self.faults: list[str] = []
        self.presses = 0
        if watched:  # which keeps the browser from remembering pages
            context.route(lambda url: not self._is_ours(url), self._stop)
        self.page = context.new_page()
        self.page.on("console", lambda said: self._note(said.type, said.text, said.location["url"]))
        self.page.on("pageerror", lambda error: self._note("error", str(error), self.page.url))

    def _is_ours(self, url: str) -> bool:
        return url.startswith(self.site + "/")

    def _stop(self, route: Route) -> None:
        self.faults.append(f"asked another host: {route.request.url}")
        route.abort()

    def _note(self, kind: str, words: str, where: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{kind}: {words} ({where})")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site)

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").first.inner_text().split())

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def open(self, path: str, status: int = 200) -> None:
        """Write an address; that is no press."""
        answer = self.page.goto(self.site + path)
        assert answer.status == status, f"{path} answered {answer.status}"
        if status >= 400:  # of which the browser complains
            self.faults = [each for each in self.faults if not each.endswith(f"{path})")]

    def press(self, words: str) -> None:
        """Press the link, button or choice with these words, and wait for the page it leads to."""
        element = self.find(words)
        self.presses += 1
        if element.get_attribute("type") in {"radio", "checkbox"}:
            element.click()
        else:
            with self.page.expect_navigation():
                element.click()

    def tap(self, element: Locator) -> None:
        """Press something on the page that leads nowhere."""
        self.presses += 1
        element.click()

    def find(self, words: str) -> Locator:
        """What can be pressed and says this, by what a screen reader would call it."""
        for exact in (True, False):
            for role in ("link", "button", "radio", "checkbox"):
                found = self.page.get_by_role(role, name=words, exact=exact)
                if found.count() == 1:
                    return found
        raise AssertionError(f"nothing to press says '{words}' on {self.path}: {self.text}")

    def write(self, words: str) -> None:
        """Write in the field of the page."""
        self.page.locator("textarea").first.fill(words)

    def fetch(self, words: str) -> Download:
        """Press what gives a file."""
        self.presses += 1
        with self.page.expect_download() as waiting:
            self.find(words).click()
        return waiting.value

    def violations(self) -> list[str]:
        """What axe finds wrong with the page, best practices too."""
        found = AXE.run(self.page).response["violations"]
        return [
            f"{each['id']}: {node['html'][:120]}: {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
        ]

    def sideways(self) -> list[str]:
        """What sticks out of the screen at the side."""
        return self.page.evaluate(SIDEWAYS)
