"""Ten times the deck: what a card costs then, how much memory it takes, and a later print of it.

A first print is done as the pages do it, by limited children that each typeset a part; its seconds
are theirs and our own. WeasyPrint does the absolute sheets in one process of its own, warmed and
without limits; the garbage collector is off as in a child, and on for a second figure of memory.
"""

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import sheets, typst_cards
from benchmarks.table import Promise, judge, rows
from benchmarks.weight import Scales, apart
from prepkit.core.dealing import whole
from prepkit.pdf import cards
from prepkit.pdf.cards import Order
from prepkit.pdf.shelf import Shelf

TIMES = 10
CARD_AT_MOST = 1.3  # times what one of 54 costs
MEMORY_AT_MOST = 200.0  # MiB
LATER_AT_LEAST = 2.0  # times faster than Typst
LATER_A_ROUND = 3

Way = Callable[[Sequence[int]], bytes]


def measure(small: Order, rounds: int) -> bool:
    """Print the figures; whether the promises are kept."""
    deck = replace(small.deck, cards=small.deck.cards * TIMES)
    large = replace(small, deck=deck, cards=whole(deck))
    few, many = len(small.cards), len(large.cards)
    names = f"ours: first print of {few}", f"ours: first print of {many}"
    names += f"ours: later print of {many}", f"baseline: Typst, {many}"
    taken: dict[str, list[float]] = {name: [] for name in names}
    peak = 0.0
    with tempfile.TemporaryDirectory() as place:
        later, typst = _warmed(large, Path(place))
        _first(small)
        for number in range(rounds):
            for name, order in zip(names, (small, large), strict=False):
                seconds, heaviest = _first(order)
                taken[name].append(seconds)
                peak = max(peak, heaviest)
            for mixed in _mixed(many, number):
                for name, way in zip(names[2:], (later, typst), strict=True):
                    gc.collect()
                    start = time.process_time()
                    way(mixed)
                    taken[name].append(time.process_time() - start)
    middle = {way: statistics.median(each) for way, each in taken.items()}
    base = f"baseline: WeasyPrint, absolute sheets, {many}"
    page = sheets.html(large, naive=False)(), sheets.style(large, naive=False)
    middle[base], without = apart(*page, collecting=False)
    _, collected = apart(*page, collecting=True)
    tags = " + ".join(small.wording.tags)
    rows(f"{many} cards, {tags}: CPU seconds, x of absolute sheets", middle, base)
    first_of_few, first, again, rival = (middle[name] for name in names)
    print(f"  {'peak memory: ours, the largest child':53} {peak:7.0f} MiB")
    print(f"  {'peak memory: baseline, absolute sheets':53} {without:7.0f} MiB")
    print(f"  {'peak memory: baseline, the same, collector on':53} {collected:7.0f} MiB")
    return judge(
        [
            Promise(
                f"a card of {many}, times one of {few}",
                first / many / (first_of_few / few),
                most=CARD_AT_MOST,
            ),
            Promise("peak memory, MiB", peak, most=MEMORY_AT_MOST),
            Promise("later print, times faster than Typst", rival / again, least=LATER_AT_LEAST),
        ]
    )


def _warmed(large: Order, place: Path) -> tuple[Way, Way]:
    """A later print and Typst, each having done it once; they are given the cards' order."""
    shelf = Shelf(place / "shelf")
    cards.prepare(large, shelf, cards.here)
    typst = typst_cards.setter(large, place)
    typst(range(len(large.cards)))

    def later(mixed: Sequence[int]) -> bytes:
        chosen = tuple(large.cards[i] for i in mixed)
        return cards.print_deck(replace(large, cards=chosen), shelf, cards.here)

    return later, typst


def _mixed(count: int, number: int) -> Iterator[list[int]]:
    """Orders of the cards, the same for the same round; several, for they take little time."""
    chance = random.Random(number)
    return (chance.sample(range(count), count) for _ in range(LATER_A_ROUND))


def _first(order: Order) -> tuple[float, float]:
    """Seconds of CPU of a first print, children's and ours; the largest child's peak in MiB."""
    scales = Scales()
    start = time.process_time()
    cards.print_deck(order, None, scales.run)
    return time.process_time() - start + scales.seconds, scales.peak
