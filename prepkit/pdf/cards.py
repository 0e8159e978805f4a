"""Prints a deck: its papers, and fronts and backs in the order a printer turns them.

Words are typeset once, one card to a page, and kept; drawings likewise. Then arithmetic lays the
cards on sheets. A deck of many faces is typeset in parts, each in a child of its own: WeasyPrint
takes half a megabyte for a face, and a child has no more than 10 s and 700 MiB.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from prepkit.core.bank import Entry, Topic, Topics
from prepkit.core.dealing import Dealt, OwnCard, beside, whole
from prepkit.core.deck import CardKind, Deck
from prepkit.core.errors import DoesNotFit, PrintError
from prepkit.core.face import Face, Wording, face, own_face
from prepkit.core.ink import Ink
from prepkit.core.language import language
from prepkit.core.reference import Right
from prepkit.core.sheet import Layout, on_each
from prepkit.pdf import drawing, impose
from prepkit.pdf.anatomy import Anatomy, anatomy
from prepkit.pdf.leaf import PAPERS, Side, leaf, set_leaf
from prepkit.pdf.markup import fill
from prepkit.pdf.pieces import join, take_apart
from prepkit.pdf.press import Composed, compose
from prepkit.pdf.setting import Set, set_cards
from prepkit.pdf.shelf import Shelf
from prepkit.resources import folder

Run = Callable[..., bytes]
_COMMON = 63.0, 88.0  # mm, the card that is printed most
TOGETHER = 70  # faces typeset by one child: a shipped deck in one language, or two on a face


@dataclass(frozen=True)
class Order:
    """What to print. ``cards`` are the deck's, played or beside the game, in the order they come.

    ``own`` are cards that exist in this print alone: nothing of such a print is kept. ``papers``
    are those of the deck's papers that are wanted; ``rights`` the facts of law they rest on.
    ``all_at_once`` has everything of the deck typeset, whatever is printed of it: the first print
    takes a little longer, and every later choice of cards and papers is arithmetic.
    """

    deck: Deck
    topics: Topics
    wording: Wording
    cards: tuple[Dealt, ...]
    layout: Layout
    ink: Ink = Ink.FULL
    own: tuple[OwnCard, ...] = ()
    papers: tuple[str, ...] = PAPERS
    rights: tuple[Right, ...] = ()
    all_at_once: bool = False

    @property
    def sizes(self) -> Anatomy:
        """Raises PrintError for a stock with cards that are too small."""
        try:
            return anatomy(self.layout.stock.card)
        except ValueError as error:
            raise PrintError(str(error)) from None


@dataclass(frozen=True)
class Manuscript:
    """All the words of a deck and its papers, as they are handed to the press.

    ``faces`` are by a key of their own, fronts first.
    """

    tag: str
    title: str
    leaf: tuple[Side, ...]
    faces: Mapping[str, Face]
    colors: Mapping[str, str]
    card: tuple[float, float]
    ink: Ink


def print_deck(order: Order, shelf: Shelf | None, run: Run) -> bytes:
    """The deck as PDF/UA-1.

    ``shelf`` keeps what was typeset, None keeps nothing; ``run`` has the typesetting done, in a
    child process (``child.run``) or here (``here``). Raises DoesNotFit with every text that does
    not fit its card, and PrintError for a stock with cards that are too small.
    """
    words = manuscript(order)
    sides = [number for number, side in enumerate(words.leaf) if side.paper in order.papers]
    typeset, drawn = _typeset(order, words, shelf, run)
    return impose.lay_out(typeset, drawn, sides, list(_placed(order, words)), order.layout)


def print_first_sheet(order: Order, shelf: Shelf | None, run: Run) -> bytes:
    """The first sheet of an order's cards alone, both sides of it; else as ``print_deck``."""
    words = manuscript(order)
    first = list(_placed(order, words))[: order.layout.room]
    return impose.lay_out(*_typeset(order, words, shelf, run), (), first, order.layout)


def pages_on_each(order: Order) -> tuple[range, range] | None:
    """The pages (from 1) for perforated sheets, and for plain paper; None if all are alike."""
    if not order.layout.stock.perforated:  # which needs no look at the words
        return None
    leaf = sum(side.paper in order.papers for side in manuscript(order).leaf)
    return on_each(order.layout, len(order.cards) + len(order.own), leaf)


def typeset_key(order: Order) -> str:
    """The same for all orders that ``prepare`` does the same work for."""
    return shelf_key(typeset_cards, manuscript(order))


def prepare(order: Order, shelf: Shelf, run: Run) -> None:
    """Typeset what an order takes, so that printing it is arithmetic; raises DoesNotFit."""
    _typeset(order, manuscript(order), shelf, run)


def is_prepared(order: Order, shelf: Shelf) -> bool:
    """Whether everything an order takes was typeset before."""
    words = manuscript(order)
    keys = shelf_key(typeset_cards, words), shelf_key(typeset_drawings, *_drawings(order, words))
    return all(shelf.kept(key) is not None for key in keys)


