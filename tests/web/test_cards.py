"""The page where anyone prints a deck, walked and its PDF read back."""

import re

import pytest

from prepkit.core.language import TAGS
from tests.web.printed import pages

LEAF = 2  # pages of rules


def arabic(words: str) -> str:
    """Arabic as it is drawn: from the left."""
    return words[::-1]


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_opens_for_a_stranger_in_every_language(visitor, tag):
    page = visitor.visit(f"/{tag}/cards")

    assert len(page.soup.select(".sheet .card")) == 9


def test_a_whole_deck_comes_with_rules_and_a_back_for_every_sheet(visitor):
    visitor.visit("/sv/cards")

    answer = visitor.download("Hämta 54 kort")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lara-kanna-sv-54.pdf"'
    said = pages(answer.data)
    assert len(said) == LEAF + 2 * 6  # 54 cards, 9 on a sheet, both sides
    assert "Vad gör en vanlig dag lite bättre för dig?" in said[LEAF]
    assert said[LEAF + 1] == ""  # the backs have no words


@pytest.mark.parametrize(
    ("choices", "there", "not_there"),
    [
        ({"language": "sv"}, "Vad får dig att skratta?", "What makes you laugh?"),
        (
            {"language": "en", "on_card": "one"},
            "What makes you laugh?",
            "Vad får dig att skratta?",
        ),
        ({"language": "ar", "on_card": "one"}, arabic("يضحكك"), "Vad får dig att skratta?"),
    ],
)
def test_a_deck_is_printed_in_the_language_that_was_chosen(visitor, choices, there, not_there):
    visitor.visit("/sv/cards?" + "&".join(f"{k}={v}" for k, v in choices.items()))

    said = " ".join(pages(visitor.download("Hämta 54 kort").data)[LEAF:])

    assert there in said
    assert not_there not in said


def test_both_languages_stand_on_one_card(visitor):
    visitor.visit("/sv/cards")
    visitor.submit("Visa", language="ar")

    said = pages(visitor.download("Hämta 54 kort").data)[LEAF]

    assert arabic("يضحكك") in said
    assert "Vad får dig att skratta?" in said


def test_the_preview_is_the_first_sheet_of_the_paper(visitor):
    visitor.visit("/sv/cards")
    page = visitor.submit("Visa", count="12")

    shown = [each.get_text(" ", strip=True) for each in page.soup.select(".sheet .asks")]
    printed = pages(visitor.download("Hämta 12 kort").data)[LEAF]

    assert len(shown) == 9
    assert [words in printed for words in shown] == [True] * 9


def test_the_same_number_gives_the_same_cards_and_another_gives_others(visitor):
    first = visitor.visit("/sv/cards?count=9&seed=7").text
    again = visitor.visit("/sv/cards?count=9&seed=7").text
    other = visitor.visit("/sv/cards?count=9&seed=8").text

    assert first == again
    assert first != other


def test_it_says_how_many_cards_nobody_has_checked(visitor):
    visitor.visit("/sv/cards")
    swedish = visitor.page.text
    arabic = visitor.submit("Visa", language="ar").text

    assert "inte granskade" not in swedish
    assert "54 av 54 kort är inte granskade på arabiska. De är märkta." in arabic
    assert len(visitor.page.soup.select(".card .wave")) == 9


def test_it_says_how_many_sheets_to_put_in_the_printer(visitor):
    page = visitor.visit("/sv/cards?count=10")

    sheets = int(re.search(r"(\d+) ark", page.text)[1])

    assert sheets == 3  # ten cards are two sheets, and the rules
    assert len(pages(visitor.download("Hämta 10 kort").data)) == 2 * sheets


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deck", "nope"),
        ("language", "xx"),
        ("on_card", "<script>"),
        ("stock", "a9"),
        ("count", "5"),
        ("count", "55"),
        ("count", "٢٠"),
        ("seed", "0"),
        ("seed", "9" * 50),
    ],
)
def test_a_choice_that_there_is_none_such_is_told_at_its_field(visitor, field, value):
    page = visitor.visit(f"/sv/cards?{field}={value}", status=400)

    assert page.soup.select_one(".error-summary")
    assert page.soup.select_one(".error")
    assert "Hämta" not in page.text
    if field != "deck":
        visitor.visit(f"/sv/cards/lara-kanna.pdf?{field}={value}", status=400)


def test_a_deck_that_there_is_none_such_is_not_printed(visitor):
    visitor.visit("/sv/cards/nope.pdf", status=400)
