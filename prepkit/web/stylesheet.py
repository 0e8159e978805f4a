"""The files the pages load: one stylesheet with every topic's colours, and what stands beside it."""

import gzip
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from prepkit.core.bank import Topics

_STATIC = Path(__file__).parent / "static"


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


def stylesheet(topics: Topics) -> StaticFile:
    """site.css with a rule for each topic's colours."""
    colors = "".join(
        f".topic-{topic.id}{{color:{topic.color};--tint:{topic.tint}}}\n" for topic in topics.topics
    )
    css = (_STATIC / "site.css").read_text("utf-8") + colors
    return StaticFile("site.css", css.encode(), "text/css")


def own_files() -> tuple[StaticFile, ...]:
    """Everything in static/ but the stylesheet."""
    return tuple(
        StaticFile(
            path.name, path.read_bytes(), guess_type(path.name)[0] or "application/octet-stream"
        )
        for path in sorted(_STATIC.iterdir())
        if path.name != "site.css"
    )
