"""How long a preparation is kept under its code.

The meeting's day and 14 days more; without one, 60 days after the last save; never more than 180
days ahead. Whoever wants it longer says so. The last day is always a Sunday: a date that many
preparations share tells nobody which day one of them was saved (security.md 2.6).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

AFTER_MEETING = timedelta(days=14)
AFTER_SAVE = timedelta(days=60)
LONGEST = timedelta(days=180)
_SUNDAY = 6


@dataclass(frozen=True)
class Keeping:
    """What the young person has said of how long: the meeting's day, and a wish for longer.

    ``invited_on`` is the day their invitation says; a day they said themselves goes before it.
    """

    meets_on: date | None = None
    wished: date | None = None
    invited_on: date | None = None

    @property
    def day(self) -> date | None:
        """The meeting's day, as far as anybody has said it."""
        return self.meets_on or self.invited_on

    def longer(self, today: date) -> "Keeping":
        """With the wish to keep it 60 days from today."""
        return replace(self, wished=today + AFTER_SAVE)

    def last_day(self, today: date) -> date:
        """The last day it can be opened, if it is saved today."""
        planned = self.day + AFTER_MEETING if self.day else today + AFTER_SAVE
        wanted = max(planned, self.wished or today, today)
        return sunday(wanted, today)


def sunday(wanted: date, today: date) -> date:
    """The Sunday at or after a day; the last one before 180 days from today are over."""
    last = today + LONGEST
    latest = last - timedelta(days=(last.weekday() - _SUNDAY) % 7)
    return min(wanted + timedelta(days=_SUNDAY - wanted.weekday()), latest)
