"""The page a helper fills in: one A4 in every language, and nothing of any preparation in it."""

import re
from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest

from prepkit.core import bankfile
from prepkit.core.asked import Texts, texts
from prepkit.core.catalogue import read_catalogue
from prepkit.core.errors import PrintError
from prepkit.core.language import LANGUAGES
from prepkit.pdf.ask_page import FEWEST, MOST, ask_page
from prepkit.resources import folder
from tests.pdf.aloud import aloud, languages

ALONE = [(each.tag,) for each in LANGUAGES]
BESIDE = [(each.tag, "sv") for each in LANGUAGES if each.tag != "sv"]


@cache
def topics():
    """The topics, and their names in every language there is."""
    read = bankfile.read((folder("question_banks") / "topics.yaml").read_text(), "topics.yaml")
    files = {
        each.tag: folder("translations") / each.folder / "LC_MESSAGES" / "topics.po"
        for each in LANGUAGES
    }
    catalogues = [
        read_catalogue(file.read_bytes(), tag, "topics")
        for tag, file in files.items()
        if file.exists()
    ]
    found = read.document
    return found, {each.id: texts(each.title, catalogues) for each in found.topics}


@cache
def printed(tags) -> bytes:
    return ask_page(tags, *topics()).pdf


@pytest.mark.parametrize("tags", ALONE + BESIDE)
def test_the_page_is_one_a4_in_every_language(tags):
    with pikepdf.open(BytesIO(printed(tags))) as pdf:
        (sheet,) = pdf.pages
        size = [float(each) for each in sheet.mediabox]

    assert size[2:] == pytest.approx([595.28, 841.89], abs=0.5)


@pytest.mark.parametrize("tags", ALONE + BESIDE)
def test_there_is_room_for_so_many_questions_and_each_has_its_number(tags):
    said = aloud(printed(tags))

    numbers = [int(each) for each in re.findall(r"\d{1,2}", said)]

    assert numbers == list(range(1, len(numbers) + 1))
    assert FEWEST <= len(numbers) <= MOST


@pytest.mark.parametrize("tags", [("sv",), ("ar", "sv")])
def test_the_page_can_be_read_aloud(tags):
    report = page.validate_pdf_bytes(printed(tags), profile=page.ValidationProfile.PDF_UA_1)

    assert [each.message for each in report.failures] == []


def test_the_page_says_how_to_ask_and_that_no_answer_comes_back():
    said = aloud(printed(("sv",)))

    for words in ("Vad tror du att soc frågar?", "Börja med Vad, Hur eller Berätta", "svaren"):
        assert words in said
    for topic in topics()[0].topics:
        assert topic.name in said


def test_every_word_is_in_its_own_language():
    assert languages(printed(("ar", "sv"))) >= {"ar", "sv"}


def test_the_title_and_the_metadata_tell_nothing():
    with pikepdf.open(BytesIO(printed(("sv",)))) as pdf:
        told = {name: str(value) for name, value in pdf.docinfo.items()}

    assert told["/Title"] == "Papper"
    assert set(told) <= {"/Title", "/Producer"}


def test_nothing_leads_out_of_the_paper():
    with pikepdf.open(BytesIO(printed(("ar", "sv")))) as pdf:
        assert not any("/Annots" in sheet for sheet in pdf.pages)
        assert len(pdf.attachments) == 0


def test_a_third_language_is_refused():
    with pytest.raises(PrintError):
        ask_page(("sv", "en", "ar"), *topics())
    with pytest.raises(PrintError):
        ask_page((), *topics())


def test_words_that_never_fit_are_refused_and_not_printed_on_two_sheets():
    found, names = topics()

    with pytest.raises(PrintError):
        ask_page(("sv",), found, {id: Texts("mycket långt " * 200) for id in names})
