"""What the one who shared something with a code knows of it: the code, and until when it opens."""

from dataclasses import dataclass
from datetime import date

MOST = 5  # codes of one preparation at a time


@dataclass(frozen=True)
class Share:
    """One snapshot that was shared. ``id`` is its row in hex; ``code`` is folded."""

    id: str
    code: str
    last_day: date
