"""Which cards of a deck to print, as options."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

import click

from prepkit.core.bank import AgeGroup
from prepkit.core.dealing import FEWEST, MOST, Beside, Dealt, Wish, cards_for, printed, whole
from prepkit.core.deck import Deck
from prepkit.core.errors import UnknownName

_OPTIONS = (
    click.option("--count", type=click.IntRange(FEWEST, MOST), help="Some of the cards, dealt."),
    click.option("--minutes", type=click.IntRange(15, 120), help="As many as there is time for."),
    click.option("--seed", help="Any word; the same one deals the same cards. Else a new one."),
    click.option("--level", "levels", type=click.IntRange(1, 3), multiple=True, help="More often."),
    click.option("--topic", "topics", multiple=True, help="Id of a topic. May be said more often."),
    click.option("--age", type=click.Choice([age.value for age in AgeGroup]), help="Age group."),
    click.option("--pin", "pinned", multiple=True, help="Id of a card that comes in any case."),
    click.option("--leave-out", "left_out", multiple=True, help="Id of a card that doesn't come."),
    click.option(
        "--beside",
        type=click.Choice([each.value for each in Beside]),
        default=Beside.WITH.value,
        help="The cards beside the game (stop, pass, blank, about me). With them if not said.",
    ),
)


@dataclass(frozen=True)
class Wanted:
    """The cards that were asked for; a seed is drawn when one is needed and none was given."""

    wish: Wish
    beside: Beside

    def of(self, deck: Deck) -> tuple[Dealt, ...]:
        """The cards, and their seed told if it was drawn. Raises as ``dealing.printed``."""
        topics = sorted({dealt.card.topic for dealt in whole(deck)})
        for topic in self.wish.topics:
            if topic not in topics:
                raise UnknownName("topic", topic, topics)
        wish = self.wish
        if wish.count == len(whole(deck)):
            wish = replace(wish, count=None)
        if wish.count is not None and not wish.seed:
            wish = replace(wish, seed=secrets.token_hex(4))
            click.echo(f"The same cards again: --seed {wish.seed}", err=True)
        return printed(deck, wish, self.beside)


def with_cards(command: Callable) -> Callable:
    """Hand these options to the command as one ``wanted``."""

    @wraps(command)
    def dealing(
        *args, count, minutes, seed, levels, topics, age, pinned, left_out, beside, **options
    ):
        if count is not None and minutes is not None:
            raise click.UsageError("--count or --minutes, not both")
        if minutes is not None:
            count = min(MOST, max(FEWEST, cards_for(minutes)))
        wish = Wish(
            count=count,
            seed=seed or "",
            topics=frozenset(topics),
            levels=frozenset(levels),
            age=AgeGroup(age) if age else None,
            pinned=frozenset(pinned),
            left_out=frozenset(left_out),
        )
        return command(*args, wanted=Wanted(wish, Beside(beside)), **options)

    for option in reversed(_OPTIONS):
        dealing = option(dealing)
    return dealing
