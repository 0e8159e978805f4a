"""``prepkit print-all``: every deck in every language, for an office without a network."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepkit.cli.installation import library, shelf
from prepkit.cli.layout import Paper, in_ink, with_paper
from prepkit.cli.output import write_whole
from prepkit.cli.refusal import Refusal
from prepkit.core.errors import PrintError
from prepkit.core.face import Wording
from prepkit.core.ink import Ink
from prepkit.core.language import SWEDISH, TAGS
from prepkit.core.sheet import Layout
from prepkit.settings import Settings

if TYPE_CHECKING:
    from prepkit.pdf.cards import Order
    from prepkit.store.library import Library

LIST = "printed.json"  # what each file is, and what it was made from


@dataclass(frozen=True)
class Job:
    """One file to print."""

    name: str
    order: "Order"

    @property
    def made_from(self) -> str:
        """The same for the same words on the same paper, by the same version."""
        from prepkit.pdf.cards import typeset_key

        order = self.order
        cards = [dealt.number for dealt in order.cards]
        return _digest(repr((typeset_key(order), order.layout, order.papers, cards)).encode())


class Folder:
    """The folder of files, with its list; raises Refusal if the disk doesn't take it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._list: dict[str, dict[str, str]] = {}
        with suppress(OSError, ValueError):
            self._list = json.loads((path / LIST).read_text("utf-8"))

    def has(self, job: Job) -> bool:
        """Whether the file is there, whole, and made from the same."""
        known = self._list.get(job.name, {})
        if known.get("made from") != job.made_from:
            return False
        try:
            return _digest((self._path / job.name).read_bytes()) == known.get("is")
        except OSError:
            return False

    def put(self, job: Job, pdf: bytes) -> None:
        self._list[job.name] = {"made from": job.made_from, "is": _digest(pdf)}
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            write_whole(self._path / job.name, pdf)
            listed = json.dumps(self._list, indent=1, sort_keys=True)
            write_whole(self._path / LIST, listed.encode())
        except OSError as error:
            raise Refusal(f"can't write to {self._path}: {error.strerror}") from None


@click.command(name="print-all")
@click.option(
    "--language",
    "tags",
    type=click.Choice(TAGS),
    multiple=True,
    default=TAGS,
    help="Only this language; may be said several times. All if not said.",
)
@with_paper
@in_ink
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, writable=True),
    required=True,
    help="Folder for the files; is made if it isn't there.",
)
@click.pass_context
def print_all(
    context: click.Context, tags: tuple[str, ...], paper: Paper, ink: str, folder: Path
) -> None:
    """Print every deck in every language, alone and beside Swedish, as PDF.

    Goes on where it stopped: a file that is whole and made from the same words is left as it is.
    Exit 1 if a deck doesn't fit these cards in some language; the others are printed.
    """
    settings: Settings = context.obj
    with library(settings) as banks:
        wanted = list(jobs(banks, tags, paper.layout(banks.stocks()), Ink(ink)))
    printed, refused = _print(wanted, Folder(folder), settings)
    click.echo(
        f"Printed {printed}, left {len(wanted) - printed - len(refused)} as they were", err=True
    )
    for name, why in refused.items():
        click.echo(f"Not printed: {name}: {why}", err=True)
    context.exit(1 if refused else 0)


def _print(jobs: list[Job], folder: Folder, settings: Settings) -> tuple[int, dict[str, str]]:
    """How many were printed, and why the others can't be."""
    from prepkit.pdf.cards import here, print_deck

    printed, refused = 0, {}
    kept = shelf(settings)
    with click.progressbar(
        jobs,
        label="Decks",
        file=sys.stderr,
        item_show_func=lambda job: job.name if job else None,
    ) as bar:
        for job in bar:
            try:
                if folder.has(job):
                    continue
                folder.put(job, print_deck(job.order, kept, here))
                printed += 1
            except PrintError as error:
                refused[job.name] = str(error)
    return printed, refused


def jobs(banks: "Library", languages: tuple[str, ...], layout: Layout, ink: Ink) -> Iterator[Job]:
    """Each deck in each language that it has words in: alone, and with Swedish beside it."""
    from prepkit.pdf.cards import Order, everything
    from prepkit.pdf.markup import t

    topics, rights = banks.topics(), banks.rights().rights
    for deck in banks.decks():
        for tag in languages:
            words, names = (banks.catalogue(id, tag) for id in (deck.id, topics.id))
            if tag != SWEDISH.tag and not words.entries:
                continue
            alone, beside = (tag,), (tag, SWEDISH.tag)
            for tags in (alone,) if tag == SWEDISH.tag else (alone, beside):
                wording = Wording(tags, words, names, t)
                order = Order(deck, topics, wording, everything(deck), layout, ink, rights=rights)
                yield Job(f"{deck.id}-{'-'.join(tags)}.pdf", order)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
