"""``prepkit purge``: deletes what has expired now, without waiting for the hour."""

import click

from prepkit.cli import installation
from prepkit.settings import Settings


@click.command()
@click.option("--lost", is_flag=True, help="Also delete what rests on peppers lost for good.")
@click.pass_obj
def purge(settings: Settings, lost: bool) -> None:
    """Delete everything that has expired."""
    if lost:
        click.echo(f"Deleted {installation.give_up_lost(settings)} rows that nobody can open.")
    click.echo(f"Deleted {installation.purge(settings)} expired rows.")
