"""Reads a PDF back: what each page says, in the order it is drawn (Arabic from the left)."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def pages(pdf: bytes) -> list[str]:
    """The words of each page, with every run of white space as one space."""
    with pikepdf.open(BytesIO(pdf)) as read:
        return [" ".join("".join(_said(page.obj)).split()) for page in read.pages]


def _said(owner: pikepdf.Object) -> Iterator[str]:
    resources = owner.get("/Resources", pikepdf.Dictionary())
    fonts = {name: _letters(font) for name, font in resources.get("/Font", {}).items()}
    letters = {}
    for operands, operator in pikepdf.parse_content_stream(owner):
        match str(operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                yield _decoded(operands[0], letters)
            case "Td" | "TD" | "Tm" | "T*" | "ET":
                yield " "
            case "Do":
                form = resources["/XObject"][str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    yield from _said(form)


def _decoded(shown, letters: dict[int, str]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    strings = (bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(
        letters.get(int.from_bytes(string[i : i + 2]), "")
        for string in strings
        for i in range(0, len(string), 2)
    )


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """What each two-byte code of a font stands for (PDF 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    cmap = font["/ToUnicode"].read_bytes().decode("latin-1")
    found = {}
    for kind, pattern in (("bfchar", _PAIR), ("bfrange", _RANGE)):
        for block in re.findall(rf"begin{kind}(.*?)end{kind}", cmap, re.DOTALL):
            for match in pattern.findall(block):
                first, last = int(match[0], 16), int(match[-2], 16)
                text = bytes.fromhex(match[-1]).decode("utf-16-be")
                for code in range(first, last + 1 if kind == "bfrange" else first + 1):
                    found[code] = text[:-1] + chr(ord(text[-1]) + code - first)
    return found
