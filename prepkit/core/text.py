"""What happens to text on its way in: nothing is lost but what no page or paper can hold."""

import re
import unicodedata

LONGEST_ANSWER = 4000  # characters
MOST_LINES = 120

_BLANK_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """Text as a person meant it: NFC, plain line ends, no control characters, no wall of blanks.

    Characters that steer direction stay: Arabic with a Swedish name in it needs them.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co"})
    return _BLANK_LINES.sub("\n\n", "".join(kept)).strip()


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(tidy(text).split())
