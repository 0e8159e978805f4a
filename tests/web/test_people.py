"""The page of questions from others: what is new, what is taken in, what is hidden, and back."""

from dataclasses import replace

import pytest
from flask import Flask

from prepkit.core.expected import MOST_QUESTIONS
from prepkit.store.invites import Question
from prepkit.web.gate import YOUNG
from prepkit.web.locale import language_in
from tests.pages import Visitor
from tests.rooms import Codes, lived_in
from tests.web.test_keep import begun

WORDS = "Vad vill du helst?"


@pytest.fixture
def young(visitor: Visitor) -> Visitor:
    return begun(visitor)


@pytest.fixture
def codes(young: Visitor, app: Flask) -> Codes:
    """Three questions have come: one is taken in, one hidden, one waiting."""
    return lived_in(app, token_of(young), WORDS)


def token_of(visitor: Visitor) -> str:
    return visitor.client.get_cookie(YOUNG).value


def send(app: Flask, codes: Codes, *words: str) -> None:
    invites = app.extensions["house"].invites
    invites.send(invites.open(codes.helper), [Question(each, "sv") for each in words])


def headings(page) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in page.soup.select("main h2, summary")]


def pages_of(visitor: Visitor) -> int:
    """How many numbered pages there are."""
    return int(visitor.visit("/sv/p/1").title.split()[-1])


def test_each_question_stands_under_what_became_of_it_and_the_new_ones_are_counted(
    young, app, codes
):
    page = young.visit("/sv/p/ask")
    assert {"1 ny fråga", "De här är med", "Gömda · 1 Visa"} <= set(headings(page))
    assert "1 ny fråga" in young.visit("/sv/p/done").text

    send(app, codes, "Hur sover du?", "Vem hjälper dig?")

    assert "3 nya frågor" in headings(young.visit("/sv/p/ask"))
    assert "3 nya frågor" in young.visit("/sv/p/done").text


def test_when_all_are_decided_about_there_is_nothing_new(young, codes):
    young.visit("/sv/p/ask")
    form = young.page.soup.select_one("form:has(button[value=accept])")

    press(young, form, "hide")

    page = young.visit("/sv/p/ask")
    assert "Inga nya frågor just nu." in page.text
    assert "Gömda · 2 Visa" in headings(page)
    assert "ny fråga" not in young.visit("/sv/p/done").text


def press(visitor: Visitor, form, to: str) -> None:
    """Press one of the buttons of a question: several of them say the same."""
    sent = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    answer = visitor.client.post("/sv/p/ask", base_url=visitor.base_url, data={**sent, "to": to})
    assert answer.status_code == 303


def test_a_hidden_question_is_out_of_the_walk_and_comes_back_with_its_answer(young, codes):
    before = pages_of(young)
    young.visit("/sv/p/ask")
    young.follow("Svara på frågan")
    young.submit("Spara och tillbaka", words="Att få vara ifred")
    taken_in = young.visit("/sv/p/ask").soup.select_one("li:has(a[href*='/p/']) form")

    press(young, taken_in, "hide")
    assert pages_of(young) == before - 1
    assert "Att få vara ifred" not in young.visit("/sv/p/done").text
    press(young, taken_in, "accept")

    assert pages_of(young) == before
    assert "Att få vara ifred" in young.visit("/sv/p/done").text


def test_a_press_for_a_question_that_is_not_there_changes_nothing(young, app, codes):
    boxes = app.extensions["house"].boxes
    form = young.visit("/sv/p/ask").soup.select_one("form:has(button[value=accept])")
    before = boxes.open(token_of(young)).preparation
    form.select_one("[name=id]")["value"] = "0" * 32

    for to in ("accept", "hide", "close", "close-all", "nonsense"):
        press(young, form, to)

    assert boxes.open(token_of(young)).preparation == before


def test_when_no_more_questions_have_room_the_page_says_so_and_takes_none_in(young, app, codes):
    boxes = app.extensions["house"].boxes
    desk = boxes.open(token_of(young))
    one = desk.preparation.questions[0]
    more = [replace(one, id=f"extra-{n}") for n in range(MOST_QUESTIONS)]
    questions = (*desk.preparation.questions, *more)[:MOST_QUESTIONS]
    boxes.keep(token_of(young), replace(desk.preparation, questions=questions), desk.rev)

    page = young.visit("/sv/p/ask")
    press(young, page.soup.select_one("form:has(button[value=accept])"), "accept")

    assert "Du har så många frågor som får plats. Göm någon först." in page.text
    assert len(boxes.open(token_of(young)).preparation.questions) == MOST_QUESTIONS
    assert "1 ny fråga" in headings(young.visit("/sv/p/ask"))


def test_what_was_sent_together_stands_in_the_order_it_was_written(young, app, codes):
    words = [f"Fråga {n}?" for n in range(12)]

    send(app, codes, *words)

    page = young.visit("/sv/p/ask").text
    assert words == sorted(words, key=page.index)


def test_a_question_in_another_language_says_which_and_nobodys_own_does(young, app, codes):
    invites = app.extensions["house"].invites
    invites.send(invites.open(codes.helper), [Question("Sidee tahay?", "so")])

    assert "Sidee tahay? (somaliska)" in young.visit("/sv/p/ask").text
    assert f"Sidee tahay? ({language_in('so', 'ar')})" in young.visit("/ar/p/ask").text
    assert "(" not in young.visit("/so/p/ask").soup.select_one("[lang=so].given, li .a").text


def test_the_code_is_written_on_the_page_in_the_language_of_the_invitation(young, codes):
    assert "localhost/sv/ask" in young.visit("/sv/p/ask/1").text
    assert "localhost/so/ask" in young.visit("/sv/p/ask/1?in=so").text
