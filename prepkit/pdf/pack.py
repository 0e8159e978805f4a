"""The whole way for one meeting as one PDF, for an office that prints before and has no network.

All parts are laid out in one document: tagged files that are put together afterwards lose the
order they are read in. Each part has a sheet of its own, because each goes to somebody else: the
questions stay with the child, the page to ask on goes to a helper, the receipt to the worker.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prepkit.core.asked import Asked, Texts
from prepkit.core.bank import Topics
from prepkit.core.language import language
from prepkit.pdf.ask_page import ask_part
from prepkit.pdf.markup import fill
from prepkit.pdf.needs_page import needs_part
from prepkit.pdf.paper import Paper, Part, composed, marks_of
from prepkit.pdf.papers import question_part
from prepkit.pdf.press import Composed
from prepkit.pdf.receipt import receipt_part
from prepkit.pdf.rights_page import Known, rights_part

# a page is one of its part, not of the pack
_UNNUMBERED = "@page { @bottom-right { content: none !important } }"
_PAGE_EACH = ".packed + .packed { break-before: page }"
_SHEET_EACH = ".packed + .packed { break-before: recto }"


@dataclass(frozen=True)
class Questions:
    """The questions for the meeting, and those the child may ask."""

    asked: Sequence[Asked]
    own: Sequence[Asked]


def pack(
    questions: Questions,
    known: Known,
    languages: Sequence[str],
    topics: Topics,
    names: Mapping[str, Texts],
    two_sided: bool = True,
) -> Paper:
    """The pack as one PDF: see ``laid_out``."""
    return Paper(laid_out(questions, known, languages, topics, names, two_sided).paint())


def laid_out(
    questions: Questions,
    known: Known,
    languages: Sequence[str],
    topics: Topics,
    names: Mapping[str, Texts],
    two_sided: bool = True,
) -> Composed:
    """Question page, what I need, the page for a helper, receipt and rights, in that order.

    In one language, or in two side by side with the first at the start; ``names`` are the topics'
    names by id. Printed on both sides each part still has its own sheet, with an empty back; not
    ``two_sided`` leaves those empty pages out. Raises PrintError if a part has no room, or for a
    third language.
    """
    parts = [
        question_part(questions.asked, questions.own, languages, topics, names),
        needs_part(languages),
        ask_part(languages, topics, names),
        receipt_part(languages),
        rights_part(known, languages),
    ]
    drawings = {name: css for part in parts for name, css in part.values["drawings"]}
    return composed(
        "pack.html",
        _UNNUMBERED,
        _SHEET_EACH if two_sided else _PAGE_EACH,
        languages=[language(tag) for tag in languages],
        drawings=list(drawings.items()),
        bodies=[_body(number, part) for number, part in enumerate(parts, 1)],
        density="",
    )


def _body(number: int, part: Part) -> Markup:
    """What stands on the part's sheet, its measures valid there alone."""
    place = {"layout": "part.html", "scope": f"#part-{number}", "marks_of": marks_of}
    return Markup(fill(part.template, **part.values, **place))
