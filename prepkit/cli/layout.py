"""The paper and how it is turned, as options that several commands share."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import click

from prepkit.cli.refusal import Refusal
from prepkit.core import bankfile
from prepkit.core.errors import BankError, PrintError
from prepkit.core.ink import Ink
from prepkit.core.sheet import Layout, Sides
from prepkit.core.stock import Stock, Stocks
from prepkit.core.turning import Edge, Offset
from prepkit.resources import page_words


@dataclass(frozen=True)
class Paper:
    """What was asked for on the command line; ``file`` has sheets of one's own."""

    stock: str | None
    file: Path | None
    sides: Sides
    edge: Edge
    front: Offset
    back: Offset

    def layout(self, known: Stocks) -> Layout:
        """How to lay cards on this paper.

        Raises UnknownName for a sheet that neither the file nor ``known`` has, and Refusal for one
        that can't be folded or a file that can't be used.
        """
        stocks = known.with_own(_stocks(self.file)) if self.file else known
        stock: Stock = stocks.stock(self.stock) if self.stock else stocks.stocks[0]
        try:
            return Layout(stock, self.sides, self.edge, self.front, self.back)
        except PrintError as error:
            raise Refusal(str(error)) from None


_OPTIONS = (
    click.option("--stock", help="The sheet, by its id or product number. Plain A4 if not said."),
    click.option(
        "--stock-file",
        "file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="Sheets of your own, written as in reference/stock.yaml; its first one if not said.",
    ),
    click.option(
        "--edge",
        type=click.Choice([each.value for each in Edge]),
        default=Edge.LONG.value,
        help="The edge of the paper it is turned on. Long if not said.",
    ),
    click.option(
        "--front",
        "--front-offset",
        "front",
        type=float,
        nargs=2,
        default=(0.0, 0.0),
        metavar="X Y",
        help="Move everything by mm, right and down, as the calibration sheet told.",
    ),
    click.option(
        "--back",
        "--offset",
        "back",
        type=float,
        nargs=2,
        default=(0.0, 0.0),
        metavar="X Y",
        help="Move the backs besides.",
    ),
)
in_ink = click.option(
    "--ink",
    type=click.Choice([each.value for each in Ink]),
    default=Ink.FULL.value,
    help="low prints outlines, black no colour at all. Full if not said.",
)
_DUPLEX = click.option(
    "--duplex",
    "sides",
    type=click.Choice([each.value for each in Sides]),
    default=Sides.DUPLEX.value,
    help="manual and reversed: all fronts, then all backs. fold: on one side, to be folded.",
)


def with_paper(command: Callable, turned: bool = True) -> Callable:
    """Hand these options to the command as one ``paper``; without --duplex if not ``turned``."""

    @wraps(command)
    def printing(*args, stock, file, edge, front, back, sides=Sides.DUPLEX, **options):
        try:
            moved = Offset(*front), Offset(*back)
        except PrintError as error:
            raise Refusal(str(error)) from None
        paper = Paper(stock, file, Sides(sides), Edge(edge), *moved)
        return command(*args, paper=paper, **options)

    for option in reversed((*_OPTIONS[:2], _DUPLEX, *_OPTIONS[2:]) if turned else _OPTIONS):
        printing = option(printing)
    return printing


def _stocks(file: Path) -> Stocks:
    try:
        document = bankfile.read(file.read_text("utf-8"), file.name).document
    except (OSError, UnicodeError) as error:
        raise Refusal(f"can't read {file}: {error}") from None
    except BankError as error:
        english = page_words("en").gettext
        told = (f"{each.file}:{each.line}: {each.words(english)}" for each in error.problems)
        raise Refusal("; ".join(told)) from None
    if not isinstance(document, Stocks):
        raise Refusal(f"{file} has no sheets; it begins with id, and kind: stock")
    return document
