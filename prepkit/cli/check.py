"""``prepkit check``: everything that is wrong with any file, each with its line."""

import json
from gettext import NullTranslations

import click

from prepkit.cli.fit import crowded
from prepkit.cli.installation import library
from prepkit.core.errors import Problem
from prepkit.resources import page_words
from prepkit.settings import Settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For another program to read.")
@click.option("--cards", is_flag=True, help="Set every deck on every size of card too.")
@click.pass_context
def check(context: click.Context, as_json: bool, cards: bool) -> None:
    """Check every bank, catalogue and reference file; exit 1 if there is any error.

    A warning is something to look at, and no error. So is a card whose words have no room: that
    deck can't be printed in that language on that size.
    """
    settings: Settings = context.obj
    with library(settings) as banks:
        problems = banks.problems()
        tight = crowded(banks, settings) if cards else []
    english = page_words("en")
    if as_json:
        told = [_told(problem, english) for problem in problems]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(problems, english)
    for line in tight:
        click.echo(f"warning: {line}", err=as_json)
    context.exit(0 if all(problem.warning for problem in problems) else 1)


def _print(problems: list[Problem], english: NullTranslations) -> None:
    for problem in problems:
        mark = "warning: " if problem.warning else ""
        words = problem.words(english.gettext)
        click.echo(f"{problem.file}:{problem.line}: {mark}{words}")
    warnings = sum(problem.warning for problem in problems)
    click.echo(f"Errors: {len(problems) - warnings}, warnings: {warnings}", err=True)


def _told(problem: Problem, english: NullTranslations) -> dict[str, object]:
    """The keys and their meaning stay; new ones may come."""
    return {
        "file": problem.file,
        "line": problem.line,
        "message": problem.words(english.gettext),
        "field": problem.field,
        "warning": problem.warning,
    }
