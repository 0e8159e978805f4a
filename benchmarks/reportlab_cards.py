"""The same deck drawn with ReportLab's canvas, which is as quick as Python draws.

It does less: no tags, no shaping (so only languages that need none), plain halves without symbol
and pattern, and no drawing on the back but five rings. Its figure is a floor, not a rival.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont as FontFile
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.plain import deck
from prepkit.pdf import press
from prepkit.pdf.cards import Order

INK, SOFT = HexColor("#20242e"), HexColor("#555a66")
RINGS = "#17604A", "#FFE6A6", "#A03A1E", "#F9D8C6", "#20242E"


def setter(wanted: Order, place: Path) -> Callable[[Sequence[int]], bytes]:
    """Gives what draws these cards (from 0) of the deck; its fonts are in the folder ``place``."""
    for name in ("sans-400", "sans-700"):
        font = FontFile(Path(press.__file__).parent / "fonts" / f"{name}.woff2")
        font.flavor = None
        font.save(place / f"{name}-plain.ttf")
        pdfmetrics.registerFont(TTFont(name, str(place / f"{name}-plain.ttf")))
    data = deck(wanted)

    def draw(cards: Sequence[int]) -> bytes:
        out = BytesIO()
        _Deck(data, Canvas(out, [side * mm for side in data["paper"]])).draw(cards)
        return out.getvalue()

    return draw


class _Deck:
    def __init__(self, data: Mapping, canvas: Canvas) -> None:
        self._data, self._canvas, self._height = data, canvas, data["paper"][1]

    def draw(self, cards: Sequence[int]) -> None:
        for side in self._data["leaf"]:
            self._leaf(side)
        room = len(self._data["fronts"])
        for i in range(0, len(cards), room):
            chosen = [self._data["cards"][each] for each in cards[i : i + room]]
            self._marks()
            for card, (x, y) in zip(chosen, self._data["fronts"], strict=False):
                self._front(card, x, y)
            self._canvas.showPage()
            for x, y in self._data["backs"][: len(chosen)]:
                self._back(x, y)
            self._canvas.showPage()
        self._canvas.save()

    def _leaf(self, side: Mapping) -> None:
        y = 17.0
        if side["title"]:
            y = self._text(side["title"]["text"], 20, y, 170, 28, 11, "sans-700")
            y = self._text(side["about"]["text"], 20, y, 120, side["size"], 7)
        for name, words in side["rules"]:
            self._text(name["text"], 20, y, 46, side["size"], 7, "sans-700")
            y = self._text(words["text"], 70, y, 120, side["size"], 7) + 3
        self._canvas.showPage()

    def _marks(self) -> None:
        self._canvas.setLineWidth(0.1 * mm)
        for x1, y1, x2, y2, grey in self._data["marks"]:
            self._canvas.setStrokeColor(SOFT if grey else INK)
            self._canvas.line(*(n * mm for n in (x1, self._height - y1, x2, self._height - y2)))

    def _front(self, card: Mapping, x: float, y: float) -> None:
        p, canvas, color = self._data["parts"], self._canvas, HexColor(card["color"])
        inner = p["inner"]
        left = x + p["margin"]
        self._text(card["name"]["text"], left, y + 5, inner - 17, 9.5, 4, "sans-700", color)
        for i in range(3):
            middle = (x + self._data["card"][0] - 12.65 + 3.3 * i) * mm, self._up(y + 7) * mm
            canvas.circle(*middle, 0.875 * mm, fill=int(i < card["level"]))
        size = card["size"], card["line"]
        end = self._text(card["ask"]["text"], left, y + p["asks"], inner, *size, "sans-700")
        if card["beside"]:
            self._text(card["beside"]["text"], left, end + 2.2, inner, 11, 4.9)
        flat = left + p["radius"]
        self._half(flat, y + card["pair"][0], p["radius"], 90, color)
        self._half(flat + p["slit"], y + card["pair"][1], p["radius"], -90, color)
        bottom = y + self._data["card"][1] - p["adult_bottom"]
        for who, says in reversed(card["adult"]):
            words = f"{who['text']} {says['text']}"
            lines = simpleSplit(words, "sans-400", 8.5, p["adult_width"] * mm)
            bottom -= 3.8 * len(lines)
            self._text(words, x + p["adult_left"], bottom, p["adult_width"], 8.5, 3.8)
        foot = y + p["foot"]
        self._text(card["passes"]["text"], x + p["adult_left"], foot, 30, 7, 3, color=SOFT)
        self._text(str(card["number"]), x + self._data["card"][0] - 11, foot, 6, 7, 3, color=SOFT)

    def _half(self, x: float, y: float, radius: float, start: int, color: HexColor) -> None:
        path = self._canvas.beginPath()
        box = x - radius, self._up(y + 2 * radius), x + radius, self._up(y)
        path.arc(*(n * mm for n in box), startAng=start, extent=180)
        path.close()
        self._canvas.setFillColor(color)
        self._canvas.drawPath(path, fill=1, stroke=0)

    def _back(self, x: float, y: float) -> None:
        middle = x + self._data["card"][0] / 2, y + self._data["card"][1] / 2
        for i, color in enumerate(RINGS):
            for start, dy in ((90, -4.4), (-90, 4.4)):
                radius = 22 - 4.4 * i
                self._half(middle[0], middle[1] + dy - radius, radius, start, HexColor(color))

    def _text(
        self, words: str, x: float, y: float, width: float, size: float, line: float,
        font: str = "sans-400", color: HexColor = INK,
    ) -> float:  # fmt: skip
        """Lines from a top edge down; gives where they end."""
        text = self._canvas.beginText(x * mm, self._up(y + 0.76 * line) * mm)
        text.setFont(font, size, line * mm)
        text.setFillColor(color)
        lines = simpleSplit(words, font, size, width * mm)
        text.textLines(lines)
        self._canvas.drawText(text)
        return y + line * len(lines)

    def _up(self, y: float) -> float:
        return self._height - y
