"""What a set of questions is for, as options that several commands share."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING

import click

from prepkit.core.bank import AgeGroup, Bank, BankKind
from prepkit.core.errors import UnknownName
from prepkit.core.selection import FEWEST, MOST, Wishes

if TYPE_CHECKING:
    from prepkit.store.library import Library

_OPTIONS = (
    click.option("--age", type=click.Choice([str(age) for age in AgeGroup]), help="Age group."),
    click.option(
        "--count",
        type=click.IntRange(FEWEST, MOST),
        default=Wishes.count,
        show_default=True,
        help="How many questions.",
    ),
    click.option("--seed", help="Any word; the same one gives the same questions. Else a new one."),
)


def with_wishes(command: Callable) -> Callable:
    """Hand --age, --count and --seed to the command as one ``wishes``."""

    @wraps(command)
    def wishing(*args, age: str | None, count: int, seed: str | None, **options):
        wishes = Wishes(seed or secrets.token_hex(4), count, AgeGroup(age) if age else None)
        return command(*args, wishes=wishes, **options)

    for option in reversed(_OPTIONS):
        wishing = option(wishing)
    return wishing


def banks_for(library: "Library", meeting: str) -> list[Bank]:
    """What may be asked at this meeting, or by the child; raises UnknownName, BankError."""
    with suppress(UnknownName):
        if (bank := library.bank(meeting)).kind is BankKind.MEETING:
            return [library.core(), bank, library.own()]
    raise UnknownName("meeting", meeting, [bank.id for bank in library.meetings()])
