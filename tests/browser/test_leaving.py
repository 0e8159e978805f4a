"""After *Lämna sidan* no answer comes back, though the browser remembers the pages it has shown.

Playwright turns that memory (bfcache) off; here it is on, as it is on every phone (security.md 2.7
and P9). A page that is left by another way is shown again from memory: that is the control.
"""

import pytest

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
SECRET = "Det som ingen får se"


@pytest.fixture(scope="module")
def remembering(chromium):
    browser = chromium(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(request, remembering, site):
    """A phone on which something has been written."""
    context = remembering.new_context(java_script_enabled=request.param)
    phone = Phone(context, site, watched=False)
    phone.open("/sv/p/")
    phone.press("Nästa")
    phone.press("Till frågorna")
    phone.write(SECRET)
    phone.press("Nästa")
    yield phone
    context.close()


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
    for _ in range(50):
        phone.page.wait_for_timeout(100)
        if kinds:
            break
    phone.page.wait_for_timeout(300)
    session.detach()
    return phone.page.content(), "BackForwardCacheRestore" in kinds


PLACES = ["/sv/p/1", "/sv/p/all", "/sv/p/done", "/sv/p/paper/a"]


@pytest.mark.parametrize("place", PLACES)
def test_back_after_leaving_shows_no_answer(phone, place):
    phone.open(place)
    assert SECRET in phone.page.content()

    phone.press("Lämna sidan")

    assert SECRET not in phone.page.content()
    for _ in range(3):
        shown, _ = go_back(phone)
        assert SECRET not in shown


def test_reloading_after_leaving_and_back_shows_no_answer(phone):
    phone.press("Tillbaka")
    phone.press("Lämna sidan")

    go_back(phone)
    phone.page.reload()

    assert SECRET not in phone.page.content()


def test_back_after_going_elsewhere_without_leaving_does_show_it(phone):
    phone.open("/sv/p/done")

    phone.page.goto(phone.site.replace("127.0.0.1", "localhost") + "/blank")

    shown, from_memory = go_back(phone)
    assert SECRET in shown
    assert from_memory
