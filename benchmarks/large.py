"""Ten times the deck: what a card costs then, how much memory it takes, and a later print of it.

A first print is done as the pages do it, by limited children that each typeset a part; its seconds
are theirs and our own. WeasyPrint does the absolute sheets in one process of its own, warmed and
without limits, the garbage collector off as in a child.
"""

import random
import statistics
import tempfile
import time
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


def measure(small: Order, rounds: int) -> bool:
    """Print the figures; whether the promises are kept."""
    deck = replace(small.deck, cards=small.deck.cards * TIMES)
    large = replace(small, deck=deck, cards=whole(deck))
    few, many = len(small.cards), len(large.cards)
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        shelf = Shelf(Path(name) / "shelf")
        typst = typst_cards.setter(large, Path(name))
        cards.prepare(large, shelf, cards.here)
        everyone = list(range(many))
        typst(everyone)
        _first(small)
        peak = 0.0
        for number in range(rounds):
            mixed = random.Random(number).sample(everyone, many)
            later = replace(large, cards=tuple(large.cards[i] for i in mixed))
            seconds, _ = _first(small)
            taken.setdefault(f"ours: first print of {few}", []).append(seconds)
            seconds, heaviest = _first(large)
            peak = max(peak, heaviest)
            taken.setdefault(f"ours: first print of {many}", []).append(seconds)
            for way, do in {
                f"ours: later print of {many}": lambda o=later: cards.print_deck(
                    o, shelf, cards.here
                ),
                f"baseline: Typst, {many}": lambda m=mixed: typst(m),
            }.items():
                start = time.process_time()
                do()
                taken.setdefault(way, []).append(time.process_time() - start)
    middle = {way: statistics.median(each) for way, each in taken.items()}
    base = f"baseline: WeasyPrint, absolute sheets, {many}"
    middle[base], theirs = apart(
        sheets.html(large, naive=False)(), sheets.style(large, naive=False)
    )
    tags = " + ".join(small.wording.tags)
    rows(f"{many} cards, {tags}: CPU seconds, x of absolute sheets", middle, base)
    first, first_of_few = (middle[f"ours: first print of {n}"] for n in (many, few))
    later, rival = middle[f"ours: later print of {many}"], middle[f"baseline: Typst, {many}"]
    print(f"  {'peak memory: ours, the largest child':53} {peak:7.0f} MiB")
    print(f"  {'peak memory: baseline, absolute sheets':53} {theirs:7.0f} MiB")
    return judge(
        [
            Promise(
                f"a card of {many}, times one of {few}",
                first / many / (first_of_few / few),
                most=CARD_AT_MOST,
            ),
            Promise("peak memory, MiB", peak, most=MEMORY_AT_MOST),
            Promise("later print, times faster than Typst", rival / later, least=LATER_AT_LEAST),
        ]
    )


def _first(order: Order) -> tuple[float, float]:
    """Seconds of CPU of a first print, children's and ours; the largest child's peak in MiB."""
    scales = Scales()
    start = time.process_time()
    cards.print_deck(order, None, scales.run)
    return time.process_time() - start + scales.seconds, scales.peak
