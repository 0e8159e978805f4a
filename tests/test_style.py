"""The code reads the same everywhere: ruff's rules and its format, as pyproject.toml sets them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = pytest.mark.parametrize("command", [["check", "-q"], ["format", "-q", "--check"]])


def ruff(*command: str | Path) -> subprocess.CompletedProcess:
    line = [sys.executable, "-m", "ruff", *command, "--config", ROOT / "pyproject.toml"]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


@COMMANDS
def test_nothing_is_against_the_rules(command):
    run = ruff(*command, ".")

    assert (run.returncode, run.stdout) == (0, "")


@COMMANDS
def test_what_is_against_the_rules_is_found(command, tmp_path):
    (tmp_path / "untidy.py").write_text("import os\nx = 'single quotes'\n")

    assert ruff(*command, tmp_path).returncode == 1
