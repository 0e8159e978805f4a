"""After *Lämna sidan* no answer comes back, though the browser remembers the pages it has shown.

Playwright turns that memory (bfcache) off; here it is on, as it is on every phone (security.md 2.7
and P9). The ordinary redirect flow is put through the same test, and does not pass it.
"""

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import perf_counter

import pytest
from flask import Flask

from prepkit.web.gate import YOUNG
from tests.browser.phone import Phone
from tests.browser.plain_flow import plain_flow
from tests.rooms import lived_in, young_paths

pytestmark = pytest.mark.browser
SECRET = "Det som ingen får se"
REMEMBERED = 6  # pages Chromium keeps in memory
SAMPLE = ("p/all", "p/done", "p/paper/a", "p/paper/b", "p/needs", "p/ask/1")  # --full: every page


@pytest.fixture(scope="module")
def remembering(chromium):
    browser = chromium(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def hold(remembering) -> Iterator[Callable[..., Phone]]:
    """Phones whose browser remembers pages."""
    contexts = []

    def make(site: str, scripts: bool = True) -> Phone:
        contexts.append(remembering.new_context(java_script_enabled=scripts))
        return Phone(contexts[-1], site, watched=False)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(request, hold, site) -> Phone:
    """A phone on which something has been written."""
    phone = hold(site, request.param)
    begin(phone)
    phone.write(SECRET)
    phone.press("Nästa")
    return phone


def begin(phone: Phone) -> None:
    phone.open("/sv/p/")
    phone.press("Nästa")
    phone.press("Till frågorna")


def go_back(phone: Phone) -> tuple[str, bool]:
    """Press Back in the browser: what it shows then, and whether that is from its memory.

    Playwright doesn't know of pages from memory, so it is asked for nothing but the words.
    """
    session = phone.context.new_cdp_session(phone.page)
    kinds: list[str] = []
    session.on("Page.frameNavigated", lambda event: kinds.append(event["type"]))
    session.send("Page.enable")
    history = session.send("Page.getNavigationHistory")
    before = history["entries"][history["currentIndex"] - 1]
    session.send("Page.navigateToHistoryEntry", {"entryId": before["id"]})
    for _ in range(100):
        phone.page.wait_for_timeout(50)
        if kinds:
            break
    phone.page.wait_for_timeout(200)
    session.detach()
    return phone.page.content(), "BackForwardCacheRestore" in kinds


def comes_back(phone: Phone, places: Sequence[str], way_out: str = "Lämna sidan") -> list[str]:
    """Look at each place, leave, and try every way back: where the secret was seen again."""
    seen = []
    for place in places:
        phone.page.goto(phone.site + place)
    phone.press(way_out)
    if SECRET in phone.page.content():
        seen.append("after leaving")
    for _ in places:
        shown, remembered = go_back(phone)
        if SECRET in shown:
            seen.append(f"Back to {phone.path}{', from memory' if remembered else ''}")
        phone.page.reload()
        if SECRET in phone.page.content():
            seen.append(f"Reload of {phone.path}")
    for place in places:
        phone.page.goto(phone.site + place)
        if SECRET in phone.page.content():
            seen.append(f"opening {place} again")
    return seen


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_no_page_comes_back_after_leaving(hold, site, app: Flask, scripts, pytestconfig):
    house, full = app.extensions["house"], pytestconfig.getoption("--full")
    left, seen, showed = None, [], set()
    while left is None or left:
        phone = hold(site, scripts)
        begin(phone)
        token = next(c["value"] for c in phone.context.cookies() if c["name"] == YOUNG)
        lived_in(app, token, SECRET)
        if left is None:
            left = young_paths(app, house.boxes.open(token).preparation) if full else SAMPLE
        places, left = left[:REMEMBERED], left[REMEMBERED:]
        for place in places:  # that it is seen before leaving is what makes the rest worth anything
            phone.page.goto(f"{site}/sv/{place}")
            if SECRET in phone.page.content():
                showed.add(place)

        seen += comes_back(phone, [f"/sv/{place}" for place in places])

    assert seen == []
    assert {*SAMPLE} <= showed


def test_an_answer_that_was_refused_does_not_come_back(phone):
    phone.open("/sv/p/1")
    phone.write(SECRET * 400)
    phone.press("Nästa")
    assert phone.page.locator(".error-summary").count() == 1

    assert comes_back(phone, []) == []
    shown, _ = go_back(phone)
    assert SECRET not in shown
    phone.page.reload()
    assert SECRET not in phone.page.content()


@pytest.fixture
def plain_site(serve) -> Iterator[str]:
    with serve(plain_flow(SECRET)) as site:
        yield site


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("way_out", ["Lämna sidan", "Rakt ut"])
def test_the_ordinary_redirect_flow_does_not_pass(hold, plain_site, scripts, way_out):
    for _ in range(3):  # a busy browser may forget a page
        phone = hold(plain_site, scripts)
        phone.open("/")
        phone.press("Öppna")
        seen = comes_back(phone, [], way_out)
        shown, from_memory = go_back(phone)
        if from_memory:
            break

    assert from_memory
    assert SECRET in shown
    assert seen == []  # which is all that a test without Back would have looked at


def test_back_after_going_elsewhere_without_leaving_does_show_it(phone):
    phone.open("/sv/p/done")

    phone.page.goto(phone.site.replace("127.0.0.1", "localhost") + "/blank")

    shown, from_memory = go_back(phone)
    assert SECRET in shown
    assert from_memory


COVERED = "getComputedStyle(document.body).display === 'none'"
PRESS = "document.querySelector('.leave').click()"


@pytest.fixture
def written(hold, site) -> Phone:
    """Somebody in the middle of writing."""
    phone = hold(site)
    begin(phone)
    phone.write(SECRET)
    return phone


def test_the_page_is_covered_at_once_though_no_server_answers(written):
    assert not written.page.evaluate(COVERED)
    written.context.set_offline(True)

    assert written.page.evaluate(f"() => {{ {PRESS}; return {COVERED} }}")


def test_shift_three_times_leaves(written):
    for keys in ("Shift", "Shift", "A", "Shift", "Shift"):  # a letter begins the count anew
        written.page.keyboard.press(keys)
    assert written.path == "/sv/p/1?new=1"

    with written.page.expect_navigation(url="**/blank"):
        written.page.keyboard.press("Shift")

    shown, _ = go_back(written)
    assert SECRET not in shown


def test_a_page_from_memory_is_covered_until_it_is_known_whose_it_is(hold, site):
    phone = hold(site)
    begin(phone)
    phone.write("Inte skickat än")
    away = phone.site.replace("127.0.0.1", "localhost") + "/blank"
    phone.page.goto(away)
    go_back(phone)
    assert phone.page.locator("textarea").input_value() == "Inte skickat än"
    assert not phone.page.evaluate(COVERED)

    phone.page.goto(away)
    phone.context.clear_cookies()
    phone.page.wait_for_timeout(100)
    shown, _ = go_back(phone)

    assert "textarea" not in shown


@pytest.mark.full
def test_how_long_leaving_takes(hold, site, capsys):
    """A figure, not a limit: a busy machine is slow (P10: 300 ms on loopback)."""
    took = []
    for _ in range(20):
        phone = hold(site)
        begin(phone)
        started = perf_counter()
        phone.page.evaluate(f"setTimeout(() => {PRESS})")
        phone.page.wait_for_url("**/blank", wait_until="commit")
        took.append(1000 * (perf_counter() - started))
        phone.context.close()

    with capsys.disabled():
        print(f"leaving: median {median(took):.0f} ms, longest {max(took):.0f} ms")
    assert len(took) == 20
