"""Where cards stand on sheets of paper. All lengths are mm from the sheet's top left corner.

The order on a sheet is by rows from the left in every language: a card mirrors for a language
written to the left, the sheet does not, so fronts and backs always meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from prepkit.core.errors import UnknownName
from prepkit.core.format import Id, Words, written

Length = Annotated[float, Field(ge=0, le=500)]
Count = Annotated[int, Field(ge=1, le=20)]

MARK_OFF, MARK_LENGTH, MARK_STROKE = 2.0, 4.0, 0.1  # ends 4.5 from the edge: printers reach 4
CROSS = 2.4
_SAME = 1e-6


class Edge(StrEnum):
    """The edge a sheet is turned on: like a book (long) or like a wall calendar (short)."""

    LONG = "long"
    SHORT = "short"


@written()
class Stock:
    """A sheet and the cards it is cut into; ``first`` is the first card's top left corner.

    ``grid`` is columns and rows, ``pitch`` from one card's corner to the next one's.
    """

    id: Id
    product: Words
    paper: tuple[Length, Length]
    card: tuple[Length, Length]
    grid: tuple[Count, Count]
    first: tuple[Length, Length]
    pitch: tuple[Length, Length]
    source: Words

    @property
    def room(self) -> int:
        """How many cards there are on a sheet."""
        return self.grid[0] * self.grid[1]

    @property
    def fits(self) -> bool:
        """Whether every card is whole and on the paper, and none lies on another."""
        ends = (self.first[i] + (self.grid[i] - 1) * self.pitch[i] + self.card[i] for i in (0, 1))
        return all(
            end <= edge + _SAME and pitch >= card - _SAME
            for end, edge, pitch, card in zip(ends, self.paper, self.pitch, self.card, strict=True)
        )


@written()
class Stocks:
    """The sheets that are known, in the order they are offered."""

    id: Id
    kind: Literal["stock"]
    stocks: tuple[Stock, ...]

    def stock(self, id: str) -> Stock:
        for stock in self.stocks:
            if stock.id == id:
                return stock
        raise UnknownName("stock", id, [stock.id for stock in self.stocks])


@dataclass(frozen=True)
class Slot:
    """A card's place; ``turned`` when the card stands upside down on the sheet."""

    x: float
    y: float
    turned: bool = False


@dataclass(frozen=True)
class Line:
    """A mark for the one who cuts."""

    x1: float
    y1: float
    x2: float
    y2: float
    grey: bool = False


def fronts(stock: Stock) -> tuple[Slot, ...]:
    """The places of the fronts, by rows from the left."""
    columns, rows = stock.grid
    return tuple(
        Slot(stock.first[0] + column * stock.pitch[0], stock.first[1] + row * stock.pitch[1])
        for row in range(rows)
        for column in range(columns)
    )


def backs(stock: Stock, edge: Edge = Edge.LONG) -> tuple[Slot, ...]:
    """The back of each front, in the order of the fronts, as printed on the other side.

    Mirrored about the sheet and not about the grid, which need not be in its middle. On the short
    edge the back also stands on its head, so that a card turned like a page reads upright.
    """
    (width, height), (card_width, card_height) = stock.paper, stock.card
    upright = height >= width
    sideways = (edge is Edge.LONG) == upright
    if sideways:
        return tuple(Slot(width - slot.x - card_width, slot.y) for slot in fronts(stock))
    return tuple(Slot(slot.x, height - slot.y - card_height, turned=True) for slot in fronts(stock))


def marks(stock: Stock) -> tuple[Line, ...]:
    """Cut lines in the outer margin, and small grey crosses where four cards meet."""
    xs, ys = _cuts(stock, 0), _cuts(stock, 1)
    (width, height) = stock.paper
    lines = [
        *_outside(xs, ys[0], ys[-1], height, upright=True),
        *_outside(ys, xs[0], xs[-1], width, upright=False),
    ]
    for x in _shared(stock, 0):
        for y in _shared(stock, 1):
            lines.append(Line(x - CROSS / 2, y, x + CROSS / 2, y, grey=True))
            lines.append(Line(x, y - CROSS / 2, x, y + CROSS / 2, grey=True))
    return tuple(lines)


def sheets(stock: Stock, cards: int) -> int:
    """How many sheets of paper that many cards take."""
    return -(-cards // stock.room)


def _cuts(stock: Stock, axis: int) -> list[float]:
    """Where to cut along an axis; cards that touch share their line."""
    cuts: list[float] = []
    for i in range(stock.grid[axis]):
        start = stock.first[axis] + i * stock.pitch[axis]
        for cut in (start, start + stock.card[axis]):
            if not cuts or cut - cuts[-1] > _SAME:
                cuts.append(cut)
    return cuts


def _shared(stock: Stock, axis: int) -> list[float]:
    """The cuts that two cards share."""
    if stock.pitch[axis] - stock.card[axis] > _SAME:
        return []
    return _cuts(stock, axis)[1:-1]


def _outside(cuts, start: float, end: float, edge: float, upright: bool) -> Iterator[Line]:
    """A short line outside each end of every cut, if the margin has room for it."""
    ends = ((start - MARK_OFF - MARK_LENGTH, start - MARK_OFF),
            (end + MARK_OFF, end + MARK_OFF + MARK_LENGTH))  # fmt: skip
    for cut in cuts:
        for near, far in ends:
            if near >= 0 and far <= edge:
                yield Line(cut, near, cut, far) if upright else Line(near, cut, far, cut)
