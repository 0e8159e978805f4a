"""The drawings of the pages, set into the page itself so that they cost no request.

Colour comes from the stylesheet (``currentColor`` and the class ``tint``), never from here.
"""

import re
from functools import cache

from markupsafe import Markup

from prepkit.resources import folder

_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
_CLIP = Markup(
    '<svg width="0" height="0" class="defs" aria-hidden="true"><clipPath id="half-clip">'
    '<path d="M0 0a11 11 0 0 1 11 11 11 11 0 0 1-11 11z"/></clipPath></svg>'
)
STEPS = {0: 0, 1: 6, 2: 3, 3: 0}  # how far apart the halves stand at each level; 0 is no level


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    source = (folder("templates") / "print" / "symbols.svg").read_text("utf-8")
    source = source.replace('style="fill:var(--tint,none)"', 'class="tint"')
    return {name: (box, inner) for name, box, inner in _SYMBOL.findall(source)}


@cache
def drawing(name: str, classes: str = "icon") -> Markup:
    """A drawing by its name in symbols.svg; decoration, so readers aloud skip it."""
    box, inner = _symbols()[name]
    return Markup(
        '<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(classes, box, Markup(inner))


@cache
def pair(topic: str, level: int = 2) -> Markup:
    """The two halves of a topic, as near each other as the level says."""
    solid, patterned, symbol = (
        _symbols()[n][1] for n in ("half-solid", f"half-{topic}", f"topic-{topic}")
    )
    step = STEPS[level]
    return Markup(
        '<svg class="pair" viewBox="0 0 22.8 28" aria-hidden="true" focusable="false">'
        '<g transform="translate(0 {up})">{solid}'
        '<g transform="translate(1.2 6.5) scale(.375)" class="on-solid">{symbol}</g></g>'
        '<g transform="translate(11.8 6)">{patterned}</g></svg>'
    ).format(up=6 - step, solid=Markup(solid), symbol=Markup(symbol), patterned=Markup(patterned))


@cache
def yours() -> Markup:
    """The mark of the first page: the child's half is ready, the other is only drawn."""
    (box, whole), (_, drawn) = _symbols()["mark"], _symbols()["mark-line"]
    first, second = whole.split("</g>")[0] + "</g>", "<g" + drawn.split("<g")[2]
    return Markup(
        '<svg class="yours" viewBox="{}" aria-hidden="true" focusable="false">{}{}</svg>'
    ).format(box, Markup(first), Markup(second))


def clip() -> Markup:
    """What the patterned halves are cut with; once on a page that draws pairs."""
    return _CLIP
