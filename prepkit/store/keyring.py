"""Turns a code into what finds a row and what opens it, with a pepper for each month.

One Argon2id stretches the code. What comes out is mixed with a pepper: 32 random bytes a month, in
a folder outside the database and its backups. So a stolen database can't be guessed at all, and
what a month has kept is gone for good, backups too, once its pepper is destroyed
(security.md 2.4 and 2.6). Losing the folder loses everything that was kept under a code.
"""

import os
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from prepkit.core.codename import fold
from prepkit.core.errors import PrepkitError, Unavailable
from prepkit.store.burials import Burials
from prepkit.store.seal import KEY, Cost, derived, stretched

KDF = 1  # what is written with a row, so that other parameters can come to be
_APP = b"prepkit/v1"
_SALT = "salt"
_PEPPER = re.compile(r"(\d{4})-(\d{2})\.pepper")
_GRACE = timedelta(hours=1)  # a row may still be on its way into a month that has just ended


@dataclass(frozen=True)
class Lock:
    """One code under one month's pepper: where its row stands, and the key that opens it.

    ``epoch`` is the month, 202611; ``kdf`` the version of what the code was stretched with.
    ``root`` makes the lock of another month (``relock``); whoever has it needs no code, so it is
    only ever kept sealed.
    """

    id: bytes = field(repr=False)
    kek: bytes = field(repr=False)
    epoch: int
    root: bytes = field(repr=False)
    kdf: int = KDF


class Keyring:
    """The peppers of one installation, in a folder of their own. ``clock`` gives time and zone."""

    def __init__(
        self,
        peppers: Path,
        clock: Callable[[], datetime],
        cost: Cost = Cost(),  # noqa: B008
        kdf: int = KDF,
        older: Mapping[int, Cost] | None = None,
    ) -> None:
        """``older`` are the costs of versions before ``kdf`` that rows may still stand on."""
        self._folder = peppers
        self.burials = Burials(peppers)
        self._clock = clock
        self._kdf = kdf
        self._costs = {kdf: cost, **(older or {})}

    @property
    def versions(self) -> tuple[int, ...]:
        """Every version of the stretching that rows may stand on, newest first."""
        return tuple(self._costs)

    def lock(self, code: str) -> Lock:
        """The lock for a new row, under this month's pepper. One Argon2id; raises Unavailable."""
        return self.relock(self._root(code, self._kdf), self._kdf)

    def locks(self, code: str, kdf: int | None = None) -> tuple[Lock, ...]:
        """The code's lock under every month there is, newest first. One Argon2id; as ``lock``."""
        kdf = kdf or self._kdf
        return self.relocks(self._root(code, kdf), kdf)

    def relock(self, root: bytes, kdf: int = KDF) -> Lock:
        """The lock for this month of what another month's lock was made of."""
        return self.relocks(root, kdf)[0]

    def relocks(self, root: bytes, kdf: int = KDF) -> tuple[Lock, ...]:
        """The same for every month there is, newest first; no Argon2id."""
        now = _epoch(self._clock())
        peppers = {now: _secret(self._file(now))}
        for epoch in self.epochs():
            try:
                peppers[epoch] = _read(self._file(epoch))
            except FileNotFoundError:
                continue  # it was destroyed just now
        newest_first = sorted(peppers, reverse=True)
        return tuple(_lock(root, epoch, peppers[epoch], kdf) for epoch in newest_first)

    def epochs(self) -> tuple[int, ...]:
        """The months that there are peppers of, oldest first; none without the salt they need."""
        if not (self._folder / _SALT).is_file():
            return ()
        found = (_PEPPER.fullmatch(file.name) for file in self._folder.iterdir())
        return tuple(sorted(int(each[1] + each[2]) for each in found if each))

    def require(self, epochs: Iterable[int]) -> None:
        """Raise PrepkitError if rows stand under months whose pepper, or salt, isn't here."""
        lost = [_month(epoch) for epoch in sorted(set(epochs) - set(self.epochs()))]
        if lost:
            raise PrepkitError(
                f"'{self._folder}' lacks the salt or the pepper of {', '.join(lost)}, and without "
                "it nobody can open what is saved: put the folder back from its own backup, or "
                "name it in PREPKIT_PEPPERS; if it is lost for good, run prepkit purge --lost"
            )

    def mark(self, epoch: int) -> bytes:
        """What tells this month's pepper (and the salt) from another, and gives neither away."""
        return derived(_read(self._file(epoch)), "mark", self._salt())

    def destroy(self, living: Iterable[int]) -> tuple[int, ...]:
        """Overwrite and remove the peppers of past months without rows; gives those months."""
        ended = _epoch(self._clock() - _GRACE)
        dead = tuple(e for e in self.epochs() if e < ended and e not in set(living))
        for epoch in dead:
            _shred(self._file(epoch))
        return dead

    def _root(self, code: str, kdf: int) -> bytes:
        salt = sha256(_APP + self._salt()).digest()[:16]
        return stretched(fold(code), salt, self._costs[kdf])

    def _salt(self) -> bytes:
        return _secret(self._folder / _SALT)

    def _file(self, epoch: int) -> Path:
        return self._folder / f"{_month(epoch)}.pepper"


def _lock(root: bytes, epoch: int, pepper: bytes, kdf: int) -> Lock:
    key = derived(pepper, "root", root)
    return Lock(derived(key, "lookup"), derived(key, "kek"), epoch, root, kdf)


def _epoch(moment: datetime) -> int:
    return moment.year * 100 + moment.month


def _month(epoch: int) -> str:
    return f"{epoch // 100:04}-{epoch % 100:02}"


def _secret(file: Path) -> bytes:
    """The file's 32 random bytes, made now if there is no such file.

    Several processes may come at once: each writes a file of its own, and the first one linked to
    the name stays. Nobody ever reads half a file.
    """
    try:
        if not file.exists():
            _make(file)
        return _read(file)
    except OSError as error:
        raise Unavailable(f"the folder of peppers can't be used: {error.strerror}") from None


def _read(file: Path) -> bytes:
    secret = file.read_bytes()
    if len(secret) != KEY:
        raise PrepkitError(f"'{file}' is damaged: put it back from its backup")
    return secret


def _make(file: Path) -> None:
    for folder in reversed([file.parent, *file.parent.parents]):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    mine = file.with_name(f".{secrets.token_hex(8)}")
    _write(mine, secrets.token_bytes(KEY), os.O_CREAT | os.O_EXCL)
    try:
        os.link(mine, file)
    except FileExistsError:
        pass  # another process was first
    finally:
        mine.unlink()
    _settle(file.parent)


def _write(file: Path, data: bytes, flags: int = 0) -> None:
    handle = os.open(file, os.O_WRONLY | flags, 0o600)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _shred(file: Path) -> None:
    """Overwrite a file, then remove it. Another process may be doing the same."""
    try:
        _write(file, secrets.token_bytes(KEY))
        file.unlink()
    except FileNotFoundError:
        return
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """Make what was made or removed in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
