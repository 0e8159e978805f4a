"""Prints a deck: its rules as one leaf, then fronts and backs in the order a printer turns them.

Words are typeset once, one card to a page, and kept; drawings likewise. Then arithmetic lays the
cards on sheets. Every box is measured after layout: a text that does not fit steps down through
the sizes of the look, and is reported if the smallest is still too large.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from prepkit.core.bank import Entry, Topics
from prepkit.core.dealing import Dealt, whole
from prepkit.core.deck import Deck
from prepkit.core.errors import DoesNotFit, PrintError
from prepkit.core.face import AdultWords, Face, Wording, Words, face
from prepkit.core.language import SWEDISH, language
from prepkit.core.sheet import Edge, Stock
from prepkit.pdf import drawing, impose
from prepkit.pdf.markup import fill
from prepkit.pdf.press import Box, Composed, compose
from prepkit.pdf.shelf import Shelf
from prepkit.resources import folder

WIDTH, HEIGHT = 63.0, 88.0  # mm; the only size drawn yet
PAIR_X, PAIR_Y = 5.0, 62.0  # mm: corner of the pair when its halves are level
RADIUS, SLIT = 10.5, 0.7  # mm
APART = {1: 6.0, 2: 3.0, 3: 0.0}  # mm the child's half stands higher, by level
BACK = 45.0, 52.8  # mm
ADULT_TOP = 42.0  # mm; the look has 51, but above a short question there is room for both wordings
LEAF = 2  # pages of rules
LEAF_SIZES = 14, 12.5, 11.5, 10.5, 9.5  # pt
LEAF_ROOM = 240_000  # letters on a page x size squared, about; where to begin
LEAF_BOTTOM = 268.0  # mm, above the ruler

Run = Callable[..., bytes]


@dataclass(frozen=True)
class Order:
    """What to print. ``cards`` are some or all of the deck's, in the order they are printed."""

    deck: Deck
    topics: Topics
    wording: Wording
    cards: tuple[Dealt, ...]
    stock: Stock
    edge: Edge = Edge.LONG


@dataclass(frozen=True)
class Side:
    """One page of the rules leaf; ``title`` and ``about`` head a language's first page."""

    number: int
    tag: str
    rules: tuple[tuple[Words, Words], ...]
    title: Words | None
    about: Words | None
    triangle: bool
    hints: bool

    @property
    def direction(self) -> str:
        return language(self.tag).direction

    @property
    def marked(self) -> bool:
        return any(words.marked for rule in self.rules for words in rule)


@dataclass(frozen=True)
class Plan:
    """A card's face, the style of its question, and how much of the adult's words stand."""

    face: Face
    color: str
    style: str
    adult: tuple[AdultWords, ...]

    @property
    def dots(self) -> tuple[float, ...]:
        """The middle of each level dot in mm, the first one first."""
        middles = (1.05, 4.35, 7.65)
        return middles if self.face.direction == "ltr" else middles[::-1]


@dataclass(frozen=True)
class Manuscript:
    """All the words of a deck and its leaf, as they are handed to the press."""

    tag: str
    title: str
    leaf: tuple[Side, ...]
    faces: tuple[Face, ...]
    colors: Mapping[str, str]


def print_deck(order: Order, shelf: Shelf | None, run: Run) -> bytes:
    """The deck as PDF/UA-1, to print on both sides.

    ``shelf`` keeps what was typeset, None keeps nothing; ``run`` has the typesetting done, in a
    child process (``child.run``) or here (``here``). Raises DoesNotFit with every text that does
    not fit its card, and PrintError for a stock with cards of another size.
    """
    if order.stock.card != (WIDTH, HEIGHT):
        raise PrintError("cards are 63 x 88 mm; no other size can be printed yet")
    manuscript = _manuscript(order)
    typeset = _kept(shelf, run, typeset_cards, manuscript)
    drawn = _kept(shelf, run, typeset_drawings, order.topics)
    mirrored = language(order.wording.tag).direction == "rtl"
    placed = [
        impose.Placed(LEAF + dealt.number - 1, tuple(_pair(dealt, order.topics, mirrored)))
        for dealt in order.cards
    ]
    return impose.lay_out(typeset, drawn, LEAF, placed, order.stock, order.edge)


def check_fit(order: Order, run: Run) -> None:
    """Typeset an order's words and keep nothing; raises DoesNotFit as ``print_deck`` would."""
    run(typeset_cards, _manuscript(order))


def here(function: Callable[..., bytes], *arguments: object) -> bytes:
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
    """The leaf, then each card on a page of its own, without drawings."""
    leaf = _leaf_pages(manuscript)
    ladders = {each.number: _ladder(each, manuscript.colors) for each in manuscript.faces}
    plans = {number: next(ladder) for number, ladder in ladders.items()}
    pages: dict[int, object] = {}
    too_long: list[str] = []
    while plans:
        composed = _compose(manuscript, plans=plans.values())
        boxes = composed.boxes()
        smaller = {}
        for number, plan in plans.items():
            faults = _faults(plan, boxes)
            if not faults:
                pages[number] = composed.pages[boxes[f"{number}-asks"].page]
            elif next_plan := next(ladders[number], None):
                smaller[number] = next_plan
            else:
                where = f"card {number}, {plan.face.tag}, {plan.style}"
                too_long += [f"{where}: {fault}" for fault in faults]
        plans = smaller
    if too_long:
        raise DoesNotFit(too_long)
    return leaf.paint([*leaf.pages, *(pages[each.number] for each in manuscript.faces)])


