"""What stands on a card's face: the words, the language each really is in, and their marks."""

from collections.abc import Callable
from dataclasses import dataclass

from prepkit.core.bank import Entry, Topics
from prepkit.core.catalogue import Catalogue
from prepkit.core.dealing import Dealt
from prepkit.core.language import SWEDISH, language
from prepkit.core.wording import phrase

Say = Callable[[str, str], str]  # (language tag, Swedish msgid) -> the words


@dataclass(frozen=True)
class Words:
    """A text and the language it really is in."""

    text: str
    tag: str
    marked: bool = False
    stands_in: bool = False

    @property
    def direction(self) -> str:
        return language(self.tag).direction


@dataclass(frozen=True)
class AdultWords:
    """The adult's own wording in one language: whom it is for, and the question."""

    who: Words
    says: Words


@dataclass(frozen=True)
class Face:
    """One card's face. ``tag`` is the child's language, which decides how the card lies."""

    number: int
    topic: str
    level: int
    tag: str
    name: Words
    ask: Words
    beside: Words | None
    adult: tuple[AdultWords, ...]
    passes: Words

    @property
    def direction(self) -> str:
        return language(self.tag).direction

    @property
    def marked(self) -> bool:
        """Whether anything on it has been read by nobody who speaks the language."""
        return any(words.marked for words in self._words)

    @property
    def stands_in(self) -> bool:
        """Whether Swedish stands in for a translation."""
        return any(words.stands_in for words in self._words)

    @property
    def _words(self) -> tuple[Words, ...]:
        return (self.name, self.ask, *(line.says for line in self.adult))


@dataclass(frozen=True)
class Wording:
    """The languages of a deck, the child's first, and where its words are.

    ``tags`` is one language, or one and Swedish beside it. ``cards`` and ``topics`` are the
    child's catalogues; None is Swedish. ``say`` gives prepkit's own words.
    """

    tags: tuple[str, ...]
    cards: Catalogue | None
    topics: Catalogue | None
    say: Say

    @property
    def tag(self) -> str:
        return self.tags[0]

    @property
    def with_swedish(self) -> bool:
        return len(self.tags) > 1

    def of(self, entry: Entry, catalogue: Catalogue | None) -> Words:
        """A bank's text; Swedish where the translation is missing or out of date."""
        found = phrase(entry, catalogue)
        return Words(found.text, found.tag, found.marked, found.stands_in)

    def own(self, msgid: str, tag: str) -> Words:
        """One of prepkit's own words; what no catalogue has is Swedish and says so."""
        text = self.say(tag, msgid)
        return Words(text, tag if text != msgid else SWEDISH.tag)


def face(dealt: Dealt, topics: Topics, wording: Wording) -> Face:
    """The face of one card; with Swedish beside it if the wording says so."""
    card = dealt.card
    ask = wording.of(card.ask, wording.cards)
    beside = wording.with_swedish and ask.tag != SWEDISH.tag
    return Face(
        number=dealt.number,
        topic=card.topic,
        level=card.level,
        tag=wording.tag,
        name=wording.of(topics.topic(card.topic).title, wording.topics),
        ask=ask,
        beside=wording.of(card.ask, None) if beside else None,
        adult=_adult(dealt, wording),
        passes=wording.own("Båda får passa", wording.tag),
    )


def _adult(dealt: Dealt, wording: Wording) -> tuple[AdultWords, ...]:
    entry = dealt.card.ask_adult
    if entry:
        says = [wording.of(entry, wording.cards)]
        if wording.with_swedish and says[0].tag != SWEDISH.tag:
            says.append(wording.of(entry, None))
    else:
        says = list(dict.fromkeys(wording.own("samma fråga", tag) for tag in wording.tags))
    return tuple(AdultWords(wording.own("Den vuxna:", words.tag), words) for words in says)
