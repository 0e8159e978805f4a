"""Whether decks fit their cards, before paper is wasted: each deck, language and size of card.

What was measured is kept on the shelf, so it is measured once for the same words.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from prepkit.core.errors import DoesNotFit
from prepkit.core.ink import Ink
from prepkit.pdf.anatomy import anatomy
from prepkit.pdf.cards import (
    Manuscript,
    Order,
    Run,
    each_part,
    everything,
    here,
    manuscript,
    set_faces,
    set_papers,
    shelf_key,
)
from prepkit.pdf.leaf import PAPERS
from prepkit.pdf.shelf import Shelf


@dataclass(frozen=True)
class Fit:
    """What has no room: ``too_long`` names texts by card, language and size; with any, nothing
    can be printed. ``dropped`` are the numbers of the cards that keep the adult's words in
    Swedish alone, though another language was asked for too.
    """

    dropped: tuple[int, ...] = ()
    too_long: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.too_long


@dataclass(frozen=True)
class Row:
    """A deck in its languages on cards of one size."""

    order: Order
    fit: Fit

    def __str__(self) -> str:
        order = self.order
        width, height = order.layout.stock.card
        tags = " + ".join(order.wording.tags)
        return f"{order.deck.id}, {tags}, {width:g} x {height:g} mm"


def fit(order: Order, shelf: Shelf | None, run: Run = here) -> Fit:
    """How an order's whole deck and papers fit, whatever its cards, stock and ink.

    The first time it takes as long as a print; after that it is read from the shelf.
    """
    words = manuscript(_whole(order))
    if shelf is None:
        return _read(_measure(words, run))
    return _read(shelf.get(shelf_key(measured, words), lambda: _measure(words, run)))


def known(order: Order, shelf: Shelf) -> Fit | None:
    """How an order fits, if that has been measured before; None if nobody knows yet."""
    return _kept(manuscript(_whole(order)), shelf)


def too_small(
    order: Order, sizes: Iterable[tuple[float, float]], shelf: Shelf
) -> set[tuple[float, float]]:
    """The sizes of card in mm that are known not to hold the order's whole deck."""
    words = manuscript(_whole(order))
    found = set()
    for size in sizes:
        try:
            card = anatomy(size)
        except ValueError:  # smaller than any card is laid out for
            found.add(size)
            continue
        kept = _kept(replace(words, card=(card.width, card.height)), shelf)
        if kept and not kept.holds:
            found.add(size)
    return found


def _kept(words: Manuscript, shelf: Shelf) -> Fit | None:
    kept = shelf.kept(shelf_key(measured, words))
    return None if kept is None else _read(kept)


def holds(order: Order, shelf: Shelf | None, run: Run = here) -> bool:
    """Whether the order's whole deck can be printed in its languages on its size of card."""
    return fit(order, shelf, run).holds


def fit_report(
    orders: Iterable[Order],
    shelf: Shelf | None,
    run: Run = here,
    told: Callable[[Row], object] = lambda row: None,
) -> list[Row]:
    """Every order with what has no room on it; ``told`` hears of each as it is known.

    The orders of a deck in one wording are measured from the smallest card up: what fits one card
    with all its words fits every card that is as wide and as high, and is not measured again.
    """
    rows: list[Row] = []
    for order in sorted(orders, key=_by_size):
        row = next((Row(order, Fit()) for r in rows if _within(r, order)), None)
        row = row or Row(order, fit(order, shelf, run))
        told(row)
        rows.append(row)
    return rows


def _measure(words: Manuscript, run: Run) -> bytes:
    """A Fit as JSON, of words that may be too many for one child."""
    found = [_read(part) for part in each_part(run, measured, words)]
    return _written(
        tuple(number for part in found for number in part.dropped),
        tuple(text for part in found for text in part.too_long),
    )


def _written(dropped: tuple[int, ...], too_long: tuple[str, ...]) -> bytes:
    return json.dumps({"dropped": dropped, "too_long": too_long}).encode()


def measured(manuscript: Manuscript) -> bytes:
    """A Fit as JSON: a job for a child."""
    too_long: list[str] = []
    dropped: tuple[int, ...] = ()
    try:
        set_papers(manuscript)
    except DoesNotFit as error:
        too_long += error.texts
    try:
        cards = set_faces(manuscript, least=True)
        dropped = tuple(each.plan.face.number for each in cards if each.plan.dropped)
    except DoesNotFit as error:
        too_long += error.texts
    return _written(dropped, tuple(too_long))


def _read(made: bytes) -> Fit:
    found = json.loads(made)
    return Fit(tuple(found["dropped"]), tuple(found["too_long"]))


def _whole(order: Order) -> Order:
    """The order of all there is, which every choice of its cards shares."""
    cards = everything(order.deck)
    return replace(order, cards=cards, own=(), papers=PAPERS, ink=Ink.FULL, all_at_once=False)


def _by_size(order: Order) -> tuple:
    width, height = order.layout.stock.card
    return order.deck.id, order.wording.tags, order.wording.each_side, width * height


def _within(row: Row, order: Order) -> bool:
    """Whether what is known of a smaller card answers for this one."""
    old, new = row.order.layout.stock.card, order.layout.stock.card
    same = row.order.deck == order.deck and row.order.wording == order.wording
    larger = all(n >= o for n, o in zip(new, old, strict=True))
    upright = (old[0] > old[1]) == (new[0] > new[1])
    return same and larger and upright and row.fit == Fit()
