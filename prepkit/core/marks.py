"""Lines for the one who cuts and folds. All lengths are mm from the sheet's top left corner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prepkit.core.stock import CARDS_APART, Stock
from prepkit.core.turning import Offset

MARK_OFF, MARK_LENGTH, MARK_STROKE = 2.0, 4.0, 0.1
SHORTEST = 1.0  # a shorter mark is not found by a knife
UNPRINTED = 4.5  # from the edge; printers reach to 4 (Konica Minolta 2490MF manual)
CROSS = 2.4
DASH = 2.0


@dataclass(frozen=True)
class Line:
    """A straight line; ``grey`` where it may stand between cards."""

    x1: float
    y1: float
    x2: float
    y2: float
    grey: bool = False

    def moved(self, by: Offset) -> "Line":
        return replace(
            self, x1=self.x1 + by.x, y1=self.y1 + by.y, x2=self.x2 + by.x, y2=self.y2 + by.y
        )


def marks(stock: Stock) -> tuple[Line, ...]:
    """Cut lines in the outer margin, and small grey crosses where four cards meet.

    None on perforated sheets: they would be torn through and stay on the cards.
    """
    if stock.perforated:
        return ()
    lines = list(around(cuts(stock, 0), cuts(stock, 1), stock.paper, stock.bleed))
    for x in _shared(stock, 0):
        for y in _shared(stock, 1):
            lines.append(Line(x - CROSS / 2, y, x + CROSS / 2, y, grey=True))
            lines.append(Line(x, y - CROSS / 2, x, y + CROSS / 2, grey=True))
    return tuple(lines)


def cuts(stock: Stock, axis: int) -> list[float]:
    """Where to cut along an axis; cards that touch share their cut, and so do card and paper."""
    found: list[float] = []
    for i in range(stock.grid[axis]):
        start = stock.first[axis] + i * stock.pitch[axis]
        for cut in (start, start + stock.card[axis]):
            if not found or cut - found[-1] > CARDS_APART:
                found.append(cut)
    return found


def around(
    xs: Sequence[float], ys: Sequence[float], paper: tuple[float, float], bleed: float = 0
) -> Iterator[Line]:
    """A short line outside each end of every cut, as long as the printer's margin leaves it."""
    for x in xs:
        for near, far in _ends(ys[0], ys[-1], paper[1], bleed):
            yield Line(x, near, x, far)
    for y in ys:
        for near, far in _ends(xs[0], xs[-1], paper[0], bleed):
            yield Line(near, y, far, y)


def dashes(line: Line) -> Iterator[Line]:
    """A line to fold along: grey dashes from end to end, inside the printer's margin."""
    long = max(line.x2 - line.x1, line.y2 - line.y1)
    across = line.y1 == line.y2
    at = 0.0
    while at < long:
        end = min(at + DASH, long)
        if across:
            yield Line(line.x1 + at, line.y1, line.x1 + end, line.y1, grey=True)
        else:
            yield Line(line.x1, line.y1 + at, line.x1, line.y1 + end, grey=True)
        at += 2 * DASH


def _ends(start: float, end: float, edge: float, bleed: float) -> Iterator[tuple[float, float]]:
    """From where to where a mark goes before the first cut and after the last."""
    for sign, cut, margin in ((-1, start, start), (1, end, edge - end)):
        space = margin - UNPRINTED
        off = min(max(MARK_OFF, bleed), space / 3)
        length = min(MARK_LENGTH, space - off)
        if length >= SHORTEST:
            near, far = cut + sign * off, cut + sign * (off + length)
            yield min(near, far), max(near, far)


def _shared(stock: Stock, axis: int) -> list[float]:
    """The cuts that two cards share."""
    if stock.pitch[axis] - stock.card[axis] > CARDS_APART:
        return []
    return cuts(stock, axis)[1:-1]
