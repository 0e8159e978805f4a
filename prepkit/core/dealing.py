"""Deals some of a deck's cards: many topics, from light to heavy, the same for the same seed."""

from dataclasses import dataclass
from hashlib import blake2b

from prepkit.core.deck import Card, Deck
from prepkit.core.errors import SelectionError

FEWEST, MOST = 6, 54


@dataclass(frozen=True)
class Dealt:
    """A card and its number in the whole deck, from 1, which is printed on it."""

    number: int
    card: Card


def whole(deck: Deck) -> tuple[Dealt, ...]:
    """Every card, in the order of the file."""
    return tuple(Dealt(number, card) for number, card in enumerate(deck.cards, 1))


def deal(deck: Deck, count: int, seed: str) -> tuple[Dealt, ...]:
    """``count`` of the cards, light before heavy, in the same proportion of levels as the deck.

    The topics take turns, so no topic has two cards more than another while that one still has
    cards of the level; which card, and which topic begins, is by a hash of seed and id, the same
    on every Python. Raises SelectionError outside 6 to 54 or beyond the deck.
    """
    most = min(MOST, len(deck.cards))
    if not FEWEST <= count <= most:
        raise SelectionError(f"choose between {FEWEST} and {most} cards")
    left = sorted(whole(deck), key=lambda dealt: _hash(seed, dealt.card.id))
    topics: dict[str, int] = {}
    chosen: list[Dealt] = []
    for level, wanted in _shares(deck, count).items():
        for _ in range(wanted):
            best = min(
                (dealt for dealt in left if dealt.card.level == level),
                key=lambda dealt: (topics.get(dealt.card.topic, 0), _hash(seed, dealt.card.topic)),
            )
            left.remove(best)
            chosen.append(best)
            topics[best.card.topic] = topics.get(best.card.topic, 0) + 1
    return tuple(chosen)


def _shares(deck: Deck, count: int) -> dict[int, int]:
    """How many cards of each level, by largest remainder, the lighter level first."""
    levels = [card.level for card in deck.cards]
    exact = {level: count * levels.count(level) / len(levels) for level in sorted(set(levels))}
    shares = {level: int(share) for level, share in exact.items()}
    by_rest = sorted(exact, key=lambda level: (shares[level] - exact[level], level))
    for level in by_rest[: count - sum(shares.values())]:
        shares[level] += 1
    return shares


def _hash(seed: str, id: str) -> bytes:
    return blake2b(f"{seed}\n{id}".encode(errors="surrogatepass"), digest_size=8).digest()
