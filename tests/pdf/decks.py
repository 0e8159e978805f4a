"""The shipped deck, ordered and printed for tests; each print is made once a run."""

from functools import cache

from prepkit.core import bankfile
from prepkit.core.catalogue import read_catalogue
from prepkit.core.dealing import Wish, deal, whole
from prepkit.core.face import Wording
from prepkit.core.sheet import Layout
from prepkit.pdf.cards import Order, here, print_deck
from prepkit.pdf.markup import t
from prepkit.resources import folder


def document(name):
    file = folder("question_banks") / f"{name}.yaml"
    return bankfile.read(file.read_text("utf-8"), file.name).document


def catalogue(name, tag):
    if tag == "sv":
        return None
    file = folder("translations") / tag / "LC_MESSAGES" / f"{name}.po"
    return read_catalogue(file.read_bytes(), tag, file.name)


def order(*tags, count=None, deck=None):
    """The deck in these languages; ``count`` of its cards, or all."""
    deck = deck or document("lara-kanna")
    wording = Wording(tags, catalogue("lara-kanna", tags[0]), catalogue("topics", tags[0]), t)
    cards = deal(deck, Wish(count, "frö")) if count else whole(deck)
    stock = document("reference/stock").stock("poker")
    return Order(deck, document("topics"), wording, cards, Layout(stock), papers=("rule",))


@cache
def printed(*tags, count=None):
    return print_deck(order(*tags, count=count), None, here)
