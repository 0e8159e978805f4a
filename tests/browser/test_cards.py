"""A worker walks from the first page to a deck, in a real browser."""

from io import BytesIO

import pikepdf
import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_worker_prints_some_cards_in_two_languages(make_phone, scripts):
    phone = make_phone(width=1280, scripts=scripts)
    phone.open("/sv/")
    phone.press("Kort att spela med")
    phone.page.get_by_label("Barnets språk").select_option("ar")
    phone.page.get_by_label("Hur många kort").fill("9")
    phone.press("Uppdatera bilden")

    assert phone.page.locator("[lang=ar][dir=rtl]").count() > 0
    phone.page.get_by_label("Barnets språk").select_option("en")  # after they have looked
    deck = phone.fetch("Hämta korten")

    assert deck.suggested_filename == "lara-kanna-en-sv-9.pdf"
    with pikepdf.open(BytesIO(deck.path().read_bytes())) as pdf:
        assert len(pdf.pages) == 4  # the rules' two, one sheet's front and back
