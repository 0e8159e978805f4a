"""After *Lämna sidan* no answer comes back in Firefox either (P9), with scripts and without."""

import os
from collections.abc import Callable, Iterator

import pytest

from prepkit.web.gate import YOUNG
from tests.browser.firefox import Firefox, find_firefox
from tests.rooms import lived_in, young_paths

pytestmark = [pytest.mark.browser, pytest.mark.full]
SECRET = "Det som ingen får se"
WAY_IN = "main form .buttons button"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def firefox(request, tmp_path) -> Iterator[Firefox]:
    path = find_firefox(os.environ.get("PREPKIT_FIREFOX"))
    if path is None:
        pytest.fail("There is no Firefox; name one in PREPKIT_FIREFOX.")
    browser = Firefox(path, tmp_path, request.param)
    yield browser
    browser.close()


@pytest.fixture
def begun(app, site, firefox) -> Callable[[], list[str]]:
    """Begins, and writes the secret wherever it can be written: the pages there are then."""

    def begin() -> list[str]:
        boxes = app.extensions["house"].boxes
        firefox.open(f"{site}/sv/p/")
        firefox.press(WAY_IN)
        token = firefox.cookie(YOUNG)
        lived_in(app, token, SECRET)
        return [f"{site}/sv/{path}" for path in young_paths(app, boxes.open(token).preparation)]

    return begin


def test_no_page_comes_back_after_leaving(firefox, begun):
    places, seen, showed = begun(), [], 0
    for place in places:
        firefox.open(place)
        showed += SECRET in firefox.html
    assert showed >= 6  # or the rest is worth nothing

    firefox.press(".leave")
    for place in places:
        firefox.back()
        seen += [f"Back to {place}"] * (SECRET in firefox.html)
    for place in places:
        firefox.open(place)
        seen += [f"opening {place} again"] * (SECRET in firefox.html)
        firefox.reload()
        seen += [f"Reload of {place}"] * (SECRET in firefox.html)

    assert seen == []


def test_without_leaving_the_answers_do_come_back(firefox, begun, site):
    """The control: what is not left is there again at Back."""
    begun()
    firefox.open(f"{site}/sv/p/all")

    firefox.open(f"{site.replace('127.0.0.1', 'localhost')}/blank")
    firefox.back()

    assert SECRET in firefox.html
