"""What the adult owes after a meeting: what I heard, what we do, why not, when you hear from me."""

from dataclasses import dataclass
from datetime import date, timedelta

from prepkit.core.language import SWEDISH

PROMISE = 2  # working days until the young person hears from the worker, if nothing else is said
LONGEST = 1500  # characters of each text


@dataclass(frozen=True)
class Receipt:
    """One receipt; what is empty has lines to be written on. Nothing of it is kept.

    ``language`` is the young person's, ``written_in`` that of the worker's words.
    """

    language: str = SWEDISH.tag
    written_in: str = SWEDISH.tag
    heard: str = ""
    doing: str = ""
    not_doing: str = ""
    answer_by: date | None = None
    who: str = ""
    reach: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Theirs, and Swedish beside it where that is another."""
        return tuple(dict.fromkeys((self.language, SWEDISH.tag)))


def promised(today: date, days: int = PROMISE) -> date:
    """So many working days on, Saturdays and Sundays left out; feast days aren't known here."""
    while days:
        today += timedelta(days=1)
        days -= today.weekday() < 5
    return today
