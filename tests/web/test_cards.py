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

    answer = visitor.download("Hämta korten")

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

    said = " ".join(pages(visitor.download("Hämta korten").data)[LEAF:])

    assert there in said
    assert not_there not in said


def test_both_languages_stand_on_one_card(visitor):
    visitor.visit("/sv/cards")

    said = pages(visitor.download("Hämta korten", language="ar").data)[LEAF]

    assert arabic("يضحكك") in said
    assert "Vad får dig att skratta?" in said


def test_what_is_chosen_comes_without_a_look_at_it_first(visitor):
    visitor.visit("/sv/cards")

    some = visitor.download("Hämta korten", language="en", on_card="one", count="12")
    sheet = visitor.download("Prova med ett ark", language="ar")

    assert "lara-kanna-en-12.pdf" in some.headers["Content-Disposition"]
    assert len(pages(some.data)) == LEAF + 2 * 2
    assert len(pages(sheet.data)) == LEAF + 2
    assert arabic("لنتعارف") in pages(sheet.data)[0]


def test_one_language_or_both_can_be_chosen_before_the_language_is(visitor):
    visitor.visit("/sv/cards")

    said = pages(visitor.download("Hämta korten", language="en", on_card="one").data)[LEAF]

    assert "What makes you laugh?" in said
    assert "Vad får dig att skratta?" not in said


def test_the_preview_is_the_first_sheet_of_the_paper(visitor):
    visitor.visit("/sv/cards")
    page = visitor.submit("Uppdatera bilden", count="12")

    shown = [each.get_text(" ", strip=True) for each in page.soup.select(".sheet .asks")]
    printed = pages(visitor.download("Hämta korten").data)[LEAF]

    assert len(shown) == 9
    assert [words in printed for words in shown] == [True] * 9


def test_the_same_number_gives_the_same_cards_and_another_gives_others(visitor):
    first = visitor.visit("/sv/cards?count=9&seed=7").text
    again = visitor.visit("/sv/cards?count=9&seed=7").text
    other = visitor.visit("/sv/cards?count=9&seed=8").text

    assert first == again
    assert first != other


def test_other_cards_come_at_a_press_and_their_number_brings_them_back(visitor):
    def shown():
        return [each.get_text() for each in visitor.page.soup.select(".sheet .asks")]

    visitor.visit("/en/cards?count=12&seed=9999&language=sv")
    first = shown()
    visitor.submit("Other cards")
    second = shown()

    assert first != second
    assert visitor.page.soup.select_one("#seed")["value"] == "1"  # after the highest number
    assert visitor.page.soup.select_one("#count")["value"] == "12"
    visitor.submit("Other cards")
    assert shown() not in (first, second)
    visitor.submit("Update the picture", seed="1")
    assert shown() == second


def test_a_wrong_number_is_told_and_not_counted_on_from(visitor):
    visitor.visit("/sv/cards?count=12")

    page = visitor.submit("Andra kort", status=400, seed="0")

    assert "Skriv ett tal från 1 till 9999." in page.text


def test_where_the_size_is_given_it_is_told_and_not_asked(visitor):
    page = visitor.visit("/sv/cards")

    assert "63 × 88 mm, 9 på ett ark" in page.text
    assert not page.soup.select("[name=stock]")


def test_it_says_how_many_cards_nobody_has_checked(visitor):
    visitor.visit("/sv/cards")
    swedish = visitor.page.text
    arabic = visitor.submit("Uppdatera bilden", language="ar").text

    assert "inte granskade" not in swedish
    assert "54 av 54 kort är inte granskade på arabiska. De är märkta." in arabic
    assert len(visitor.page.soup.select(".card .wave")) == 9


def test_it_says_how_many_sheets_to_put_in_the_printer(visitor):
    page = visitor.visit("/sv/cards?count=10")

    sheets = int(re.search(r"(\d+) ark", page.text)[1])

    assert sheets == 3  # ten cards are two sheets, and the rules
    assert len(pages(visitor.download("Hämta korten").data)) == 2 * sheets


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
    assert not page.soup.select(".card")
    again = visitor.visit(f"/sv/cards/deck.pdf?{field}={value}", status=400)
    assert again.text == page.text


def test_after_a_wrong_choice_the_page_can_be_had_in_another_language(visitor):
    visitor.visit("/sv/cards/deck.pdf?count=5", status=400)

    visitor.follow("English")

    assert visitor.page.path == "/en/cards"


def test_the_menu_says_where_one_has_to_sign_in(visitor):
    page = visitor.visit("/sv/cards")

    assert "Frågor (logga in)" in page.links
