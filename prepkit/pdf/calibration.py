"""The sheet one prints on both sides and holds to the light, to see how far the printer strays."""

from collections.abc import Iterator
from dataclasses import dataclass

from prepkit.core.calibration import INSET, Tick, scales
from prepkit.core.language import SWEDISH, language
from prepkit.core.sheet import Layout
from prepkit.core.stock import Stock
from prepkit.core.turning import AS_IT_IS, Edge, Offset
from prepkit.pdf import impose
from prepkit.pdf.markup import fill
from prepkit.pdf.pieces import take_apart
from prepkit.pdf.press import typeset

LYING_UP, STANDING_IN = 35.0, 30.0  # mm from the lower edge and from the front's right edge
A4 = 210.0, 297.0


@dataclass(frozen=True)
class Mark:
    """A line of a scale, mm from the page's top left corner; ``number`` where one is written."""

    x1: float
    y1: float
    x2: float
    y2: float
    number: str = ""


def calibration_sheet(
    paper: tuple[float, float] = A4,
    edge: Edge = Edge.LONG,
    front: Offset = AS_IT_IS,
    back: Offset = AS_IT_IS,
    tag: str = SWEDISH.tag,
) -> bytes:
    """Both sides as PDF/UA-1, for paper (mm, as its cards are read) turned on this edge.

    With the offsets that are in use already, the numbers that meet are 0 if they are right.
    """
    across, down = scales(paper, edge)
    html = fill(
        "calibration.html",
        tag=tag,
        direction=language(tag).direction,
        paper=paper,
        inset=INSET,
        fronts=[*_lying(across, paper, back=False), *_standing(down, paper, back=False)],
        backs=[*_lying(across, paper, back=True), *_standing(down, paper, back=True)],
    )
    sheet = Stock(
        id="calibration", product="calibration", source="prepkit", paper=paper, card=paper,
        grid=(1, 1), first=(0, 0), pitch=paper, perforated=True,
    )  # fmt: skip
    layout = Layout(sheet, edge=edge, front=front, back=back)
    typeset_pages = take_apart(typeset(html, "calibration.css"))
    return impose.lay_out(typeset_pages, None, (), [impose.Placed(0, back=1)], layout)


def _lying(scale: tuple[Tick, ...], paper: tuple[float, float], back: bool) -> Iterator[Mark]:
    """The front's lines end where the back's begin, seen through the paper."""
    middle, at = paper[0] / 2, paper[1] - LYING_UP
    for tick in scale:
        if back:
            yield Mark(middle + tick.back, at, middle + tick.back, at + _length(tick))
        else:
            x = middle + tick.front
            yield Mark(x, at - _length(tick), x, at, _number(tick))


def _standing(scale: tuple[Tick, ...], paper: tuple[float, float], back: bool) -> Iterator[Mark]:
    middle, at = paper[1] / 2, paper[0] - STANDING_IN
    for tick in scale:
        if back:  # read with its head up, the back has left and right changed
            x, y = paper[0] - at, middle + tick.back
            yield Mark(x - _length(tick), y, x, y)
        else:
            y = middle + tick.front
            yield Mark(at - _length(tick), y, at, y, _number(tick))


def _length(tick: Tick) -> float:
    return 9.0 if tick.number == int(tick.number) else 6.0 if tick.number % 0.5 == 0 else 4.5


def _number(tick: Tick) -> str:
    """Whole numbers are written, with a true minus."""
    whole = int(tick.number)
    return f"{whole}".replace("-", "−") if whole == tick.number else ""
