"""Lays typeset cards on sheets, with their tags. The only file that knows pikepdf.

A card's page becomes a form with its own /StructParents, painted once; every marked-content
number in the tag tree then names its form (PDF 1.7, 14.7.4.4). Backs, pairs of halves and cut
marks are artifacts without numbers, so they may be painted any number of times.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from prepkit.core.marks import MARK_STROKE, Line, marks
from prepkit.core.sheet import backs, fronts
from prepkit.core.stock import Stock
from prepkit.core.turning import Edge, Slot

POINT = 72 / 25.4  # PDF points in a millimetre
_INK, _GREY = "0.125 0.141 0.18", "0.7 0.7 0.7"


@dataclass(frozen=True)
class Under:
    """A drawing under a card: its page, and where its corner is, in mm from the card's top left.

    ``x`` is its left edge; mirrored, its right edge.
    """

    page: int
    x: float
    y: float
    mirrored: bool = False


@dataclass(frozen=True)
class Placed:
    """A card to lay out: its page, and the drawings under it. Pages count from 0."""

    page: int
    under: tuple[Under, ...] = ()


def lay_out(
    typeset: bytes, drawn: bytes, leaf: int, cards: Sequence[Placed], stock: Stock, edge: Edge
) -> bytes:
    """The first ``leaf`` pages as they are, then for each sheet its fronts and its backs.

    ``drawn`` has the back on its first page. The same input gives the same bytes.
    """
    with pikepdf.open(BytesIO(typeset)) as pdf, pikepdf.open(BytesIO(drawn)) as drawings:
        _Sheets(pdf, drawings, leaf, stock, edge).lay(cards)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return out.getvalue()


class _Sheets:
    """One document while its cards move from their pages to sheets."""

    def __init__(self, pdf, drawings, leaf: int, stock: Stock, edge: Edge) -> None:
        self._pdf, self._leaf, self._stock = pdf, leaf, stock
        self._drawings = drawings
        self._drawn: dict[int, pikepdf.Object] = {}
        self._fronts, self._backs = fronts(stock), backs(stock, edge)
        self._marks = _strokes(marks(stock), stock)
        self._tree = _Tree(pdf, leaf)

    def lay(self, cards: Sequence[Placed]) -> None:
        sources = list(self._pdf.pages)
        room = self._stock.room
        sheets = [cards[i : i + room] for i in range(0, len(cards), room)]
        for page in sources[self._leaf :]:
            del self._pdf.pages[self._leaf]
            page.obj.StructParents = 0  # no page any more
        for sheet in sheets:
            self._lay_fronts(sheet, sources)
            self._lay_backs(len(sheet))
        self._tree.close()

    def _lay_fronts(self, cards: Sequence[Placed], sources: list) -> None:
        page = self._new_page()
        content = ["/Artifact BMC", self._marks]
        forms = Dictionary()
        for card, slot in zip(cards, self._fronts, strict=False):
            for under in card.under:
                forms[f"/D{under.page}"] = self._drawing(under.page)
                content.append(f"q {self._matrix(under, slot)} cm /D{under.page} Do Q")
        content.append("EMC")
        for card, slot in zip(cards, self._fronts, strict=False):
            form = self._form(sources[card.page])
            forms[f"/C{card.page}"] = form
            x, y = self._corner(slot)
            content.append(f"q 1 0 0 1 {x:.4f} {y:.4f} cm /C{card.page} Do Q")
            self._tree.move(sources[card.page], form, page, x, y)
        self._fill(page, forms, content)

    def _lay_backs(self, count: int) -> None:
        page = self._new_page()
        width, height = self._size(0)
        content = ["/Artifact BMC"]
        for slot in self._backs[:count]:
            x, y = self._corner(slot)
            x += (self._stock.card[0] * POINT - width) / 2
            y += (self._stock.card[1] * POINT - height) / 2
            turn = f"-1 0 0 -1 {x + width:.4f} {y + height:.4f}"
            place = turn if slot.turned else f"1 0 0 1 {x:.4f} {y:.4f}"
            content.append(f"q {place} cm /D0 Do Q")
        self._fill(page, Dictionary({"/D0": self._drawing(0)}), [*content, "EMC"])

    def _new_page(self) -> pikepdf.Page:
        box = [0, 0, *(round(side * POINT, 4) for side in self._stock.paper)]
        self._pdf.add_blank_page(page_size=(box[2], box[3]))
        page = self._pdf.pages[-1]
        page.obj.Tabs = Name.S
        page.obj.TrimBox = Array(box)
        return page

    def _fill(self, page: pikepdf.Page, forms: Dictionary, content: list[str]) -> None:
        page.obj.Resources = Dictionary({"/XObject": forms})
        page.obj.Contents = self._pdf.make_stream("\n".join(content).encode())

    def _form(self, page: pikepdf.Page) -> pikepdf.Object:
        """A typeset page as a form, content and fonts shared and not copied."""
        form = page.obj.Contents
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox, form.Resources = page.obj.MediaBox, page.obj.Resources
        return form

    def _drawing(self, number: int) -> pikepdf.Object:
        if number not in self._drawn:
            form = self._form(self._drawings.pages[number])
            self._drawn[number] = self._pdf.copy_foreign(form)
        return self._drawn[number]

    def _size(self, number: int) -> tuple[float, float]:
        """A drawing's width and height in points."""
        box = self._drawings.pages[number].obj.MediaBox
        return float(box[2]), float(box[3])

    def _corner(self, slot: Slot) -> tuple[float, float]:
        """The card's lower left corner in points, as PDF counts."""
        height = self._stock.paper[1] - slot.y - self._stock.card[1]
        return slot.x * POINT, height * POINT

    def _matrix(self, under: Under, slot: Slot) -> str:
        x = (slot.x + under.x) * POINT
        y = (self._stock.paper[1] - slot.y - under.y) * POINT - self._size(under.page)[1]
        return f"{-1 if under.mirrored else 1} 0 0 1 {x:.4f} {y:.4f}"


