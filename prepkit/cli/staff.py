"""``prepkit staff``: the accounts of those who work with the banks.

A new password is all that goes to standard output; what to know about it goes to the other.
"""

import click

from prepkit.cli.installation import database, now
from prepkit.settings import Settings

_ONCE = "Hand over the password; it is not shown again:"


def _role(context: click.Context, parameter: click.Parameter, role: str) -> str:
    from prepkit.store.staff import StaffRole

    return click.Choice([str(each) for each in StaffRole]).convert(role, parameter, context)


@click.group()
def staff() -> None:
    """Make, list, reset and remove staff accounts."""


@staff.command()
@click.argument("name")
@click.option("--role", required=True, callback=_role, metavar="worker|editor")
@click.pass_obj
def add(settings: Settings, name: str, role: str) -> None:
    """Make an account and show its password once."""
    from prepkit.store.staff import Staff

    with database(settings) as engine:
        password = Staff(engine, now).add(name, role)
    click.echo(f"{name} can sign in now at /sv/editor, as {role}. {_ONCE}", err=True)
    click.echo(password)


@staff.command(name="list")
@click.pass_obj
def list_members(settings: Settings) -> None:
    """List everybody with an account, and their role."""
    from prepkit.store.staff import Staff

    with database(settings) as engine:
        members = Staff(engine, now).list()
    for member in members:
        click.echo(f"{member.role}  {member.name}")
    if not members:
        click.echo("Nobody yet. Make an account: prepkit staff add NAME --role editor", err=True)


@staff.command()
@click.argument("name")
@click.pass_obj
def reset(settings: Settings, name: str) -> None:
    """Give somebody a new password, shown once, and sign them out everywhere."""
    from prepkit.store.staff import Staff

    with database(settings) as engine:
        password = Staff(engine, now).reset(name)
    click.echo(f"{name} is signed out everywhere and has a new password. {_ONCE}", err=True)
    click.echo(password)


@staff.command()
@click.argument("name")
@click.pass_obj
def remove(settings: Settings, name: str) -> None:
    """Take away an account; what it wrote in the banks stays."""
    from prepkit.store.staff import Staff

    with database(settings) as engine:
        Staff(engine, now).remove(name)
    click.echo(f"{name} has no account any more.", err=True)
