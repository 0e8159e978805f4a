"""How every paper is set: on one sheet if it can be, with the marks its texts carry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prepkit.core.asked import Texts
from prepkit.core.language import Language
from prepkit.pdf.markup import fill
from prepkit.pdf.pen import Pen, interpreter_lines, short
from prepkit.pdf.press import Composed, compose


@dataclass(frozen=True)
class Paper:
    """A PDF. What no shipped font can draw has a name in its place; the page before says so."""

    pdf: bytes


@dataclass(frozen=True)
class Marks:
    """Which marks stand somewhere, so that the foot explains them."""

    unchecked: bool
    stand_in: bool


def marks_of(texts: Iterable[Texts], languages: Sequence[Language]) -> Marks:
    said = [text.to(each.tag) for text in texts for each in languages]
    return Marks(any(each.marked for each in said), any(each.stands_in for each in said))


def printed(template: str, pen: Pen, **values: object) -> Paper:
    """On as few sheets as it can be, with air if there is room for it."""
    values |= {"lines": pen.lines, "interpreter_lines": interpreter_lines, "short": short}
    airy = paper = composed(template, density="airy", **values)
    if 1 < len(airy.pages) < 4:  # more is a long story, which closer lines don't make easier
        tight = composed(template, density="tight", **values)
        paper = min(airy, tight, key=lambda each: len(each.pages))
    return Paper(paper.paint())


def composed(template: str, **values: object) -> Composed:
    return compose(fill(template, marks_of=marks_of, **values), "papers.css")
