"""The sheet that tells how far a printer strays: what stands on it, and what is read from it.

Two scales, one on each side of the paper, that meet when it is held to the light. They are a
vernier: the lines of the front are 4 mm apart, those of the back 0.25 mm less or more. If the back
has strayed, other lines meet, and at the line that meets its partner stands what to type as the
offset of the backs. Numbers rise to the right and downwards, as offsets do. All lengths are mm.
"""

from dataclasses import dataclass

from prepkit.core.turning import FARTHEST, Edge, Offset, Turn, turn

STEP = 0.25  # between two numbers; half of it is the finest error that can be left
PITCH = 4.0  # between two lines of the front
INSET = 30.0  # where the front's corner lines are meant to be, from the paper's edges


@dataclass(frozen=True)
class Tick:
    """A line of a scale: its place on either side from the sheet's middle, and its number.

    Both places are as seen on their own side, to the right or down.
    """

    front: float
    back: float
    number: float


def scales(paper: tuple[float, float], edge: Edge) -> tuple[tuple[Tick, ...], tuple[Tick, ...]]:
    """The scale that lies and the one that stands, for paper turned on this edge.

    Seen through the paper, a back that has strayed to its right has strayed to the left when it
    was turned like a book. The back is drawn as it is read, with its head up: what stands below its
    middle is below the front's. Lines closer than the front's meet on the side that the back has
    strayed to, as it is seen from the front, and wider ones meet on the other: so each scale has
    those that let its numbers rise as the offsets do.
    """
    book = turn(paper, edge) is Turn.BOOK
    count = round(FARTHEST / STEP)
    across, down = [], []
    for i in range(-count, count + 1):
        front, closer, wider = i * PITCH, i * (PITCH - STEP), i * (PITCH + STEP)
        across.append(Tick(front, -closer if book else -wider, i * STEP))
        down.append(Tick(front, wider if book else closer, i * STEP))
    return tuple(across), tuple(down)


def front_offset(from_left: float, from_top: float) -> Offset:
    """What to type for the fronts when the corner lines are this far from the paper's edges.

    Raises PrintError when it is more than a printer may stray.
    """
    return Offset(round(INSET - from_left, 2), round(INSET - from_top, 2))
