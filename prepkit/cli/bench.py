"""``prepkit bench``: measures printing beside other ways to print the same cards."""

import click

from prepkit.cli.refusal import Refusal
from prepkit.resources import folder


@click.command()
@click.option("--rounds", type=click.IntRange(1, 99), default=5, show_default=True)
@click.option("--only", type=click.Choice(["sv", "ar+sv", "540"]), help="One of three parts.")
@click.pass_context
def bench(context: click.Context, rounds: int, only: str | None) -> None:
    """Measure printing beside the alternatives; exit 1 if it is slower than promised.

    54 cards in Swedish, 54 in Arabic with Swedish, and 540. The figures are seconds of CPU, the
    medians of the rounds.
    """
    if not folder("benchmarks").is_dir():
        raise Refusal("bench runs from a checkout only: ./run prepkit bench")
    from benchmarks.cards import main

    context.exit(main(rounds, only))
