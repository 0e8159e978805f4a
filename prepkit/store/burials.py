"""Remembers what was deleted before its time, so that a backup can't bring it back.

A list beside the peppers, outside the database, or the backup would bring back the list as it was.
It holds hashes of where rows stood, and until when the backup's rows would live; no more
(security.md 2.6).
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

_NAME = "buried"


class Burials:
    """The list of one installation, in a folder that is there when something has been saved."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME

    def add(self, ends: Mapping[bytes, datetime]) -> None:
        """Remember these places, each until the row there would have expired by itself."""
        if not ends:
            return
        lines = "".join(f"{int(until.timestamp())} {_hash(id)}\n" for id, until in ends.items())
        with self._locked() as list_:
            list_.seek(0, os.SEEK_END)
            list_.write(lines.encode())

    def among(self, ids: Iterable[bytes]) -> tuple[bytes, ...]:
        """Those of these places that something was deleted from."""
        known = {hash for _, hash in self._read()}
        return tuple(id for id in ids if _hash(id) in known) if known else ()

    def forget(self, now: datetime) -> None:
        """Forget what would have expired by now."""
        if not self._file.exists():
            return
        with self._locked() as list_:
            lines = list_.read().decode().splitlines(keepends=True)
            kept = "".join(line for line in lines if int(line.split()[0]) > now.timestamp())
            list_.seek(0)
            list_.truncate()
            list_.write(kept.encode())

    def _read(self) -> list[tuple[str, str]]:
        if not self._file.exists():
            return []
        return [tuple(line.split()) for line in self._file.read_text("ascii").splitlines()]

    @contextmanager
    def _locked(self) -> Iterator:
        """The file, for this process alone, and on the disk when it is let go."""
        handle = os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600)
        with os.fdopen(handle, "r+b") as list_:
            fcntl.flock(list_, fcntl.LOCK_EX)
            yield list_
            list_.flush()
            os.fsync(list_.fileno())


def letter_at(inbox_id: bytes, n: int) -> bytes:
    """Where a letter lies, which has no place of its own but in its inbox."""
    return inbox_id + n.to_bytes(8)


def _hash(id: bytes) -> str:
    return blake2b(id, digest_size=16, person=b"buried").hexdigest()
