"""The law's clocks: from the day something happened, the day by which the answer is due.

Counted in calendar days, as the paragraphs say it ("inom fjorton dagar efter", "inom fyra
månader från"). Months and weeks end on the same day of the month or week as they began, and on
the month's last day where there is no such day. A last day on a weekend isn't moved: a young
person who counts on the earlier day is never too late.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from prepkit.core.bank import Entry
from prepkit.core.errors import UnknownName
from prepkit.core.format import Id, Words, written

Count = Annotated[int, Field(ge=0, le=400)]


@written()
class Clock:
    """One time limit: ``begins`` tells which day to count from, ``due`` what is due then.

    ``right`` is the fact of law it stands on (an id in rights.yaml). Of ``days``, ``weeks`` and
    ``months`` one is given. ``again`` is for what comes round ("var sjätte månad").
    """

    id: Id
    right: Id
    begins: Words
    due: Words
    days: Count = 0
    weeks: Count = 0
    months: Count = 0
    again: bool = False

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if sum(map(bool, (self.days, self.weeks, self.months))) != 1:
            raise ValueError("give one of days, weeks and months")
        return self

    def entries(self) -> Iterator[Entry]:
        yield Entry(f"{self.id}/begins", self.begins)
        yield Entry(f"{self.id}/due", self.due)

    def ends(self, began: date) -> date:
        """The last day to do it, counted from ``began``."""
        if self.months:
            return _months_on(began, self.months)
        return began + timedelta(days=self.days, weeks=self.weeks)


@written()
class Clocks:
    """Every time limit that is computed, in the order they are shown."""

    id: Id
    kind: Literal["clocks"]
    clocks: tuple[Clock, ...]

    def clock(self, id: str) -> Clock:
        for clock in self.clocks:
            if clock.id == id:
                return clock
        raise UnknownName("clock", id, [clock.id for clock in self.clocks])

    def entries(self) -> Iterator[Entry]:
        for clock in self.clocks:
            yield from clock.entries()


@dataclass(frozen=True)
class Deadline:
    """A clock that was started: ``left`` is days, negative once the day has passed."""

    clock: Clock
    began: date
    ends: date
    left: int


def deadline(clock: Clock, began: date, today: date) -> Deadline:
    """When it is due. One that comes round is due again, until the day is not passed."""
    ends = clock.ends(began)
    turns = 1
    while clock.again and ends < today:
        turns += 1
        ends = _months_on(began, clock.months * turns)
    return Deadline(clock, began, ends, (ends - today).days)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
