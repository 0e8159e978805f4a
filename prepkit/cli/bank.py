"""``prepkit bank``: reads the question banks and the decks as this installation has them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from prepkit.cli.installation import library
from prepkit.cli.output import Destination, output
from prepkit.core.bank import Bank, Question
from prepkit.core.dealing import whole
from prepkit.core.deck import Card, Deck
from prepkit.core.errors import UnknownName
from prepkit.settings import Settings

if TYPE_CHECKING:
    from prepkit.store.library import Library, Revision


@click.group()
def bank() -> None:
    """List, read, follow and write out the banks."""


@bank.command(name="list")
@click.pass_obj
def list_banks(settings: Settings) -> None:
    """List every bank and deck: id, kind, how many questions or cards, title."""
    with library(settings) as shelf:
        for each in _banks(shelf):
            click.echo(f"{each.id:<20}{each.kind:<9}{_size(each):>4}  {each.title}")


@bank.command()
@click.argument("id", metavar="BANK")
@click.pass_obj
def show(settings: Settings, id: str) -> None:
    """Read a bank or a deck, and how far its translations have come."""
    with library(settings) as shelf:
        each = _bank(shelf, id)
        click.echo(f"{each.title}\n{each.about}\n")
        for part in _parts(each):
            click.echo("\n".join(_lines(part)))
        click.echo()
        for line in _translations(shelf, each):
            click.echo(line)


@bank.command()
@click.argument("id", metavar="BANK")
@click.pass_obj
def history(settings: Settings, id: str) -> None:
    """Tell who changed what and when, the newest first."""
    with library(settings) as shelf:
        _bank(shelf, id)
        revisions = shelf.history(id)
    for revision in revisions:
        click.echo("\n".join(_told(revision)))
    if not revisions:
        click.echo(f"Nobody has changed {id} here: it is as it was shipped.", err=True)


@bank.command()
@click.argument("id", metavar="BANK")
@output
@click.pass_obj
def export(settings: Settings, id: str, destination: Destination) -> None:
    """Write a bank's YAML file as it is today, with every change made here."""
    with library(settings) as shelf:
        _bank(shelf, id)
        text = shelf.export(id)
    destination.write(text.encode())


def _banks(shelf: "Library") -> list[Bank | Deck]:
    return [each for each in shelf.documents() if isinstance(each, Bank | Deck)]


def _bank(shelf: "Library", id: str) -> Bank | Deck:
    """Raises UnknownName for what is neither bank nor deck, and BankError for a broken one."""
    with suppress(UnknownName):
        if isinstance(document := shelf.written(id).document, Bank | Deck):
            return document
    raise UnknownName("bank", id, [each.id for each in _banks(shelf)])


def _parts(each: Bank | Deck) -> tuple[Question, ...] | tuple[Card, ...]:
    return each.questions if isinstance(each, Bank) else each.cards


def _size(each: Bank | Deck) -> int:
    """Questions, or cards to play with."""
    return len(each.questions if isinstance(each, Bank) else whole(each))


def _lines(part: Question | Card) -> Iterator[str]:
    ages = f", {' '.join(part.ages)} years" if isinstance(part, Question) else ""
    role = part.role if isinstance(part, Question) else part.kind
    level = f", level {part.level}" if part.level else ""
    yield f"{part.id}  ({role}, {part.topic}{level}{ages})"
    yield from (f"    {entry.text}" for entry in part.entries())


def _translations(shelf: "Library", each: Bank | Deck) -> Iterator[str]:
    entries = tuple(each.entries())
    for catalogue in shelf.catalogues(each.id):
        count = Counter(catalogue.status(entry) for entry in entries)
        yield f"{catalogue.tag}: " + ", ".join(f"{n} {status}" for status, n in count.most_common())


def _told(revision: "Revision") -> Iterator[str]:
    undone = f", undoes {revision.undoes}" if revision.undoes else ""
    note = f": {revision.note}" if revision.note else ""
    yield f"{revision.number}  {revision.at:%Y-%m-%d %H:%M} UTC  {revision.author}{undone}{note}"
    for change in revision.changes:
        yield f"    {change.context}"
        yield from (f"  - {change.before}",) if change.before else ()
        yield from (f"  + {change.after}",) if change.after else ()
