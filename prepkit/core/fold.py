"""Cards printed on one side: each back beside its front, across a line to fold along.

Needs no printer that turns paper, and 80 g paper becomes as stiff as card. All lengths are mm from
the sheet's top left corner.
"""

from dataclasses import dataclass
from functools import cache

from prepkit.core.errors import PrintError
from prepkit.core.marks import UNPRINTED, Line, around
from prepkit.core.stock import Stock
from prepkit.core.turning import Slot

MARGIN = 5.0  # white round the cards


@dataclass(frozen=True)
class FoldSheet:
    """A sheet with fronts and backs, in the order of the cards; ``line`` is where it is folded."""

    paper: tuple[float, float]
    fronts: tuple[Slot, ...]
    backs: tuple[Slot, ...]
    line: Line
    marks: tuple[Line, ...]

    @property
    def room(self) -> int:
        return len(self.fronts)


@cache
def fold_sheet(stock: Stock) -> FoldSheet:
    """The sheet that holds most cards of this size; raises PrintError if none can be folded."""
    short, long = sorted(stock.paper)
    ways = [
        way
        for paper in ((short, long), (long, short))
        for way in (_beside(paper, stock.card), _below(paper, stock.card))
    ]
    best = max(ways, key=lambda way: way.room)
    if stock.perforated or not best.room:
        raise PrintError(f"{stock.id} can't be folded; print it on both sides, or on plain paper")
    return best


def _beside(paper: tuple[float, float], card: tuple[float, float]) -> FoldSheet:
    """Folded along a line that stands: the back is to the right of its front."""
    middle, top, count = _row(paper[0], paper[1], card[0], card[1])
    ys = [top + i * card[1] for i in range(count)]
    return FoldSheet(
        paper,
        tuple(Slot(middle - card[0], y) for y in ys),
        tuple(Slot(middle, y) for y in ys),
        Line(middle, UNPRINTED, middle, paper[1] - UNPRINTED),
        _marks([middle - card[0], middle + card[0]], [*ys, top + count * card[1]], paper),
    )


def _below(paper: tuple[float, float], card: tuple[float, float]) -> FoldSheet:
    """Folded along a line that lies: the back is below its front and stands on its head."""
    middle, left, count = _row(paper[1], paper[0], card[1], card[0])
    xs = [left + i * card[0] for i in range(count)]
    return FoldSheet(
        paper,
        tuple(Slot(x, middle - card[1]) for x in xs),
        tuple(Slot(x, middle, turned=True) for x in xs),
        Line(UNPRINTED, middle, paper[0] - UNPRINTED, middle),
        _marks([*xs, left + count * card[0]], [middle - card[1], middle + card[1]], paper),
    )


def _row(across: float, along: float, deep: float, wide: float) -> tuple[float, float, int]:
    """The fold's place, the first card's, and how many cards stand along the fold."""
    fits = 2 * deep <= across - 2 * MARGIN
    count = int((along - 2 * MARGIN) // wide) if fits else 0
    return across / 2, (along - count * wide) / 2, count


def _marks(xs: list[float], ys: list[float], paper: tuple[float, float]) -> tuple[Line, ...]:
    return tuple(around(xs, ys, paper))
