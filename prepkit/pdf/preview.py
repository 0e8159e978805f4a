"""Pictures of what a printer will print, drawn from the PDF itself. The only file with PDFium.

Made in a limited child (``child.run``): a picture is at most 1600 pixels wide.
"""

from io import BytesIO

from prepkit.core.errors import PrintError

WIDEST = 1600  # pixels
_QUICK = 1  # how hard to compress: a picture is looked at once and is not kept


def picture(pdf: bytes, page: int, width: int) -> bytes:
    """A page (from 0) as PNG, so many pixels wide; raises PrintError if there is no such page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 0 <= page < len(document):
            raise PrintError(f"there is no page {page + 1} to show")
        drawn = document[page]
        scale = min(width, WIDEST) / drawn.get_width()
        made = BytesIO()
        drawn.render(scale=scale).to_pil().save(made, "PNG", compress_level=_QUICK)
        return made.getvalue()
    finally:
        document.close()


def warm() -> None:
    """Load PDFium, so that the next picture costs only itself."""
    import PIL.PngImagePlugin  # noqa: F401  (Pillow would look for it among all its formats)
    import pypdfium2  # noqa: F401
