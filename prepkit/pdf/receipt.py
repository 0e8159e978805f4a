"""The receipt on paper, in the young person's language and in Swedish; empty parts have lines."""

from prepkit.core.days import said_day
from prepkit.core.language import SWEDISH, language
from prepkit.core.receipt import Receipt
from prepkit.pdf import drawing
from prepkit.pdf.paper import Paper, marks_of, printed
from prepkit.pdf.pen import Pen

LINES = 4  # to write on, where nothing is filled in


def receipt_sheet(receipt: Receipt) -> Paper:
    """One A4, more if the worker wrote much."""
    theirs = language(receipt.language)
    languages = [theirs] if theirs == SWEDISH else [theirs, SWEDISH]
    return printed(
        "receipt.html",
        Pen(receipt.language),
        languages=languages,
        drawings=[("the-mark", drawing.plain("mark", 16.2, 19))],
        receipt=receipt,
        written_in=language(receipt.written_in),
        empty_lines=LINES,
        day=lambda each: said_day(receipt.answer_by, each.tag, weekday=True),
        marks=marks_of([], languages),
    )
