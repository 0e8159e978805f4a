"""Advice on a question's words."""

import pytest

from prepkit.core.advice import MOST_WORDS, advise, advise_on, count_words
from prepkit.core.bank import AgeGroup, Kind, Question, Role


def seen(*advice):
    return [each.seen for each in advice if not each.good]


def question(text, **changes):
    return Question(id="q", topic="mar", source="s", text=text, **changes)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Varför blir du arg?", "”Varför” kan låta som skuld."),
        ("Vad händer då, och vad hjälper dig?", "Två frågor i en."),
        ("Vad gör du? Hur känns det?", "Två frågor i en."),
        ("Vad vill du inte göra?", "Ett ”inte” gör frågan svårare."),
        ("Berätta, det blir hemligt.", "Lova aldrig att något blir hemligt."),
        ("Trivs du i skolan?", "Ja eller nej räcker som svar."),
    ],
)
def test_each_trap_is_seen_once(text, advice):
    assert seen(*advise(text)) == [advice]


def test_an_open_question_is_praised():
    (praise,) = advise("Vad hjälper dig när allt känns för mycket?")

    assert praise.good


def test_the_youngest_age_sets_how_many_words_fit():
    words = "Hur vill du att vi ska prata med dig om det?"  # 11 words

    assert count_words(words) == 11 == MOST_WORDS[AgeGroup.LITTLE] + 1
    assert seen(*advise_on(question(words))) == ["%(words)s ord är många."]
    assert seen(*advise_on(question(words, ages=(AgeGroup.MIDDLE, AgeGroup.TEEN)))) == []


def test_the_childs_own_question_to_soc_may_be_closed():
    asked_of_soc = question("Får jag ta med någon till mötet?", role=Role.OWN)
    choice = question("Trivs du där du bor?", kind=Kind.SCALE)

    assert advise_on(asked_of_soc) == advise_on(choice) == ()
