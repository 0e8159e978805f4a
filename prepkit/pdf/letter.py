"""The letter of an invitation: our own words in two languages, the worker's as they wrote them.

It carries a short code, its QR and where to type it, and no child's name: there is a line for
that, to be written on by hand.
"""

from dataclasses import dataclass

from prepkit.core.days import said_day
from prepkit.core.language import SWEDISH, language
from prepkit.core.meeting import Meeting
from prepkit.core.qr import qr
from prepkit.pdf import drawing
from prepkit.pdf.paper import Paper, marks_of, numbered
from prepkit.pdf.pen import Pen


@dataclass(frozen=True)
class Way:
    """How the young person gets there: the code as it is shown, its link, where it is typed."""

    code: str
    link: str
    address: str


def letter(meeting: Meeting, way: Way) -> Paper:
    """One A4, two if the worker wrote much; the way in is always on the first."""
    theirs = language(meeting.language)
    languages = [theirs] if theirs == SWEDISH else [theirs, SWEDISH]
    pen = Pen(meeting.language)
    return numbered(
        "letter.html",
        pen,
        languages=languages,
        drawings=[("the-mark", drawing.plain("mark", 16.2, 19))],
        meeting=meeting,
        written_in=language(meeting.written_in),
        way=way,
        code=qr(way.link),
        day=lambda each: said_day(meeting.day, each.tag, weekday=True) if meeting.day else "",
        marks=marks_of([meeting.title, *(asked.ask for asked in meeting.picked)], languages),
    )
