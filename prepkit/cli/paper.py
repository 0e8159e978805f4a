"""``prepkit paper``: papers to write on by hand."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from prepkit.cli.installation import library
from prepkit.cli.layout import Paper, with_paper
from prepkit.cli.output import Destination, output
from prepkit.cli.wishes import banks_for, with_wishes
from prepkit.core.asked import Asked, Texts, asked, texts
from prepkit.core.bank import Role
from prepkit.core.language import SWEDISH, TAGS
from prepkit.core.selection import Pick, Wishes, choose
from prepkit.core.story import RIGHTS
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


_in_languages = click.option(
    "--language",
    "tags",
    type=click.Choice(TAGS),
    multiple=True,
    callback=_one_or_two,
    help="Once, or twice for two side by side. Swedish if not said.",
)


@paper.command(name="question-page")
@click.option("--meeting", required=True, help="Id of the meeting the questions are for.")
@_in_languages
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
        about = (banks.topics(), _names(banks))
        page = papers.question_page(_asked(banks, asks), _asked(banks, own), tags, *about)
    destination.write(page.pdf)
    click.echo(f"The same questions again: --seed {wishes.seed}", err=True)


@paper.command(name="ask-page")
@_in_languages
@output
@click.pass_obj
def ask_page(settings: Settings, tags: tuple[str, ...], destination: Destination) -> None:
    """Print one A4 for a helper to write expected questions on, as PDF."""
    from prepkit.pdf.ask_page import ask_page as make

    with library(settings) as banks:
        page = make(tags, banks.topics(), _names(banks))
    destination.write(page.pdf)


def _names(banks: "Library") -> dict[str, Texts]:
    """The topics' names by id."""
    topics = banks.topics()
    catalogues = banks.catalogues(topics.id)
    return {each.id: texts(each.title, catalogues) for each in topics.topics}


@paper.command()
@click.option("--meeting", required=True, help="Id of the meeting the pack is for.")
@_in_languages
@click.option(
    "--one-sided",
    is_flag=True,
    help="No empty backs: for a printer that prints on one side only.",
)
@with_wishes
@output
@click.pass_obj
def pack(
    settings: Settings,
    meeting: str,
    tags: tuple[str, ...],
    one_sided: bool,
    wishes: Wishes,
    destination: Destination,
) -> None:
    """Print the whole way for one meeting as one PDF, each part on a sheet of its own."""
    from prepkit.pdf.pack import Questions
    from prepkit.pdf.pack import pack as make
    from prepkit.pdf.rights_page import Known

    with library(settings) as banks:
        picks = choose(banks_for(banks, meeting), wishes)
        own = [pick for pick in picks if pick.question.role is Role.OWN]
        asks = [pick for pick in picks if pick not in own]
        contacts = banks.contacts()
        catalogues = banks.catalogues(contacts.id)
        known = Known(
            banks.told(RIGHTS),
            banks.office(),
            contacts.numbers("nodnumret", "bris", catalogues=catalogues),
        )
        questions = Questions(_asked(banks, asks), _asked(banks, own))
        about = (banks.topics(), _names(banks))
        pages = make(questions, known, tags, *about, two_sided=not one_sided)
    destination.write(pages.pdf)
    click.echo(f"The same questions again: --seed {wishes.seed}", err=True)


@paper.command()
@partial(with_paper, turned=False)
@click.option("--language", "tag", type=click.Choice(TAGS), default=SWEDISH.tag)
@output
@click.pass_obj
def calibration(settings: Settings, paper: Paper, tag: str, destination: Destination) -> None:
    """Print a sheet to hold to the light, which tells the offsets of a printer, as PDF."""
    from prepkit.pdf.calibration import calibration_sheet

    with library(settings) as banks:
        layout = paper.layout(banks.stocks())
    size = layout.stock.paper
    destination.write(calibration_sheet(size, layout.edge, layout.front, layout.back, tag))


def _asked(banks: "Library", picks: Sequence[Pick]) -> list[Asked]:
    return [asked(pick.question, banks.catalogues(pick.bank)) for pick in picks]
