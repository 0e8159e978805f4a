"""How many questions somebody of an age has room for in the time they have."""

from enum import StrEnum

from prepkit.core.bank import AgeGroup
from prepkit.core.selection import FEWEST


class Time(StrEnum):
    """How much time they say they have: about 5, 10 and 15 minutes."""

    SHORT = "short"
    MIDDLE = "middle"
    LONG = "long"


_COUNTS = {
    AgeGroup.LITTLE: (6, 8, 9),
    AgeGroup.MIDDLE: (7, 9, 12),
    AgeGroup.YOUNG_TEEN: (8, 11, 15),
    AgeGroup.TEEN: (8, 11, 15),
}


def room_for(time: Time, age: AgeGroup | None, planned: int = 0) -> int:
    """The number of questions; of an unknown age, as for 12 to 14.

    To who has little time, what soc has ``planned`` to ask comes instead of others, down to the
    fewest a set can have; who has more time has them besides.
    """
    room = _COUNTS[age or AgeGroup.YOUNG_TEEN][list(Time).index(time)]
    return max(FEWEST, room - planned) if time is Time.SHORT else room
