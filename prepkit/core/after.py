"""After the meeting: how it was, what was decided, and which of the law's clocks are running.

It is for the young person alone: nothing of it is counted, collected or shown to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from prepkit.core.text import one_line, tidy

MOST_DECISIONS = 8
LONGEST = 300  # characters of each text


class Felt(StrEnum):
    """How it was; no answer is better than another."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Experience:
    """Did they listen, did I understand, did I get to say it."""

    listened: Felt | None = None
    understood: Felt | None = None
    said: Felt | None = None
    words: str = ""


@dataclass(frozen=True)
class Decision:
    """One thing that has to be decided: what, who decides, who must be there, when, the answer."""

    question: str = ""
    who: str = ""
    with_whom: str = ""
    asked: date | None = None
    promised: date | None = None
    answer: str = ""

    @property
    def empty(self) -> bool:
        return self == Decision()

    @property
    def open(self) -> bool:
        return not (self.empty or self.answer)

    def late(self, today: date) -> bool:
        """Whether the promised day has passed without an answer."""
        return self.open and self.promised is not None and self.promised < today


@dataclass(frozen=True)
class After:
    """All of it. ``began`` says when each clock that was started began, by the clock's id."""

    experience: Experience = Experience()
    decisions: tuple[Decision, ...] = ()
    began: Mapping[str, date] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return self == After()


def tidied(after: After) -> After:
    """The same as it is kept: tidy words, and no empty rows."""
    decisions = (
        replace(
            each,
            question=one_line(each.question),
            who=one_line(each.who),
            with_whom=one_line(each.with_whom),
            answer=tidy(each.answer),
        )
        for each in after.decisions
    )
    experience = replace(after.experience, words=tidy(after.experience.words))
    return replace(
        after, experience=experience, decisions=tuple(each for each in decisions if not each.empty)
    )


def words_of(after: After) -> tuple[str, ...]:
    """Everything of it in their own words."""
    rows = ((each.question, each.who, each.with_whom, each.answer) for each in after.decisions)
    return tuple(filter(None, (after.experience.words, *(words for row in rows for words in row))))
