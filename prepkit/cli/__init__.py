"""The prepkit command: what the pages do, and what keeps an installation in order.

It speaks English, and refuses in one line that says what to do: exit 2 when it was asked wrongly,
1 when what was asked can't be done. Each command imports what it needs when it runs, so that
``prepkit --help`` is quick and works without Pango.
"""

import os
import sys

import click

from prepkit.cli.bank import bank
from prepkit.cli.bench import bench
from prepkit.cli.cards import cards
from prepkit.cli.check import check
from prepkit.cli.paper import paper
from prepkit.cli.print_all import print_all
from prepkit.cli.purge import purge
from prepkit.cli.questions import questions
from prepkit.cli.serve import serve
from prepkit.cli.staff import staff
from prepkit.core.errors import BankError, PrepkitError, UnknownName
from prepkit.resources import page_words
from prepkit.settings import read_settings


@click.group()
@click.pass_context
def commands(context: click.Context) -> None:
    """Help children and young people prepare for meetings with social services."""
    context.obj = read_settings(os.environ)


for command in (serve, check, questions, cards, print_all, paper, bank, staff, purge, bench):
    commands.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run one command line (the process's own by default) and exit with its code."""
    try:
        sys.exit(commands.main(arguments, prog_name="prepkit", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f"; see {context.command_path} --help" if context else ""
        _refuse(error.format_message().removesuffix(".") + hint, error.exit_code)
    except UnknownName as error:
        _refuse(str(error), 2)
    except BankError as error:
        files = ", ".join(sorted({problem.file for problem in error.problems}))
        _refuse(f"{files} can't be used; prepkit check tells why", 1)
    except PrepkitError as error:  # some are told on pages too, and so begin in Swedish
        _refuse(page_words("en").gettext(str(error)), 1)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)  # 128 + SIGINT, as shells say it
    except BrokenPipeError:  # whoever read this has seen enough, as head has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)  # 128 + SIGPIPE


def _refuse(reason: str, code: int) -> None:
    print("prepkit:", " ".join(reason.split()), file=sys.stderr)
    sys.exit(code)
