"""What a command says when it was asked for something it can't do as asked."""

import click


class Refusal(click.ClickException):
    """One line that says what to do; the command ends with 2."""

    exit_code = 2
