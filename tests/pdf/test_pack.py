"""The whole way for one meeting as one PDF: every part whole, on its own sheet, read aloud."""

from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest

from prepkit.core import bankfile
from prepkit.core.asked import asked, texts
from prepkit.core.errors import PrintError
from prepkit.core.office import Office
from prepkit.core.story import told
from prepkit.pdf.ask_page import ask_part
from prepkit.pdf.markup import fill
from prepkit.pdf.needs_page import needs_part
from prepkit.pdf.pack import Questions, laid_out, pack
from prepkit.pdf.paper import composed, marks_of
from prepkit.pdf.papers import question_part
from prepkit.pdf.receipt import receipt_part
from prepkit.pdf.rights_page import Known, rights_page
from prepkit.resources import folder
from tests.pdf.aloud import aloud

PARTS = (
    "Frågor de kanske ställer",
    "Det här behöver jag",
    "Vad tror du att soc frågar?",
    "Kvitto efter mötet",
    "Dina rättigheter",
)
FILLED = Office("office", "office", name="Soc i Lillköping", phone="0123-45 67 89", hours="8–16")


def shipped(name):
    file = folder("question_banks") / f"{name}.yaml"
    return bankfile.read(file.read_text("utf-8"), file.name).document


@cache
def contents(office=FILLED):
    topics, bank = shipped("topics"), shipped("uppfoljning")
    rights = told(shipped("reference/stories").story("rights"), [], shipped("reference/rights"), [])
    numbers = shipped("reference/contacts").numbers("nodnumret", "bris", catalogues=[])
    questions = Questions(
        tuple(asked(each, []) for each in bank.questions[:9]),
        tuple(asked(each, []) for each in shipped("fragor-till-soc").questions[:2]),
    )
    names = {each.id: texts(each.title, []) for each in topics.topics}
    return questions, Known(rights, office, numbers), topics, names


@cache
def printed(tags=("sv",), two_sided=True) -> bytes:
    questions, known, topics, names = contents()
    return pack(questions, known, tags, topics, names, two_sided).pdf


def pages(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        return [b"Tf" in each.Contents.read_bytes() for each in file.pages]  # has it any words?


def test_every_part_is_there_in_its_order():
    said = aloud(printed())

    places = [said.index(part) for part in PARTS]

    assert places == sorted(places)


def test_every_part_has_a_sheet_of_its_own_printed_on_both_sides():
    assert pages(printed()) == [True, False] * 4 + [True]


def test_the_empty_backs_can_be_left_out():
    assert pages(printed(two_sided=False)) == [True] * 5


@pytest.mark.parametrize("tags", [("sv",), ("ar", "sv")])
def test_the_pack_can_be_read_aloud(tags):
    report = page.validate_pdf_bytes(printed(tags), profile=page.ValidationProfile.PDF_UA_1)

    assert [each.message for each in report.failures] == []


def test_the_validator_sees_a_pack_whose_tags_are_lost():
    with pikepdf.open(BytesIO(printed())) as pdf:
        del pdf.Root.StructTreeRoot
        out = BytesIO()
        pdf.save(out)

    report = page.validate_pdf_bytes(out.getvalue(), profile=page.ValidationProfile.PDF_UA_1)

    assert report.failures


def test_a_part_measures_the_same_in_the_pack_as_alone():
    """One part's size of type and height of lines must never reach another's."""
    questions, known, topics, names = contents()
    about = (("sv",), topics, names)
    alone = [
        question_part(questions.asked, questions.own, *about),
        needs_part(("sv",)),
        ask_part(*about),
    ]

    together = laid_out(questions, known, *about).boxes()

    for number, part in enumerate(alone, 1):
        end = composed(part.template, **part.values).boxes()["end"]
        section = together[f"part-{number}"]
        assert section.page == 2 * (number - 1)
        assert section.y + section.height == pytest.approx(end.y, abs=0.2)


def test_the_offices_numbers_stand_on_the_last_page_where_they_are_filled_in():
    _, known, _, _ = contents()
    _, empty, _, _ = contents(Office("office", "office"))

    filled = aloud(rights_page(known, ("sv",)).pdf)
    bare = aloud(rights_page(empty, ("sv",)).pdf)

    for words in ("0123-45 67 89", "Soc i Lillköping", "8–16"):
        assert words in filled
        assert words not in bare
    assert "116 111" in bare
    assert "Soc där du bor" not in bare


def test_every_right_stands_with_its_law_and_the_day_it_was_read():
    _, known, _, _ = contents()

    said = aloud(rights_page(known, ("sv",)).pdf).replace("\u00a0", " ")

    assert said.count("Läst") == len(known.story.paragraphs)
    assert "SoL 14 kap. 8 §" in said


def test_the_title_tells_nothing():
    with pikepdf.open(BytesIO(printed())) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Papper"


def test_a_third_language_is_refused():
    questions, known, topics, names = contents()

    with pytest.raises(PrintError):
        pack(questions, known, ("sv", "en", "ar"), topics, names)


@pytest.mark.parametrize("part", [needs_part, receipt_part])
def test_a_paper_of_our_own_words_bears_the_mark_of_what_nobody_has_checked(part):
    def set_in(*tags):
        laid = part(tags)
        return fill(laid.template, **laid.values, marks_of=marks_of)

    assert set_in("ar", "sv").count("mark unchecked") == 3  # at its heading, and twice explained
    assert "mark unchecked" not in set_in("sv")


def test_no_swedish_is_left_on_a_page_of_needs_in_another_language():
    laid = needs_part(["ar"])

    assert "Språk och dialekt" not in fill(laid.template, **laid.values, marks_of=marks_of)
