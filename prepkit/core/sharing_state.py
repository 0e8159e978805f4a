"""Who something is for: what is asked of everything that a young person writes."""

from enum import StrEnum


class Sharing(StrEnum):
    """Who an answer is for. The first is the default, everywhere."""

    ONLY_ME = "only-me"
    SAY = "say"
    GIVE = "give"
    ALONE = "alone"
