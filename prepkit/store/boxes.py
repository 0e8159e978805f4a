"""Keeps each preparation in a sealed box, whose key is only in the browser's session cookie.

The cookie holds a token. The token's hash finds a session row; the token opens what is sealed in
it: the box's id and its key. So the database alone opens nothing, and neither does the cookie once
its row is gone. Nothing in the tables joins a session to its box, and no time in them is finer
than a minute.

A box under a code that is kept for later will be the same row with the same key, wrapped once
more; the session needs no change, since it carries the id of the box it opens.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from prepkit.core.errors import BoxConflict, BoxGone, Unavailable
from prepkit.core.preparation import Preparation, from_bytes, to_bytes
from prepkit.store.seal import (
    BODY_STEP,
    KEY,
    SealBroken,
    as_token,
    derived,
    new_key,
    new_token,
    seal,
    token_secret,
    unseal,
)
from prepkit.store.tables import draft, reading, session, writing

IDLE = timedelta(hours=2)  # writing takes time; losing it is a failure too
LONGEST = timedelta(hours=8)  # browsers bring session cookies back, so the server's clock ends it
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Desk:
    """An opened box: what is in it, and which save of it this is."""

    preparation: Preparation
    rev: int


@dataclass(frozen=True)
class _Opened:
    """What a token opens: the session's row, and the id and the key of its box."""

    id: bytes
    idle_until: datetime
    max_until: datetime
    box: bytes
    key: bytes


