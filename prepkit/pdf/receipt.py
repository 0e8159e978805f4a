"""The receipt on paper, in the young person's language and in Swedish; empty parts have lines."""

from collections.abc import Sequence

from prepkit.core.days import said_day
from prepkit.core.language import language
from prepkit.core.receipt import Receipt
from prepkit.pdf import drawing
from prepkit.pdf.paper import Paper, Part, fitted, marks_of_page, printed
from prepkit.pdf.pen import Pen

_TEMPLATE = "receipt.html"
LINES = 4  # to write on, where nothing is filled in


def receipt_sheet(receipt: Receipt) -> Paper:
    """One A4, more if the worker wrote much."""
    return printed(_TEMPLATE, Pen(receipt.language), **_values(receipt, receipt.languages))


def receipt_part(languages: Sequence[str]) -> Part:
    """A receipt to fill in by hand, in these languages."""
    receipt = Receipt(language=languages[0])
    return fitted(_TEMPLATE, Pen(receipt.language), **_values(receipt, languages))


def _values(receipt: Receipt, languages: Sequence[str]) -> dict[str, object]:
    spoken = [language(tag) for tag in languages]
    return {
        "languages": spoken,
        "drawings": [("the-mark", drawing.plain("mark", 16.2, 19))],
        "receipt": receipt,
        "written_in": language(receipt.written_in),
        "empty_lines": LINES,
        "day": lambda each: said_day(receipt.answer_by, each.tag, weekday=True),
        "marks": marks_of_page(spoken),
    }
