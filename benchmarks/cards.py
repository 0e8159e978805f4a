"""A deck of 54 cards: our first and later prints beside other ways to print the same cards.

CPU seconds in one warmed process, imports and fonts loaded before; every way but ReportLab writes
PDF/UA-1 with the same words in the same sizes, the same fonts, drawings, rules leaf, backs and cut
marks. A later print has other cards first, and is turned on the other edge, each time; Typst sets
the same cards in the same order, with its compiler, its fonts and its own cache kept warm. The
ways take turns in each round, so that a busy machine slows all of them; the figures are medians,
the ratios are within one run.

Python's garbage collector stands still for every way of WeasyPrint, as it does in the child
process of a real print. The row "collector on" is for whoever runs WeasyPrint as it comes; no
promise rests on it. A later print runs in the process of the pages, where it is on.
The preview is the first sheet of other cards each time, laid out and drawn as PNG.
"""

import gc
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks import chromium, large, reportlab_cards, sheets, typst_cards
from benchmarks.table import Promise, judge, rows
from prepkit.core.bankfile import read
from prepkit.core.catalogue import Catalogue, read_catalogue
from prepkit.core.dealing import whole
from prepkit.core.face import Wording
from prepkit.core.sheet import Layout
from prepkit.core.turning import Edge
from prepkit.pdf import cards, press, preview
from prepkit.pdf.cards import Order
from prepkit.pdf.markup import t
from prepkit.pdf.shelf import Shelf
from prepkit.resources import folder

DECK = "lara-kanna"
ROUNDS = 5
PARTS = "sv", "ar+sv", "540"
PICTURE = 900  # pixels across, as on the page
PAPERS = ("rule",)  # the leaf that every way prints

FIRST, LATER, PREVIEW = "ours: first print", "ours: later print", "ours: preview of a sheet"
TYPST = "baseline: Typst"
ABSOLUTE = "baseline: WeasyPrint, absolute sheets"
AS_IT_COMES = "baseline: WeasyPrint, absolute sheets, collector on"
NAIVE = "baseline: WeasyPrint, grid sheets of flex cards"
REPORTLAB = "baseline: ReportLab (no tags, plain halves)"
CHROMIUM = "baseline: Chromium (wall)"


def main(rounds: int = ROUNDS, only: str | None = None) -> int:
    """Print the figures, of one of PARTS or of all; 1 if a promise is broken."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; medians of {rounds} rounds")
    press.warm()
    preview.warm()
    kept = True
    for part in [only] if only else PARTS:
        if part == "540":
            kept = large.measure(order("sv"), rounds) and kept
        else:
            kept = _measure(order(*part.split("+")), rounds) and kept
    print(f"\nload {os.getloadavg()[0]:.1f}; {'every promise is kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def order(*tags: str) -> Order:
    """The whole deck in these languages, the child's first."""
    banks = folder("question_banks")

    def document(name: str):
        return read((banks / name).read_text("utf-8"), name).document

    deck, topics = document(f"{DECK}.yaml"), document("topics.yaml")
    wording = Wording(tags, _catalogue(DECK, tags[0]), _catalogue("topics", tags[0]), t)
    stock = document("reference/stock.yaml").stock("poker")
    return Order(deck, topics, wording, whole(deck), Layout(stock), papers=PAPERS)


def _catalogue(name: str, tag: str) -> Catalogue | None:
    if tag == "sv":
        return None
    file = folder("translations") / tag / "LC_MESSAGES" / f"{name}.po"
    return read_catalogue(file.read_bytes(), tag, file.name)


def _measure(wanted: Order, rounds: int) -> bool:
    with tempfile.TemporaryDirectory() as name:
        ways = _ways(wanted, Path(name))
        seconds = {name: [] for name in ways}
        for number in range(rounds):
            chosen = random.Random(number).sample(range(len(wanted.cards)), len(wanted.cards))
            for name, way in ways.items():
                gc.collect()
                start = time.process_time()
                way(chosen)
                seconds[name].append(time.process_time() - start)
    middle = {name: statistics.median(each) for name, each in seconds.items()}
    page = sheets.html(wanted, naive=False)()
    if waited := chromium.seconds(page, sheets.style(wanted, naive=False)):
        middle[CHROMIUM] = waited
    tags = " + ".join(wanted.wording.tags)
    rows(f"{len(wanted.cards)} cards, {tags}: CPU seconds, x of absolute sheets", middle, ABSOLUTE)
    first = middle[FIRST]
    return judge(
        [
            Promise("first print, times absolute sheets", first / middle[ABSOLUTE], most=1.0),
            Promise("first print, times faster than grid and flex", middle[NAIVE] / first, least=4),
            Promise("later print, times faster than Typst", middle[TYPST] / middle[LATER], least=2),
            Promise("preview, times the first print", middle[PREVIEW] / first, most=0.2),
        ]
    )


def _ways(wanted: Order, place: Path) -> dict[str, Callable[[list[int]], bytes]]:
    """Every way to print these cards in another order, warmed up."""
    again = Shelf(place / "shelf")
    absolute, naive = sheets.setter(wanted, naive=False), sheets.setter(wanted, naive=True)

    def mixed(chosen: list[int]) -> Order:
        return replace(wanted, cards=tuple(wanted.cards[i] for i in chosen))

    def later(chosen: list[int]) -> bytes:
        edge = Edge.LONG if chosen[0] % 2 else Edge.SHORT
        other = replace(mixed(chosen), layout=replace(wanted.layout, edge=edge))
        return cards.print_deck(other, again, cards.here)

    def seen(chosen: list[int]) -> bytes:
        sheet = cards.print_first_sheet(mixed(chosen), again, cards.here)
        return preview.picture(sheet, 0, PICTURE)

    ways = {
        FIRST: lambda _: cards.print_deck(wanted, None, cards.here),
        LATER: later,
        PREVIEW: seen,
        TYPST: typst_cards.setter(wanted, place),
        ABSOLUTE: lambda _: cards.here(absolute),
        AS_IT_COMES: lambda _: absolute(),
        NAIVE: lambda _: cards.here(naive),
    }
    if wanted.wording.tag == "sv":
        ways[REPORTLAB] = reportlab_cards.setter(wanted, place)
    every = list(range(len(wanted.cards)))
    for name in (LATER, PREVIEW, TYPST):
        ways[name](every)
    return ways
