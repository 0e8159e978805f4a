"""How many questions somebody of an age has room for in the time they have."""

from enum import StrEnum

from prepkit.core.bank import AgeGroup


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


def room_for(time: Time, age: AgeGroup | None) -> int:
    """The number of questions; of an unknown age, as for 12 to 14."""
    return _COUNTS[age or AgeGroup.YOUNG_TEEN][list(Time).index(time)]
