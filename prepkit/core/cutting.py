"""In which order to cut a sheet: whole widths first, then the strips, laid on each other.

All lengths are mm from the sheet's top left corner.
"""

from dataclasses import dataclass

from prepkit.core.fold import fold_sheet
from prepkit.core.marks import cuts
from prepkit.core.sheet import Layout, Sides, pages
from prepkit.core.stock import CARDS_APART, Stock


@dataclass(frozen=True)
class Cut:
    """One straight cut: ``at`` from the top if it lies across the sheet, else from the left."""

    at: float
    across: bool


@dataclass(frozen=True)
class CutPlan:
    """How to cut every sheet. ``first`` are whole widths (or heights) of the paper.

    ``then`` are for the strips that makes, laid on each other; ``strips`` says how many. A
    perforated sheet has no cuts.
    """

    sheets: int
    first: tuple[Cut, ...]
    then: tuple[Cut, ...]
    strips: int

    @property
    def each(self) -> int:
        """Cuts a sheet, the strips cut together."""
        return len(self.first) + len(self.then)

    @property
    def one_by_one(self) -> int:
        """Cuts a sheet with scissors, each strip by itself."""
        return len(self.first) + self.strips * len(self.then)


def cut_plan(layout: Layout, cards: int) -> CutPlan:
    """How many sheets that many cards take, and what to cut on each."""
    printed = len(pages(layout, cards))
    one_side = layout.sides in {Sides.FOLD, Sides.FRONTS}
    sheets = printed if one_side else printed // 2
    if layout.stock.perforated:
        return CutPlan(sheets, (), (), 0)
    down, across, (columns, rows) = _of(layout)
    if len(across) + rows * len(down) <= len(down) + columns * len(across):
        return CutPlan(sheets, across, down, rows)
    return CutPlan(sheets, down, across, columns)


def _of(layout: Layout) -> tuple[tuple[Cut, ...], tuple[Cut, ...], tuple[int, int]]:
    """The cuts down and across, and how many columns and rows of cards they part."""
    if layout.sides is not Sides.FOLD:
        down, across = (_inside(layout.stock, axis) for axis in (0, 1))
        return down, across, layout.stock.grid
    sheet, (width, height) = fold_sheet(layout.stock), layout.stock.card
    xs = sorted({edge for slot in sheet.fronts for edge in (slot.x, slot.x + width)})
    ys = sorted({edge for slot in sheet.fronts for edge in (slot.y, slot.y + height)})
    standing = sheet.line.x1 == sheet.line.x2
    lengths = [at for at in xs if not (standing and at == sheet.line.x1)]  # the fold is the edge
    heights = [at for at in ys if standing or at != sheet.line.y1]
    grid = (1, sheet.room) if standing else (sheet.room, 1)
    return _cut(lengths, across=False), _cut(heights, across=True), grid


def _inside(stock: Stock, axis: int) -> tuple[Cut, ...]:
    """Cuts along an axis, without those on the edge of the paper."""
    edges = (0, stock.paper[axis])
    at = [each for each in cuts(stock, axis) if min(abs(each - e) for e in edges) > CARDS_APART]
    return _cut(at, across=axis == 1)


def _cut(places: list[float], across: bool) -> tuple[Cut, ...]:
    return tuple(Cut(at, across) for at in places)
