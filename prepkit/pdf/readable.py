"""Makes what WeasyPrint writes readable aloud, searchable and free of traces.

WeasyPrint 70 says the language for the document only, has right-to-left text in the order it is
drawn, and maps the glyphs of a letter with a mark (كلٍّ) to nothing or to too much. The press hands
in its modules; this file imports nothing of it.
"""

import re
import unicodedata

import pydyf

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NOTHING = "\u2060"  # word joiner: an empty mapping is a fault in PDF/UA-1


class GlyphWords(dict):
    """Glyph -> the characters it stands for, one letter or mark at a time.

    WeasyPrint gives all of a cluster to its mark and nothing to its base, in the order the
    writing runs: base first left to right, mark first right to left.
    """

    _base: int | None = None  # a glyph that waits for its cluster's letters
    _letters = ""  # a cluster's letters that wait for their glyph

    def __setitem__(self, glyph: int, text: str) -> None:
        marks = "".join(c for c in text if unicodedata.category(c) == "Mn")
        letters = "".join(c for c in text if c not in marks)
        if not text:
            if not self._letters:
                self._base = glyph
            super().__setitem__(glyph, self._letters or _NOTHING)
            self._letters = ""
        elif marks and letters:
            if self._base is not None:
                super().__setitem__(self._base, letters)
            self._letters = "" if self._base is not None else letters
            alone = self._base is None and len(text) == 2 and _composed(text)
            super().__setitem__(glyph, text if alone else marks)
            self._base = None
        else:
            self._base, self._letters = None, ""
            super().__setitem__(glyph, text)


def _composed(text: str) -> bool:
    """Whether letter and mark are one character, so one glyph draws both."""
    return len(unicodedata.normalize("NFC", text)) == 1


def teach(tags, stream) -> None:
    """Teach WeasyPrint's ``pdf.tags`` languages and its ``pdf.stream`` letters with marks."""
    build, font = tags._build_box_tree, stream.Font

    def build_speaking(box, *rest):
        box = getattr(box, "_box", box)  # an absolute box is wrapped
        element = box.element
        for made in build(box, *rest):
            own = element is not None and box.element_tag == element.tag
            if own and element.tag not in {"html", "body"}:  # these hand on their children's
                _speak(made, element, box)
            yield made

    def font_with_words(*arguments):
        made = font(*arguments)
        made.to_unicode = GlyphWords()
        return made

    tags._build_box_tree = build_speaking
    stream.Font = font_with_words


def finish(document, pdf) -> None:
    """Print as it is, on both sides; say nothing of when or with what it was made."""
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(
        {"DisplayDocTitle": "true", "PrintScaling": "/None", "Duplex": "/DuplexFlipLongEdge"}
    )
    pdf.catalog.pop("Names", None)  # a name for every id, which nothing here leads to
    pdf.info["Producer"] = pydyf.String("prepkit")


def _speak(made: pydyf.Dictionary, element, box) -> None:
    """Give an element its language, and its words as they are read.

    Lines end without a space in the file, and right-to-left text stands in the order it is drawn.
    """
    if tag := element.get("lang"):
        made["Lang"] = pydyf.String(tag)
    lines = [child for child in getattr(box, "children", ()) if type(child).__name__ == "LineBox"]
    text = " ".join(words for line in lines if (words := _text(line).strip()))
    if len(lines) > 1 or _RTL.search(text):
        made["ActualText"] = pydyf.String(text)


def _text(box) -> str:
    own = getattr(box, "text", None)
    return own if isinstance(own, str) else "".join(_text(c) for c in getattr(box, "children", ()))
