"""A deck of 54 cards: our first and second print beside other ways to print the same cards.

CPU seconds in one warmed process, imports and fonts loaded before; every way writes PDF/UA-1 with
the same words, fonts, drawings, rules leaf, backs and cut marks. The ways take turns in each
round, so that a busy machine slows all of them; the figures are medians, the ratios are within
one run. Python's garbage collector is as each way leaves it: ours stands still while it typesets,
as it does in the child process of a real print. Chromium is another program: its figure is wall
time, start included.
"""

import gc
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from prepkit.core.bankfile import read
from prepkit.core.catalogue import Catalogue, read_catalogue
from prepkit.core.dealing import whole
from prepkit.core.face import Wording
from prepkit.core.marks import marks
from prepkit.core.sheet import backs, fronts
from prepkit.pdf import cards, drawing, press
from prepkit.pdf.cards import Order
from prepkit.pdf.markup import environment, t
from prepkit.pdf.shelf import Shelf
from prepkit.resources import folder

DECK = "lara-kanna"
ROUNDS = 5
FIRST_AT_MOST, SECOND_AT_MOST = 1.0, 0.1


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
    return Order(deck, topics, wording, whole(deck), stock)


def _catalogue(name: str, tag: str) -> Catalogue | None:
    if tag == "sv":
        return None
    file = folder("translations") / tag / "LC_MESSAGES" / f"{name}.po"
    return read_catalogue(file.read_bytes(), tag, file.name)


def _measure(wanted: Order) -> bool:
    with tempfile.TemporaryDirectory() as place:
        again = Shelf(Path(place))
        cards.print_deck(wanted, again, cards.here)
        plain, naive = sheets(wanted, naive=False), sheets(wanted, naive=True)
        ways: dict[str, Callable[[], bytes]] = {
            "first print": lambda: cards.print_deck(wanted, None, cards.here),
            "second print": lambda: cards.print_deck(wanted, again, cards.here),
            "WeasyPrint, absolute sheets": lambda: press.typeset(plain(), "cards.css", "rules.css"),
            "WeasyPrint, grid and flex": lambda: press.typeset(naive(), "cards.css", "rules.css"),
        }
        seconds = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                gc.collect()
                start = time.process_time()
                way()
                seconds[name].append(time.process_time() - start)
    middle = {name: statistics.median(each) for name, each in seconds.items()}
    if chromium := _chromium(plain()):
        middle["Chromium (wall)"] = chromium
    return _report(wanted, middle)


def _report(wanted: Order, middle: dict[str, float]) -> bool:
    base = middle["WeasyPrint, absolute sheets"]
    print(f"\n{len(wanted.cards)} cards, {' + '.join(wanted.wording.tags)}")
    for name, value in middle.items():
        print(f"  {name:30} {value:7.3f} s {value / base:7.2f} x")
    first = middle["first print"] / base
    second = middle["second print"] / middle["first print"]
    print(f"  first print {first:.2f} x of absolute sheets (at most {FIRST_AT_MOST})")
    print(f"  second print {second:.3f} x of the first (at most {SECOND_AT_MOST})")
    return first <= FIRST_AT_MOST and second <= SECOND_AT_MOST


def sheets(wanted: Order, naive: bool) -> Callable[[], str]:
    """The same deck as ready sheets of HTML, as one would write it for a browser."""
    manuscript = cards._manuscript(wanted)
    size = 14 if wanted.wording.tag == "sv" else 10.5
    plans = [next(cards._ladder(face, manuscript.colors)) for face in manuscript.faces]
    room, stock = wanted.stock.room, wanted.stock
    values = {
        "tag": manuscript.tag,
        "direction": manuscript.leaf[0].direction,
        "title": manuscript.title,
        "leaf": manuscript.leaf,
        "size": size,
        "sheets": [plans[i : i + room] for i in range(0, len(plans), room)],
        "fronts": fronts(stock),
        "backs": backs(stock),
        "marks": marks(stock),
        "pair": lambda face: drawing.pair(
            wanted.topics.topic(face.topic), cards.RADIUS, cards.APART[face.level], cards.SLIT
        ),
        "apart": cards.APART,
        "back": drawing.plain("mark", *cards.BACK),
        "naive": naive,
    }
    template = environment().from_string((Path(__file__).parent / "sheets.html").read_text())
    return lambda: template.render(**values)


def _chromium(html: str) -> float | None:
    program = os.environ.get("PREPKIT_CHROMIUM") or shutil.which("chromium")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.html"
        page.write_text(_for_a_browser(html, Path(place)), "utf-8")
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


def _for_a_browser(html: str, place: Path) -> str:
    """The page with its style in it, and its fonts and drawings as files."""
    names = "fonts.css", "cards.css", "rules.css"
    style = "".join((folder("templates") / "print" / name).read_text("utf-8") for name in names)
    html = html.replace("</title>", f"</title><style>{style}</style>", 1).replace("&amp;", "&")
    for number, address in enumerate(sorted(set(re.findall(r"prepkit:[^)\"]+", html)), key=len)):
        content, headers = press.shipped(address)
        kind = "svg" if "svg" in headers["Content-Type"] else "woff2"
        (place / f"{number}.{kind}").write_bytes(content)
        html = html.replace(f"url({address})", f"url({number}.{kind})")
    return html
