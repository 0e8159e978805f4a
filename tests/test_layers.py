"""Imports go one way, and each room is what its name plate says.

core <- store, pdf <- web, cli. Read from the source, so that an import in a function counts too.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "prepkit"
MODULES = {
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}

# What a room may never import: other rooms, and what only other rooms know.
FORBIDDEN = {
    "prepkit.core": {
        *("prepkit.store", "prepkit.pdf", "prepkit.web", "prepkit.cli"),
        *("prepkit.settings", "prepkit.resources"),
        *("flask", "werkzeug", "wtforms", "weasyprint", "sqlalchemy", "pikepdf", "click"),
        *("os", "pathlib", "shutil", "sqlite3", "time", "random", "secrets", "tempfile"),
    },
    "prepkit.store": {
        "prepkit.pdf",
        "prepkit.web",
        "prepkit.cli",
        "flask",
        "weasyprint",
        "pikepdf",
    },
    "prepkit.pdf": {"prepkit.store", "prepkit.web", "prepkit.cli", "flask", "sqlalchemy"},
    "prepkit.web": {"prepkit.cli", "click", "weasyprint", "pikepdf"},
    "prepkit.cli": {"flask", "weasyprint", "pikepdf"},
    "prepkit.settings": {"prepkit.store", "prepkit.pdf", "prepkit.web", "prepkit.cli"},
    "prepkit.resources": {"prepkit.store", "prepkit.pdf", "prepkit.web", "prepkit.cli"},
}

# A library that one room alone may know.
ONLY_IN = {"weasyprint": {"prepkit.pdf.press"}, "pikepdf": {"prepkit.pdf.pieces"}}


def imported(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """The full name of everything a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            inside = module.split(".") if is_package else module.split(".")[:-1]
            above = inside[: len(inside) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def is_within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def wrong_imports(source: str, module: str, is_package: bool = False) -> list[str]:
    """What this module imports although its room may not."""
    names = list(imported(source, module, is_package))
    forbidden = {
        name for room, names in FORBIDDEN.items() if is_within(module, room) for name in names
    } | {name for name, rooms in ONLY_IN.items() if module not in rooms}
    return [name for name in names if any(is_within(name, bad) for bad in forbidden)]


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_what_it_may_know(module):
    file = MODULES[module]

    assert wrong_imports(file.read_text("utf-8"), module, file.name == "__init__.py") == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("prepkit.core.bank", "from prepkit.store import tables"),
        ("prepkit.core.bank", "def f():\n    import prepkit.web"),
        ("prepkit.core.bank", "from ..store.tables import connect"),
        ("prepkit.core.bank", "from prepkit import settings"),
        ("prepkit.core.bank", "from pathlib import Path"),
        ("prepkit.core.bank", "import os.path"),
        ("prepkit.store.library", "from prepkit.pdf import press"),
        ("prepkit.pdf.cards", "from prepkit.store.library import Library"),
        ("prepkit.pdf.cards", "import weasyprint"),
        ("prepkit.pdf.press", "from pikepdf import Pdf"),
        ("prepkit.web.prepare.routes", "from prepkit.cli import main"),
        ("prepkit.cli.check", "import flask"),
    ],
)
def test_a_wrong_import_is_found(module, source):
    assert wrong_imports(source, module)


def test_a_right_import_is_no_finding():
    source = "import json\nfrom datetime import date\nfrom prepkit.core.errors import Problem"

    assert wrong_imports(source, "prepkit.core.bank") == []
    assert wrong_imports("import weasyprint", "prepkit.pdf.press") == []


# One Python that knows no module of ours, and for each of them a child that imports it first.
IMPORT_EACH_ALONE = """
import importlib, os, sys
import babel.messages, flask, nacl, pikepdf, pydantic, sqlalchemy, yaml

for module in sys.argv[1:]:
    child = os.fork()
    if not child:
        importlib.import_module(module)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(module)
"""


def that_cannot_come_first(modules: list[str], folder: Path) -> list[str]:
    """The modules that can't be imported before any other of ours."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_EACH_ALONE, *modules],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return run.stdout.split()


def may_come_first(module: str) -> bool:
    """Whether the packages above a module import nothing: else those come before it."""
    parts = module.split(".")
    above = {".".join(parts[:i]) for i in range(1, len(parts))} & MODULES.keys()
    return not any(list(imported(MODULES[each].read_text("utf-8"), each)) for each in above)


def test_every_module_can_be_imported_first():
    modules = [each for each in MODULES if may_come_first(each) and each != "prepkit.__main__"]

    assert that_cannot_come_first(modules, PACKAGE.parent) == []


def test_a_module_that_needs_another_first_is_found(tmp_path):
    (tmp_path / "early.py").write_text("from late import name\n")
    (tmp_path / "late.py").write_text("import early\nname = early.__name__\n")

    assert that_cannot_come_first(["early", "late"], tmp_path) == ["late"]


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a ring; empty if there is none."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module not in done:
            for each in sorted(graph.get(module, ())):
                if found := walk(each, [*path, module]):
                    return found
            done.add(module)
        return []

    return next((found for module in graph if (found := walk(module, []))), [])


def test_no_two_modules_import_each_other():
    graph = {}
    for module, file in MODULES.items():
        names = set(imported(file.read_text("utf-8"), module, file.name == "__init__.py"))
        modules = {name if name in MODULES else name.rpartition(".")[0] for name in names}
        graph[module] = modules & MODULES.keys() - {module}

    assert cycle(graph) == []


def test_a_ring_of_imports_is_found():
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_its_name_plate(module):
    plate = ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8")))

    assert plate
    assert plate.split("\n")[0].endswith((".", ":", ","))


def test_no_room_is_called_after_what_nobody_looks_for():
    names = {part for module in MODULES for part in module.split(".")}

    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
