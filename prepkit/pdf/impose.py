"""Lays typeset cards on sheets, with their tags.

A typeset page is a form with its own /StructParents, painted once; every marked-content number in
the tag tree names its form (PDF 1.7, 14.7.4.4). Backs, pairs of halves and cut marks are artifacts
without numbers, so they may be painted any number of times. The words were typeset and taken apart
before (``pieces``): this is arithmetic and copying, and takes a few milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prepkit.core.marks import MARK_STROKE, Line
from prepkit.core.sheet import Layout, Page, Place, Sides, pages
from prepkit.core.turning import Edge, Slot
from prepkit.pdf.binder import Binder, reference
from prepkit.pdf.pieces import GAP, Piece, Pieces, put_together

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
    """A card to lay out: its page, and the drawings under it. Pages count from 0.

    ``back`` is the page of its own back, if that has words, with ``back_under`` below; else it has
    the first drawing, in its middle.
    """

    page: int
    under: tuple[Under, ...] = ()
    back: int | None = None
    back_under: tuple[Under, ...] = ()


def lay_out(
    typeset: bytes,
    drawn: bytes | None,
    leaf: Sequence[int],
    cards: Sequence[Placed],
    layout: Layout,
) -> bytes:
    """A PDF to print: the pages of the ``leaf`` as they are, and the cards on sheets.

    ``typeset`` and ``drawn`` are documents taken apart; ``drawn`` has the back on its first page,
    and without it there is neither. The same input gives the same bytes.
    """
    words = put_together(typeset)
    drawings = put_together(drawn) if drawn else None
    return _Print(words, drawings, leaf, cards, layout).bound()


class _Print:
    """One PDF while it is made."""

    def __init__(
        self, words: Pieces, drawings: Pieces | None, leaf: Sequence[int],
        cards: Sequence[Placed], layout: Layout,
    ) -> None:  # fmt: skip
        self._words, self._drawings = words, drawings
        self._leaf, self._cards, self._layout = leaf, cards, layout
        self._binder = Binder()
        self._document, self._root, self._tree = self._binder.numbers(3)
        self._shared = self._share(words)
        self._drawn_shared = self._share(drawings) if drawings else {}
        self._drawn: dict[int, int] = {}  # a drawing's page -> its form
        self._tops: dict[tuple[int, bool], list[int]] = {}  # of a card's side, for reading aloud
        self._parents: list[bytes] = []

    def bound(self) -> bytes:
        sides = pages(self._layout, len(self._cards), len(self._leaf))
        numbers = self._binder.numbers(len(sides))
        tree = self._binder.numbers(1)[0]
        for number, side in zip(numbers, sides, strict=True):
            self._lay(side, number, tree)
        kids = b" ".join(map(reference, numbers))
        self._binder.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(sides), kids), tree)
        self._add_tags()
        catalog = self._binder.add(
            b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R%b/ViewerPreferences<<"
            b"/DisplayDocTitle true/PrintScaling/None/PickTrayByPDFSize true/Duplex/%b>>>>"
            % (tree, self._root, _filled(self._words.catalog, self._shared), self._duplex())
        )
        info = self._binder.add(b"<<%b>>" % _filled(self._words.info, self._shared))
        return self._binder.bind(catalog, info)

    def _lay(self, side: Page, number: int, tree: int) -> None:
        """One page: decoration first, as one artifact, then the cards' words."""
        under, words, forms = [], [], {}
        if side.lines:
            under.append(_strokes(side.lines, side.paper))
        if side.leaf is not None:
            own = self._leaf[side.leaf]
            piece = self._words.pieces[own]
            x = (side.paper[0] * POINT - piece.width) / 2
            y = (side.paper[1] * POINT - piece.height) / 2
            forms["L"] = self._say(own, number, (x, y), False, (-1, False))
            words.append(_paint((1, 1, x, y), "L"))
        for place in side.places:
            self._lay_card(place, side.paper, number, under, words, forms)
        content = ["/Artifact BMC", *under, "EMC", *words] if under else words
        box = " ".join(f"{length * POINT:.4f}" for length in (0, 0, *side.paper))
        used = "".join(f"/{name} {form} 0 R" for name, form in forms.items())
        contents = self._binder.compress("\n".join(content).encode())
        text = (
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[{box}]/TrimBox[{box}]/Tabs/S"
            f"/Resources<</XObject<<{used}>>>>/Contents {contents} 0 R>>"
        )
        self._binder.add(text.encode(), number)

    def _lay_card(
        self, place: Place, paper: tuple[float, float], page: int,
        under: list[str], words: list[str], forms: dict[str, int],
    ) -> None:  # fmt: skip
        card, corner = self._cards[place.card], self._corner(place.slot, paper)
        shown = card.back if place.back else card.page
        if shown is None:
            if self._drawings:
                forms["D0"] = self._drawing(0)
                under.append(_paint(self._middle(place.slot, corner), "D0"))
            return
        for each in card.back_under if place.back else card.under:
            forms[f"D{each.page}"] = self._drawing(each.page)
            under.append(_paint(self._below(each, place.slot, corner), f"D{each.page}"))
        name = f"C{shown}"
        read = place.card, place.back
        forms[name] = self._say(shown, page, corner, place.slot.turned, read)
        piece = self._words.pieces[shown]
        words.append(
            _paint(_turned((1, 0, 0), piece.width, piece.height, place.slot, corner), name)
        )

    def _say(
        self, page: int, sheet: int, corner: tuple[float, float], turned: bool,
        read: tuple[int, bool],
    ) -> int:  # fmt: skip
        """A typeset page as a form on a sheet, its tags pointing there; gives the form."""
        piece = self._words.pieces[page]
        form = self._binder.numbers(1)[0]
        head = _filled(piece.head, self._shared)
        if piece.tags:
            head += b"/StructParents %d" % len(self._parents)
            numbers = self._binder.numbers(piece.tag_count)
            names = {b"t%d" % i: reference(number) for i, number in enumerate(numbers)}
            names |= {b"f": reference(form), b"p": reference(sheet)}
            names[b"d"] = reference(self._document)
            names |= _boxes(piece, corner, turned)
            for number, text in zip(
                numbers, _filled(piece.tags, names, self._shared).split(b"\n"), strict=True
            ):
                self._binder.add(text, number)
            self._tops.setdefault(read, []).extend(numbers[top] for top in piece.tops)
            owners = b" ".join(reference(numbers[owner]) for owner in piece.owners)
            self._parents.append(b"[%b]" % owners)
        return self._binder.add_stream(head, piece.content, form)

    def _add_tags(self) -> None:
        """The tree above the pages' tags: the leaf, then each card with front and back.

        Also where the leaf is printed last: the rules are read before the game, and have its title.
        """
        tops = [number for read in sorted(self._tops) for number in self._tops[read]]
        kids = b" ".join(map(reference, tops))
        self._binder.add(
            b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (self._root, kids), self._document
        )
        parents = b" ".join(
            b"%d %d 0 R" % (i, self._binder.add(owners)) for i, owners in enumerate(self._parents)
        )
        self._binder.add(b"<</Nums[%b]>>" % parents, self._tree)
        self._binder.add(
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self._document, self._tree, len(self._parents)),
            self._root,
        )

    def _share(self, pieces: Pieces) -> dict[bytes, bytes]:
        """Write the objects that a document's pages share; gives their names."""
        numbers = self._binder.numbers(len(pieces.shared))
        names = {b"s%d" % i: reference(number) for i, number in enumerate(numbers)}
        for number, (text, content) in zip(numbers, pieces.shared, strict=True):
            if content:
                self._binder.add_stream(_filled(text, names), content, number)
            else:
                self._binder.add(_filled(text, names), number)
        return names

    def _drawing(self, page: int) -> int:
        if page not in self._drawn:
            piece = self._drawings.pieces[page]
            head = _filled(piece.head, self._drawn_shared)
            self._drawn[page] = self._binder.add_stream(head, piece.content)
        return self._drawn[page]

    def _corner(self, slot: Slot, paper: tuple[float, float]) -> tuple[float, float]:
        """The card's lower left corner in points, as PDF counts."""
        return slot.x * POINT, (paper[1] - slot.y - self._layout.stock.card[1]) * POINT

    def _middle(self, slot: Slot, corner: tuple[float, float]) -> tuple[float, ...]:
        """Where the back is painted: in the middle of its card."""
        piece = self._drawings.pieces[0]
        width, height = (length * POINT for length in self._layout.stock.card)
        place = 1, (width - piece.width) / 2, (height - piece.height) / 2
        return _turned(place, width, height, slot, corner)

    def _below(self, under: Under, slot: Slot, corner: tuple[float, float]) -> tuple[float, ...]:
        """Where a drawing is painted."""
        width, height = (length * POINT for length in self._layout.stock.card)
        y = height - under.y * POINT - self._drawings.pieces[under.page].height
        place = -1 if under.mirrored else 1, under.x * POINT, y
        return _turned(place, width, height, slot, corner)

    def _duplex(self) -> bytes:
        if self._layout.sides is not Sides.DUPLEX:
            return b"Simplex"
        long = self._layout.edge is Edge.LONG
        return b"DuplexFlipLongEdge" if long else b"DuplexFlipShortEdge"


