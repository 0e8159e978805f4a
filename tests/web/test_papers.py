"""The page where anyone prints questions to write on by hand."""

import pytest

from prepkit.core.language import TAGS
from tests.web.printed import pages


def shown(page) -> list[str]:
    return [each.get_text(" ", strip=True) for each in page.soup.select(".asked p > [lang=sv]")]


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_opens_for_a_stranger_in_every_language(visitor, tag):
    page = visitor.visit(f"/{tag}/papers")

    assert len(page.soup.select(".asked li")) == 11


@pytest.mark.parametrize("meeting", ["forsta", "uppfoljning", "utredning"])
def test_what_is_shown_is_what_is_printed_on_one_page(visitor, meeting):
    visitor.visit("/sv/papers")
    questions = shown(visitor.submit("Uppdatera bilden", meeting=meeting, age="12-14", count="8"))

    answer = visitor.download("Hämta frågesidan")

    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="fragor-{meeting}-sv.pdf"'
    )
    (said,) = pages(answer.data)
    assert len(questions) == 8
    assert [words in said for words in questions] == [True] * 8


def test_what_is_chosen_comes_without_a_look_at_it_first(visitor):
    visitor.visit("/sv/papers")

    (said,) = pages(visitor.download("Hämta frågesidan", language="en", on_page="one").data)

    assert "Questions they may ask" in said
    assert "Frågor de kanske ställer" not in said


def test_the_preview_stands_as_the_paper_does(visitor):
    page = visitor.visit("/sv/papers?language=ar").soup.select_one(".written")

    sides = [[each["lang"] for each in row.select(".side")] for row in page.select(".both")]
    assert page["dir"] == "rtl"  # so that the first side is the right one
    assert sides == [["ar", "sv"]] * len(sides)
    assert page.h2.get_text(strip=True) != "Frågor de kanske ställer"
    for words in ("Frågor de kanske ställer", "Pappret är ditt.", "Jag vill prata en stund själv"):
        assert words in page.get_text()
    assert not page.select("ol")


def test_it_says_how_many_questions_nobody_has_checked(visitor):
    swedish = visitor.visit("/sv/papers").text
    arabic = visitor.submit("Uppdatera bilden", language="ar")

    assert "inte granskade" not in swedish
    assert "11 av 11 frågor är inte granskade på arabiska. De är märkta." in arabic.text
    assert len(arabic.soup.select(".asked .unseen")) == 11


def test_other_questions_come_at_a_press(visitor):
    visitor.visit("/sv/papers?seed=3&count=8")
    first = shown(visitor.page)

    second = shown(visitor.submit("Andra frågor"))

    assert second != first
    assert len(second) == len(first)
    assert visitor.page.soup.select_one("#seed")["value"] == "4"


def test_two_languages_stand_side_by_side(visitor):
    visitor.visit("/sv/papers?meeting=uppfoljning&language=ar")

    (both,) = pages(visitor.download("Hämta frågesidan").data)
    visitor.submit("Uppdatera bilden", on_page="one")
    (alone,) = pages(visitor.download("Hämta frågesidan").data)

    assert "Frågor de kanske ställer" in both
    assert "Frågor de kanske ställer" not in alone


def test_the_same_number_gives_the_same_questions(visitor):
    first = shown(visitor.visit("/sv/papers?seed=3"))
    other = shown(visitor.visit("/sv/papers?seed=4"))

    assert shown(visitor.visit("/sv/papers?seed=3")) == first
    assert other != first


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("meeting", "nope"),
        ("age", "99"),
        ("language", "xx"),
        ("on_page", "x"),
        ("count", "16"),
        ("seed", "x"),
    ],
)
def test_a_choice_that_there_is_none_such_is_told_at_its_field(visitor, field, value):
    page = visitor.visit(f"/sv/papers?{field}={value}", status=400)

    assert page.soup.select_one(".error")
    assert not page.soup.select(".written")
    again = visitor.visit(f"/sv/papers/question-page.pdf?{field}={value}", status=400)
    assert again.text == page.text


@pytest.mark.parametrize("count", ["6", "15"])
def test_fewest_and_most_questions_fit_the_page_in_two_languages(visitor, count):
    visitor.visit(f"/sv/papers?meeting=uppfoljning&language=ar&count={count}")

    assert len(pages(visitor.download("Hämta frågesidan").data)) == 1


def test_every_paper_for_the_meeting_comes_in_one_file_with_the_questions_that_were_shown(visitor):
    visitor.visit("/sv/papers")
    questions = shown(visitor.submit("Uppdatera bilden", meeting="utredning", count="8"))

    answer = visitor.download("Hämta alla papper")

    name = 'attachment; filename="papper-utredning-sv.pdf"'
    assert answer.headers["Content-Disposition"] == name
    sheets = pages(answer.data)
    assert [words in sheets[0] for words in questions] == [True] * 8
    assert ["Kvitto" in said for said in sheets[::2]] == [False, False, False, True, False]
    assert [said.strip() for said in sheets[1::2]] == [""] * 4
