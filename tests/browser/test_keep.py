"""Keeping and opening in a real browser: whole on the narrowest phone, and gone after leaving."""

import pytest

from prepkit.web.gate import YOUNG
from tests.browser.phone import Phone
from tests.browser.test_every_page import NARROWEST
from tests.browser.test_leaving import go_back

pytestmark = pytest.mark.browser
SECRET = "Det som ingen får se"
ROOMS = [  # the field that two phones write in, and what they write
    ("needs", "where_words", "I skolan", "Hemma hos mormor"),
    ("after", "words", "De lyssnade", "Det gick fort"),
    ("decided", "1-question_words", "Får jag byta skola?", "Får jag ha katt?"),
    ("clocks", "utredning-day", "2026-11-03", "2026-11-04"),
]


def wrong_with(phone: Phone, page: str) -> list[str]:
    return [f"{page}: {fault}" for fault in (*phone.violations(), *phone.sideways())]


def press(phone: Phone, selector: str) -> None:
    with phone.page.expect_navigation():
        phone.page.locator(selector).last.click()


def begin(phone: Phone, tag: str) -> None:
    phone.open(f"/{tag}/p/")
    press(phone, "form button")
    phone.open(f"/{tag}/p/1")
    phone.write(SECRET)
    press(phone, "form .buttons button")


def kept(phone: Phone, tag: str) -> str:
    phone.open(f"/{tag}/p/keep")
    press(phone, "button[value=save]")
    return " ".join(phone.page.locator(".frame").inner_text().split())


@pytest.mark.parametrize("tag", ["ar", pytest.param("sv", marks=pytest.mark.full)])
def test_the_pages_of_keeping_are_whole_on_the_narrowest_phone(make_phone, tag):
    phone, other = make_phone(width=NARROWEST), make_phone(width=NARROWEST)
    begin(phone, tag)
    phone.open(f"/{tag}/p/keep")
    faults = wrong_with(phone, "before")
    code = kept(phone, tag)
    faults += wrong_with(phone, "code")

    other.open(f"/{tag}/open")
    faults += wrong_with(other, "open")
    other.page.locator("#code").fill("populärt " + " ".join(code.split()[1:]) + " ordsomintefinns")
    press(other, "form button")
    faults += wrong_with(other, "doubts")
    other.page.locator("#code").fill(code)
    press(other, "form button")
    faults += wrong_with(other, "opened")

    other.open(f"/{tag}/p/1")
    phone.open(f"/{tag}/p/1")
    phone.write("Ett")
    press(phone, "form .buttons button")
    other.write("Något annat")
    press(other, "form .buttons button:first-of-type")
    assert other.page.locator("input[value=theirs]").count() == 1
    faults += wrong_with(other, "differs")
    for room, name, first, second in ROOMS:
        for each in (phone, other):
            each.open(f"/{tag}/p/{room}")
        for each, words in ((phone, first), (other, second)):
            each.page.locator(f"main [name='{name}']").fill(words)
            press(each, ".buttons button:first-of-type")
        assert other.page.locator("fieldset[disabled]").count() == 1
        faults += wrong_with(other, f"{room} differs")

    phone.open(f"/{tag}/p/keep")
    faults += wrong_with(phone, "kept")
    press(phone, "button[value=delete]")
    faults += wrong_with(phone, "delete")
    press(phone, "button[value=delete-now]")
    faults += wrong_with(phone, "deleted")
    other.open(f"/{tag}/p/1", status=410)
    faults += wrong_with(other, "lost")

    assert faults == []
    other.faults = [each for each in other.faults if "409" not in each]  # of which it complains


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def remembering(request, chromium, site) -> Phone:
    """A phone whose browser keeps the pages it has shown, as phones do (security.md 2.7)."""
    browser = chromium(ignore_default_args=["--disable-back-forward-cache"])
    yield Phone(browser.new_context(java_script_enabled=request.param), site, watched=False)
    browser.close()


def seen_on_the_way_back(phone: Phone, presses: int, *secrets: str) -> list[str]:
    """Press Back so often, and Reload on each page: what was seen of the secrets."""
    seen = [phone.page.content()]
    for _ in range(presses):
        shown, _ = go_back(phone)
        phone.page.reload()
        seen += [shown, phone.page.content()]
    return [secret for secret in secrets if any(secret in page for page in seen)]


def test_after_leaving_neither_code_nor_answer_comes_back_and_back_opens_nothing(
    remembering, make_phone
):
    begin(elsewhere := make_phone(), "sv")
    code = kept(elsewhere, "sv")
    phone = remembering
    phone.open("/sv/open")
    phone.page.locator("#code").fill(code)
    phone.press("Öppna")
    assert SECRET not in phone.page.content()
    phone.press("Visa vad jag har skrivit")
    assert SECRET in phone.page.content()

    phone.press("Lämna sidan")

    assert seen_on_the_way_back(phone, 3, SECRET, code, "Öppnat.") == []
    assert phone.page.goto(f"{phone.site}/sv/p/1").status == 403


def test_text_that_came_back_by_the_code_does_not_come_back_after_leaving(remembering, app):
    phone = remembering
    begin(phone, "sv")
    code = kept(phone, "sv")
    phone.open("/sv/p/needs")
    (token,) = (c["value"] for c in phone.context.cookies() if c["name"] == YOUNG)
    app.extensions["house"].boxes.leave(token)  # as if two hours had gone by
    phone.page.locator("#where_words").fill(SECRET)
    phone.press("Spara och tillbaka")
    phone.page.locator("#code").fill(code)

    phone.press("Öppna")
    assert phone.path == "/sv/p/needs"
    assert phone.page.locator("#where_words").input_value() == SECRET
    phone.press("Lämna sidan")

    assert seen_on_the_way_back(phone, 3, SECRET, code) == []


def test_after_leaving_the_page_with_the_code_does_not_come_back(remembering):
    phone = remembering
    begin(phone, "sv")
    words = kept(phone, "sv").split()
    assert words[0] in phone.page.content()
    phone.press("Jag har skrivit av")

    phone.press("Lämna sidan")

    assert seen_on_the_way_back(phone, 3, *(f">{word}<" for word in words), SECRET) == []


def test_without_leaving_the_answers_do_come_back(remembering, make_phone):
    """The control: what is not left is there again at Back."""
    begin(elsewhere := make_phone(), "sv")
    code = kept(elsewhere, "sv")
    phone = remembering
    phone.open("/sv/open")
    phone.page.locator("#code").fill(code)
    phone.press("Öppna")
    phone.press("Visa vad jag har skrivit")

    phone.page.goto(phone.site.replace("127.0.0.1", "localhost") + "/blank")

    assert seen_on_the_way_back(phone, 1, SECRET) == [SECRET]