class _Tree:
    """The tag tree while cards move: leaf first, then cards in the order they are laid."""

    def __init__(self, pdf: pikepdf.Pdf, leaf: int) -> None:
        self._root = pdf.Root.StructTreeRoot
        self._pdf = pdf
        numbers = self._root.ParentTree.Nums
        self._parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        self._document = self._root.K[0]
        self._by_page: dict[tuple[int, int], list] = {}
        for element in self._document.K:
            self._by_page.setdefault(element.Pg.objgen, []).append(element)
        kept = [page.obj for page in list(pdf.pages)[:leaf]]
        self._order = [e for page in kept for e in self._by_page.get(page.objgen, ())]
        self._kept = {
            int(page.StructParents): self._parents[int(page.StructParents)] for page in kept
        }
        self._number = {page.obj.objgen: int(page.obj.StructParents) for page in pdf.pages}

    def move(self, source, form, page, x: float, y: float) -> None:
        """Let the elements of a typeset page point at its form on a sheet."""
        number = self._number[source.obj.objgen]
        form.StructParents = number
        self._kept[number] = self._parents[number]
        for element in self._by_page.get(source.obj.objgen, ()):
            self._order.append(element)
            _point(element, form, page.obj, x, y)

    def close(self) -> None:
        self._document.K = Array(self._order)
        numbers = [part for number in sorted(self._kept) for part in (number, self._kept[number])]
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self._root.ParentTreeNextKey = max(self._kept) + 1


def _point(element, form, page, x: float, y: float) -> None:
    element.Pg = page
    if "/A" in element and "/BBox" in element.A:
        element.A.BBox = Array(_moved(element.A.BBox, form, x, y))
    kids = element.K if isinstance(element.K, Array) else [element.K]
    made = []
    for kid in kids:
        if isinstance(kid, int):
            kid = Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=kid)
        else:
            _point(kid, form, page, x, y)
        made.append(kid)
    element.K = Array(made)


def _moved(box, form, x: float, y: float) -> Iterator[float]:
    """A figure's box on the sheet in points; WeasyPrint has CSS px from the page's top."""
    left, top, right, bottom = (float(edge) * 0.75 for edge in box)
    height = float(form.BBox[3])
    for value in (x + left, y + height - bottom, x + right, y + height - top):
        yield round(value, 2)


def _strokes(lines: Sequence[Line], stock: Stock) -> str:
    """Cut marks as PDF operators, each colour in one path."""
    parts = [f"{MARK_STROKE * POINT:.4f} w"]
    for color, grey in ((_INK, False), (_GREY, True)):
        parts.append(f"{color} RG")
        for line in lines:
            if line.grey is grey:
                ends = (line.x1, line.y1), (line.x2, line.y2)
                (x1, y1), (x2, y2) = ((x * POINT, (stock.paper[1] - y) * POINT) for x, y in ends)
                parts.append(f"{x1:.4f} {y1:.4f} m {x2:.4f} {y2:.4f} l")
        parts.append("S")
    return "\n".join(parts)