def typeset_drawings(topics: Topics) -> bytes:
    """The back, then the child's half and the adult's half of each topic, each on its own page."""
    drawings = [(BACK, drawing.plain("mark", *BACK))]
    for topic in topics.topics:
        for half in (drawing.own_half, drawing.other_half):
            drawings.append(((RADIUS, 2 * RADIUS), half(topic, RADIUS)))
    return compose(fill("drawings.html", drawings=drawings)).paint_untagged()


def _pair(dealt: Dealt, topics: Topics, mirrored: bool) -> Iterator[impose.Under]:
    """The two halves under a card, the child's higher the lighter the question."""
    first = 1 + 2 * topics.topics.index(topics.topic(dealt.card.topic))
    halves = (
        (PAIR_X, PAIR_Y - APART[dealt.card.level]),
        (PAIR_X + RADIUS + SLIT, PAIR_Y),
    )
    for page, (x, y) in enumerate(halves, first):
        yield impose.Under(page, WIDTH - x if mirrored else x, y, mirrored)


def _manuscript(order: Order) -> Manuscript:
    wording = order.wording
    faces = tuple(face(dealt, order.topics, wording) for dealt in whole(order.deck))
    return Manuscript(
        tag=wording.tag,
        title=wording.of(Entry("title", order.deck.title), wording.cards).text,
        leaf=tuple(_leaf(order, any(each.stands_in for each in faces))),
        faces=faces,
        colors={topic.id: topic.color for topic in order.topics.topics},
    )


def _leaf(order: Order, triangle: bool) -> Iterator[Side]:
    """The child's language and Swedish on either side; Swedish alone takes both."""
    deck, wording = order.deck, order.wording
    half = (len(deck.rules) + 1) // 2
    if wording.tag == SWEDISH.tag:
        sides = [(SWEDISH.tag, deck.rules[:half], True), (SWEDISH.tag, deck.rules[half:], False)]
    else:
        sides = [(wording.tag, deck.rules, True), (SWEDISH.tag, deck.rules, True)]
    for number, (tag, rules, heads) in enumerate(sides, 1):
        words = wording.cards if tag == wording.tag else None
        yield Side(
            number=number,
            tag=tag,
            rules=tuple(tuple(wording.of(e, words) for e in rule.entries()) for rule in rules),
            title=wording.of(Entry("title", deck.title), words) if heads else None,
            about=wording.of(Entry("about", deck.about), words) if heads else None,
            triangle=triangle,
            hints=number == LEAF,
        )


def _ladder(each: Face, colors: Mapping[str, str]) -> Iterator[Plan]:
    """Ways to set a card, the best first: smaller letters before fewer of the adult's words.

    The adult reads Swedish, so where both wordings don't fit the Swedish one stands.
    """
    swedish = tuple(line for line in each.adult if line.says.tag == SWEDISH.tag)
    for adult in dict.fromkeys((each.adult, swedish or each.adult)):
        for style in _styles(each.ask):
            yield Plan(each, colors[each.topic], style, adult)


def _styles(ask: Words) -> tuple[str, ...]:
    """The sizes a question may have, by its script and length."""
    match language(ask.tag).script:
        case "Arab":
            return ("a15",)
        case "Ethi":
            return ("e16",)
    start = 0 if len(ask.text) <= 44 else 1 if len(ask.text) <= 66 else 2
    return ("s18", "s16", "s14")[start:]


def _faults(plan: Plan, boxes: Mapping[str, Box]) -> list[str]:
    """The parts of a card that don't fit where the look has them; all lengths in mm."""
    name, asks, adult, passes = (
        boxes[f"{plan.face.number}-{part}"] for part in ("name", "asks", "adult", "passes")
    )
    below = min(adult.y, PAIR_Y - APART[plan.face.level])
    fits = {
        "topic": name.lines == 1 and name.widest <= name.width,
        "question": asks.widest <= asks.width and asks.y + asks.height <= below - 1,
        "adult": adult.widest <= adult.width and adult.y >= ADULT_TOP,
        "foot": passes.widest <= passes.width,
    }
    return [part for part, fit in fits.items() if not fit]


def _leaf_pages(manuscript: Manuscript) -> Composed:
    """The two pages of rules in the largest size that fits."""
    letters = max(sum(len(w.text) for rule in s.rules for w in rule) for s in manuscript.leaf)
    likely = [size for size in LEAF_SIZES if letters * size**2 <= LEAF_ROOM] or LEAF_SIZES[-1:]
    for size in likely:
        leaf = _compose(manuscript, leaf=manuscript.leaf, size=size)
        boxes = leaf.boxes()
        ends = [boxes[f"leaf-{side.number}"] for side in manuscript.leaf]
        if len(leaf.pages) == LEAF and all(end.y + end.height <= LEAF_BOTTOM for end in ends):
            return leaf
    raise DoesNotFit([f"rules, {manuscript.tag}, {size} pt"])


def _compose(manuscript: Manuscript, leaf=(), size=0, plans=()) -> Composed:
    values = {"tag": manuscript.tag, "direction": language(manuscript.tag).direction}
    values |= {"title": manuscript.title, "leaf": leaf, "size": size, "plans": plans}
    return compose(fill("deck.html", **values), "cards.css", "rules.css")


def _kept(shelf: Shelf | None, run: Run, function: Callable, *arguments: object) -> bytes:
    if shelf is None:
        return run(function, *arguments)
    key = repr((_version(), function.__name__, arguments))
    return shelf.get(key, lambda: run(function, *arguments))


@cache
def _version() -> str:
    """Changes with everything but words that the look of a card depends on."""
    folders = (Path(__file__).parent, folder("templates") / "print")
    files = sorted(file for each in folders for file in each.rglob("*") if file.is_file())
    kinds = {".py", ".woff2", ".conf", ".html", ".css", ".svg"}
    return sha256(b"".join(f.read_bytes() for f in files if f.suffix in kinds)).hexdigest()
