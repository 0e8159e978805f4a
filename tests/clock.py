"""A clock for tests: it stands still until it is moved."""

from datetime import UTC, datetime, timedelta


class Clock:
    """A moment that only the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 12, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += timedelta(**delta)
