"""The files the pages load: one stylesheet with the topics' colours, and the rest."""

import gzip
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from prepkit import pdf
from prepkit.core.bank import Topics

_STATIC = Path(__file__).parent / "static"
_FONTS = Path(pdf.__file__).parent / "fonts"
# fonts that devices have under these names; only a device without them fetches ours
_HAVE = "".join(
    f'local("{name}"),'
    for name in ("Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI")
)


@dataclass(frozen=True)
class StaticFile:
    """A file every page may keep for a year, because its address changes with its content.

    ``zipped`` is empty where gzip would gain nothing.
    """

    plain_name: str
    content: bytes
    mimetype: str

    @cached_property
    def name(self) -> str:
        stem, dot, ending = self.plain_name.rpartition(".")
        return f"{stem}-{sha256(self.content).hexdigest()[:10]}{dot}{ending}"

    @cached_property
    def zipped(self) -> bytes:
        packed = gzip.compress(self.content, 9, mtime=0)
        return packed if len(packed) < 0.9 * len(self.content) else b""


def site(topics: Topics) -> tuple[StaticFile, ...]:
    """Every file: stylesheet, Arabic fonts and the rest of static/."""
    fonts = tuple(
        StaticFile(path.name, path.read_bytes(), "font/woff2")
        for path in sorted(_FONTS.glob("arabic-*.woff2"))
    )
    rest = (path for path in sorted(_STATIC.iterdir()) if path.name != "site.css")
    others = (
        StaticFile(path.name, path.read_bytes(), guess_type(path.name)[0] or "text/plain")
        for path in rest
    )
    css = (_STATIC / "site.css").read_text("utf-8") + _colors(topics) + _faces(fonts)
    return StaticFile("site.css", css.encode(), "text/css"), *fonts, *others


def _colors(topics: Topics) -> str:
    return "".join(
        f".topic-{topic.id}{{color:{topic.color};--tint:{topic.tint}}}\n" for topic in topics.topics
    )


def _faces(fonts: tuple[StaticFile, ...]) -> str:
    """The Arabic font, for the pages that name it; files are named by weight: arabic-400.woff2."""
    return "".join(
        f'@font-face{{font-family:"Prepkit Arabic";font-weight:{font.plain_name[7:10]};'
        f'font-display:swap;src:{_HAVE}url({font.name}) format("woff2")}}\n'
        for font in fonts
    )
