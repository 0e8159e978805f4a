"""The letter that asks for a decision after six months, and who may send it (FL 12 §).

Only a party who started the case may ask; under 15 the guardian acts for the young person, from
15 they act themselves (SoL 3 kap. 4 §). It may be asked once in a case.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prepkit.core.deadlines import Clock


class Applied(StrEnum):
    """Who asked soc for what the case is about."""

    ME = "me"
    FAMILY = "family"
    OTHERS = "others"  # somebody was worried, or soc began by itself


class Sender(StrEnum):
    """Who may send the letter, or why nobody may."""

    YOU = "you"
    GUARDIAN = "guardian"
    TOO_EARLY = "too-early"
    NOT_PARTY = "not-party"


@dataclass(frozen=True)
class Case:
    """What is asked of the young person; ``of_age`` is whether they have turned 15."""

    applied: Applied
    of_age: bool
    began: date


def sender(case: Case, clock: Clock, today: date) -> Sender:
    """Who may send it today. ``clock`` is the six months of FL 12 §."""
    if case.applied is Applied.OTHERS:
        return Sender.NOT_PARTY
    if today <= clock.ends(case.began):
        return Sender.TOO_EARLY
    if case.applied is Applied.ME and case.of_age:
        return Sender.YOU
    return Sender.GUARDIAN