class Boxes:
    """The boxes of one installation. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def begin(self, preparation: Preparation) -> str:
        """Put a preparation in a box of its own; gives the token that alone opens it."""
        token, key, now = new_token(), new_key(), self._clock()
        secret = token_secret(token)
        id, box = derived(secret, "session"), derived(secret, "box")
        idle_until = _floor(now + IDLE, _MINUTE)
        with writing(self._engine) as connection:
            connection.execute(
                insert(session).values(
                    id=id,
                    wrapped_key=seal(derived(secret, "session kek"), box + key, id=id),
                    idle_until=idle_until,
                    max_until=_floor(now + LONGEST, _MINUTE),
                )
            )
            connection.execute(
                insert(draft).values(
                    id=box,
                    kdf_v=0,
                    epoch=0,
                    rev=1,
                    expires_at=_ceiling(idle_until, _HOUR),
                    wrapped_dek=b"",
                    body=_sealed(preparation, key, box, 1),
                )
            )
        return token

    def open(self, token: str) -> Desk:
        """What is in the box, for another two hours; raises BoxGone."""
        now = self._clock()
        with reading(self._engine) as connection:
            opened = _opened(connection, token, now)
            row = _box(connection, opened, now)
        if _later(opened, now):
            with writing(self._engine) as connection:
                _touch(connection, opened, now)
        return Desk(_preparation(row, opened), row.rev)

    def keep(self, token: str, preparation: Preparation, rev: int) -> int:
        """Save over revision ``rev``; gives the new one.

        Raises BoxConflict if that isn't the box's revision any more, and BoxGone.
        """
        now = self._clock()
        with writing(self._engine) as connection:
            opened = _opened(connection, token, now)
            saved = connection.execute(
                update(draft)
                .where(draft.c.id == opened.box, draft.c.rev == rev, draft.c.expires_at > now)
                .values(rev=rev + 1, body=_sealed(preparation, opened.key, opened.box, rev + 1))
            )
            if not saved.rowcount:
                _box(connection, opened, now)  # gone, or else:
                raise BoxConflict("it was changed from another window in between")
            _touch(connection, opened, now)
        return rev + 1

    def leave(self, token: str) -> None:
        """End the session, and with it the box that only this token opens."""
        try:
            secret = token_secret(token)
        except SealBroken:
            return
        with writing(self._engine) as connection:
            connection.execute(delete(session).where(session.c.id == derived(secret, "session")))
            connection.execute(delete(draft).where(draft.c.id == derived(secret, "box")))

    def purge(self) -> int:
        """Delete everything that has expired, from the files too; gives the number of rows.

        On SQLite what was deleted stays in the write-ahead log until that is emptied: raises
        Unavailable if a reader keeps it open. On PostgreSQL old bytes leave with VACUUM and the
        server's own log; until then it is the missing key that makes them nothing.
        """
        now = self._clock()
        with writing(self._engine) as connection:
            ended = connection.execute(
                delete(session).where((session.c.idle_until <= now) | (session.c.max_until <= now))
            )
            boxes = connection.execute(delete(draft).where(draft.c.expires_at <= now))
            count = ended.rowcount + boxes.rowcount
        if self._engine.dialect.name == "sqlite":
            _empty_log(self._engine)
        return count


def csrf_token(token: str) -> str:
    """What a form of this session carries to show that it is ours; raises BoxGone."""
    try:
        return as_token(derived(token_secret(token), "csrf"))
    except SealBroken:
        raise BoxGone("there is no such session") from None


def _opened(connection: Connection, token: str, now: datetime) -> _Opened:
    """What the token opens; expired is the same as not there, before any purge."""
    try:
        secret = token_secret(token)
        id = derived(secret, "session")
        row = connection.execute(
            select(session).where(
                session.c.id == id, session.c.idle_until > now, session.c.max_until > now
            )
        ).one_or_none()
        if row is None:
            raise BoxGone("there is no such preparation")
        plain = unseal(derived(secret, "session kek"), row.wrapped_key, id=id)
    except SealBroken:
        raise BoxGone("there is no such preparation") from None
    return _Opened(id, row.idle_until, row.max_until, plain[:KEY], plain[KEY:])


def _sealed(preparation: Preparation, key: bytes, box: bytes, rev: int) -> bytes:
    return seal(key, to_bytes(preparation), id=box, rev=rev, step=BODY_STEP)


def _preparation(row: Row, opened: _Opened) -> Preparation:
    try:
        body = unseal(opened.key, row.body, id=opened.box, rev=row.rev, step=BODY_STEP)
        return from_bytes(body)
    except (SealBroken, ValueError):  # ValueError: pydantic's, and its message holds the words
        raise BoxGone("the preparation can't be opened any more") from None


def _box(connection: Connection, opened: _Opened, now: datetime) -> Row:
    row = connection.execute(
        select(draft).where(draft.c.id == opened.box, draft.c.expires_at > now)
    ).one_or_none()
    if row is None:
        raise BoxGone("there is no such preparation")
    return row


def _later(opened: _Opened, now: datetime) -> datetime | None:
    """The session's new idle end, if it has one: it moves at most once a minute."""
    until = min(_floor(now + IDLE, _MINUTE), opened.max_until)
    return until if until > opened.idle_until else None


def _touch(connection: Connection, opened: _Opened, now: datetime) -> None:
    """Move the session's idle end on, and an unsaved box's with it, by whole hours."""
    if not (until := _later(opened, now)):
        return
    connection.execute(update(session).where(session.c.id == opened.id).values(idle_until=until))
    if (hour := _ceiling(until, _HOUR)) > _ceiling(opened.idle_until, _HOUR):
        unsaved = (draft.c.id == opened.box) & (draft.c.kdf_v == 0)
        connection.execute(update(draft).where(unsaved).values(expires_at=hour))


def _floor(moment: datetime, step: timedelta) -> datetime:
    return moment - timedelta(seconds=moment.timestamp() % step.total_seconds())


def _ceiling(moment: datetime, step: timedelta) -> datetime:
    whole = _floor(moment, step)
    return whole if whole == moment else whole + step


def _empty_log(engine: Engine, tries: int = 5, wait: float = 0.2) -> None:
    """Move SQLite's write-ahead log into the file and cut it to nothing."""
    connection = engine.raw_connection()
    try:
        connection.execute("PRAGMA busy_timeout=200")
        for _ in range(tries):
            busy, *_rest = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            time.sleep(wait)
    finally:
        connection.execute("PRAGMA busy_timeout=5000")
        connection.close()
    raise Unavailable(
        "deleted rows are still in the write-ahead log: somebody is reading; purge again"
    )
