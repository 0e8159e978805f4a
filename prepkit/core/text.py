"""What happens to text on its way in: nothing is lost but what no page or paper can hold."""

import re
import unicodedata

LONGEST_ANSWER = 4000  # characters
MOST_LINES = 120

_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\n]+")  # but not the space that holds a number and its unit together


def tidy(text: str) -> str:
    """Text as a person meant it: NFC, plain line ends, no control characters, no wall of blanks.

    Characters that steer direction stay: Arabic with a Swedish name in it needs them.
    """
    lines = ("".join(filter(printable, line)).rstrip() for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", unicodedata.normalize("NFC", "\n".join(lines))).strip()


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return _SPACES.sub(" ", tidy(text))


def printable(character: str) -> bool:
    """Whether a page and a paper can hold it: no control, surrogate, private or non-character.

    The last are U+FDD0 to U+FDEF and the end of every plane (Unicode 23.7). What is merely not
    assigned is kept: it may be an emoji younger than this Python.
    """
    code = ord(character)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return False
    return character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs", "Co"}
