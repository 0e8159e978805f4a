"""An editor signs in, changes a question and takes it back, in a real browser."""

import pytest

from prepkit.web.gate import YOUNG
from tests.browser.phone import NARROWEST, Phone
from tests.rooms import lived_in

pytestmark = pytest.mark.browser
QUESTION = "/sv/editor/bank/utredning/edit/trostar"
BEFORE = "Vem tröstar dig när du är ledsen?"
AFTER = "Berätta om någon som tröstar dig."
LONG = "Donaudampfschiffahrtsgesellschaftskapitän" * 3 + "\n" + "A" * 200


@pytest.fixture
def sign_in(app, make_phone):
    """A way to sit down as an editor, at a screen of some width."""
    staff = app.extensions["house"].staff

    def signed_in(name: str, width: int, scripts: bool = True) -> Phone:
        password = staff.add(name, "editor")
        screen = make_phone(width=width, scripts=scripts)
        screen.open("/sv/editor")
        screen.page.get_by_label("Namn").fill(name)
        screen.page.get_by_label("Lösenord").fill(password)
        screen.press("Logga in")
        return screen

    yield signed_in
    for member in staff.list():
        staff.remove(member.name)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_edit_is_made_seen_and_taken_back(sign_in, make_phone, scripts):
    editor = sign_in("Lisa", 1280, scripts)
    editor.press("Utredning")
    editor.press(BEFORE)

    editor.page.get_by_label("Frågan").fill(AFTER)
    editor.press("Visa hur det blir")
    assert AFTER in editor.page.locator("aside").inner_text()
    editor.press("Spara")

    assert "Sparat" in editor.text
    assert "Svenskan har ändrats" in editor.text

    editor.press("Historik")
    assert editor.page.locator("ins").first.inner_text() == AFTER
    assert editor.page.locator("del").first.inner_text() == BEFORE
    newest = editor.page.locator("h2").first.inner_text()
    editor.press(f"Ångra {newest.lower()}")

    editor.open(QUESTION)
    assert editor.page.get_by_label("Frågan").input_value() == BEFORE


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.full)])
def test_every_staff_page_is_whole_on_a_phone_and_on_a_screen(sign_in, width):
    editor = sign_in("Olle", width)
    faults = []

    for path in (
        "/sv/editor",
        "/ar/editor",
        "/sv/editor/password",
        "/sv/editor/bank/utredning",
        "/sv/editor/bank/lara-kanna",
        "/sv/editor/bank/utredning/history",
        "/sv/editor/bank/lara-kanna/edit/vanlig-dag",
        "/ar/editor/bank/lara-kanna/edit/vanlig-dag",
        QUESTION,
    ):
        editor.open(path)
        wrong = editor.violations() + [f"sticks out: {each}" for each in editor.sideways()]
        faults += [f"{path}: {fault}" for fault in wrong]
    editor.press("Logga ut")
    faults += editor.violations() + editor.sideways()

    assert faults == []


def test_what_a_code_opens_for_staff_is_whole_on_the_narrowest_phone(sign_in, make_phone, app):
    young = make_phone()
    young.open("/sv/p/")
    young.press("Nästa")
    (token,) = (c["value"] for c in young.context.cookies() if c["name"] == YOUNG)
    codes = lived_in(app, token, LONG)
    worker, faults = sign_in("Eva", NARROWEST), []

    def look(page: str) -> None:
        wrong = worker.violations() + [f"sticks out: {each}" for each in worker.sideways()]
        faults.extend(f"{page}: {fault}" for fault in wrong)

    worker.open("/sv/shared")
    worker.page.get_by_label("Koden du fick").fill(codes.share)
    worker.press("Öppna")
    assert LONG.split()[0] in worker.text
    look("what was shared")
    worker.open("/sv/meetings")
    look("meetings")
    worker.page.get_by_label("Koden på brevet").fill(codes.meeting)
    worker.press("Öppna mötet")
    look("the meeting")
    worker.press("Ställ in mötet")
    assert worker.heading == "Ställa in mötet?"
    look("calling it off")
    worker.press("Ställ in mötet")
    look("called off")

    assert faults == []


def test_the_staff_cookie_is_kept_on_loopback(sign_in):
    editor = sign_in("Sara", 1280)

    (cookie,) = editor.context.cookies()

    assert cookie["name"] == "__Host-staff"
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
