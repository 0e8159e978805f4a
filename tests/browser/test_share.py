"""A text message in a real browser: what is copied is what is shown, and nothing is sent."""

import pytest

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser


@pytest.fixture
def at_the_message(phone: Phone) -> Phone:
    """Somebody who gives one answer, with a line end and a letter in it that addresses escape."""
    phone.open("/sv/p/")
    phone.press("Nästa")
    phone.open("/sv/p/1")
    phone.write("Jag vill & ska\nsova = länge?")
    phone.page.locator("input[name=sharing][value=give]").check()
    phone.press("Nästa")
    phone.open("/sv/p/sms")
    return phone


def test_what_is_copied_is_what_is_shown(at_the_message):
    page = at_the_message.page
    at_the_message.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = page.locator("#message").text_content()

    page.get_by_role("button", name="Kopiera texten").click()
    page.locator("[data-copied]").wait_for()

    assert "Jag vill & ska\nsova = länge?" in shown
    assert page.evaluate("navigator.clipboard.readText()") == shown


def test_the_link_carries_exactly_what_is_shown(at_the_message):
    page = at_the_message.page
    href = page.locator('a[href^="sms:"]').get_attribute("href")

    body = page.evaluate("(href) => new URLSearchParams(href.split('?&')[1]).get('body')", href)

    assert body == page.locator("#message").text_content()


def test_without_a_script_there_is_no_button_that_does_nothing(make_phone):
    phone = make_phone(scripts=False)
    phone.open("/sv/p/")
    phone.press("Nästa")
    phone.open("/sv/p/1")
    phone.write("Sova länge.")
    phone.page.locator("input[name=sharing][value=give]").check()
    phone.press("Nästa")
    phone.open("/sv/p/sms")

    assert not phone.page.get_by_role("button", name="Kopiera texten").is_visible()
    assert phone.page.locator('a[href^="sms:"]').is_visible()
