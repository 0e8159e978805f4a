"""A worker walks from the first page to a deck, in a real browser."""

import time
from io import BytesIO

import pikepdf
import pytest

from prepkit.settings import Settings
from prepkit.web import create_app

pytestmark = pytest.mark.browser

SHOWN = "document.querySelector('img[data-sheet]').naturalWidth === 900"
COME = 60  # seconds; a deck is typeset for the first time


def until(phone, script):
    """Wait for a script to become true; Playwright's own way needs eval, which pages forbid."""
    end = time.monotonic() + COME
    while not phone.page.evaluate(script):
        assert time.monotonic() < end, script
        phone.page.wait_for_timeout(200)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_worker_prints_some_cards_in_two_languages(make_phone, scripts):
    phone = make_phone(width=1280, scripts=scripts)
    phone.open("/sv/")
    phone.press("Kort att spela med")
    phone.page.get_by_label("Barnets språk", exact=True).select_option("en")
    phone.page.get_by_label("Hur många kort").fill("9")
    phone.press("Uppdatera bilden")
    until(phone, SHOWN)

    deck = phone.fetch("Hämta korten")

    assert deck.suggested_filename == "lara-kanna-en-sv-9.pdf"
    with pikepdf.open(BytesIO(deck.path().read_bytes())) as pdf:
        assert len(pdf.pages) == 6 + 4  # the papers' six, two sheets' fronts and backs


def test_the_picture_follows_the_choices_and_the_address_keeps_them(make_phone):
    phone = make_phone(width=1280)
    phone.open("/sv/cards?count=9")
    until(phone, SHOWN)
    before = phone.page.locator("img[data-sheet]").first.get_attribute("src")

    phone.page.get_by_text("Bläck, och vad som följer med").click()
    phone.page.get_by_text("Bara svart").click()
    until(phone, "location.search.includes('ink=black')")

    after = phone.page.locator("img[data-sheet]").first.get_attribute("src")
    assert "ink=black" in after
    assert "ink=black" not in before
    assert phone.page.locator("details.more[open]").count() == 1  # what was open stays open
    until(phone, SHOWN)


def test_the_page_says_what_it_can_not_print_while_one_chooses(make_phone):
    phone = make_phone(width=1280)
    phone.open("/sv/cards?count=9")
    until(phone, SHOWN)

    phone.page.get_by_label("Hur många kort").fill("5")
    phone.page.get_by_label("Hur många kort").blur()
    phone.page.get_by_text("Bilden kommer när valen stämmer.").wait_for()

    phone.faults = [each for each in phone.faults if "400 (BAD REQUEST)" not in each]
    assert "count=9" in phone.page.url  # a bookmark is of choices that can be printed


def test_a_wait_says_how_far_it_has_come_and_ends_by_itself(make_phone, serve, tmp_path):
    address = f"sqlite:///{tmp_path}/prepkit.sqlite3"
    app = create_app(Settings(address, cache=tmp_path / "cache"), patience=0.0)
    phone = make_phone(width=1280)
    with serve(app) as phone.site:
        with phone.page.expect_download() as waiting:
            phone.open("/sv/cards/deck.pdf?count=6", status=202)
            told = phone.text
            faults = phone.violations()

        assert waiting.value.suggested_filename == "lara-kanna-sv-6.pdf"

    assert "(nu)" in told
    assert faults == []
    app.extensions["database"].dispose()
