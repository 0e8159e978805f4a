"""The letter that asks for a decision (FL 12 §): in Swedish to send, in the reader's to follow."""

from dataclasses import dataclass
from datetime import date

from prepkit.core.days import said_day
from prepkit.core.language import SWEDISH, language
from prepkit.pdf.paper import Paper, marks_of_page, printed
from prepkit.pdf.pen import Pen


@dataclass(frozen=True)
class Request:
    """``began`` is the day of the application; ``by_guardian`` is whether a guardian signs."""

    began: date
    by_guardian: bool
    language: str


def request_letter(asked: Request) -> Paper:
    """One A4 to sign by hand: no name stands in it but on the lines."""
    theirs = language(asked.language)
    languages = [SWEDISH] if theirs == SWEDISH else [theirs, SWEDISH]
    return printed(
        "request.html",
        Pen(asked.language),
        languages=languages,
        drawings=[],
        by_guardian=asked.by_guardian,
        day=lambda each: said_day(asked.began, each.tag),
        marks=marks_of_page(languages),
    )
