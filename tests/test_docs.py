"""README names every command, option and setting there is, and none that isn't."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from prepkit import cli
from prepkit.settings import DEFAULTS

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its words: ``staff add``."""
    for name, command in group.commands.items():
        words = f"{path} {name}".strip()
        if isinstance(command, click.Group):
            yield from commands(command, words)
        else:
            yield words, command


def missing(readme: str) -> list[str]:
    """What the README does not name."""
    said = re.sub(r"\s+", " ", readme)
    found = []
    for words, command in commands(cli.commands):
        if f"`{words}" not in said and f"`prepkit {words}" not in said:
            found.append(f"prepkit {words}")
        options = [each.opts for each in command.params if isinstance(each, click.Option)]
        found += [f"{words}: {each[0]}" for each in options if not any(o in said for o in each)]
    return found + [name for name in DEFAULTS if f"`{name}`" not in readme]


def test_readme_names_every_command_option_and_setting():
    assert missing(README) == []


def test_a_command_or_setting_left_out_is_noticed():
    without = README.replace("staff reset", "").replace("PREPKIT_TLS", "").replace("--seed", "")

    assert {"prepkit staff reset", "PREPKIT_TLS", "cards: --seed"} <= set(missing(without))


def test_readme_names_no_setting_that_is_not_there():
    named = set(re.findall(r"`(PREPKIT_[A-Z_]+)`", README))

    assert named <= {*DEFAULTS, "PREPKIT_CHROMIUM", "PREPKIT_FIREFOX"}
