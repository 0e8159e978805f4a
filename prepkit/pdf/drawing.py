"""The drawings of the papers and the cards, as CSS declarations.

A background is decoration to a reader aloud, and the only kind WeasyPrint leaves out of the tag
tree. Shapes come from symbols.svg, through the press; colours from the topic.
"""

from urllib.parse import urlencode

from prepkit.core.bank import Topic

INK = "#20242E"
WHITE = "#FFFFFF"
SYMBOL = 8.5 / 10.5  # the symbol's box to the radius of its half, look.md 2


def address(name: str, color: str = INK, tint: str = "none") -> str:
    """Where the press finds a drawing of symbols.svg in these colours."""
    colors = {"color": color.lstrip("#"), "tint": tint.lstrip("#")}
    return f"prepkit:drawing/{name}?{urlencode(colors)}"


def pair(topic: Topic, radius: float, apart: float = 0, slit: float = 0.7) -> str:
    """The two halves of a topic: ``2 * radius + slit`` wide, ``2 * radius + apart`` high (mm).

    The solid half with the symbol is the child's and stands to the left; ``apart`` is how much
    higher it stands than the other. On a right-to-left paper mirror the element as one drawing:
    ``transform: scaleX(-1)``.
    """
    return _layers(
        2 * radius + slit,
        2 * radius + apart,
        _symbol(topic, radius),
        (address("half-solid", topic.color), 0, 0, radius, 2 * radius),
        (
            address(f"half-{topic.id}", topic.color, topic.tint),
            radius + slit,
            apart,
            radius,
            2 * radius,
        ),
    )


def own_half(topic: Topic, radius: float) -> str:
    """The child's half alone: ``radius`` wide, twice as high (mm)."""
    solid = (address("half-solid", topic.color), 0, 0, radius, 2 * radius)
    return _layers(radius, 2 * radius, _symbol(topic, radius), solid)


def other_half(topic: Topic, radius: float) -> str:
    """The patterned half alone: ``radius`` wide, twice as high (mm)."""
    pattern = address(f"half-{topic.id}", topic.color, topic.tint)
    return _layers(radius, 2 * radius, (pattern, 0, 0, radius, 2 * radius))


def plain(name: str, width: float, height: float, color: str = INK) -> str:
    """Any drawing by its name (``mark``, ``icon-lock``), in one colour, this large (mm)."""
    return _layers(width, height, (address(name, color), 0, 0, width, height))


Layer = tuple[str, float, float, float, float]  # address, x, y, width, height


def _symbol(topic: Topic, radius: float) -> Layer:
    side = SYMBOL * radius
    return address(f"topic-{topic.id}", WHITE), (radius - side) / 2, radius - side / 2, side, side


def _layers(width: float, height: float, *layers: Layer) -> str:
    """An element of this size with these drawings as its background, the first on top."""
    return (
        f"width:{width:.3f}mm;height:{height:.3f}mm;background-repeat:no-repeat;"
        f"background-image:{','.join(f'url({address})' for address, *_ in layers)};"
        f"background-position:{','.join(f'{x:.3f}mm {y:.3f}mm' for _, x, y, *_ in layers)};"
        f"background-size:{','.join(f'{w:.3f}mm {h:.3f}mm' for *_, w, h in layers)}"
    )
