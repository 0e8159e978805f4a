"""Deals some of a deck's cards: many topics, from light to heavy, the same for the same wish."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

from prepkit.core.bank import AgeGroup, Entry
from prepkit.core.deck import Card, Deck
from prepkit.core.errors import SelectionError

FEWEST, MOST = 6, 54
MINUTES_A_CARD = 2.5  # two answers and a thank you: 15-20 minutes hold 6-10 cards (the rules)
LONGEST_OWN = 120  # characters in a card of one's own, as on any card


class Beside(StrEnum):
    """Whether the cards that lie beside the game are printed."""

    WITH = "with"
    WITHOUT = "without"
    ALONE = "alone"


@dataclass(frozen=True)
class Dealt:
    """A card, its number in the whole deck, from 1, and the deck's own heading for its topic."""

    number: int
    card: Card
    heading: Entry | None = None


@dataclass(frozen=True)
class Wish:
    """What somebody wants of a deck. The same wish always deals the same cards of the same deck.

    ``count`` None is all that fit. Empty ``topics`` and ``levels`` and no ``age`` mean any.
    ``pinned`` and ``left_out`` are ids of cards; a pinned card comes whatever else is wished.
    """

    count: int | None = None
    seed: str = ""
    topics: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()
    age: AgeGroup | None = None
    pinned: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def fits(self, card: Card) -> bool:
        """Whether the card is of a topic, a level and an age that is wished for."""
        return (
            (not self.topics or card.topic in self.topics)
            and (not self.levels or card.level in self.levels)
            and card.suits(self.age)
        )


@dataclass(frozen=True)
class OwnCard:
    """A card that somebody writes for one print and that exists nowhere else.

    It may hold what a child has said, so it is never stored, logged, put in an address or cached:
    a print with such a card must bypass the shelf. Its words don't show when it is printed for
    debugging, so a key made from ``repr`` is the same for all of them. ``tag`` is the language it
    is written in, the only one it has.
    """

    topic: str
    tag: str
    level: int = 1
    text: str = field(repr=False, default="")
    adult: str = field(repr=False, default="")


def whole(deck: Deck) -> tuple[Dealt, ...]:
    """Every card to play with, in the order of the file."""
    return tuple(each for each in _numbered(deck) if each.card.kind.played)


def beside(deck: Deck) -> tuple[Dealt, ...]:
    """The cards that lie beside the game (stop, pass, blank...), each as often as it is needed."""
    extra = [each for each in _numbered(deck) if not each.card.kind.played]
    return tuple(each for each in extra for _ in range(each.card.copies))


def printed(deck: Deck, wish: Wish, lying: Beside = Beside.WITH) -> tuple[Dealt, ...]:
    """The cards that are dealt, then those that lie beside the game but for what is left out.

    Raises as ``deal``.
    """
    dealt = () if lying is Beside.ALONE else deal(deck, wish)
    extra = () if lying is Beside.WITHOUT else beside(deck)
    return dealt + tuple(each for each in extra if each.card.id not in wish.left_out)


def cards_for(minutes: int) -> int:
    """How many cards there is time for; 15 to 20 minutes hold 6 to 8."""
    return max(1, int(minutes / MINUTES_A_CARD))


def fitting(deck: Deck, wish: Wish) -> tuple[Dealt, ...]:
    """Every card that a wish can have, in the order of the file, whatever its count.

    Raises UnknownName for a pinned or left out card that the deck doesn't have, and
    SelectionError for one that is both.
    """
    for id in wish.pinned | wish.left_out:
        deck.card(id)
    if both := wish.pinned & wish.left_out:
        raise SelectionError(f"'{min(both)}' is both pinned and left out")
    return tuple(
        each
        for each in whole(deck)
        if each.card.id in wish.pinned
        or (wish.fits(each.card) and each.card.id not in wish.left_out)
    )


def deal(deck: Deck, wish: Wish) -> tuple[Dealt, ...]:
    """As many cards as are wished for, light before heavy, the pinned ones among them.

    The others have the same proportion of levels as all that fit, and the topics take turns, so
    no topic has two cards more than another while that one still has cards of the level. Which
    card, and which topic begins, is by a hash of seed and id, the same on every Python; leaving
    out a card that wasn't dealt changes nothing. Raises SelectionError outside 6 to 54, for fewer
    cards than are pinned and for more than there are; and as ``fitting`` does.
    """
    found = fitting(deck, wish)
    if wish.count is None:
        return found
    _refuse(wish, len(found), min(MOST, len(whole(deck))))
    chosen = [each for each in found if each.card.id in wish.pinned]
    left = [each for each in found if each.card.id not in wish.pinned]
    left.sort(key=lambda each: _hash(wish.seed, each.card.id))
    topics = Counter(each.card.topic for each in chosen)
    for level, wanted in _shares(deck, wish, left).items():
        for _ in range(wanted):
            best = min(
                (each for each in left if each.card.level == level),
                key=lambda each: (topics[each.card.topic], _hash(wish.seed, each.card.topic)),
            )
            left.remove(best)
            chosen.append(best)
            topics[best.card.topic] += 1
    return tuple(sorted(chosen, key=lambda each: each.card.level))


def _refuse(wish: Wish, found: int, most: int) -> None:
    """Raise SelectionError for a number that can't be dealt."""
    if not FEWEST <= wish.count <= most:
        raise SelectionError(f"choose between {FEWEST} and {most} cards")
    if wish.count < len(wish.pinned):
        raise SelectionError(f"{len(wish.pinned)} cards are pinned, which is more than you chose")
    if wish.count > found:
        raise SelectionError(f"{found} cards fit what you chose; choose that many, or less closely")


def _shares(deck: Deck, wish: Wish, left: Sequence[Dealt]) -> dict[int, int]:
    """How many to deal of each level, by largest remainder, the lighter level first.

    The proportion is that of what fits before anything is left out, so that leaving out a card
    doesn't move the others; a level that has too few lends to the lightest that has more.
    """
    levels = [
        each.card.level
        for each in whole(deck)
        if wish.fits(each.card) and each.card.id not in wish.pinned
    ]
    count = wish.count - len(wish.pinned)
    exact = {level: count * levels.count(level) / len(levels) for level in sorted(set(levels))}
    shares = {level: int(share) for level, share in exact.items()}
    by_rest = sorted(exact, key=lambda level: (shares[level] - exact[level], level))
    for level in by_rest[: count - sum(shares.values())]:
        shares[level] += 1
    room = Counter(each.card.level for each in left)
    over = sum(max(0, share - room[level]) for level, share in shares.items())
    for level, share in shares.items():
        shares[level] = min(share, room[level])
    for level in shares:
        more = min(over, room[level] - shares[level])
        shares[level] += more
        over -= more
    return shares


def _numbered(deck: Deck) -> tuple[Dealt, ...]:
    return tuple(
        Dealt(number, card, deck.heading(card.topic)) for number, card in enumerate(deck.cards, 1)
    )


def _hash(seed: str, id: str) -> bytes:
    return blake2b(f"{seed}\n{id}".encode(errors="surrogatepass"), digest_size=8).digest()
