"""``prepkit cards``: a deck to print, cut and play with."""

import secrets
from collections.abc import Sequence

import click

from prepkit.cli.installation import library, shelf
from prepkit.cli.layout import Paper, with_paper
from prepkit.cli.output import Destination, output
from prepkit.core.dealing import FEWEST, MOST, Dealt, Wish, deal, whole
from prepkit.core.deck import Deck
from prepkit.core.face import Wording
from prepkit.core.language import SWEDISH, TAGS
from prepkit.settings import Settings


def _side_by_side(
    context: click.Context, parameter: click.Parameter, tags: Sequence[str]
) -> tuple[str, ...]:
    """One language, or the child's and then Swedish, in whatever order they were named."""
    tags = tuple(dict.fromkeys(tags)) or (SWEDISH.tag,)
    if len(tags) > 2 or (len(tags) == 2 and SWEDISH.tag not in tags):
        raise click.BadParameter("a card has one language, or one with Swedish (sv) beside it")
    return tuple(sorted(tags, key=SWEDISH.tag.__eq__))


@click.command()
@click.argument("id", metavar="DECK")
@click.option(
    "--language",
    "tags",
    type=click.Choice(TAGS),
    multiple=True,
    callback=_side_by_side,
    help="Once, or twice for one language with Swedish beside it. Swedish if not said.",
)
@with_paper
@click.option("--count", type=click.IntRange(FEWEST, MOST), help="Some of the cards, dealt.")
@click.option("--seed", help="Any word; the same one deals the same cards. Else a new one.")
@output
@click.pass_obj
def cards(
    settings: Settings,
    id: str,
    tags: tuple[str, ...],
    paper: Paper,
    count: int | None,
    seed: str | None,
    destination: Destination,
) -> None:
    """Print a DECK as PDF: its rules as one leaf, then the cards."""
    from prepkit.pdf.cards import Order, here, print_deck
    from prepkit.pdf.markup import t

    with library(settings) as banks:
        deck, topics, stocks = banks.deck(id), banks.topics(), banks.stocks()
        catalogues = [banks.catalogue(each, tags[0]) for each in (deck.id, topics.id)]
    order = Order(
        deck=deck,
        topics=topics,
        wording=Wording(tags, *catalogues, say=t),
        cards=_dealt(deck, count, seed),
        layout=paper.layout(stocks),
    )
    destination.write(print_deck(order, shelf(settings), here))


def _dealt(deck: Deck, count: int | None, seed: str | None) -> tuple[Dealt, ...]:
    """The whole deck in its own order, or some of it; says the seed if it was not given."""
    if count is None or count == len(whole(deck)):
        return whole(deck)
    if seed is None:
        seed = secrets.token_hex(4)
        click.echo(f"The same cards again: --seed {seed}", err=True)
    return deal(deck, Wish(count, seed))
