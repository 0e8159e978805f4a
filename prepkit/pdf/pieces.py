"""Takes a typeset PDF apart, once, so that its pages can be laid on sheets again and again.

The only file that knows pikepdf. Each page becomes a piece: its content, and its part of the tag
tree as text with gaps for the object numbers it will get. A gap is a key between two NUL bytes,
which no PDF text holds: ``s3`` is the third shared object, ``t3`` the piece's third tag, ``b3`` a
figure's box, ``f`` the piece's form, ``p`` the page it is laid on, ``d`` the document's tag.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from itertools import accumulate, pairwise

import pikepdf
from pikepdf import Array, Dictionary, Stream

from prepkit.core.errors import PrintError

GAP = b"\0"
_SHARED = re.compile(rb"\0s(\d+)\0")
_PX = 0.75  # points in a CSS px, which WeasyPrint measures figures in
_REFERENCE = re.compile(rb"(\((?:\\.|[^\\)])*\)|<[0-9a-fA-F]+>)|(\d+) 0 R", re.DOTALL)
_ELSEWHERE = {"/K", "/P", "/Pg", "/S", "/Type"}  # of a tag, and written anew


@dataclass(frozen=True)
class Piece:
    """One typeset page. Lengths are points from its lower left corner."""

    width: float
    height: float
    tops: tuple[int, ...]  # its outermost tags
    owners: tuple[int, ...]  # the tag of each marked piece of content, by its number
    boxes: tuple[tuple[float, float, float, float], ...]  # of its figures
    head: bytes  # the form's dictionary, still open
    tags: bytes  # one a line
    content: bytes

    @property
    def tag_count(self) -> int:
        return self.tags.count(b"\n") + 1 if self.tags else 0


@dataclass(frozen=True)
class Pieces:
    """A document in pieces. ``shared`` are objects as text, with a stream or an empty one."""

    pieces: tuple[Piece, ...]
    shared: tuple[tuple[bytes, bytes], ...]
    catalog: bytes
    info: bytes


def take_apart(pdf: bytes) -> bytes:
    """A typeset PDF as ``put_together`` reads it; raises PrintError for one that can't be."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return _packed(_Parts(document).all())


def put_together(packed: bytes) -> Pieces:
    """What ``take_apart`` made, read back."""
    size = int.from_bytes(packed[:4])
    index = json.loads(packed[4 : 4 + size])
    starts = list(accumulate(index["lengths"], initial=4 + size))
    parts = iter([packed[start:end] for start, end in pairwise(starts)])
    pieces = [
        Piece(
            *piece["size"],
            tuple(piece["tops"]),
            tuple(piece["owners"]),
            tuple(map(tuple, piece["boxes"])),
            next(parts),
            next(parts),
            next(parts),
        )
        for piece in index["pieces"]
    ]
    shared = [(next(parts), next(parts)) for _ in range(index["shared"])]
    return Pieces(tuple(pieces), tuple(shared), next(parts), next(parts))


def join(packed: Sequence[bytes]) -> bytes:
    """Several of what ``take_apart`` made as one, with the pages of all; the first gives the rest.

    Each brings the fonts it needs: one that two of them use is there twice.
    """
    if len(packed) == 1:
        return packed[0]
    made = [put_together(each) for each in packed]
    starts = accumulate((len(each.shared) for each in made), initial=0)
    moved = [_moved(each, start) for each, start in zip(made, starts, strict=False)]
    pieces = tuple(piece for each in moved for piece in each.pieces)
    shared = tuple(both for each in moved for both in each.shared)
    return _packed(replace(made[0], pieces=pieces, shared=shared))


def _moved(made: Pieces, start: int) -> Pieces:
    """Pieces whose shared objects stand after others, the first one at this place."""

    def move(text: bytes) -> bytes:
        return _SHARED.sub(lambda found: b"\0s%d\0" % (int(found[1]) + start), text)

    pieces = (replace(each, head=move(each.head), tags=move(each.tags)) for each in made.pieces)
    shared = ((move(text), content) for text, content in made.shared)
    return replace(made, pieces=tuple(pieces), shared=tuple(shared))


def _packed(made: Pieces) -> bytes:
    parts = [part for piece in made.pieces for part in (piece.head, piece.tags, piece.content)]
    parts += [part for both in made.shared for part in both]
    parts += [made.catalog, made.info]
    index = {
        "pieces": [
            {
                "size": [piece.width, piece.height],
                "tops": piece.tops,
                "owners": piece.owners,
                "boxes": piece.boxes,
            }
            for piece in made.pieces
        ],
        "shared": len(made.shared),
        "lengths": [len(part) for part in parts],
    }
    head = json.dumps(index, separators=(",", ":")).encode()
    return b"".join((len(head).to_bytes(4), head, *parts))


