"""The pages of an invitation in a real browser: the young person's, and those of the helper."""

from collections.abc import Callable

import pytest

from tests.browser.phone import CROSSED, Phone

pytestmark = pytest.mark.browser
LONG = "Donaudampfschiffahrtsgesellschaftskapitän" * 3
NAME = "W" * 40


def press(phone: Phone, selector: str) -> None:
    """Press, and wait for the page it leads to."""
    with phone.page.expect_navigation():
        phone.page.locator(selector).first.click()


def look(phone: Phone, what: str) -> list[str]:
    """What is wrong with the page that is open."""
    wrong = [*phone.violations(), *(f"sticks out: {each}" for each in phone.sideways())]
    return [f"{what}: {fault}" for fault in wrong]


def begin(phone: Phone, tag: str) -> None:
    phone.open(f"/{tag}/p/")
    phone.page.locator("input[name=meeting]").first.check()
    press(phone, "main form .buttons button")


def invite(phone: Phone, tag: str, name: str = NAME) -> str:
    """Make an invitation; gives its link."""
    phone.open(f"/{tag}/p/ask/new")
    phone.page.fill("[name=name]", name)
    press(phone, "main form .buttons button")
    press(phone, "main .buttons a")
    return phone.page.locator(".handed").first.inner_text()


@pytest.mark.parametrize(("tag", "width"), CROSSED)
def test_the_pages_of_an_invitation_are_whole_on_a_phone_and_on_a_screen(
    make_phone: Callable[..., Phone], tag, width
):
    young, helper = make_phone(width=width), make_phone(width=width)
    begin(young, tag)
    faults = []
    for path in ("ask", "ask/new"):
        young.open(f"/{tag}/p/{path}")
        faults += look(young, path)
    link = invite(young, tag)
    faults += look(young, "invitation")

    helper.page.goto(f"{link}?in={tag}")
    faults += look(helper, "link")
    press(helper, "main form button")
    helper.page.locator("main details summary").first.click()
    faults += look(helper, "write")
    helper.page.fill("textarea", f"Varför {LONG}?\nHur {LONG}?")
    helper.page.locator("input[name=picked]").first.check()
    press(helper, "button[name=to]")
    faults += look(helper, "hints or sent")
    if helper.page.locator("textarea").count():
        press(helper, "button[name=to]")
        faults += look(helper, "sent")
    helper.open(f"/{tag}/ask")
    faults += look(helper, "code")
    helper.page.fill("[name=code]", "hej")
    press(helper, "main form button")
    faults += look(helper, "wrong code")

    young.open(f"/{tag}/p/ask")
    faults += look(young, "what came")
    press(young, "button[value=accept]")
    press(young, "button[value=hide]")
    young.page.locator("main > details summary").click()
    faults += look(young, "taken in and hidden")
    press(young, "button[value=close]")
    faults += look(young, "closed")

    assert faults == []


def test_a_helper_needs_no_script_and_three_steps(make_phone: Callable[..., Phone]):
    young, helper = make_phone(), make_phone(scripts=False)
    begin(young, "sv")
    link = invite(young, "sv", "familjehemmet")

    helper.page.goto(link)
    press(helper, "main form button")  # 1: open
    helper.page.fill("textarea", "Varför är det så?")
    press(helper, "button[name=to]")  # 2: send, and be shown the hints
    press(helper, "button[name=to]")  # 3: send as it is

    assert helper.page.locator("h1").inner_text() == "Tack. Det är skickat."
    young.open("/sv/p/ask")
    assert "Varför är det så?" in young.page.locator("main").inner_text()


def test_a_helper_comes_through_by_keyboard_alone(make_phone: Callable[..., Phone]):
    young, helper = make_phone(), make_phone()
    begin(young, "sv")
    helper.page.goto(invite(young, "sv", "familjehemmet"))

    reach(helper, "main form button")
    with helper.page.expect_navigation():
        helper.page.keyboard.press("Enter")
    reach(helper, "textarea")
    helper.page.keyboard.type("Hur har du det i skolan?")
    reach(helper, "button[name=to][value=send]")
    with helper.page.expect_navigation():
        helper.page.keyboard.press("Enter")

    assert helper.page.locator("h1").inner_text() == "Tack. Det är skickat."


def reach(phone: Phone, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(20):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard never came to {selector}")
