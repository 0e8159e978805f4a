"""The sheets of paper that cards are printed on. All lengths are mm from the top left corner."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from prepkit.core.bank import Entry
from prepkit.core.errors import UnknownName
from prepkit.core.format import Id, Words, written

Length = Annotated[float, Field(ge=0, le=500)]
Count = Annotated[int, Field(ge=1, le=20)]
Number = Annotated[str, Field(pattern=r"^[A-Z0-9-]{3,20}$")]

BLEED = 3.0  # what printers ask for; where there is room for it
CARDS_APART = 1e-6  # cards closer than this touch, and share their cut


@written()
class Stock:
    """A sheet and the cards it is cut or torn into.

    ``first`` is the first card's top left corner, ``grid`` is columns and rows, ``pitch`` is from
    one card's corner to the next one's. The sheet stands as its cards are read: lying paper is
    wider than high. ``perforated`` needs no scissors. ``numbers`` are the makers' product numbers.
    """

    id: Id
    product: Words
    paper: tuple[Length, Length]
    card: tuple[Length, Length]
    grid: tuple[Count, Count]
    first: tuple[Length, Length]
    pitch: tuple[Length, Length]
    source: Words
    perforated: bool = False
    numbers: tuple[Number, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """What there is to translate: the makers' names in it stay as they are."""
        yield Entry(f"{self.id}/product", self.product)

    @property
    def room(self) -> int:
        """How many cards there are on a sheet."""
        return self.grid[0] * self.grid[1]

    @property
    def bleed(self) -> float:
        """How far round each card there is room for colour that is cut away, 3 mm at most."""
        gaps = [self.pitch[i] - self.card[i] for i in (0, 1) if self.grid[i] > 1]
        return max(0.0, min([BLEED, *self._margins, *(gap / 2 for gap in gaps)]))

    @property
    def fits(self) -> bool:
        """Whether every card is whole and on the paper, and none lies on another."""
        apart = (self.grid[i] == 1 or self.pitch[i] >= self.card[i] - CARDS_APART for i in (0, 1))
        whole = min(self.card) > 0 and min(self._margins) >= -CARDS_APART
        return whole and all(apart)

    @property
    def _margins(self) -> tuple[float, ...]:
        """Left, top, right and bottom of the cards."""
        ends = (self.first[i] + (self.grid[i] - 1) * self.pitch[i] + self.card[i] for i in (0, 1))
        return *self.first, *(paper - end for paper, end in zip(self.paper, ends, strict=True))


@written()
class Stocks:
    """The sheets that are known, in the order they are offered."""

    id: Id
    kind: Literal["stock"]
    stocks: tuple[Stock, ...]

    def entries(self) -> Iterator[Entry]:
        for stock in self.stocks:
            yield from stock.entries()

    def with_own(self, own: "Stocks") -> "Stocks":
        """These after sheets of one's own, which are offered first and may take an id over."""
        ids = {stock.id for stock in own.stocks}
        kept = tuple(stock for stock in self.stocks if stock.id not in ids)
        return replace(self, stocks=own.stocks + kept)

    def stock(self, name: str) -> Stock:
        """The sheet with this id or product number; raises UnknownName."""
        for stock in self.stocks:
            if name == stock.id or name.upper() in stock.numbers:
                return stock
        raise UnknownName("stock", name, [stock.id for stock in self.stocks])
