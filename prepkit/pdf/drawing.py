"""The drawings of the papers and the cards, as CSS declarations.

A background is decoration to a reader aloud, and the only kind WeasyPrint leaves out of the tag
tree. Shapes come from symbols.svg, through the press; colours from the topic and the ink.
"""

from prepkit.core.bank import Topic
from prepkit.core.ink import Ink
from prepkit.pdf.shapes import Style

INK, BLACK, WHITE = "#20242E", "#000000", "#FFFFFF"
SYMBOL = 8.5 / 10.5  # the symbol's box to the radius of its half, look.md 2
EDGE, PATTERN, RING = 0.45, 0.36, 0.4  # mm, lines that stand for surfaces, look.md 2
_UNITS = 11.0  # radius of a half as it is drawn
_MARK = 45.0  # width of the mark as it is drawn
_MARKS = {Ink.FULL: "mark", Ink.LOW: "mark-line", Ink.BLACK: "mark-black"}


def address(
    name: str, color: str = INK, tint: str = "none", line: float = 0, edge: float = 0
) -> str:
    """Where the press finds a drawing of symbols.svg in these colours and lines (its units)."""
    return f"prepkit:drawing/{name}?{Style(color, tint, line, edge).query}"


def color(topic: Topic, ink: Ink) -> str:
    """What a topic's word, dots and halves are drawn in."""
    return BLACK if ink is Ink.BLACK else topic.color


def pair(topic: Topic, radius: float, apart: float = 0, slit: float = 0.7) -> str:
    """The two halves of a topic: ``2 * radius + slit`` wide, ``2 * radius + apart`` high (mm).

    The solid half with the symbol is the child's and stands to the left; ``apart`` is how much
    higher it stands than the other. On a right-to-left paper mirror the element as one drawing:
    ``transform: scaleX(-1)``.
    """
    return _layers(
        2 * radius + slit,
        2 * radius + apart,
        *_own(topic, radius, Ink.FULL),
        (_other(topic, radius, Ink.FULL), radius + slit, apart, radius, 2 * radius),
    )


def own_half(topic: Topic, radius: float, ink: Ink = Ink.FULL) -> str:
    """The child's half alone: ``radius`` wide, twice as high (mm)."""
    return _layers(radius, 2 * radius, *_own(topic, radius, ink))


def other_half(topic: Topic, radius: float, ink: Ink = Ink.FULL) -> str:
    """The patterned half alone: ``radius`` wide, twice as high (mm)."""
    return _layers(radius, 2 * radius, (_other(topic, radius, ink), 0, 0, radius, 2 * radius))


def empty_half(radius: float, ink: Ink = Ink.FULL, own: bool = True) -> str:
    """A half of no topic, for a card to write on: its outline alone."""
    edge = EDGE * _UNITS / radius
    paint = BLACK if ink is Ink.BLACK else INK
    outline = address("half-solid", paint, line=edge, edge=edge), 0, 0, radius, 2 * radius
    return _layers(radius, 2 * radius, outline) + ("" if own else ";transform:scaleX(-1)")


def back(width: float, height: float, ink: Ink = Ink.FULL) -> str:
    """The mark, this large (mm)."""
    line = RING * _MARK / width if ink is Ink.LOW else 0
    return _layers(width, height, (address(_MARKS[ink], line=line), 0, 0, width, height))


def plain(name: str, width: float, height: float, color: str = INK) -> str:
    """Any drawing by its name (``mark``, ``icon-lock``), in one colour, this large (mm)."""
    return _layers(width, height, (address(name, color), 0, 0, width, height))


Layer = tuple[str, float, float, float, float]  # address, x, y, width, height


def _own(topic: Topic, radius: float, ink: Ink) -> tuple[Layer, Layer]:
    side, paint = SYMBOL * radius, color(topic, ink)
    low = ink is Ink.LOW
    edge = EDGE * _UNITS / radius if low else 0
    return (
        (address(f"topic-{topic.id}", paint if low else WHITE),
         (radius - side) / 2, radius - side / 2, side, side),
        (address("half-solid", paint, line=edge, edge=edge), 0, 0, radius, 2 * radius),
    )  # fmt: skip


def _other(topic: Topic, radius: float, ink: Ink) -> str:
    unit = _UNITS / radius
    match ink:
        case Ink.FULL:
            return address(f"half-{topic.id}", topic.color, topic.tint)
        case Ink.LOW:
            lines = PATTERN * unit, EDGE * unit
            return address(f"half-{topic.id}", topic.color, "none", *lines)
        case Ink.BLACK:
            return address(f"half-{topic.id}", BLACK, edge=EDGE * unit)


def _layers(width: float, height: float, *layers: Layer) -> str:
    """An element of this size with these drawings as its background, the first on top."""
    return (
        f"width:{width:.3f}mm;height:{height:.3f}mm;background-repeat:no-repeat;"
        f"background-image:{','.join(f'url({address})' for address, *_ in layers)};"
        f"background-position:{','.join(f'{x:.3f}mm {y:.3f}mm' for _, x, y, *_ in layers)};"
        f"background-size:{','.join(f'{w:.3f}mm {h:.3f}mm' for *_, w, h in layers)}"
    )
