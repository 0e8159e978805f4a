"""How codes look, and how what is typed is read."""

import random
import string
from itertools import islice, product

import pytest

from prepkit.core.codename import (
    CodeKind,
    Codenames,
    Doubt,
    fold,
    kind_of,
    new_code,
    shown,
    words,
)
from prepkit.core.errors import PrepkitError

choose = random.Random(7).choice


def made_up(count: int, ending: str = "") -> list[str]:
    letters = product("bdfgklmnprst", "aeiouy", "bdfgklmnprst", "aeiou", "k")
    return ["".join(each) + ending for each in islice(letters, count)]


@pytest.fixture
def codenames() -> Codenames:
    swedish = ["älg", "sjö", "björk", "kaffe", "sommar", "regnbåge", *made_up(2042)]
    return Codenames(
        {"sv": words("sv", swedish), "en": words("en", ["apple", *made_up(2047, "y")])}
    )


@pytest.mark.parametrize(("kind", "letter"), [("share", "S"), ("helper", "F"), ("meeting", "M")])
def test_each_right_has_a_shape_of_its_own(kind, letter):
    code = new_code(CodeKind(kind), choose)

    assert len(code) == 13
    assert shown(code)[:2] == f"{letter}-"
    assert [len(each) for each in shown(code).split("-")] == [1, 4, 4, 4]
    assert kind_of(shown(code)) == kind
    assert fold(shown(code)) == fold(code) == code


def test_a_code_can_be_typed_as_it_is_read_aloud():
    assert fold("f 7k2m oil1 ab cd") == fold("F-7K2M-0111-ABCD") == "F7K2M0111ABCD"
    assert fold(" Älg, SJÖ - Blå  ") == fold("alg sjo bla") == "alg-sjo-bla"
    assert (
        fold("1234 5678-9012 3456 7890") == fold("١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠") == "12345678901234567890"
    )
    assert fold("café ÆRA Øl") == "cafe-ara-ol"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("älg sjö björk kaffe sommar regnbåge", CodeKind.DRAFT),
        ("älgsjöbjörkkaffesommarregnbåge", CodeKind.DRAFT),
        ("älg sjö björk kaffe", CodeKind.DRAFT),  # two were forgotten
        ("1234 5678 9012 3456 7890", CodeKind.DRAFT),
        ("s7k2m-9qxa-bcde", CodeKind.SHARE),
        ("", None),
        ("hej", None),
        ("0700 12 34 56", None),
        ("F-7K2M-9QXA", None),
        ("😀", None),
        ("x" * 100_000, CodeKind.DRAFT),
    ],
)
def test_the_kind_is_told_from_the_shape_alone(typed, kind):
    assert kind_of(typed) == kind


@pytest.mark.parametrize("tag", ["sv", "en", "ar"])
def test_a_new_code_is_read_as_itself_whatever_the_language(codenames, tag):
    for _ in range(50):
        code = codenames.new(tag, choose)
        read = codenames.read(code.upper())

        assert kind_of(code) is CodeKind.DRAFT
        assert read.whole
        assert read.code == fold(code)
        assert codenames.read(code.replace(" ", "")).whole


def test_how_many_words_follows_from_the_length_of_the_list():
    counts = {n: words("sv", made_up(n)).count for n in (1296, 2048, 4000)}

    assert counts == {1296: 7, 2048: 6, 4000: 6}
    assert all(words("sv", made_up(n)).bits >= 64 for n in counts)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (made_up(1023), "1024 are needed"),
        ([*made_up(1500), "ö", "mal"], "can't be used: o"),
        ([*made_up(1500), "mål", "mal"], "typed alike: mal"),
        ([*made_up(1500), "två ord"], "can't be used"),
    ],
)
def test_a_list_that_would_make_weak_or_mistaken_codes_is_refused(wrong, told):
    with pytest.raises(PrepkitError, match=told):
        words("sv", wrong)


def test_a_misspelt_word_is_asked_about(codenames):
    read = codenames.read("alg sjo bjork kafe sommar regnbage")

    assert read.doubts[0].at == 3
    assert read.doubts[0].meant[0] == "kaffe"
    assert not read.whole
    assert codenames.read(codenames.instead("alg sjo bjork kafe sommar regnbage", 3, "kaffe")).whole


def test_what_is_nothing_like_a_word_gets_no_suggestion(codenames):
    read = codenames.read("alg sjo bjork qqqqqqqqqq sommar regnbage")

    assert read.doubts == (Doubt(3, "qqqqqqqqqq", ()),)


def test_words_and_digits_too_few_or_too_many_are_counted(codenames):
    assert codenames.read("alg sjo bjork kaffe sommar").missing == 1
    assert codenames.read("alg " * 8).missing == -2
    assert codenames.read("1" * 19).missing == 1
    assert codenames.read("1" * 19).digits


def test_a_letter_that_looks_like_a_digit_is_one(codenames):
    read = codenames.read("1234 5678 9o12 3456 789O")

    assert read.whole
    assert read.code == "12345678901234567890"
    assert codenames.read("1234 5678 9x12 3456 7890").missing == 1


@pytest.mark.parametrize("typed", ["", " ", "-", "😀", "\x00", "a" * 5000, "٣", string.printable])
def test_nothing_typed_breaks_the_reader(codenames, typed):
    read = codenames.read(typed)

    assert not read.whole
    codenames.instead(typed, 99, "")
    fold(typed)
    kind_of(typed)


def test_a_word_whose_first_letter_was_lost_is_still_guessed(codenames):
    read = codenames.read("alg sjo bjork affe sommar regnbage")

    assert read.doubts[0].meant[0] == "kaffe"
