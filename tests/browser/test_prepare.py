"""A young person walks from the first page to the paper, in a real browser on a small phone."""

from io import BytesIO

import pikepdf
import pytest

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
MOST_TO_START, MOST_A_QUESTION, MOST_TO_PAPER = 6, 2, 4  # presses


def begin(phone: Phone) -> None:
    """From the first page to the first question, everything chosen."""
    phone.open("/sv/")
    for words in ("Börja", "Uppföljning i familjehem", "12–14 år", "Lite, ungefär", "Nästa"):
        phone.press(words)
    phone.press("Till frågorna")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_whole_way_to_the_paper_takes_few_presses(make_phone, scripts):
    phone = make_phone(scripts=scripts)

    begin(phone)

    assert phone.page.title().startswith("1 av ")
    assert phone.presses <= MOST_TO_START

    pages = int(phone.page.title().split()[-1])
    for n in range(1, pages):
        phone.presses = 0
        if phone.page.locator("textarea").count():
            phone.write(f"Svar nummer {n}")
        phone.press("Ge det till soc")
        phone.press("Nästa")
        assert phone.page.title() == f"{n + 1} av {pages}"
        assert phone.presses <= MOST_A_QUESTION

    phone.presses = 0
    phone.write(f"Svar nummer {pages}")
    phone.press("Nästa")
    assert phone.heading == "Så här blir det"
    assert "Svar nummer 1\n" in phone.text
    phone.press("Gör pappret till mötet")
    paper = phone.fetch("Hämta som PDF")

    assert phone.presses <= MOST_TO_PAPER
    with pikepdf.open(BytesIO(paper.path().read_bytes())) as pdf:
        assert len(pdf.pages) >= 1


def test_the_way_is_open_from_the_keyboard_alone(make_phone):
    phone = make_phone(scripts=False)
    begin(phone)

    focused = phone.page.locator(":focus")
    phone.page.keyboard.press("Tab")
    assert focused.inner_text().strip() == "Lämna sidan"
    while focused.evaluate("each => each.tagName") != "TEXTAREA":
        phone.page.keyboard.press("Tab")
    phone.page.keyboard.type("Skrivet med tangenter")
    while focused.inner_text().strip() != "Nästa":
        phone.page.keyboard.press("Tab")
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")

    assert phone.page.title().startswith("2 av ")
    phone.open("/sv/p/1")
    assert phone.page.locator("textarea").input_value() == "Skrivet med tangenter"


def test_the_host_cookie_is_kept_on_loopback_and_by_nobody_else(phone):
    begin(phone)

    (cookie,) = phone.context.cookies()
    assert cookie["name"] == "__Host-s"
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
    assert cookie["expires"] == -1  # gone with the browser
    assert phone.page.evaluate("document.cookie") == ""
