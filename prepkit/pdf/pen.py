"""Puts on paper what a young person wrote, line by line, each in its own direction."""

import unicodedata
from dataclasses import dataclass
from functools import partial
from math import ceil

from prepkit.core.glyphs import printable
from prepkit.core.text import tidy
from prepkit.pdf.markup import t
from prepkit.pdf.press import covered

SHORT_LETTERS, SHORT_LINES = 400, 10  # an answer up to this is kept on one page
LETTERS_IN_A_LINE = 36  # of an answer, in half the width of the paper
PRINTED_LINE, RULED_LINE = 6.0, 7.6  # mm


@dataclass(frozen=True)
class Line:
    """A line as it was written, and the direction its first letter gives it."""

    words: str
    direction: str


class Pen:
    """Writes for one paper, and names in its language what no shipped font can draw."""

    def __init__(self, tag: str) -> None:
        self._translate = partial(t, tag)

    def lines(self, words: str) -> list[Line]:
        """The words as lines; a name in brackets stands for what can't be drawn."""
        drawn, _missing = printable(tidy(words), covered(), self._translate)
        return [Line(line, direction(line)) for line in drawn.split("\n")]


def direction(words: str) -> str:
    """The direction of the first letter that has one, as ``dir=auto`` finds it (UAX 9, P2 and P3).

    WeasyPrint doesn't know ``dir=auto``.
    """
    for character in words:
        if (kind := unicodedata.bidirectional(character)) in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "auto"


def interpreter_lines(words: str) -> int:
    """Lines for the interpreter's words: as high as the answer beside them, at least two."""
    printed = sum(ceil(len(line) / LETTERS_IN_A_LINE) or 1 for line in tidy(words).split("\n"))
    return max(2, int(printed * PRINTED_LINE / RULED_LINE))


def short(words: str) -> bool:
    """Whether an answer is kept together on one page."""
    return len(words) <= SHORT_LETTERS and words.count("\n") < SHORT_LINES
