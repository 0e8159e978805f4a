"""The papers that lie with the cards: rules, the sheet for afterwards, the adult's guide.

Each is a leaf of two pages, so that it can be printed on both sides with or without the others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prepkit.core.bank import Entry
from prepkit.core.deck import Deck, Rule
from prepkit.core.errors import DoesNotFit
from prepkit.core.face import Wording, Words
from prepkit.core.language import SWEDISH, language
from prepkit.core.reference import Right
from prepkit.pdf.press import Composed

PAPERS = "rule", "debrief", "guide"  # in the order they are printed
BOTTOM = 268.0  # mm, above the ruler
LINE = 9.0  # mm between lines to write on
_SIZES = 14, 12.5, 11.5, 10.5, 9.5, 8.8, 8.2  # pt; the last two for languages that run long
_ROOM = 240_000  # letters on a page x size squared, about; where to begin
_FORMS = 13, 12, 11  # pt, of a paper to write on: smaller letters once there are few lines
_HEAD, _PARAGRAPH = 50.0, 16.0  # mm that title and each paragraph take on it, about
_FEWEST_LINES = 2


@dataclass(frozen=True)
class Paragraph:
    """A heading, its text, and the facts of law it rests on."""

    title: Words
    text: Words
    laws: tuple[str, ...] = ()
    read_on: str = ""  # the day they were read


@dataclass(frozen=True)
class Side:
    """One page of a paper; ``title`` and ``about`` head a language's first page."""

    paper: str
    number: int
    tag: str
    paragraphs: tuple[Paragraph, ...]
    title: Words | None = None
    about: Words | None = None
    triangle: bool = False
    hints: bool = False

    @property
    def key(self) -> str:
        return f"{self.paper}-{self.number}"

    @property
    def direction(self) -> str:
        return language(self.tag).direction

    @property
    def marked(self) -> bool:
        return any(each.title.marked or each.text.marked for each in self.paragraphs)

    @property
    def letters(self) -> int:
        return sum(len(each.title.text) + len(each.text.text) for each in self.paragraphs)


@dataclass(frozen=True)
class Setting:
    """How a side is set: letters in pt, and lines to write on under each paragraph."""

    side: Side
    size: float
    lines: int = 0


Compose = Callable[[Sequence[Setting]], Composed]


def leaf(deck: Deck, wording: Wording, rights: Sequence[Right], triangle: bool) -> tuple[Side, ...]:
    """Every side of every paper the deck has, two of each paper."""
    laws = {right.id: right for right in rights}
    rule = tuple(_rules(deck, wording, laws, triangle))
    debrief = tuple(_debrief(deck, wording, laws)) if deck.debrief else ()
    guide = tuple(_guide(deck, wording, laws)) if deck.guide else ()
    return rule + debrief + guide


def set_leaf(sides: Sequence[Side], compose: Compose) -> list:
    """The sides in the largest letters that fit, both of a paper alike: their pages.

    Raises DoesNotFit with every paper that has no room.
    """
    papers = {name: [s for s in sides if s.paper == name] for name in PAPERS}
    ladders = {name: _ladder(each) for name, each in papers.items() if each}
    settings = {name: next(ladder) for name, ladder in ladders.items()}
    found: dict[str, object] = {}
    too_long: list[str] = []
    while settings:
        composed = compose([each for both in settings.values() for each in both])
        boxes, pages = composed.boxes(), composed.pages
        whole = len(pages) == sum(map(len, settings.values()))
        smaller = {}
        for name, both in settings.items():
            ends = [boxes[each.side.key] for each in both]
            if whole and all(end.y + end.height <= BOTTOM for end in ends):
                found |= {s.side.key: pages[e.page] for s, e in zip(both, ends, strict=True)}
            elif next_settings := next(ladders[name], None):
                smaller[name] = next_settings
            else:
                too_long.append(f"{name}, {both[0].side.tag}, {both[0].size:g} pt")
        settings = smaller
    if too_long:
        raise DoesNotFit(too_long)
    return [found[side.key] for side in sides]


