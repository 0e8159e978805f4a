"""The letter of an invitation holds the meeting, the code and its QR, in both languages, tagged."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from prepkit.core.asked import Asked, Texts
from prepkit.core.bank import Kind, Role
from prepkit.core.meeting import AboutWorker, Decision, Meeting, Present, Standing
from prepkit.pdf.letter import Way, letter
from prepkit.pdf.markup import t
from tests.pdf.aloud import aloud, languages
from tests.pdf.papers_held import ua_faults

WAY = Way("M-7K2M-Q9XD-3HTB", "https://x.example/i/M7K2MQ9XD3HTB", "x.example/sv/ask")
MEETING = Meeting(
    kind="uppfoljning",
    title=Texts("Uppföljning i familjehem", {"ar": ("متابعة", False)}),
    day=date(2026, 12, 3),
    time="14.30",
    minutes=45,
    where="Storgatan 1",
    people=(Present("Anna Berg", "din socialsekreterare"),),
    decision=Decision("Hur ofta du träffar mamma", "Socialnämnden", "Jag ringer dig"),
    picked=(
        Asked(
            "hem", "hemma", Role.TOPIC, Kind.TEXT, Texts("Hur trivs du?", {"ar": ("كيف؟", False)})
        ),
    ),
    written=("Hur går det med fotbollen?",),
    about=AboutWorker("Anna", "070-123 45 67", "vardagar", "lägret", "Karim", "Jag har hund."),
)


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_a_letter_says_everything_the_worker_told(tag):
    paper = letter(replace(MEETING, language=tag), WAY)

    said = aloud(paper.pdf)
    for words in (
        "Storgatan 1",
        "Anna Berg: din socialsekreterare",
        "Hur ofta du träffar mamma",
        "Socialnämnden",
        "Hur trivs du?",
        "Hur går det med fotbollen?",
        "070-123 45 67",
        "Jag har hund.",
        WAY.code,
        "3 december 2026",
    ):
        assert words in said


def test_the_workers_words_are_marked_with_the_language_they_were_written_in():
    written = replace(MEETING, language="ar", written_in="en", where="Room four")

    paper = letter(written, WAY)

    assert languages(paper.pdf) >= {"ar", "sv", "en"}


NOT_TRANSLATED = (
    "Det som inte är översatt har den som bjuder in skrivit själv. "
    "Fråga en tolk eller den personen."
)


def said_of(paper):
    """A PDF's words without spaces, which tags lose at the ends of lines."""
    return "".join(aloud(paper.pdf).split())


def told_in(tag):
    return "".join(t(tag, NOT_TRANSLATED).split())


@pytest.mark.parametrize("people", [MEETING.people, ()], ids=["with people", "without"])
def test_the_childs_side_says_once_that_the_workers_words_are_not_translated(people):
    in_swedish = letter(replace(MEETING, language="ar", people=people), WAY)
    in_arabic = letter(replace(MEETING, language="ar", written_in="ar", people=people), WAY)

    assert said_of(in_swedish).count(told_in("ar")) == 1
    assert told_in("sv") not in said_of(in_swedish)
    assert told_in("ar") not in said_of(in_arabic)


def test_a_meeting_that_is_called_off_says_so():
    off = letter(replace(MEETING, standing=Standing.CALLED_OFF), WAY)
    planned = letter(MEETING, WAY)

    assert "Mötet är inställt" in aloud(off.pdf)
    assert "inställt" not in aloud(planned.pdf)
    assert "Tänk igenom frågorna" not in aloud(off.pdf)
    assert "Tänk igenom frågorna" in aloud(planned.pdf)


def test_a_letter_without_a_day_says_that_it_is_not_decided():
    open_day = letter(replace(MEETING, day=None, time=""), WAY)

    assert "Inte bestämt än" in aloud(open_day.pdf)
    assert "Inte bestämt än" not in aloud(letter(MEETING, WAY).pdf)


def test_a_letter_of_ordinary_length_is_one_sheet_in_swedish():
    ordinary = replace(
        MEETING,
        people=(*MEETING.people, Present("Karim Ali", "familjehemmet"), Present("Lena", "lärare")),
        written=(*MEETING.written, "Hur ofta vill du träffa mamma?"),
        about=AboutWorker(
            "Anna",
            "Ring 070-123 45 67, eller sms:a. Jag är på kontoret de flesta dagar.",
            "Vardagar 8 till 16",
            "Umgänge, fritid och pengar till kläder. Resten frågar jag min chef om.",
            "Karim Ali, 070-765 43 21",
            "Jag har en katt som heter Sixten. Jag tycker om att laga mat och läsa deckare.",
        ),
    )

    with pikepdf.open(BytesIO(letter(ordinary, WAY).pdf)) as read:
        assert len(read.pages) == 1


def test_the_way_in_is_on_the_first_page_which_says_that_there_are_two():
    people = tuple(Present(f"Person {n}", "kommer för att lyssna") for n in range(6))
    long = replace(MEETING, language="ar", people=people)

    pages = pypdfium2.PdfDocument(letter(long, WAY).pdf)

    assert len(pages) == 2
    first = pages[0].get_textpage().get_text_range()
    assert WAY.code in first
    assert WAY.address in first
    assert "1 (2)" in first


def test_what_needs_no_translation_stands_in_both_columns():
    said = aloud(letter(replace(MEETING, language="ar"), WAY).pdf)

    for words in ("Storgatan 1", "Anna Berg", "Socialnämnden", "070-123 45 67", "Karim"):
        assert said.count(words) == 2
    assert said.count("Jag har hund.") == 1


def test_a_letter_with_nothing_filled_in_can_still_be_printed():
    bare = Meeting("utredning", Texts("Utredning"))

    assert WAY.code in aloud(letter(bare, WAY).pdf)


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_a_letter_can_be_read_aloud(tag, tmp_path):
    assert not ua_faults(letter(replace(MEETING, language=tag), WAY).pdf, tmp_path)
