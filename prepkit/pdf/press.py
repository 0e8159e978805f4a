"""Turns HTML into tagged PDF. The only file that knows WeasyPrint, which is loaded at first use.

Nothing is fetched: the only addresses it knows are the shipped fonts and drawings, by the scheme
``prepkit:``. Only shipped fonts are used, so a page looks the same on every machine, and the same
words give the same bytes.
"""

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from prepkit.core.errors import PrintError
from prepkit.pdf import readable, shapes
from prepkit.resources import folder

MM = 96 / 25.4  # CSS px in a millimetre
_FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Box:
    """Where an element with an id came to stand: mm from the page's top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float
    lines: int
    widest: float  # mm, the longest line
    spills: tuple[int, ...] = ()  # other pages that it goes on on


class Composed:
    """Pages laid out and not yet painted."""

    def __init__(self, document) -> None:
        self._document = document

    @property
    def pages(self) -> list:
        return list(self._document.pages)

    def boxes(self) -> dict[str, Box]:
        """Every element with an id, measured where it begins.

        What does not fit its page goes on where the next one is, over what stands there:
        ``Box.spills`` are those pages.
        """
        found: dict[str, Box] = {}
        spills: dict[str, tuple[int, ...]] = {}
        for number, page in enumerate(self._document.pages):
            for box in page._page_box.descendants():
                name = box.element is not None and box.element.get("id")
                if not name or not hasattr(box, "children"):
                    continue
                if name not in found:
                    found[name] = _measured(box, number)
                elif found[name].page != number:
                    spills[name] = (*spills.get(name, ()), number)
        return found | {name: replace(found[name], spills=on) for name, on in spills.items()}

    def paint(self, pages: list | None = None) -> bytes:
        """The pages (all of them, or these, from any Composed) as PDF/UA-1."""
        document = self._document if pages is None else self._document.copy(pages)
        return document.write_pdf(pdf_variant="pdf/ua-1", finisher=readable.finish)

    def paint_untagged(self) -> bytes:
        """The pages as PDF without tags, to lay under other pages as decoration."""
        return self._document.write_pdf(finisher=readable.finish)


def compose(html: str, *styles: str) -> Composed:
    """Lay out a whole HTML page with these style sheets: names in templates/print, or rules.

    Raises PrintError for a page without a language or a title, which PDF/UA-1 needs.
    """
    weasyprint, fonts = _engine()
    source = weasyprint.HTML(string=html, url_fetcher=_fetcher(), base_url="prepkit:")
    root = source.etree_element
    if not root.get("lang") or not (root.findtext(".//title") or "").strip():
        raise PrintError("a page to print needs a language and a title")
    sheets = [_style("fonts.css"), *map(_style, styles)]
    return Composed(source.render(font_config=fonts, stylesheets=sheets))


def typeset(html: str, *styles: str) -> bytes:
    """The HTML page as PDF/UA-1: /Lang wherever ``lang`` stands, /ActualText right to left."""
    return compose(html, *styles).paint()


@cache
def covered() -> frozenset[int]:
    """Every code point the shipped fonts can draw."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for file in _FONTS.glob("*-400.woff2"):
        with TTFont(file, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def warm() -> None:
    """Load everything that every page needs, so that the next page costs only itself."""
    typeset("<html lang=sv><title>.</title><p>a</p><p lang=ar>ا</p>")


def _engine():
    """WeasyPrint and its fonts: ours and no others.

    WeasyPrint unpacks them in a temporary folder, and machines sweep such folders. Without its
    files text would be laid out as nothing at all, so they are unpacked again.
    """
    place = _fonts()._folder
    if place and len(list(place.glob("*"))) < len(list(_FONTS.glob("*.woff2"))):
        _fonts.cache_clear()
        _style.cache_clear()
    fonts = _fonts()
    if fonts.home != os.getpid():
        _settle(fonts)
    return _weasyprint(), fonts


@contextmanager
def _no_other_fonts() -> Iterator[None]:
    """Have fontconfig read our settings and not the machine's.

    Only while it starts: a program that inherits them has no font at all, and Chromium then dies.
    """
    name, before = "FONTCONFIG_FILE", os.environ.get("FONTCONFIG_FILE")
    os.environ[name] = str(_FONTS / "fonts.conf")
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


@cache
def _weasyprint():
    with _no_other_fonts(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "No fonts configured": that is the point
        import weasyprint
    readable.teach(weasyprint.pdf.tags, weasyprint.pdf.stream)
    return weasyprint


@cache
def _fonts():
    weasyprint = _weasyprint()
    with _no_other_fonts():
        fonts = weasyprint.text.fonts.FontConfiguration()
    fonts.home = os.getpid()
    return fonts


def _settle(fonts) -> None:
    """Give the fonts a map in this process, after a fork.

    A newer Pango (1.56, not yet 1.50) looks fonts up in a thread of its own. A fork leaves that
    thread behind, and whoever asks the old map waits for ever. It is kept: freeing it may wait too.
    """
    library = _weasyprint().text.ffi
    fonts.left_behind = fonts.font_map
    fonts.font_map = library.ffi.gc(
        library.pangoft2.pango_ft2_font_map_new(), library.gobject.g_object_unref
    )
    library.pangoft2.pango_fc_font_map_set_config(
        library.ffi.cast("PangoFcFontMap *", fonts.font_map), fonts._config
    )
    fonts.home = os.getpid()


@cache
def _fetcher():
    weasyprint = _weasyprint()

    class Shipped(weasyprint.urls.URLFetcher):
        """Knows the shipped fonts and drawings; refuses every other address."""

        def fetch(self, url, headers=None):
            return weasyprint.urls.URLFetcherResponse(url, *shipped(url))

    return Shipped()


def shipped(url: str) -> tuple[bytes, dict[str, str]]:
    """What is behind ``prepkit:font/NAME`` or ``prepkit:drawing/NAME?color=&tint=&line=&edge=``.

    Raises PermissionError for every other address.
    """
    parts = urlsplit(url)
    kind, _, name = parts.path.partition("/")
    if parts.scheme == "prepkit" and re.fullmatch(r"[a-z0-9-]+", name):
        if kind == "font" and (file := _FONTS / f"{name}.woff2").is_file():
            return file.read_bytes(), {"Content-Type": "font/woff2"}
        if kind == "drawing" and shapes.known(name):
            with suppress(ValueError):
                drawn = shapes.drawing(name, shapes.Style.asked(parts.query))
                return drawn, {"Content-Type": "image/svg+xml"}
    raise PermissionError("a page to print fetches nothing")


@cache
def _style(style: str):
    weasyprint, fonts = _engine()
    rules = style if "{" in style else (folder("templates") / "print" / style).read_text("utf-8")
    return weasyprint.CSS(
        string=rules, font_config=fonts, url_fetcher=_fetcher(), base_url="prepkit:"
    )


def _measured(box, page: int) -> Box:
    lines = [line for line in _lines(box) if line.children]
    widest = max((_width(line) for line in lines), default=0.0)
    return Box(
        page, box.content_box_x() / MM, box.content_box_y() / MM, box.width / MM, box.height / MM,
        len(lines), widest / MM,
    )  # fmt: skip


def _lines(box) -> Iterator:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _lines(child)


def _width(line) -> float:
    """How far the words of a line reach, in CSS px; ``line.width`` stops at the box."""
    edges = [(child.position_x, child.position_x + child.margin_width()) for child in line.children]
    return max(end for _, end in edges) - min(start for start, _ in edges)
