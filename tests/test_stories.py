"""The shipped pages about soc and rights: short, easy to read, on the law and without promises.

Figures are domain.md's (e): 4. No test here compares with today's date; ``prepkit check`` does.
"""

import re
from statistics import median

import pytest

from prepkit.core.bank import BankKind
from prepkit.core.bankfile import read
from prepkit.core.story import PEOPLE, RIGHTS, When
from prepkit.resources import folder

HERE = folder("question_banks")
WITHOUT_LAW = {"people/chef"}  # says nothing of the law
NEEDED = {  # what one may always do, and where it is written
    "saga-nej": {"bk-12", "sol-3-2"},
    "nagon-med": {"fl-14"},
    "prata-sjalv": {"sol-20-7", "sol-22-11"},
    "tolk": {"fl-13"},
    "fraga-igen": {"sol-3-3"},
    "klaga": {"sol-28-1"},
    "namnden": {"sol-14-8"},
    "lasa": {"fl-10"},
    "overklaga": {"sol-35-1", "fl-44"},
    "hemligt": {"sol-19-1", "osl-12-3"},
}


def shipped(name):
    file = HERE / f"{name}.yaml"
    return read(file.read_text("utf-8"), file.name).document


STORIES = shipped("reference/stories").stories
LAWS = {right.id: right for right in shipped("reference/rights").rights}


def words(text):
    return re.findall(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*|\d+", text)


def lix(text):
    """Words in a sentence and hundredths of words of more than six letters (Björnsson 1968)."""
    found = words(text)
    sentences = len(re.findall(r"[.:?!]+(?=\W|$)", text))
    return len(found) / sentences + 100 * sum(len(word) > 6 for word in found) / len(found)


def page_of(story):
    heads = [story.title, story.about]
    heads += [said for each in story.paragraphs for said in (each.title, each.text)]
    return " ".join(said if said[-1] in ".?" else f"{said}." for said in heads)


def promises(text):
    """Whether it says that something is secret without saying that nobody can promise it."""
    return re.search(r"hemlig|mellan oss|ingen får veta", text) and not re.search(
        r"(inte|aldrig) lova|kan vara hemligt", text
    )


def test_every_page_is_easy_to_read():
    figures = {story.id: lix(page_of(story)) for story in STORIES}

    assert {id: figure for id, figure in figures.items() if figure > 30} == {}
    assert median(figures.values()) <= 25

    assert lix("Socialnämnden beslutar beträffande handläggningen av ärenden.") > 30


def test_the_law_in_plain_words_is_easy_to_read_page_by_page():
    for story in STORIES:
        facts = dict.fromkeys(id for each in story.paragraphs for id in each.rights)

        assert lix(" ".join(LAWS[id].text for id in facts)) <= 40, story.id


def test_every_page_is_short():
    assert {story.id: len(words(page_of(story))) for story in STORIES if long(story)} == {}

    assert long(STORIES[0], most=50)


def long(story, most=350):
    return len(words(page_of(story))) > most


def test_there_is_a_page_for_every_meeting_and_it_tells_of_all_of_it():
    banks = [read(file.read_text("utf-8"), file.name).document for file in HERE.glob("*.yaml")]
    meetings = {bank.id for bank in banks if bank.kind == BankKind.MEETING}

    assert {story.id for story in STORIES} == meetings | {PEOPLE, RIGHTS}
    for story in STORIES:
        told = {each.when for each in story.paragraphs}
        assert told == (set(When) if story.id in meetings else {None}), story.id


def test_every_paragraph_rests_on_a_fact_of_law_that_there_is():
    resting = {
        f"{story.id}/{each.id}": set(each.rights) for story in STORIES for each in story.paragraphs
    }

    assert {id for id, rights in resting.items() if not rights} == WITHOUT_LAW
    assert set().union(*resting.values()) <= set(LAWS)


@pytest.mark.parametrize("id", NEEDED)
def test_every_right_there_has_to_be_rests_on_its_paragraph(id):
    (story,) = [story for story in STORIES if story.id == RIGHTS]
    rights = {each.id: set(each.rights) for each in story.paragraphs}

    assert NEEDED[id] <= rights[id]


def test_no_page_promises_that_anything_stays_secret():
    said = {
        f"{story.id}/{each.id}": f"{each.title} {each.text}"
        for story in STORIES
        for each in story.paragraphs
    }
    said |= {right.id: right.text for right in LAWS.values()}

    assert [id for id, text in said.items() if promises(text)] == []

    assert promises("Det du säger är hemligt.")
    assert promises("Det stannar mellan oss.")
    assert not promises("Soc kan inte lova att hålla det hemligt.")


def test_every_meeting_says_what_soc_cannot_promise_before_it_is_over():
    for story in STORIES:
        if story.id not in {PEOPLE, RIGHTS}:
            (said,) = [each for each in story.paragraphs if "lova" in each.title]
            assert said.when is When.THERE
            assert NEEDED["hemligt"] <= set(said.rights)


def test_no_number_that_nobody_has_checked_stands_on_a_page():
    for story in STORIES:
        assert not re.search(r"\d{3}", page_of(story)), story.id

    assert re.search(r"\d{3}", "020-120 06 06")
