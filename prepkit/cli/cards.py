"""``prepkit cards``: a deck to print, cut and play with."""

from collections.abc import Sequence
from pathlib import Path

import click

from prepkit.cli.dealing import Wanted, with_cards
from prepkit.cli.installation import library, shelf
from prepkit.cli.layout import Paper, in_ink, with_paper
from prepkit.cli.output import Destination, output
from prepkit.cli.own_cards import read_own_cards
from prepkit.cli.refusal import Refusal
from prepkit.core.face import Wording
from prepkit.core.ink import Ink
from prepkit.core.language import SWEDISH, TAGS
from prepkit.settings import Settings

PAPERS = "rule", "debrief", "guide"  # as pdf/leaf.py has them, which needs Pango to be loaded


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
@click.option("--each-side", is_flag=True, help="Of two languages, Swedish on the backs.")
@with_cards
@with_paper
@in_ink
@click.option(
    "--without",
    type=click.Choice(PAPERS),
    multiple=True,
    help="A paper that isn't wanted. May be said more often.",
)
@click.option("--without-papers", is_flag=True, help="The cards alone.")
@click.option(
    "--own",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="File of cards for this print alone, a line each: TOPIC LEVEL: question | adult's.",
)
@click.option("--own-language", type=click.Choice(TAGS), help="Theirs; the first if not said.")
@output
@click.pass_obj
def cards(
    settings: Settings,
    id: str,
    tags: tuple[str, ...],
    each_side: bool,
    wanted: Wanted,
    paper: Paper,
    ink: str,
    without: tuple[str, ...],
    without_papers: bool,
    own: Path | None,
    own_language: str | None,
    destination: Destination,
) -> None:
    """Print a DECK as PDF: its papers, then the cards, then those that lie beside the game.

    On perforated sheets the papers come last, for they go on plain paper.
    """
    from prepkit.pdf.cards import Order, here, pages_on_each, print_deck
    from prepkit.pdf.markup import t

    with library(settings) as banks:
        deck, topics, stocks = banks.deck(id), banks.topics(), banks.stocks()
        catalogues = [banks.catalogue(each, tags[0]) for each in (deck.id, topics.id)]
        rights = banks.rights().rights
    left = () if without_papers else tuple(each for each in PAPERS if each not in without)
    order = Order(
        deck=deck,
        topics=topics,
        wording=Wording(tags, *catalogues, say=t, each_side=each_side),
        cards=wanted.of(deck),
        layout=paper.layout(stocks),
        ink=Ink(ink),
        own=read_own_cards(own, topics, own_language or tags[0]) if own else (),
        papers=left,
        rights=rights,
        all_at_once=True,
    )
    if not (order.cards or order.own):
        raise Refusal("no card is left to print; leave out fewer, or choose less closely")
    destination.write(print_deck(order, shelf(settings), here))
    if each := pages_on_each(order):
        perforated, plain = (f"{pages[0]}-{pages[-1]}" for pages in each)
        where = f"pages {perforated} on the perforated sheets, {plain} on plain paper"
        click.echo(f"Print {where}.", err=True)
