"""``prepkit paper``: papers to write on by hand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from prepkit.cli.installation import library
from prepkit.cli.output import Destination, output
from prepkit.cli.wishes import banks_for, with_wishes
from prepkit.core.asked import Asked, asked, texts
from prepkit.core.bank import Role
from prepkit.core.language import SWEDISH, TAGS
from prepkit.core.selection import Pick, Wishes, choose
from prepkit.settings import Settings

if TYPE_CHECKING:
    from prepkit.store.library import Library


def _one_or_two(
    context: click.Context, parameter: click.Parameter, tags: Sequence[str]
) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(tags)) or (SWEDISH.tag,)
    if len(tags) > 2:
        raise click.BadParameter("a page has one language, or two side by side")
    return tags


@click.group()
def paper() -> None:
    """Print papers to write on by hand."""


@paper.command(name="question-page")
@click.option("--meeting", required=True, help="Id of the meeting the questions are for.")
@click.option(
    "--language",
    "tags",
    type=click.Choice(TAGS),
    multiple=True,
    callback=_one_or_two,
    help="Once, or twice for two side by side. Swedish if not said.",
)
@with_wishes
@output
@click.pass_obj
def question_page(
    settings: Settings,
    meeting: str,
    tags: tuple[str, ...],
    wishes: Wishes,
    destination: Destination,
) -> None:
    """Print one A4 with questions for a meeting and room to write, as PDF."""
    from prepkit.pdf import papers

    with library(settings) as banks:
        picks = choose(banks_for(banks, meeting), wishes)
        own = [pick for pick in picks if pick.question.role is Role.OWN]
        asks = [pick for pick in picks if pick not in own]
        topics = banks.topics()
        catalogues = banks.catalogues(topics.id)
        names = {each.id: texts(each.title, catalogues) for each in topics.topics}
        page = papers.question_page(_asked(banks, asks), _asked(banks, own), tags, topics, names)
    destination.write(page.pdf)
    click.echo(f"The same questions again: --seed {wishes.seed}", err=True)


def _asked(banks: "Library", picks: Sequence[Pick]) -> list[Asked]:
    return [asked(pick.question, banks.catalogues(pick.bank)) for pick in picks]
