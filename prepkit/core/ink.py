"""How much ink cards are printed with."""

from enum import StrEnum


class Ink(StrEnum):
    """Topics are told apart in each by symbol, pattern and word, in the first two by colour too."""

    FULL = "full"
    LOW = "low"
    BLACK = "black"
