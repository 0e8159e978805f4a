"""The page where anyone prints questions to write on by hand."""

import pytest

from prepkit.core.language import TAGS
from tests.web.printed import pages


def shown(page) -> list[str]:
    return [each.get_text(" ", strip=True) for each in page.soup.select(".asked [lang=sv]")]


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_opens_for_a_stranger_in_every_language(visitor, tag):
    page = visitor.visit(f"/{tag}/papers")

    assert len(page.soup.select(".asked li")) == 11


@pytest.mark.parametrize("meeting", ["forsta", "uppfoljning", "utredning"])
def test_what_is_shown_is_what_is_printed_on_one_page(visitor, meeting):
    visitor.visit("/sv/papers")
    questions = shown(visitor.submit("Visa", meeting=meeting, age="12-14", count="8"))

    answer = visitor.download("Hämta frågesidan")

    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="fragor-{meeting}-sv.pdf"'
    )
    (said,) = pages(answer.data)
    assert len(questions) == 8
    assert [words in said for words in questions] == [True] * 8


def test_two_languages_stand_side_by_side(visitor):
    visitor.visit("/sv/papers?meeting=uppfoljning&language=ar")

    (both,) = pages(visitor.download("Hämta frågesidan").data)
    visitor.submit("Visa", on_page="one")
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
    assert "Hämta" not in page.text
    visitor.visit(f"/sv/papers/question-page.pdf?{field}={value}", status=400)


@pytest.mark.parametrize("count", ["6", "15"])
def test_fewest_and_most_questions_fit_the_page_in_two_languages(visitor, count):
    visitor.visit(f"/sv/papers?meeting=uppfoljning&language=ar&count={count}")

    assert len(pages(visitor.download("Hämta frågesidan").data)) == 1
