"""Reads a tagged PDF as a reader aloud does: along the tag tree, /ActualText before glyphs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

import pikepdf

_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCKS = {"/P", "/H1", "/H2", "/H3", "/LI", "/Div"}


@lru_cache(maxsize=8)
def aloud(pdf: bytes) -> str:
    """Everything the PDF says, every run of white space made one space."""
    with pikepdf.open(BytesIO(pdf)) as read:
        marked = {stream.objgen: _marked(stream) for page in read.pages for stream in _tagged(page)}
        return " ".join("".join(_said(read.Root.StructTreeRoot, marked)).split())


def languages(pdf: bytes) -> set[str]:
    """Every language the tag tree names."""
    with pikepdf.open(BytesIO(pdf)) as read:
        objects = (each for each in read.objects if isinstance(each, pikepdf.Dictionary))
        return {str(each.Lang) for each in objects if "/Lang" in each}


def starts_at(pdf: bytes, words: str) -> float:
    """How far from the first page's left edge these words begin, in mm."""
    with pikepdf.open(BytesIO(pdf)) as read:
        page = read.pages[0]
        fonts = {name: _letters(font) for name, font in page.Resources["/Font"].items()}
        letters, x = {}, 0.0
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "Tf":
                    letters = fonts[str(operands[0])]
                case "Tm":
                    x = float(operands[4]) / 96 * 25.4  # the page is drawn in CSS px
                case "Tj" | "TJ" if _decoded(operands[0], letters).startswith(words):
                    return x
    raise LookupError(words)


def _said(element, marked: dict, page=None) -> Iterator[str]:
    if isinstance(element, int):
        yield marked[page].get(element, "")
        return
    page = element.Pg.objgen if "/Pg" in element else page
    if "/ActualText" in element:
        yield f" {element.ActualText} "
        return
    if element.get("/Type") == "/MCR":
        yield marked[element.Stm.objgen if "/Stm" in element else page].get(int(element.MCID), "")
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from _said(kid, marked, page)
    if element.get("/S") in _BLOCKS:
        yield " "


def _tagged(page: pikepdf.Page) -> Iterator:
    """The page, and the forms on it that have marked pieces of their own."""
    yield page
    forms = page.obj.get("/Resources", {}).get("/XObject", {}).values()
    yield from (form for form in forms if "/StructParents" in form)


def _marked(page: pikepdf.Page | pikepdf.Object) -> dict[int, str]:
    """The words of each marked piece of a page, by its number."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    letters, number = {}, None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "BDC" if "/MCID" in operands[1]:
                number = int(operands[1].MCID)
            case "EMC":
                number = None
            case "Tj" | "TJ" if number is not None:
                found[number] = found.get(number, "") + _decoded(operands[0], letters)
    return found


def _decoded(shown, letters: dict[int, str]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
    return "".join(letters.get(int.from_bytes(pair), "") for pair in pairs)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """What each two-byte code of a font stands for (ISO 32000-1, 9.10.3)."""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found
