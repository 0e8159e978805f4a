"""``prepkit bench``: measures printing beside other ways to print the same cards."""

import click

from prepkit.cli.refusal import Refusal
from prepkit.resources import folder


@click.command()
@click.pass_context
def bench(context: click.Context) -> None:
    """Measure printing beside the alternatives; exit 1 if it is slower than promised."""
    if not folder("benchmarks").is_dir():
        raise Refusal("bench runs from a checkout only: ./run prepkit bench")
    from benchmarks.cards import main

    context.exit(main())