def _typeset(order: Order, words: Manuscript, shelf: Shelf | None, run: Run) -> tuple[bytes, bytes]:
    """The words and the drawings. Nothing is kept of a print with cards of one's own."""

    def in_parts(function: Callable, words: Manuscript) -> bytes:
        return join(each_part(run, function, words))

    typeset = _kept(None if order.own else shelf, in_parts, typeset_cards, words)
    return typeset, _kept(shelf, run, typeset_drawings, *_drawings(order, words))


def _drawings(order: Order, words: Manuscript) -> tuple[object, ...]:
    return order.topics, words.card, order.ink


def check_fit(order: Order, run: Run) -> tuple[int, ...]:
    """Set an order's words and keep nothing; raises DoesNotFit as ``print_deck`` would.

    Returns the numbers of the cards that have no room for the adult's words in both languages.
    """
    return tuple(number for found in each_part(run, drops, manuscript(order)) for number in found)


def each_part(run: Run, function: Callable, words: Manuscript) -> list:
    """What ``function`` makes of each part of the words, each run by itself.

    Raises DoesNotFit with every text of every part that does not fit.
    """
    made, too_long = [], []
    for part in parts(words):
        try:
            made.append(run(function, part))
        except DoesNotFit as error:
            too_long += error.texts
    if too_long:
        raise DoesNotFit(too_long)
    return made


