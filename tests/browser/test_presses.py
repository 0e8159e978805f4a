"""From an invitation's link to the sheet, press by press, as a thumb has to go.

Typing is no press, but the tap in the field before it is one, and so is the link in the message.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Locator

from prepkit.core.language import language
from prepkit.core.meeting import Meeting
from prepkit.core.sharing import shared_view
from prepkit.resources import page_words
from prepkit.web.gate import YOUNG
from tests.browser.phone import Phone
from tests.pdf.aloud import aloud

pytestmark = pytest.mark.browser
MOST, MOST_ON_ONE_PAGE = 35, 23  # presses
QUESTIONS = 12  # ten for 12 to 14 years and ten minutes, and two that soc plans to ask
PLANNED = ("Hur går det med fotbollen?", "Vad vill du göra i sommar?")
TO_THE_MEETING = ("Öppna", "12–14 år", "Lagom, ungefär 10 minuter", "Visa mötet")
GIVE_ALL = ("Kryssa i alla", "Spara och gör pappret")
WROTE = {"sv": "Mitt svar nummer {}.", "ar": "جوابي رقم {}."}

Press = Callable[..., None]


@pytest.mark.parametrize(("tag", "scripts"), [("sv", True), ("ar", False)])
def test_twelve_questions_one_at_a_time_take_few_presses(app, make_phone, tag, scripts):
    phone, press = invited(app, make_phone(scripts=scripts), tag)
    felt = felt_by(phone)

    press(*TO_THE_MEETING, "Till frågorna")
    written, asked = [], phone.page.locator("[name=asked]")
    while asked.count():
        if asked.input_value() not in {"own", "most"}:
            written += answer(phone, phone.page.locator("main"), WROTE[tag])
        press("Nästa")
    press(*GIVE_ALL)
    paper = aloud(phone.fetch(said(tag)("Hämta som PDF")).path().read_bytes())

    assert phone.presses <= MOST
    assert len(given(app, phone)) == QUESTIONS
    assert [words for words in written if words in paper] == written != []
    assert not scripts or len(felt) == phone.presses - 1  # all but the link


def test_all_questions_on_one_page_take_fewer_presses(app, make_phone):
    phone, press = invited(app, make_phone(), "sv")

    press(*TO_THE_MEETING, "Visa alla frågor på en sida", "Öppna alla på en gång")
    for one in phone.page.locator("details.one:has(.topic)").all():
        answer(phone, one, WROTE["sv"])
    press("Spara och gå till översikten", *GIVE_ALL, "Visa på skärmen")

    assert phone.presses <= MOST_ON_ONE_PAGE
    assert len(given(app, phone)) == QUESTIONS


def invited(app: Flask, phone: Phone, tag: str) -> tuple[Phone, Press]:
    """Somebody who has pressed the link of an invitation; and how to press, said in Swedish."""
    house = app.extensions["house"]
    title = house.titles("uppfoljning")[0]
    day = (house.clock() + timedelta(days=9)).date()
    code = house.meetings.tell(Meeting("uppfoljning", title, tag, day=day, written=PLANNED))
    phone.open(f"/i/{code}?in={tag}")
    phone.presses = 1

    def press(*buttons: str) -> None:
        for words in map(said(tag), buttons):
            phone.press(words)

    return phone, press


def said(tag: str) -> Callable[[str], str]:
    """What the pages say in a language for something in Swedish."""
    return page_words(language(tag).folder).gettext


def answer(phone: Phone, question: Locator, wrote: str) -> list[str]:
    """Choose the first where there is a choice; else tap the field and write. Gives the words."""
    choices = question.locator(".faces label, .choices.always label")
    if choices.count():
        phone.tap(choices.first)
        return []
    field, words = question.locator("textarea"), wrote.format(phone.presses)
    phone.tap(field)
    field.fill(words)
    return [words]


def given(app: Flask, phone: Phone) -> list[str]:
    """What would leave, of what is kept behind this phone's cookie."""
    token = next(each["value"] for each in phone.context.cookies() if each["name"] == YOUNG)
    view = shared_view(app.extensions["house"].boxes.open(token).preparation)
    return [each.words or each.choice.swedish for each in view.answers]


def felt_by(phone: Phone) -> list[str]:
    """What the browser feels pressed from now on, whatever a test counts."""
    felt: list[str] = []
    phone.context.expose_binding("felt", lambda _, what: felt.append(what))
    watch = "addEventListener('pointerdown', ({target}) => felt(target.tagName), true)"
    phone.context.add_init_script(watch)
    phone.page.reload()
    return felt