def _filled(text: bytes, *names: Mapping[bytes, bytes]) -> bytes:
    """A text with its gaps filled."""
    parts = text.split(GAP)
    first = names[0]
    parts[1::2] = [first[key] if key in first else names[-1][key] for key in parts[1::2]]
    return b"".join(parts)


def _turned(
    place: tuple[float, float, float], width: float, height: float, slot: Slot,
    corner: tuple[float, float],
) -> tuple[float, ...]:  # fmt: skip
    """Scales and place on the sheet, in points, of what has this (scale, x, y) on its card."""
    scale, x, y = place
    if slot.turned:
        return -scale, -1, corner[0] + width - x, corner[1] + height - y
    return scale, 1, corner[0] + x, corner[1] + y


def _paint(matrix: tuple[float, ...], name: str) -> str:
    across, down, x, y = matrix
    return f"q {across:g} 0 0 {down:g} {x:.4f} {y:.4f} cm /{name} Do Q"


def _boxes(piece: Piece, corner: tuple[float, float], turned: bool) -> dict[bytes, bytes]:
    """The boxes of a piece's figures on the sheet, in points."""
    x, y = corner
    boxes = {}
    for i, (left, bottom, right, top) in enumerate(piece.boxes):
        if turned:
            left, right = piece.width - right, piece.width - left
            bottom, top = piece.height - top, piece.height - bottom
        edges = x + left, y + bottom, x + right, y + top
        boxes[b"b%d" % i] = b"[%b]" % b" ".join(b"%.2f" % edge for edge in edges)
    return boxes


def _strokes(lines: Sequence[Line], paper: tuple[float, float]) -> str:
    """Cut marks as PDF operators, each colour in one path."""
    parts = [f"{MARK_STROKE * POINT:.4f} w"]
    for color, grey in ((_INK, False), (_GREY, True)):
        parts.append(f"{color} RG")
        for line in lines:
            if line.grey is grey:
                ends = (line.x1, line.y1), (line.x2, line.y2)
                (x1, y1), (x2, y2) = ((x * POINT, (paper[1] - y) * POINT) for x, y in ends)
                parts.append(f"{x1:.4f} {y1:.4f} m {x2:.4f} {y2:.4f} l")
        parts.append("S")
    return "\n".join(parts)
