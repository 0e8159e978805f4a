"""The drawings of the papers and the cards, as data URIs for CSS backgrounds.

A background is decoration to a reader aloud, and the only kind WeasyPrint leaves out of the tag
tree. Shapes come from symbols.svg, colours from the topic; nothing is fetched.
"""

import re
from base64 import b64encode
from functools import cache

from prepkit.core.bank import Topic
from prepkit.resources import folder

INK = "#20242E"
WHITE = "#FFFFFF"

_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
_CLIP = re.compile(r'<clipPath id="half-clip">.*?</clipPath>', re.DOTALL)
_UNIT = 11  # the radius of a half in symbols.svg
_TINT = 'style="fill:var(--tint,none)"'


@cache
def pair(
    topic: Topic, radius: float, apart: float, slit: float = 0.7, mirrored: bool = False
) -> str:
    """The two halves of a topic, ``2 * radius + slit`` wide and ``2 * radius + apart`` high (mm).

    The solid half with the symbol is the child's and stands at the start; ``apart`` is how much
    higher it stands than the other. Mirrored for right-to-left, as one drawing.
    """
    width, height = 2 * radius + slit, 2 * radius + apart
    scale = radius / _UNIT
    child = _inked("half-solid", topic.color)
    other = _inked(f"half-{topic.id}", topic.color, topic.tint)
    symbol = _inked(f"topic-{topic.id}", WHITE)
    side = 8.5 / 10.5 * radius  # the symbol's box, look.md 2
    drawn = (
        f'<g transform="scale({scale:.5f})">{child}</g>'
        f'<g transform="translate({radius / 2 - side / 2:.4f} {radius - side / 2:.4f}) '
        f'scale({side / 24:.5f})">{symbol}</g>'
        f'<g transform="translate({radius + slit:.4f} {apart:.4f}) scale({scale:.5f})">{other}</g>'
    )
    if mirrored:
        drawn = f'<g transform="translate({width:.4f} 0) scale(-1 1)">{drawn}</g>'
    return _svg(f"0 0 {width:.4f} {height:.4f}", drawn)


@cache
def own_half(topic: Topic, mirrored: bool = False) -> str:
    """The child's half alone, twice as high as it is wide."""
    drawn = _inked("half-solid", topic.color)
    side = 8.5 / 10.5 * _UNIT
    drawn += (
        f'<g transform="translate({_UNIT / 2 - side / 2:.4f} {_UNIT - side / 2:.4f}) '
        f'scale({side / 24:.5f})">{_inked(f"topic-{topic.id}", WHITE)}</g>'
    )
    if mirrored:
        drawn = f'<g transform="translate({_UNIT} 0) scale(-1 1)">{drawn}</g>'
    return _svg("0 0 11 22", drawn)


@cache
def drawing(name: str, color: str = INK) -> str:
    """Any drawing of symbols.svg by its name (``icon-lock``, ``mark``), in one colour."""
    return _svg(_symbols()[name][0], _inked(name, color))


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    source = _source()
    return {name: (box, inner) for name, box, inner in _SYMBOL.findall(source)}


@cache
def _source() -> str:
    return (folder("templates") / "components" / "symbols.svg").read_text("utf-8")


def _inked(name: str, color: str, tint: str = "none") -> str:
    inner = _symbols()[name][1].replace(_TINT, f'fill="{tint}"')
    return inner.replace("currentColor", color)


def _svg(view_box: str, drawn: str) -> str:
    clip = _CLIP.search(_source()).group() if "half-clip" in drawn else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">{clip}{drawn}</svg>'
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
