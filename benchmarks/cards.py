"""A deck of 54 cards: our first and later prints beside other ways to print the same cards.

CPU seconds in one warmed process, imports and fonts loaded before; every way but ReportLab writes
PDF/UA-1 with the same words, fonts, drawings, rules leaf, backs and cut marks. A later print has
other cards first, and is turned on the other edge, each time; Typst sets the same cards in the
same order, with its compiler, its fonts and its own cache kept warm. The ways take turns in each
round, so that a busy machine slows all of them; the figures are medians, the ratios are within
one run. Python's garbage collector is as each way leaves it: ours stands still while it typesets,
as it does in the child process of a real print; a later print runs in the process of the pages.
The preview is the first sheet of other cards each time, laid out and drawn as PNG.
Chromium is another program: its figure is wall time, start included.
"""

import gc
import os
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks import plain, reportlab_cards, typst_cards
from prepkit.core.bankfile import read
from prepkit.core.catalogue import Catalogue, read_catalogue
from prepkit.core.dealing import whole
from prepkit.core.face import Wording
from prepkit.core.marks import marks
from prepkit.core.sheet import Layout, backs, fronts
from prepkit.core.turning import Edge
from prepkit.pdf import cards, drawing, press, preview
from prepkit.pdf.cards import Order
from prepkit.pdf.leaf import Setting
from prepkit.pdf.markup import environment, t
from prepkit.pdf.shelf import Shelf
from prepkit.resources import folder

DECK = "lara-kanna"
ROUNDS = 5
FIRST_AT_MOST = 1.0  # of plain WeasyPrint
LATER_AT_LEAST = 2.0  # times faster than Typst; 3 is what we aim for
PREVIEW_AT_MOST = 0.2  # of our own first print
PICTURE = 900  # pixels across, as on the page
PAPERS = ("rule",)  # the leaf that every way prints


def main() -> int:
    """Print the figures; 1 if a promise is broken."""
    press.warm()
    kept = True
    for tags in (("sv",), ("ar", "sv")):
        kept = _measure(order(*tags)) and kept
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


def _measure(wanted: Order) -> bool:
    with tempfile.TemporaryDirectory() as name:
        ways = _ways(wanted, Path(name))
        seconds = {name: [] for name in ways}
        for number in range(ROUNDS):
            chosen = random.Random(number).sample(range(len(wanted.cards)), len(wanted.cards))
            for name, way in ways.items():
                gc.collect()
                start = time.process_time()
                way(chosen)
                seconds[name].append(time.process_time() - start)
    middle = {name: statistics.median(each) for name, each in seconds.items()}
    if chromium := _chromium(sheets(wanted, naive=False)(), _style(wanted)):
        middle["Chromium (wall)"] = chromium
    return _report(wanted, middle)


def _ways(wanted: Order, place: Path) -> dict[str, Callable[[list[int]], bytes]]:
    """Every way to print these cards in another order, warmed up."""
    again = Shelf(place / "shelf")
    absolute, naive = sheets(wanted, naive=False), sheets(wanted, naive=True)
    styles = _style(wanted), "leaf.css"

    def later(chosen: list[int]) -> bytes:
        edge = Edge.LONG if chosen[0] % 2 else Edge.SHORT
        mixed = tuple(wanted.cards[i] for i in chosen)
        order = replace(wanted, cards=mixed, layout=replace(wanted.layout, edge=edge))
        return cards.print_deck(order, again, cards.here)

    def seen(chosen: list[int]) -> bytes:
        mixed = tuple(wanted.cards[i] for i in chosen)
        sheet = cards.print_first_sheet(replace(wanted, cards=mixed), again, cards.here)
        return preview.picture(sheet, 0, PICTURE)

    ways = {
        "first print": lambda _: cards.print_deck(wanted, None, cards.here),
        "later print": later,
        "preview": seen,
        "Typst": typst_cards.setter(wanted, place),
        "WeasyPrint, absolute sheets": lambda _: press.typeset(absolute(), *styles),
        "WeasyPrint, grid and flex": lambda _: press.typeset(naive(), *styles),
    }
    if wanted.wording.tag == "sv":
        ways["ReportLab (no tags, plain halves)"] = reportlab_cards.setter(wanted, place)
    every = list(range(len(wanted.cards)))
    for name in ("later print", "preview", "Typst"):
        ways[name](every)
    return ways


