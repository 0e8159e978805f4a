"""The files the pages load: stylesheets with the topics' colours, fonts and the rest."""

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
_HAVE = {
    "arabic": ("Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI"),
    "ethiopic": ("Noto Sans Ethiopic", "Kefa", "Nyala", "Ebrima"),
}
# a font that comes first in its family leaves every other letter to the device
_ONLY = {"ethiopic": "unicode-range:U+1200-139F,U+2D80-2DDF,U+AB00-AB2F;"}


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
    """Every file: the two stylesheets, the fonts they name and the rest of static/."""
    arabic, ethiopic, sans = _fonts("arabic"), _fonts("ethiopic"), _fonts("sans")
    faces = _faces("Prepkit Arabic", arabic) + _faces("Prepkit Ethiopic", ethiopic)
    site = _css("site.css") + _colors(topics) + faces
    staff = _css("staff.css") + _faces("Prepkit Card", sans)  # so that lines break as on paper
    others = (
        StaticFile(path.name, path.read_bytes(), guess_type(path.name)[0] or "text/plain")
        for path in sorted(_STATIC.iterdir())
        if path.name not in {"site.css", "staff.css"}
    )
    return (
        StaticFile("site.css", site.encode(), "text/css"),
        StaticFile("staff.css", staff.encode(), "text/css"),
        *arabic,
        *ethiopic,
        *sans,
        *others,
    )


def _css(name: str) -> str:
    return (_STATIC / name).read_text("utf-8")


def _fonts(script: str) -> tuple[StaticFile, ...]:
    """The fonts of a script, named by weight: arabic-400.woff2."""
    return tuple(
        StaticFile(path.name, path.read_bytes(), "font/woff2")
        for path in sorted(_FONTS.glob(f"{script}-*.woff2"))
    )


def _colors(topics: Topics) -> str:
    return "".join(
        f".topic-{topic.id}{{color:{topic.color};--tint:{topic.tint}}}\n" for topic in topics.topics
    )


def _faces(family: str, fonts: tuple[StaticFile, ...]) -> str:
    """Rules that fetch the fonts for the pages that name the family, unless the device has one."""
    script = fonts[0].plain_name.split("-")[0]
    have = "".join(f'local("{name}"),' for name in _HAVE.get(script, ()))
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{font.plain_name.split("-")[1][:3]};'
        f'font-display:swap;{_ONLY.get(script, "")}src:{have}url({font.name}) format("woff2")}}\n'
        for font in fonts
    )
