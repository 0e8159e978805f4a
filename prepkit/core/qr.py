"""QR codes as shapes: dark modules in runs, drawn as one path. Who draws it says what it is.

Level M, so that a fold or a stain on a letter is forgiven; never Micro QR, which phones don't
read. The path is for an SVG's ``d``: neither a page's CSP nor a paper's fetcher lets anything in
for it. It is black on white, and never mirrored on a right-to-left page.
"""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # modules of white on each side (ISO/IEC 18004, 5.3.8)


@dataclass(frozen=True)
class Qr:
    """One code. ``size`` is its side in modules with the white around it: the SVG's viewBox."""

    version: int
    rows: tuple[tuple[bool, ...], ...]  # True is dark; without the white around them

    @property
    def size(self) -> int:
        return len(self.rows) + 2 * QUIET

    @property
    def path(self) -> str:
        """Every dark run as a rectangle, in modules."""
        return "".join(
            f"M{QUIET + x} {QUIET + y}h{length}v1h-{length}z"
            for y, row in enumerate(self.rows)
            for x, length in _runs(row)
        )


def qr(text: str) -> Qr:
    """The text as a QR code, as small as level M allows. Raises ValueError for more than 2 kB."""
    made = segno.make_qr(text, error="m", boost_error=False)
    return Qr(int(made.version), tuple(tuple(map(bool, row)) for row in made.matrix))


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where each dark run of a row begins, and how long it is."""
    runs, x = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            runs.append((x, length))
        x += length
    return runs
