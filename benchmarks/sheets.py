"""The same deck set by WeasyPrint itself, as ready sheets of HTML: two ways to write them.

*Absolute*: every box placed in mm, which is the quickest that WeasyPrint has for whole sheets.
*Naive*: a grid of cards that are flex boxes, as one writes it first. Both get the sizes of letters
that ours come to by measuring, so neither has to find them.
"""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from benchmarks import plain
from prepkit.core.marks import marks
from prepkit.core.sheet import backs, fronts
from prepkit.pdf import cards, drawing, press
from prepkit.pdf.cards import Order
from prepkit.pdf.markup import environment
from prepkit.resources import folder

_HERE = Path(__file__).parent


def setter(wanted: Order, naive: bool) -> Callable[[], bytes]:
    """Gives what sets the deck, its template and style sheets read before."""
    page, styles = html(wanted, naive), style(wanted, naive)
    return lambda: press.typeset(page(), *styles)


def style(wanted: Order, naive: bool) -> tuple[str, ...]:
    """The style sheets, as ``press.typeset`` takes them; each is read once and kept."""
    if naive:
        return "leaf.css", (_HERE / "naive.css").read_text("utf-8")
    own = (_HERE / "absolute.css").read_text("utf-8")
    return "leaf.css", cards.card_style(wanted.layout.stock.card, False), own


def html(wanted: Order, naive: bool) -> Callable[[], str]:
    """Gives what writes the sheets."""
    plans = plain.plans(wanted)
    sizes, stock = wanted.sizes, wanted.layout.stock
    words = cards.manuscript(wanted)
    values = {
        "tag": words.tag,
        "direction": words.leaf[0].direction,
        "title": words.title,
        "settings": plain.settings(wanted),
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
    template = _environment().get_template("sheets.html")
    return lambda: template.render(**values)


def _environment() -> Environment:
    places = [folder("templates") / "print", _HERE]
    return environment().overlay(loader=FileSystemLoader(places))