class _Parts:
    """One document while it is taken apart."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._shared: dict[int, int] = {}  # an object's number -> its place among the shared
        self._found: list[tuple[bytes, bytes]] = []
        self._tops: dict[int, list] = {}
        if "/StructTreeRoot" in pdf.Root:
            for element in pdf.Root.StructTreeRoot.K[0].K:
                self._tops.setdefault(element.Pg.objgen[0], []).append(element)

    def all(self) -> Pieces:
        pieces = tuple(self._piece(page.obj) for page in self._pdf.pages)
        root = self._pdf.Root
        kept = {key: root[key] for key in ("/Lang", "/MarkInfo", "/Metadata") if key in root}
        catalog, info = (self._entries(each) for each in (kept, dict(self._pdf.docinfo.items())))
        return Pieces(pieces, tuple(self._found), catalog, info)

    def _piece(self, page: Dictionary) -> Piece:
        content = page.Contents
        left, bottom, right, top = (float(edge) for edge in page.MediaBox)
        if left or bottom:
            raise PrintError("a page to lay on a sheet begins at its corner")
        tags = _Tags(self, top)
        tops = [tag for each in self._tops.get(page.objgen[0], ()) for tag in tags.add(each)]
        form = {"/BBox": page.MediaBox, "/Resources": page.Resources}
        form |= {key: content[key] for key in ("/Filter", "/DecodeParms") if key in content}
        head = b"<</Type/XObject/Subtype/Form" + self._entries(form)
        return Piece(
            right, top, tuple(tops), tags.owners, tuple(tags.boxes),
            head, b"\n".join(tags.texts), content.read_raw_bytes(),
        )  # fmt: skip

    def _entries(self, entries: Mapping[str, object]) -> bytes:
        return b"".join(key.encode() + b" " + self.text(each) for key, each in entries.items())

    def text(self, value: object) -> bytes:
        """A value as PDF text on one line, with gaps where it refers to other objects."""
        if isinstance(value, pikepdf.Object):
            return self._with_gaps(value.unparse())  # "3 0 R" if it stands elsewhere
        if isinstance(value, bool):
            return b"true" if value else b"false"
        return f"{value:f}".encode() if isinstance(value, Decimal) else str(value).encode()

    def _with_gaps(self, text: bytes) -> bytes:
        if GAP in text or b"\n" in text:
            raise PrintError("a page with binary text can't be laid on a sheet")
        return _REFERENCE.sub(
            lambda m: m[1] or b"%bs%d%b" % (GAP, self._share(int(m[2])), GAP), text
        )

    def _share(self, number: int) -> int:
        """The place of an object among the shared ones; all it refers to is shared with it."""
        if number not in self._shared:
            place = self._shared[number] = len(self._found)
            self._found.append((b"", b""))
            value = self._pdf.get_object(number, 0)
            if isinstance(value, Stream):
                kept = {key: each for key, each in value.stream_dict.items() if key != "/Length"}
                self._found[place] = b"<<" + self._entries(kept), value.read_raw_bytes()
            else:
                self._found[place] = self._with_gaps(value.unparse(resolved=True)), b""
        return self._shared[number]


class _Tags:
    """The tags of one page, as text."""

    def __init__(self, parts: _Parts, height: float) -> None:
        self._parts, self._height = parts, height
        self.texts: list[bytes] = []
        self.boxes: list[tuple[float, ...]] = []
        self._owners: dict[int, int] = {}

    @property
    def owners(self) -> tuple[int, ...]:
        return tuple(self._owners[number] for number in range(len(self._owners)))

    def add(self, element: Dictionary, parent: bytes = b"d") -> Iterator[int]:
        """Write a tag with what is in it, and give its place; a tag that says nothing is no tag."""
        own = {key: value for key, value in element.items() if key not in _ELSEWHERE}
        place = len(self.texts)
        self.texts.append(b"")
        kids = b"".join(self._content(element, place))
        if not own and not kids:
            self.texts.pop()
            return
        attributes = own.pop("/A", None)
        says = b"".join(key.encode() + b" " + self._parts.text(own[key]) for key in own)
        self.texts[place] = (
            b"<</Type/StructElem/S %b/P \0%b\0/Pg \0p\0%b%b/K[%b]>>"
            % (element.S.unparse(), parent, says, self._attributes(attributes), kids)
        )  # fmt: skip
        yield place

    def _content(self, element: Dictionary, place: int) -> Iterator[bytes]:
        """What is in a tag: marked content, other tags, and the lines of a text as its own."""
        for kid in _kids(element):
            if isinstance(kid, int):
                self._owners[kid] = place
                yield b"<</Type/MCR/Stm \0f\0/MCID %d>>" % kid
            elif _is_line(kid):
                yield from self._content(kid, place)
            else:
                for tag in self.add(kid, b"t%d" % place):
                    yield b"\0t%d\0 " % tag

    def _attributes(self, attributes: Dictionary | None) -> bytes:
        if attributes is None:
            return b""
        text = b""
        for key, value in attributes.items():
            if key == "/BBox":
                text += b"/BBox \0b%d\0" % len(self.boxes)
                left, top, right, bottom = (float(edge) * _PX for edge in value)
                self.boxes.append((left, self._height - bottom, right, self._height - top))
            else:
                text += key.encode() + b" " + self._parts.text(value)
        return b"/A<<" + text + b">>"


def _kids(element: Dictionary) -> list:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_line(element: Dictionary) -> bool:
    """Whether a tag is a line of text and nothing more; WeasyPrint makes one of every line."""
    return str(element.S) == "/Span" and set(element.keys()) <= _ELSEWHERE
