"""The same deck set by Typst, which is the fastest typesetter with tags that there is.

It has what its own authors advise: one compiler kept warm with its fonts, its own cache, drawings
as files, and PDF/UA-1. What it does each time is what we call a later print: other cards in
another order on a sheet.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from benchmarks.plain import addresses, deck
from prepkit.pdf import press
from prepkit.pdf.cards import Order

FONTS = ("sans-400", "sans-700", "arabic-400", "arabic-700")


def setter(wanted: Order, place: Path) -> Callable[[Sequence[int]], bytes]:
    """Gives what sets these cards (from 0) of the deck; its files are in the folder ``place``."""
    for name in FONTS:
        font = TTFont(Path(press.__file__).parent / "fonts" / f"{name}.woff2")
        font.flavor = None  # it reads no woff2
        font.save(place / f"{name}.ttf")
    source = (Path(__file__).parent / "typst_cards.typ").read_text("utf-8")
    (place / "deck.typ").write_text(source, "utf-8")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(place)])
    compiler = typst.Compiler(str(place / "deck.typ"), root=str(place), font_paths=fonts)

    data = deck(wanted)
    data["files"] = _files(data, place)

    def set_cards(cards: Sequence[int]) -> bytes:
        chosen = {**data, "cards": [data["cards"][i] for i in cards]}
        inputs = {"deck": json.dumps(chosen)}
        return compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1")

    return set_cards


def _files(data: Mapping, place: Path) -> dict[str, str]:
    """Every drawing as a file, made once."""
    files = {}
    for number, address in enumerate(addresses(data)):
        files[address] = f"{number}.svg"
        if not (place / files[address]).exists():
            (place / files[address]).write_bytes(press.shipped(address)[0])
    return files
