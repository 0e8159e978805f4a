"""Where cards stand on sheets of paper. All lengths are mm from the sheet's top left corner.

The order on a sheet is by rows from the left in every language: a card mirrors for a language
written to the left, the sheet does not, so fronts and backs always meet.
"""

from dataclasses import dataclass
from enum import StrEnum

from prepkit.core.fold import fold_sheet
from prepkit.core.marks import Line, dashes, marks
from prepkit.core.stock import Stock
from prepkit.core.turning import AS_IT_IS, Edge, Offset, Slot, behind, mirrored


class Sides(StrEnum):
    """How both sides of the cards come onto the paper."""

    DUPLEX = "duplex"  # the printer turns every sheet: front, back, front, back
    MANUAL = "manual"  # all fronts, then all backs
    REVERSED = "reversed"  # all fronts, then the backs from the last sheet to the first
    FOLD = "fold"  # on one side: each back beside its front, to be folded and glued
    FRONTS = "fronts"  # no backs


@dataclass(frozen=True)
class Layout:
    """How cards are laid on paper. Raises PrintError for a stock that can't be folded.

    ``front`` moves the fronts, and the backs with them; ``back`` moves the backs besides. Each is
    as seen on the side it is printed on.
    """

    stock: Stock
    sides: Sides = Sides.DUPLEX
    edge: Edge = Edge.LONG
    front: Offset = AS_IT_IS
    back: Offset = AS_IT_IS

    def __post_init__(self) -> None:
        if self.sides is Sides.FOLD:
            fold_sheet(self.stock)

    @property
    def paper(self) -> tuple[float, float]:
        """The sheet's width and height as its cards are read; a folded one may lie."""
        return fold_sheet(self.stock).paper if self.sides is Sides.FOLD else self.stock.paper

    @property
    def room(self) -> int:
        """How many cards there are on a sheet."""
        return fold_sheet(self.stock).room if self.sides is Sides.FOLD else self.stock.room


@dataclass(frozen=True)
class Place:
    """One side of one card: which card of those printed (from 0), and where it stands."""

    card: int
    slot: Slot
    back: bool = False


@dataclass(frozen=True)
class Page:
    """What is printed on one side of one sheet: cards and lines, or one page of a leaf."""

    paper: tuple[float, float]
    places: tuple[Place, ...]
    lines: tuple[Line, ...] = ()
    leaf: int | None = None


def fronts(stock: Stock) -> tuple[Slot, ...]:
    """The places of the fronts, by rows from the left."""
    columns, rows = stock.grid
    return tuple(
        Slot(stock.first[0] + column * stock.pitch[0], stock.first[1] + row * stock.pitch[1])
        for row in range(rows)
        for column in range(columns)
    )


def backs(stock: Stock, edge: Edge = Edge.LONG) -> tuple[Slot, ...]:
    """The back of each front, in the order of the fronts, as printed on the other side."""
    return tuple(behind(slot, stock.card, stock.paper, edge) for slot in fronts(stock))


def pages(layout: Layout, count: int, leaf: int = 0) -> tuple[Page, ...]:
    """Every page to print for that many cards, in the order the printer gets them.

    A leaf of so many pages comes first, on standing paper: its second page is behind its first,
    and nothing is behind the last of an odd number. On perforated sheets it comes last, after the
    last back, so that it can be printed on paper of its own: see ``on_each``.
    """
    if layout.stock.perforated:
        return *_in_order(layout, count, 0), *_in_order(layout, 0, leaf)
    return _in_order(layout, count, leaf)


def on_each(layout: Layout, count: int, leaf: int) -> tuple[range, range] | None:
    """The pages (from 1) for perforated sheets, and those after them for plain paper.

    None if everything is printed on the same paper.
    """
    if not (layout.stock.perforated and count and leaf):
        return None
    cards, both = (len(pages(layout, count, each)) for each in (0, leaf))
    return range(1, cards + 1), range(cards + 1, both + 1)


def _in_order(layout: Layout, count: int, leaf: int) -> tuple[Page, ...]:
    standing = tuple(sorted(layout.paper))
    leaves = [Page(standing, (), leaf=number) for number in range(leaf)]
    one_side = layout.sides in {Sides.FOLD, Sides.FRONTS}
    if leaf % 2 and not one_side:
        leaves.append(Page(standing, ()))
    room = layout.room
    cards = [range(i, min(i + room, count)) for i in range(0, count, room)]
    if one_side:
        return *leaves, *(_one_side(layout, each) for each in cards)
    front = leaves[::2] + [_fronts(layout, each) for each in cards]
    back = leaves[1::2] + [_backs(layout, each) for each in cards]
    match layout.sides:
        case Sides.MANUAL:
            return *front, *back
        case Sides.REVERSED:
            return *front, *reversed(back)
    return tuple(page for both in zip(front, back, strict=True) for page in both)


def sheets(stock: Stock, cards: int, sides: Sides = Sides.DUPLEX) -> int:
    """How many sheets of paper that many cards take."""
    return -(-cards // Layout(stock, sides).room)


def _fronts(layout: Layout, cards: range) -> Page:
    places = zip(cards, fronts(layout.stock), strict=False)
    return Page(
        layout.stock.paper,
        tuple(Place(card, slot.moved(layout.front)) for card, slot in places),
        tuple(line.moved(layout.front) for line in marks(layout.stock)),
    )


def _backs(layout: Layout, cards: range) -> Page:
    """The backs follow their fronts, wherever the offset has moved those."""
    follow = mirrored(layout.front, layout.stock.paper, layout.edge)
    places = zip(cards, backs(layout.stock, layout.edge), strict=False)
    moved = (Place(card, slot.moved(follow).moved(layout.back), True) for card, slot in places)
    return Page(layout.stock.paper, tuple(moved))


def _one_side(layout: Layout, cards: range) -> Page:
    if layout.sides is Sides.FRONTS:
        return _fronts(layout, cards)
    folded = fold_sheet(layout.stock)
    places: list[Place] = []
    for card, front, back in zip(cards, folded.fronts, folded.backs, strict=False):
        places.append(Place(card, front.moved(layout.front)))
        places.append(Place(card, back.moved(layout.front), True))
    lines = (*folded.marks, *dashes(folded.line))
    return Page(folded.paper, tuple(places), tuple(line.moved(layout.front) for line in lines))