def _style(wanted: Order) -> str:
    return cards.card_style(wanted.layout.stock.card, False)


def _report(wanted: Order, middle: dict[str, float]) -> bool:
    base = middle["WeasyPrint, absolute sheets"]
    print(f"\n{len(wanted.cards)} cards, {' + '.join(wanted.wording.tags)}")
    for name, value in middle.items():
        print(f"  {name:34} {value:7.3f} s {value / base:7.2f} x")
    first = middle["first print"] / base
    later = middle["Typst"] / middle["later print"]
    print(f"  first print {first:.2f} x of absolute sheets (at most {FIRST_AT_MOST})")
    shown = middle["preview"] / middle["first print"]
    print(f"  later print {later:.1f} times faster than Typst (at least {LATER_AT_LEAST})")
    print(f"  preview {shown:.2f} x of the first print (at most {PREVIEW_AT_MOST})")
    return first <= FIRST_AT_MOST and later >= LATER_AT_LEAST and shown <= PREVIEW_AT_MOST


def _catalogue(name: str, tag: str) -> Catalogue | None:
    if tag == "sv":
        return None
    file = folder("translations") / tag / "LC_MESSAGES" / f"{name}.po"
    return read_catalogue(file.read_bytes(), tag, file.name)


def sheets(wanted: Order, naive: bool) -> Callable[[], str]:
    """The same deck as ready sheets of HTML, as one would write it for a browser."""
    plans = plain.plans(wanted)
    sizes, stock = wanted.sizes, wanted.layout.stock
    words = cards.manuscript(wanted)
    values = {
        "tag": words.tag,
        "direction": words.leaf[0].direction,
        "title": words.title,
        "settings": [
            Setting(side, plain.LEAF_SIZES[wanted.wording.tag]) for side in plain.sides(wanted)
        ],
        "sheets": [plans[i : i + stock.room] for i in range(0, len(plans), stock.room)],
        "fronts": fronts(stock),
        "backs": backs(stock),
        "marks": marks(stock),
        "pair": lambda plan: drawing.pair(
            wanted.topics.topic(plan.face.topic), sizes.radius, sizes.apart(plan.face.level)
        ),
        "back": drawing.back(*sizes.back),
        "naive": naive,
    }
    template = environment().from_string((Path(__file__).parent / "sheets.html").read_text())
    return lambda: template.render(**values)


def _chromium(html: str, style: str) -> float | None:
    program = os.environ.get("PREPKIT_CHROMIUM") or shutil.which("chromium")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.html"
        page.write_text(_for_a_browser(html, style, Path(place)), "utf-8")
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={place}/p",
        ]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={place}/page.pdf", page.as_uri()]
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _for_a_browser(html: str, cards_style: str, place: Path) -> str:
    """The page with its style in it, and its fonts and drawings as files."""
    names = "fonts.css", "leaf.css"
    style = "".join((folder("templates") / "print" / name).read_text("utf-8") for name in names)
    style += cards_style
    html = html.replace("</title>", f"</title><style>{style}</style>", 1).replace("&amp;", "&")
    for number, address in enumerate(sorted(set(re.findall(r"prepkit:[^)\"]+", html)), key=len)):
        content, headers = press.shipped(address)
        kind = "svg" if "svg" in headers["Content-Type"] else "woff2"
        (place / f"{number}.{kind}").write_bytes(content)
        html = html.replace(f"url({address})", f"url({number}.{kind})")
    return html
