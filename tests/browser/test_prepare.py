"""A young person walks from the first page to the questions, in a real browser on a phone."""

import pytest

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
MOST_TO_START = 6  # presses; from there to the paper: see test_presses


def begin(phone: Phone) -> None:
    """From the first page to the first question, everything chosen."""
    phone.open("/sv/")
    for words in ("Börja", "Uppföljning i familjehem", "12–14 år", "Lite, ungefär", "Nästa"):
        phone.press(words)
    phone.press("Till frågorna")


def test_few_presses_lead_from_the_first_page_to_the_first_question(phone):
    begin(phone)

    assert phone.page.title().startswith("1 av ")
    assert phone.presses <= MOST_TO_START


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
