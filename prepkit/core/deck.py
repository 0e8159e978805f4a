"""A deck of cards that a child and an adult answer together."""

from collections.abc import Iterator
from typing import Literal

from prepkit.core.bank import Entry, Level
from prepkit.core.errors import UnknownName
from prepkit.core.format import Id, Words, written


@written()
class Card:
    """One prompt, for both. ``adult`` is empty where the adult answers the same words."""

    id: Id
    topic: Id
    level: Level
    text: Words
    source: Id
    adult: Words | Literal[""] = ""

    @property
    def ask(self) -> Entry:
        return Entry(f"{self.id}/text", self.text)

    @property
    def ask_adult(self) -> Entry | None:
        return Entry(f"{self.id}/adult", self.adult) if self.adult else None

    def entries(self) -> Iterator[Entry]:
        yield self.ask
        if self.ask_adult:
            yield self.ask_adult


@written()
class Rule:
    """A short paragraph of the rules leaf."""

    id: Id
    title: Words
    text: Words

    def entries(self) -> Iterator[Entry]:
        yield Entry(f"rule/{self.id}/title", self.title)
        yield Entry(f"rule/{self.id}/text", self.text)


@written()
class Deck:
    """The cards with their rules, in the order they are numbered from 1."""

    id: Id
    kind: Literal["deck"]
    title: Words
    about: Words
    rules: tuple[Rule, ...]
    cards: tuple[Card, ...]

    def card(self, id: str) -> Card:
        for card in self.cards:
            if card.id == id:
                return card
        raise UnknownName("card", id, [card.id for card in self.cards])

    def entries(self) -> Iterator[Entry]:
        yield Entry("title", self.title)
        yield Entry("about", self.about)
        for part in (*self.rules, *self.cards):
            yield from part.entries()
