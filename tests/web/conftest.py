"""The site on a database of its own, with a clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from prepkit.settings import Settings
from prepkit.web import create_app
from tests.pages import Visitor


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 12, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(f"sqlite:///{tmp_path}/prepkit.sqlite3", cache=tmp_path / "cache")


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Flask:
    return create_app(settings, clock)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())
