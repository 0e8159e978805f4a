"""Turning a sheet over: where the back of what stands on its front has to be printed.

All lengths are mm from the sheet's top left corner, as seen on the side they are printed on.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from prepkit.core.errors import PrintError

FARTHEST = 5.0  # mm a printer is let shift: beyond it the paper lies wrong in the tray


class Edge(StrEnum):
    """The edge of the paper that the printer turns it on, as printers name it."""

    LONG = "long"
    SHORT = "short"


class Turn(StrEnum):
    """How a sheet is turned in the hand while one reads it."""

    BOOK = "book"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class Offset:
    """What to move by, in mm: ``x`` to the right, ``y`` down. PrintError beyond 5 mm."""

    x: float = 0.0
    y: float = 0.0

    def __post_init__(self) -> None:
        if not all(-FARTHEST <= length <= FARTHEST for length in (self.x, self.y)):
            raise PrintError("an offset is between -5 and 5 mm; if it is more, turn the paper")


AS_IT_IS = Offset()


@dataclass(frozen=True)
class Slot:
    """A card's place; ``turned`` when the card stands upside down on the sheet."""

    x: float
    y: float
    turned: bool = False

    def moved(self, by: Offset) -> "Slot":
        return replace(self, x=self.x + by.x, y=self.y + by.y) if by != AS_IT_IS else self


def turn(paper: tuple[float, float], edge: Edge) -> Turn:
    """How paper printed on both sides is turned: lying paper has its long edge above."""
    width, height = paper
    return Turn.BOOK if (edge is Edge.LONG) == (height >= width) else Turn.CALENDAR


def edge(paper: tuple[float, float], turned: Turn) -> Edge:
    """The edge to name to the printer for paper that shall turn like this."""
    return Edge.LONG if turn(paper, Edge.LONG) is turned else Edge.SHORT


def behind(slot: Slot, card: tuple[float, float], paper: tuple[float, float], edge: Edge) -> Slot:
    """The place on the back that lies behind a card.

    Mirrored about the sheet and not about the grid, which need not be in its middle. Turned like a
    calendar the back also stands on its head, so that a card turned like a page reads upright.
    """
    if turn(paper, edge) is Turn.BOOK:
        return Slot(paper[0] - slot.x - card[0], slot.y, slot.turned)
    return Slot(slot.x, paper[1] - slot.y - card[1], not slot.turned)


def mirrored(by: Offset, paper: tuple[float, float], edge: Edge) -> Offset:
    """A shift of one side as it is seen from the other."""
    return Offset(-by.x, by.y) if turn(paper, edge) is Turn.BOOK else Offset(by.x, -by.y)
