"""What stands on a card's face: the words, the language each really is in, and their marks."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from prepkit.core.bank import Entry, Topics
from prepkit.core.catalogue import Catalogue
from prepkit.core.dealing import Dealt, OwnCard
from prepkit.core.deck import Card, CardKind
from prepkit.core.language import SWEDISH, language
from prepkit.core.wording import phrase

_SYMBOLS = {
    CardKind.PASS: "sign-pass",
    CardKind.STOP: "sign-stop",
    CardKind.READ: "icon-sound",
}
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

    @property
    def script(self) -> str:
        return language(self.tag).script


@dataclass(frozen=True)
class AdultWords:
    """The adult's own wording in one language: whom it is for, and the question."""

    who: Words
    says: Words


@dataclass(frozen=True)
class Face:
    """One card's face. ``tag`` is the child's language, which decides how the card lies.

    ``number`` is 0 on a card that is not counted, ``level`` 0 on one that asks nothing. ``notes``
    and each of ``lines`` have the child's language first, then Swedish if it stands beside.
    """

    number: int
    topic: str
    level: int
    tag: str
    name: Words
    ask: Words
    beside: Words | None
    adult: tuple[AdultWords, ...]
    passes: Words
    kind: CardKind = CardKind.ASK
    notes: tuple[Words, ...] = ()
    lines: tuple[tuple[Words, ...], ...] = ()
    symbol: str = ""

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
        says = (line.says for line in self.adult)
        lines = (words for line in self.lines for words in line)
        name = (self.name,) if self.kind.played else ()
        return (*name, self.ask, *says, *self.notes, *lines)


@dataclass(frozen=True)
class Wording:
    """The languages of a deck, the child's first, and where its words are.

    ``tags`` is one language, or one and Swedish beside it; ``each_side`` has the Swedish on the
    card's back instead. ``cards`` and ``topics`` are the child's catalogues; None is Swedish.
    ``say`` gives prepkit's own words.
    """

    tags: tuple[str, ...]
    cards: Catalogue | None
    topics: Catalogue | None
    say: Say
    each_side: bool = False

    @property
    def tag(self) -> str:
        return self.tags[0]

    @property
    def with_swedish(self) -> bool:
        return len(self.tags) > 1 and not self.each_side

    @property
    def sides(self) -> tuple["Wording", ...]:
        """What stands on the front, and on the back if words stand there too."""
        if not self.each_side or len(self.tags) == 1:
            return (self,)
        front = replace(self, tags=self.tags[:1], each_side=False)
        return front, Wording((SWEDISH.tag,), None, None, self.say)

    def of(self, entry: Entry, catalogue: Catalogue | None) -> Words:
        """A bank's text; Swedish where the translation is missing or out of date."""
        found = phrase(entry, catalogue)
        return Words(found.text, found.tag, found.marked, found.stands_in)

    def own(self, msgid: str, tag: str) -> Words:
        """One of prepkit's own words; what no catalogue has is Swedish and says so."""
        text = self.say(tag, msgid)
        return Words(text, tag if text != msgid else SWEDISH.tag)


def face(dealt: Dealt, topics: Topics, wording: Wording) -> Face:
    """The face of one card; with Swedish beside it if the wording says so.

    A card to point to has both languages always: two people look at it who share none.
    """
    card = dealt.card
    both = wording.with_swedish or card.kind is CardKind.POINT
    ask, *beside = _in_both(card.ask, wording, both)
    return Face(
        number=dealt.number if card.kind.played else 0,
        topic=card.topic,
        level=card.level,
        tag=wording.tag,
        name=_name(dealt, topics, wording),
        ask=ask,
        beside=beside[0] if beside else None,
        adult=_adult(card, wording) if card.kind.asks else (),
        passes=wording.own("Båda får passa", wording.tag),
        kind=card.kind,
        notes=_notes(card, wording, both),
        lines=tuple(_in_both(entry, wording, both) for entry in card.fill_in),
        symbol=card.symbol or _SYMBOLS.get(card.kind, f"topic-{card.topic}"),
    )


def _name(dealt: Dealt, topics: Topics, wording: Wording) -> Words:
    """What stands at the head of a card: the deck's own heading, or the topic's name."""
    if dealt.heading:
        return wording.of(dealt.heading, wording.cards)
    return wording.of(topics.topic(dealt.card.topic).title, wording.topics)


def own_face(card: OwnCard, topics: Topics, wording: Wording) -> Face:
    """The face of a card that somebody has written for one print, in its one language."""
    says = Words(card.adult, card.tag) if card.adult else wording.own("samma fråga", card.tag)
    return Face(
        number=0,
        topic=card.topic,
        level=card.level,
        tag=wording.tag,
        name=wording.of(topics.topic(card.topic).title, wording.topics),
        ask=Words(card.text, card.tag),
        beside=None,
        adult=(AdultWords(wording.own("Den vuxna:", says.tag), says),),
        passes=wording.own("Båda får passa", wording.tag),
        symbol=f"topic-{card.topic}",
    )


def _in_both(entry: Entry, wording: Wording, both: bool) -> tuple[Words, ...]:
    """The child's language, and Swedish after it where both are wanted and differ."""
    child = wording.of(entry, wording.cards)
    if both and child.tag != SWEDISH.tag:
        return child, wording.of(entry, None)
    return (child,)


def _notes(card: Card, wording: Wording, both: bool) -> tuple[Words, ...]:
    return _in_both(card.says, wording, both) if card.says else ()


def _adult(card: Card, wording: Wording) -> tuple[AdultWords, ...]:
    """What stands beside the halves: the adult's own words, or that the two change places."""
    tags = wording.tags if wording.with_swedish else wording.tags[:1]
    who, same = ("Den vuxna:", "samma fråga")
    if card.kind is CardKind.MIRROR:
        who, same = ("Byt plats:", "svara som den andra")
    if entry := card.ask_adult:
        says = _in_both(entry, wording, wording.with_swedish)
    else:
        says = dict.fromkeys(wording.own(same, tag) for tag in tags)
    return tuple(AdultWords(wording.own(who, words.tag), words) for words in says)
