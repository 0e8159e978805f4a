"""The drawings of symbols.svg, each as a file of its own in the colours and lines asked for."""

import re
from dataclasses import dataclass
from functools import cache
from math import sqrt
from urllib.parse import parse_qs, urlencode
from xml.etree import ElementTree

from prepkit.resources import folder

_SVG = "http://www.w3.org/2000/svg"
_HALF = 11.0  # radius of a half as it is drawn
_COLOR = re.compile(r"none|#[0-9A-Fa-f]{3,6}")
_LENGTH = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Style:
    """Colours are #RRGGBB or none; ``line`` and ``edge`` are lengths in the drawing's own units.

    With a ``line`` nothing is filled: surfaces become lines of this width. A half with an ``edge``
    is drawn around with it, on its inside.
    """

    color: str
    tint: str = "none"
    line: float = 0
    edge: float = 0

    @property
    def query(self) -> str:
        values = {"color": self.color.lstrip("#"), "tint": self.tint.lstrip("#")}
        values |= {"line": f"{self.line:.3f}"} if self.line else {}
        values |= {"edge": f"{self.edge:.3f}"} if self.edge else {}
        return urlencode(values)

    @classmethod
    def asked(cls, query: str) -> "Style":
        """The style an address asks for; ValueError for what is none."""
        wish = {name: values[0] for name, values in parse_qs(query).items()}
        colors = {n: wish.get(n, default) for n, default in (("color", "20242E"), ("tint", "none"))}
        colors = {n: c if c == "none" else f"#{c}" for n, c in colors.items()}
        lengths = {name: wish.get(name, "0") for name in ("line", "edge")}
        if not all(map(_COLOR.fullmatch, colors.values())):
            raise ValueError("no colour")
        if not all(map(_LENGTH.fullmatch, lengths.values())):
            raise ValueError("no length")
        return cls(**colors, **{name: float(length) for name, length in lengths.items()})


def known(name: str) -> bool:
    """Whether there is a drawing of this name."""
    return name in _symbols()


@cache
def drawing(name: str, style: Style) -> bytes:
    """A drawing in this style as an SVG file; KeyError for no such drawing."""
    inner, clip = shape(name), ""
    if style.line:
        inner = _thin(inner, style.line)
    if name.startswith("half-"):
        clip = _plain(_symbols()["half-clip"])
        inner = inner if not (style.line and name == "half-solid") else ""
        inner += _edge(style.edge, solid=name == "half-solid") if style.edge else ""
    box = _symbols()[name].get("viewBox")
    svg = f'<svg xmlns="{_SVG}" viewBox="{box}" color="{style.color}">{clip}{inner}</svg>'
    return svg.replace("currentColor", style.color).replace("var(--tint,none)", style.tint).encode()


@cache
def shape(name: str) -> str:
    """What is inside a drawing, to stand in an <svg> of a page; KeyError."""
    return "".join(_plain(child) for child in _symbols()[name])


def _thin(inner: str, line: float) -> str:
    """Only lines, all of this width."""
    inner = inner.replace('fill="currentColor"', 'fill="none"')
    return re.sub(r'stroke-width="[\d.]+"', f'stroke-width="{line:.3f}"', inner)


def _edge(width: float, solid: bool) -> str:
    """The line around a half, on its inside, as two quarter arcs."""
    inset = width / 2
    radius = _HALF - inset
    reach = sqrt(radius**2 - inset**2)
    middle = _HALF
    flat, far, sweep = (middle - inset, inset, 0) if solid else (inset, middle - inset, 1)
    arc = f"A{radius:.3f} {radius:.3f} 0 0 {sweep}"
    path = (
        f"M{flat:.3f} {middle - reach:.3f}{arc} {far:.3f} {middle}"
        f"{arc} {flat:.3f} {middle + reach:.3f}z"
    )
    return (
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="{width:.3f}"'
        ' stroke-linejoin="round"/>'
    )


def _plain(element: ElementTree.Element) -> str:
    text = ElementTree.tostring(element, "unicode")
    return re.sub(r' xmlns:ns\d+="[^"]*"|(?<=<)ns\d+:|(?<=</)ns\d+:', "", text)


@cache
def _symbols() -> dict[str, ElementTree.Element]:
    root = ElementTree.parse(folder("templates") / "print" / "symbols.svg").getroot()
    return {element.get("id"): element for element in root if element.get("id")}
