"""The three papers a young person may hold: one for the meeting, one for themselves, one to fill in.

*Till mötet* is made from a SharedView and from nothing else. *Bara mitt* is made from the whole
preparation and looks so different that nobody hands over the wrong one. The question page is one
A4, always. None of them says in its title or metadata what it is, whose, or when it was made.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from prepkit.core.bank import Topics
from prepkit.core.language import SWEDISH, Language, language
from prepkit.core.preparation import Asked, Preparation, Sharing, Texts
from prepkit.core.sharing import SharedAnswer, SharedView, answered, shown
from prepkit.core.text import tidy
from prepkit.pdf import drawing
from prepkit.pdf.markup import fill
from prepkit.pdf.press import Composed, compose

LETTERS_IN_A_LINE = 36  # of an answer, in half the width of the paper
SHORT = 400  # characters: an answer up to this is kept on one page
ANSWER_LINE, RULE = 6.0, 7.8  # mm: a printed line, and one to write on


@dataclass(frozen=True)
class Paper:
    """A PDF, and the characters of the young person's that no shipped font can draw."""

    pdf: bytes
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line as it was written, and the direction its first letter gives it."""

    words: str
    direction: str


@dataclass(frozen=True)
class Marks:
    """Which marks stand somewhere on a paper, so that its foot explains them."""

    unchecked: bool
    stand_in: bool


@dataclass(frozen=True)
class Group:
    """What was answered for one audience."""

    sharing: Sharing
    answers: tuple[SharedAnswer, ...]


def meeting_sheet(view: SharedView, topics: Topics, names: Mapping[str, Texts]) -> Paper:
    """*Till mötet*: what they give, in their language and in Swedish beside it.

    ``names`` are the topics' names by id. A view that gives little leaves lines to write on, the
    same whether nothing was written or nothing was given.
    """
    languages = _with_swedish(view.language)
    texts = [names[answer.topic] for answer in view.answers]
    texts += [answer.ask for answer in view.answers]
    texts += [answer.choice for answer in view.answers if answer.choice]
    texts += view.own_picked
    return _printed(
        "meeting_sheet.html",
        languages,
        topics,
        names,
        view=view,
        marks=_marks(texts, languages),
        room_to_write=_room(view),
    )


def _room(view: SharedView) -> int:
    """Lines to write on, on a sheet with much white left."""
    given = bool(view.most) + len(view.answers) + len(view.own_picked) + len(view.own_written)
    return max(0, 8 - 2 * given)


def _with_swedish(tag: str) -> tuple[Language, ...]:
    return (SWEDISH,) if tag == SWEDISH.tag else (language(tag), SWEDISH)


def _marks(texts: Sequence[Texts], languages: Sequence[Language]) -> Marks:
    said = [text.to(each.tag) for text in texts for each in languages]
    return Marks(any(each.marked for each in said), any(each.stands_in for each in said))


def _printed(
    template: str,
    languages: tuple[Language, ...],
    topics: Topics,
    names: Mapping[str, Texts],
    **values: object,
) -> Paper:
    values |= {"languages": languages, "names": names, "drawings": _drawings(topics)}
    paper = _composed(template, density="airy", **values)
    if len(paper.pages) > 1:
        tighter = _composed(template, density="tight", **values)
        paper = tighter if len(tighter.pages) == 1 else paper
    return Paper(paper.paint())


def _composed(template: str, **values: object) -> Composed:
    filled = fill(
        template,
        lines=_lines,
        interpreter_lines=_interpreter_lines,
        short=_short,
        marks_of=_marks,
        **values,
    )
    return compose(filled, "papers.css")


def _drawings(topics: Topics) -> list[tuple[str, Markup]]:
    """The CSS classes of a paper's drawings; every colour in them was checked on its way in."""
    found = [("the-mark", drawing.plain("mark", 16.2, 19))]
    for topic in topics.topics:
        found.append((f"pair-{topic.id}", drawing.pair(topic, radius=5.8, apart=1.5)))
        found.append((f"half-{topic.id}", drawing.own_half(topic, radius=5.8)))
        found.append((f"word-{topic.id}", f"color:{topic.color}"))
    return [(name, Markup(css)) for name, css in found]


def _lines(words: str) -> list[Line]:
    return [Line(line, _direction(line)) for line in tidy(words).split("\n")]


def _direction(words: str) -> str:
    """The direction of the first letter that has one, as ``dir=auto`` finds it (UAX 9, P2)."""
    for character in words:
        if (kind := unicodedata.bidirectional(character)) in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "auto"


def _interpreter_lines(words: str) -> int:
    """As high as the answer beside them, and never fewer than two."""
    printed = sum(ceil(len(line) / LETTERS_IN_A_LINE) or 1 for line in tidy(words).split("\n"))
    return max(2, int(printed * ANSWER_LINE / RULE))


def _short(words: str) -> bool:
    return len(words) <= SHORT and words.count("\n") < 10
