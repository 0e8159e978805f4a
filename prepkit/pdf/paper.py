"""How every paper is set: on one sheet if it can be, with the marks its texts carry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prepkit.core.asked import Texts
from prepkit.core.language import SWEDISH, Language
from prepkit.pdf.markup import fill
from prepkit.pdf.pen import Pen, interpreter_lines, short
from prepkit.pdf.press import Composed, compose

# whoever gets only the first of several sheets sees that there are more
_FIRST_NUMBERED = (
    '@page :first { @bottom-right { content: counter(page) " (" counter(pages) ")" !important } }'
)


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


def marks_of_page(languages: Sequence[Language]) -> Marks:
    """Those of a paper of our own words alone: nobody has checked its translations yet."""
    return Marks(any(each != SWEDISH for each in languages), stand_in=False)


@dataclass(frozen=True)
class Part:
    """A paper whose measures are settled: alone on its sheet, or one of those in a pack."""

    template: str
    values: Mapping[str, object]

    def paper(self) -> Paper:
        """The part alone."""
        return Paper(composed(self.template, **self.values).paint())


def printed(template: str, pen: Pen, **values: object) -> Paper:
    """On as few sheets as it can be, with air if there is room for it."""
    return Paper(_set(template, pen, values)[1].paint())


def numbered(template: str, pen: Pen, **values: object) -> Paper:
    """As ``printed``, and of several pages the first has its number too."""
    found, laid = _set(template, pen, values)
    if len(laid.pages) > 1:
        laid = composed(template, _FIRST_NUMBERED, **found.values)
    return Paper(laid.paint())


def fitted(template: str, pen: Pen, **values: object) -> Part:
    """The same as a part of a pack."""
    found, _ = _set(template, pen, values)
    return found


def _set(template: str, pen: Pen, values: Mapping[str, object]) -> tuple[Part, Composed]:
    values = {
        **values,
        "lines": pen.lines,
        "interpreter_lines": interpreter_lines,
        "short": short,
    }
    parts = {name: Part(template, {**values, "density": name}) for name in ("airy", "tight")}
    airy = composed(template, **parts["airy"].values)
    if 1 < len(airy.pages) < 4:  # more is a long story, which closer lines don't make easier
        tight = composed(template, **parts["tight"].values)
        if len(tight.pages) < len(airy.pages):
            return parts["tight"], tight
    return parts["airy"], airy


def composed(template: str, *rules: str, **values: object) -> Composed:
    """Laid out as a paper; ``rules`` are CSS on top of what all papers have."""
    return compose(fill(template, marks_of=marks_of, **values), "papers.css", *rules)
