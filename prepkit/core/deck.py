"""A deck of cards that a child and an adult use together, and the papers that go with it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from prepkit.core.bank import AgeGroup, Entry, Level
from prepkit.core.errors import UnknownName
from prepkit.core.format import Id, Words, written

Copies = Annotated[int, Field(ge=1, le=18)]
Place = Annotated[int, Field(ge=1, le=99)]


class CardKind(StrEnum):
    """What a card is for: the first three are played with, the others lie beside the game."""

    ASK = "ask"  # both answer it, each for themselves
    MIRROR = "mirror"  # both answer it as if they were the other
    POINT = "point"  # a word and a symbol to point to; asks nothing
    BLANK = "blank"  # to write a question of one's own on
    PASS = "pass"  # laid down instead of an answer, and taken back
    STOP = "stop"  # laid down, or touched, to end the game
    READ = "read"  # read aloud before anything else
    ABOUT = "about"  # lines for the adult to fill in; the child keeps it

    @property
    def asks(self) -> bool:
        """Whether both answer it: such a card has a level, and may have the adult's own words."""
        return self in {CardKind.ASK, CardKind.MIRROR}

    @property
    def played(self) -> bool:
        """Whether it is one of the cards that are counted, dealt and numbered."""
        return self.asks or self is CardKind.POINT


@written()
class Line:
    """A short text with an id: what is to be written on a line, or what a group is called."""

    id: Id
    text: Words


@written()
class Card:
    """One card. ``text`` is the child's question, or the large words of a card that asks nothing.

    ``adult`` is empty where the adult answers the same words. ``level`` is 0 for a card that asks
    nothing. ``note`` is the small words beneath the large ones, ``symbol`` an id in
    templates/print/symbols.svg (the topic's own if empty), ``copies`` how many a printed deck has.
    """

    id: Id
    topic: Id
    text: Words
    source: Id
    level: Level | Literal[0] = 0
    adult: Words | Literal[""] = ""
    kind: CardKind = CardKind.ASK
    ages: tuple[AgeGroup, ...] = tuple(AgeGroup)
    note: Words | Literal[""] = ""
    lines: tuple[Line, ...] = ()
    symbol: Id | Literal[""] = ""
    copies: Copies = 1

    def suits(self, age: AgeGroup | None) -> bool:
        """Whether it is for that age; everything is, when the age is not said."""
        return age is None or age in self.ages

    @property
    def ask(self) -> Entry:
        return Entry(f"{self.id}/text", self.text)

    @property
    def ask_adult(self) -> Entry | None:
        return Entry(f"{self.id}/adult", self.adult) if self.adult else None

    @property
    def says(self) -> Entry | None:
        """The small words, if there are any."""
        return Entry(f"{self.id}/note", self.note) if self.note else None

    @property
    def fill_in(self) -> tuple[Entry, ...]:
        """What stands at each line to fill in."""
        return tuple(Entry(f"{self.id}/line/{each.id}", each.text) for each in self.lines)

    def entries(self) -> Iterator[Entry]:
        yield self.ask
        yield from (entry for entry in (self.ask_adult, self.says) if entry)
        yield from self.fill_in


@written()
class Rule:
    """A short paragraph of one of the papers; ``rights`` are the facts of law it rests on.

    A printed paper gives their paragraphs and the day they were read, from reference/rights.yaml.
    """

    id: Id
    title: Words
    text: Words
    rights: tuple[Id, ...] = ()

    def entries(self, paper: str = "rule") -> Iterator[Entry]:
        """Its texts; ``paper`` is rule, debrief or guide."""
        yield Entry(f"{paper}/{self.id}/title", self.title)
        yield Entry(f"{paper}/{self.id}/text", self.text)


@written()
class Deck:
    """The cards with their papers. A card's number is its place in the file, from 1.

    ``rules`` is the leaf that goes with the cards, ``debrief`` the sheet that both fill in when
    the child wants to, and ``guide`` the page for the adult alone. ``place`` is where the deck
    stands among others, the lowest first. ``groups`` says what topics are called on these cards,
    by the topic's id, where its own name would mislead.
    """

    id: Id
    kind: Literal["deck"]
    title: Words
    about: Words
    rules: tuple[Rule, ...]
    cards: tuple[Card, ...]
    debrief: tuple[Rule, ...] = ()
    guide: tuple[Rule, ...] = ()
    place: Place = 50
    groups: tuple[Line, ...] = ()

    def heading(self, topic: str) -> Entry | None:
        """What stands at the head of this deck's cards on a topic; None is the topic's name."""
        found = (Entry(f"group/{each.id}", each.text) for each in self.groups if each.id == topic)
        return next(found, None)

    def card(self, id: str) -> Card:
        for card in self.cards:
            if card.id == id:
                return card
        raise UnknownName("card", id, [card.id for card in self.cards])

    @property
    def papers(self) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
        """What stands on paper beside the cards, by the name that begins its texts' contexts."""
        return (("rule", self.rules), ("debrief", self.debrief), ("guide", self.guide))

    def entries(self) -> Iterator[Entry]:
        yield Entry("title", self.title)
        yield Entry("about", self.about)
        yield from (Entry(f"group/{each.id}", each.text) for each in self.groups)
        for rule in self.rules:
            yield from rule.entries()
        for card in self.cards:
            yield from card.entries()
        for paper, paragraphs in self.papers[1:]:
            for paragraph in paragraphs:
                yield from paragraph.entries(paper)