def parts(words: Manuscript) -> Iterator[Manuscript]:
    """The words in parts of about the same size that a child can typeset, the papers first."""
    keys = list(words.faces)
    count = -(-len(keys) // TOGETHER)
    for number in range(count):
        own = keys[len(keys) * number // count : len(keys) * (number + 1) // count]
        yield replace(
            words,
            leaf=() if number else words.leaf,
            faces={key: words.faces[key] for key in own},
        )


def warm() -> None:
    """Load everything that every deck needs, so that the next one costs only itself."""
    empty = fill("deck.html", tag="sv", direction="ltr", title=".", settings=(), plans=())
    take_apart(compose(empty, "leaf.css", card_style(_COMMON, False)).paint())


def here(function: Callable, *arguments: object):
    """Do the typesetting in this process, without stopping to look for garbage.

    A deck makes hundreds of thousands of objects that all live to its end; looking through them
    again and again takes longer than half of the typesetting. A child does the same.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        return function(*arguments)
    finally:
        if looking:
            gc.enable()


def typeset_cards(manuscript: Manuscript) -> bytes:
    """The papers, then each face on a page of its own, without drawings."""
    papers, faces = set_papers(manuscript), set_faces(manuscript)
    return take_apart(faces[0].layout.paint([*papers, *(each.page for each in faces)]))


def drops(manuscript: Manuscript) -> tuple[int, ...]:
    """The numbers of the cards that drop a wording; raises DoesNotFit."""
    set_papers(manuscript)
    return tuple(
        each.plan.face.number for each in set_faces(manuscript, least=True) if each.plan.dropped
    )


def typeset_drawings(topics: Topics, card: tuple[float, float], ink: Ink) -> bytes:
    """The back, two empty halves, then both halves of each topic, each on its own page."""
    sizes = anatomy(card)
    radius = sizes.radius
    half = radius, 2 * radius
    drawings = [(sizes.back, drawing.back(*sizes.back, ink))]
    drawings += [(half, drawing.empty_half(radius, ink, own)) for own in (True, False)]
    for topic in topics.topics:
        drawings.append((half, drawing.own_half(topic, radius, ink)))
        drawings.append((half, drawing.other_half(topic, radius, ink)))
    return take_apart(compose(fill("drawings.html", drawings=drawings)).paint_untagged())


def manuscript(order: Order) -> Manuscript:
    """An order's words; the same for every choice of the deck's cards, if none is one's own."""
    wording = order.wording
    faces = {key: each for side in range(len(wording.sides)) for key, each in _faces(order, side)}
    stand_in = any(each.stands_in for each in faces.values())
    sides = leaf(order.deck, wording, order.rights, stand_in)
    papers = PAPERS if order.all_at_once and not order.own else order.papers
    return Manuscript(
        tag=wording.tag,
        title=wording.of(Entry("title", order.deck.title), wording.cards).text,
        leaf=tuple(side for side in sides if side.paper in papers),
        faces=faces,
        colors={topic.id: drawing.color(topic, order.ink) for topic in order.topics.topics},
        card=(order.sizes.width, order.sizes.height),
        ink=order.ink,
    )


def _faces(order: Order, side: int) -> Iterator[tuple[str, Face]]:
    wording = order.wording.sides[side]
    for key, dealt in _keyed(_faced(order)):
        yield f"{'cb'[side]}{key}", face(dealt, order.topics, wording)
    if side == 0:
        for number, own in enumerate(order.own, 1):
            yield f"own{number}", own_face(own, order.topics, wording)


def everything(deck: Deck) -> tuple[Dealt, ...]:
    """All of a deck's cards: those to play with, then those that lie beside the game."""
    return whole(deck) + beside(deck)


def _faced(order: Order) -> tuple[Dealt, ...]:
    """The cards to set: the whole deck, so that every choice of it is one typesetting."""
    if order.own:
        return order.cards
    played = all(dealt.card.kind.played for dealt in order.cards) and not order.all_at_once
    return whole(order.deck) if played else everything(order.deck)


def _keyed(cards: tuple[Dealt, ...]) -> Iterator[tuple[str, Dealt]]:
    """Each card with a key; one that is printed twice is read aloud twice, so it is set twice."""
    met = Counter()
    for dealt in cards:
        met[dealt.number] += 1
        yield f"{dealt.number}x{met[dealt.number]}", dealt


def _placed(order: Order, words: Manuscript) -> Iterator[impose.Placed]:
    """Each card's pages, with the drawings that lie under them."""
    pages = {key: number for number, key in enumerate(words.faces, len(words.leaf))}
    keys = [key for key, _ in _keyed(order.cards)]
    for key in [*(f"c{key}" for key in keys), *(f"own{n + 1}" for n in range(len(order.own)))]:
        back = "b" + key[1:] if key.startswith("c") else ""
        yield impose.Placed(
            page=pages[key],
            under=tuple(_pair(words.faces[key], order)),
            back=pages.get(back),
            back_under=tuple(_pair(words.faces[back], order)) if back in pages else (),
        )


def _pair(face: Face, order: Order) -> Iterator[impose.Under]:
    """The two halves under a face, the child's higher the lighter the question.

    On a mirror card they have changed places. A card to write on has them empty.
    """
    sizes = order.sizes
    if not (face.kind.asks or (face.kind is CardKind.BLANK and not sizes.lying)):
        return
    topic: Topic | None = order.topics.topic(face.topic) if face.kind.asks else None
    first = 3 + 2 * order.topics.topics.index(topic) if topic else 1
    across = (sizes.margin, sizes.margin + sizes.radius + sizes.slit)
    swapped = face.kind is CardKind.MIRROR
    mirrored = (language(face.tag).direction == "rtl") is not swapped
    for number, x in enumerate(across):
        y = sizes.pair_top - (sizes.apart(face.level) if number == 0 else 0)
        if swapped:
            x = 2 * sizes.margin + sizes.pair_width - x
        if language(face.tag).direction == "rtl":
            x = sizes.width - x
        yield impose.Under(first + number, x, y, mirrored)


def set_papers(manuscript: Manuscript) -> list:
    """The papers' pages; raises DoesNotFit."""
    return set_leaf(manuscript.leaf, lambda settings: _compose(manuscript, settings, ()))


def set_faces(manuscript: Manuscript, least: bool = False) -> list[Set]:
    """Every face as it came to be set, or in its smallest letters; raises DoesNotFit."""
    sizes = anatomy(manuscript.card)

    def lay_out(plans) -> Composed:
        return _compose(manuscript, (), plans)

    return set_cards(manuscript.faces, manuscript.colors, sizes, lay_out, least)


def _compose(manuscript: Manuscript, settings, plans) -> Composed:
    values = {"tag": manuscript.tag, "direction": language(manuscript.tag).direction}
    values |= {"title": manuscript.title, "settings": settings, "plans": plans}
    ink = manuscript.ink
    leaf = ["leaf.css"] if ink is Ink.FULL else ["leaf.css", f"leaf-{ink}.css"]
    styles = [card_style(manuscript.card, ink is Ink.BLACK)] if plans else leaf
    return compose(fill("deck.html", **values), *styles)


@cache
def card_style(card: tuple[float, float], black: bool) -> str:
    """The style sheet of cards of this size in mm."""
    return fill("cards.css", a=anatomy(card), black=black)


def _kept(shelf: Shelf | None, run: Run, function: Callable, *arguments: object) -> bytes:
    if shelf is None:
        return run(function, *arguments)
    return shelf.get(shelf_key(function, *arguments), lambda: run(function, *arguments))


def shelf_key(function: Callable, *arguments: object) -> str:
    """What a function's result depends on: its arguments, and how everything here is made."""
    return repr((_version(), function.__name__, arguments))


@cache
def _version() -> str:
    """Changes with everything but words that the look of a card depends on."""
    folders = (Path(__file__).parent, folder("templates") / "print")
    files = sorted(file for each in folders for file in each.rglob("*") if file.is_file())
    kinds = {".py", ".woff2", ".conf", ".html", ".css", ".svg"}
    return sha256(b"".join(f.read_bytes() for f in files if f.suffix in kinds)).hexdigest()
