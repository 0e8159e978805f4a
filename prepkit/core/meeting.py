"""A meeting as the worker tells of it, and as the young person keeps it.

The worker's own words stand as they were written, marked with the language they were written in:
nobody translates them on the way. No child is named in it anywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from prepkit.core.asked import Asked, Texts
from prepkit.core.language import SWEDISH
from prepkit.core.text import one_line, tidy

LONGEST_LINE = 200  # characters of a place, a time or a name
LONGEST_TEXT = 600  # characters of everything else that a worker writes
MOST_PEOPLE = 8
MOST_ASKED = 15  # questions the worker plans to ask, picked and written together
_CLOCK = re.compile(r"\d[\d.:\s–-]*")


class Standing(StrEnum):
    """Whether the meeting will be, and as it was told first."""

    PLANNED = "planned"
    CHANGED = "changed"
    CALLED_OFF = "called-off"


@dataclass(frozen=True)
class Present:
    """Somebody who will be there, and why."""

    who: str
    why: str = ""


@dataclass(frozen=True)
class AboutWorker:
    """*About me*, as the worker wants to be known; kept for the next invitation."""

    name: str = ""
    reach: str = ""  # how to reach me
    texts: str = ""  # when I answer texts
    alone: str = ""  # what I may decide alone
    stands_in: str = ""  # who stands in for me
    myself: str = ""  # something about myself

    @property
    def empty(self) -> bool:
        return self == AboutWorker()


@dataclass(frozen=True)
class Decision:
    """What will be decided, by whom, and when it is told."""

    what: str = ""
    who: str = ""
    when: str = ""

    @property
    def empty(self) -> bool:
        return self == Decision()


@dataclass(frozen=True)
class Meeting:
    """One meeting. ``kind`` is the id of its bank; ``minutes`` is 0 when it isn't said.

    ``language`` is the young person's, ``written_in`` that of the worker's own words; both BCP 47.
    """

    kind: str
    title: Texts
    language: str = SWEDISH.tag
    written_in: str = SWEDISH.tag
    day: date | None = None
    time: str = ""
    minutes: int = 0
    where: str = ""
    people: tuple[Present, ...] = ()
    decision: Decision = Decision()
    picked: tuple[Asked, ...] = ()
    written: tuple[str, ...] = ()
    about: AboutWorker = AboutWorker()
    standing: Standing = Standing.PLANNED

    @property
    def clock(self) -> bool:
        """Whether the time is written in digits alone: ``14.30`` or ``9–10``."""
        return bool(_CLOCK.fullmatch(self.time))

    def tidied(self) -> "Meeting":
        """With every text as it is kept: lines trimmed, empty people and questions left out."""
        people = (Present(one_line(each.who), one_line(each.why)) for each in self.people)
        return replace(
            self,
            time=one_line(self.time),
            where=one_line(self.where),
            people=tuple(each for each in people if each.who),
            decision=Decision(*(tidy(text) for text in _fields(self.decision))),
            written=tuple(line for line in map(one_line, self.written) if line),
            about=AboutWorker(*(tidy(text) for text in _fields(self.about))),
        )


@dataclass(frozen=True)
class Invited:
    """What a preparation keeps of an invitation: the way to its row, and the meeting as last seen.

    ``root``, in hex, is what the code was stretched to: it finds the row again without the code.
    """

    root: str
    meeting: Meeting


def _fields(texts: Decision | AboutWorker) -> Sequence[str]:
    return tuple(vars(texts).values())


_AS_JSON = TypeAdapter(Meeting)
_ABOUT_AS_JSON = TypeAdapter(AboutWorker)


def to_bytes(meeting: Meeting) -> bytes:
    """The meeting as JSON, for sealing."""
    return _AS_JSON.dump_json(meeting)


def from_bytes(sealed: bytes) -> Meeting:
    """The meeting that ``to_bytes`` gave."""
    return _AS_JSON.validate_json(sealed)


def about_to_json(about: AboutWorker) -> str:
    return _ABOUT_AS_JSON.dump_json(about).decode()


def about_from_json(text: str) -> AboutWorker:
    return _ABOUT_AS_JSON.validate_json(text)
