"""Keeps typeset cards in a bounded folder that may be emptied at any time.

Only shipped and published words are kept here, never a young person's.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LARGEST = 64 * 1024 * 1024  # bytes in the folder
_HEAD = b"prepkit "


@dataclass(frozen=True)
class Shelf:
    """A folder of results by what they depend on; ``largest`` is in bytes."""

    folder: Path
    largest: int = LARGEST

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept for this key, or made now and kept. A broken file is made again."""
        kept = self.kept(key)
        if kept is not None:
            return kept
        made = make()
        with suppress(OSError):  # a full disk or a read-only folder must not stop a print
            self._keep(self._path(key), _HEAD + hashlib.sha256(made).digest() + made)
        return made

    def kept(self, key: str) -> bytes | None:
        """What is kept for this key; None if there is nothing, or nothing whole."""
        path = self._path(key)
        with suppress(OSError):
            kept = path.read_bytes()
            digest, body = kept[len(_HEAD) : len(_HEAD) + 32], kept[len(_HEAD) + 32 :]
            if kept.startswith(_HEAD) and hashlib.sha256(body).digest() == digest:
                os.utime(path)
                return body
        return None

    @property
    def keeps(self) -> bool:
        """Whether anything can be kept here at all."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder.is_dir() and os.access(self.folder, os.W_OK)

    def _path(self, key: str) -> Path:
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.typeset"

    def _keep(self, path: Path, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".new", delete=False) as new:
            new.write(content)
        os.replace(new.name, path)
        self._make_room(path)

    def _make_room(self, newest: Path) -> None:
        """Remove what was used longest ago until the folder is small enough."""
        files = [(file.stat(), file) for file in self.folder.iterdir() if file != newest]
        files.sort(key=lambda pair: pair[0].st_mtime, reverse=True)
        size = newest.stat().st_size
        for stat, file in files:
            size += stat.st_size
            if size > self.largest:
                file.unlink(missing_ok=True)
