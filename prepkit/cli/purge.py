"""``prepkit purge``: deletes what has expired now, without waiting for the hour."""

import click

from prepkit.cli import installation
from prepkit.settings import Settings


@click.command()
@click.pass_obj
def purge(settings: Settings) -> None:
    """Delete every preparation that has expired."""
    click.echo(f"Deleted {installation.purge(settings)} expired rows.")