def _ladder(sides: list[Side]) -> Iterator[list[Setting]]:
    """Larger letters before smaller, on a paper to write on more lines before fewer."""
    if sides[0].paper == "debrief":
        count = max(len(side.paragraphs) for side in sides)
        most = int((BOTTOM - _HEAD - count * _PARAGRAPH) / LINE / count)
        for lines in range(max(most, _FEWEST_LINES), _FEWEST_LINES - 1, -1):
            yield [Setting(side, _FORMS[0], lines) for side in sides]
        for size in _FORMS[1:]:
            yield [Setting(side, size, _FEWEST_LINES) for side in sides]
        return
    letters = max(side.letters for side in sides)
    sizes = _SIZES if any(side.tag != SWEDISH.tag for side in sides) else _SIZES[:-2]
    for size in [size for size in sizes if letters * size**2 <= _ROOM] or sizes[-1:]:
        yield [Setting(side, size) for side in sides]


def _rules(deck: Deck, wording: Wording, laws: Mapping, triangle: bool) -> Iterator[Side]:
    """The child's language and Swedish on either side; Swedish alone takes both."""
    half = (len(deck.rules) + 1) // 2
    if wording.tag == SWEDISH.tag:
        parts = [(SWEDISH.tag, deck.rules[:half], True), (SWEDISH.tag, deck.rules[half:], False)]
    else:
        parts = [(wording.tag, deck.rules, True), (SWEDISH.tag, deck.rules, True)]
    for number, (tag, rules, heads) in enumerate(parts, 1):
        words = _Speaker(wording, tag, laws)
        yield Side(
            paper="rule",
            number=number,
            tag=tag,
            paragraphs=words.paragraphs("rule", rules),
            title=words.of(Entry("title", deck.title)) if heads else None,
            about=words.of(Entry("about", deck.about)) if heads else None,
            triangle=triangle,
            hints=number == len(parts),
        )


def _debrief(deck: Deck, wording: Wording, laws: Mapping) -> Iterator[Side]:
    """The child's language and Swedish; in Swedish alone one side for each of the two."""
    for number, tag in enumerate((wording.tag, SWEDISH.tag), 1):
        words = _Speaker(wording, tag, laws)
        yield Side(
            paper="debrief",
            number=number,
            tag=tag,
            paragraphs=words.paragraphs("debrief", deck.debrief),
            title=wording.own("Efteråt", tag),
            about=words.of(Entry("title", deck.title)),
        )


def _guide(deck: Deck, wording: Wording, laws: Mapping) -> Iterator[Side]:
    """In Swedish alone, for the adult."""
    words = _Speaker(wording, SWEDISH.tag, laws)
    half = (len(deck.guide) + 1) // 2
    for number, rules in enumerate((deck.guide[:half], deck.guide[half:]), 1):
        yield Side(
            paper="guide",
            number=number,
            tag=SWEDISH.tag,
            paragraphs=words.paragraphs("guide", rules),
            title=wording.own("Till dig som är vuxen", SWEDISH.tag) if number == 1 else None,
            about=words.of(Entry("title", deck.title)) if number == 1 else None,
        )


class _Speaker:
    """Says a deck's texts in one of a wording's languages."""

    def __init__(self, wording: Wording, tag: str, laws: Mapping[str, Right]) -> None:
        self._wording, self._laws = wording, laws
        self._words = wording.cards if tag == wording.tag else None

    def of(self, entry: Entry) -> Words:
        return self._wording.of(entry, self._words)

    def paragraphs(self, paper: str, rules: Sequence[Rule]) -> tuple[Paragraph, ...]:
        return tuple(self._paragraph(paper, rule) for rule in rules)

    def _paragraph(self, paper: str, rule: Rule) -> Paragraph:
        laws = [self._laws[each] for each in rule.rights if each in self._laws]
        return Paragraph(
            *map(self.of, rule.entries(paper)),
            laws=tuple(f"{law.law} ({law.sfs}) {law.paragraph}" for law in laws),
            read_on=min((law.checked_on.isoformat() for law in laws), default=""),
        )
