"""The site on a database of its own, with a clock that stands still until it is moved."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from prepkit.settings import Settings
from prepkit.web import create_app
from tests.clock import Clock
from tests.pages import Visitor


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        f"sqlite:///{tmp_path}/prepkit.sqlite3",
        cache=tmp_path / "cache",
        peppers=tmp_path / "peppers",
    )


class _Remembered(BytecodeCache):
    """Compiled templates, kept from one site to the next: compiling takes longer than a page."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture
def open_site(clock: Clock) -> Iterator[Callable[[Settings], Flask]]:
    """Opens sites, and closes their databases afterwards."""
    opened = []

    def open_one(settings: Settings) -> Flask:
        opened.append(create_app(settings, clock, patience=60))
        opened[-1].jinja_env.bytecode_cache = _Remembered()
        return opened[-1]

    yield open_one
    for app in opened:
        app.extensions["database"].dispose()


@pytest.fixture
def app(settings: Settings, open_site: Callable[[Settings], Flask]) -> Flask:
    return open_site(settings)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())
