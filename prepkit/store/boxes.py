"""Keeps each preparation in a sealed box, whose key is only in the browser's session cookie.

The cookie holds a token. The token's hash finds a session row; the token opens what is sealed in
it: the box's id and its key. So the database alone opens nothing, and neither does the cookie once
its row is gone. Nothing in the tables joins a session to its box, and no time in them is finer
than a minute.

A box that is kept for later is the same row, with its key wrapped once more under a code
(keyring.py). Its place in the table comes from the code and the month's pepper, and each save moves
it to the current month. So a session of a kept box holds, instead of its id, the root that gives
its id in every month; with a new code that root finds nothing any more.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from prepkit.core.errors import BoxConflict, BoxGone
from prepkit.core.preparation import Preparation, from_bytes, to_bytes
from prepkit.store.keyring import Keyring, Lock
from prepkit.store.purge import purge
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
    """An opened box: what is in it, and which save of it this is.

    ``last_day`` is the last day it can be opened by its code; None if it isn't kept.
    """

    preparation: Preparation
    rev: int
    last_day: date | None = None


@dataclass(frozen=True)
class _Opened:
    """What a token opens: the session's row, the key of its box, and where that may stand.

    ``locks`` are those of a kept box, newest month first; ``ids`` the places of any box.
    """

    id: bytes
    idle_until: datetime
    max_until: datetime
    key: bytes = field(repr=False)
    ids: tuple[bytes, ...] = field(repr=False)
    locks: tuple[Lock, ...] = ()


class Boxes:
    """The boxes of one installation. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Clock, keyring: Keyring) -> None:
        self._engine = engine
        self._clock = clock
        self._keyring = keyring

    def begin(self, preparation: Preparation) -> str:
        """Put a preparation in a box of its own; gives the token that alone opens it."""
        token, key, now = new_token(), new_key(), self._clock()
        box = derived(token_secret(token), "box")
        with writing(self._engine) as connection:
            idle_until = _sit_down(connection, token, box + key, now)
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
            opened = self._opened(connection, token, now)
            row = _box(connection, opened, now)
        if _later(opened, now):
            with writing(self._engine) as connection:
                _touch(connection, opened, now)
        last_day = _last_day(row.expires_at) if row.kdf_v else None
        return Desk(_preparation(row, opened.key), row.rev, last_day)

    def keep(self, token: str, preparation: Preparation, rev: int) -> int:
        """Save over revision ``rev``; gives the new one. A kept box moves to the current month.

        Raises BoxConflict if that isn't the box's revision any more, and BoxGone.
        """
        now = self._clock()
        with writing(self._engine) as connection:
            opened = self._opened(connection, token, now)
            row = _box(connection, opened, now)
            lock = opened.locks[0] if opened.locks else None
            _save(connection, row, rev, _values(preparation, opened.key, lock, row.id, rev, now))
            _touch(connection, opened, now)
        return rev + 1

    def lock_up(self, token: str, code: str, preparation: Preparation, rev: int) -> int:
        """Save under a code, and keep the box until its last day; gives the new revision.

        A code that it had before opens nothing any more, and every other session of it has ended.
        One Argon2id: raises Unavailable. Raises BoxConflict and BoxGone as ``keep`` does.
        """
        lock, key, now = self._keyring.lock(code), new_key(), self._clock()
        with writing(self._engine) as connection:
            opened = self._opened(connection, token, now)
            row = _box(connection, opened, now)
            _save(connection, row, rev, _values(preparation, key, lock, row.id, rev, now))
            sealed = _session_seal(token, _held(lock, key))
            mine = session.c.id == opened.id
            connection.execute(update(session).where(mine).values(wrapped_key=sealed))
        self._bury(opened, row)
        return rev + 1

    def open_by_code(self, code: str) -> str:
        """A new session at the box that a code opens; gives its token.

        Wrong, expired and deleted are one answer after the same work: BoxGone after one Argon2id
        for each version of it that boxes may rest on. Raises Unavailable.
        """
        token, now = new_token(), self._clock()
        for kdf in self._keyring.versions:
            locks = {lock.id: lock for lock in self._keyring.locks(code, kdf)}
            with reading(self._engine) as connection:
                found = (draft.c.id.in_(locks)) & (draft.c.expires_at > now) & (draft.c.kdf_v > 0)
                row = connection.execute(select(draft).where(found)).first()
            if row:
                break
        else:
            raise BoxGone("no such code")
        lock, key = locks[row.id], _unwrapped(row, locks[row.id])
        with writing(self._engine) as connection:
            if lock.kdf != self._keyring.versions[0]:
                lock = self._keyring.lock(code)  # what costs more to guess, from now on
                moved = _values(_preparation(row, key), key, lock, row.id, row.rev, now)
                _save(connection, row, row.rev, {**moved, "expires_at": row.expires_at})
            _sit_down(connection, token, _held(lock, key), now)
        return token

    def leave(self, token: str) -> None:
        """End the session, and with it the box that only this token opens."""
        try:
            secret = token_secret(token)
        except SealBroken:
            return
        with writing(self._engine) as connection:
            connection.execute(delete(session).where(session.c.id == derived(secret, "session")))
            connection.execute(delete(draft).where(draft.c.id == derived(secret, "box")))

    def delete(self, token: str) -> None:
        """Delete the box, kept or not, and end the session; raises BoxGone."""
        with writing(self._engine) as connection:
            opened = self._opened(connection, token, now := self._clock())
            row = _box(connection, opened, now)
            connection.execute(delete(draft).where(draft.c.id == row.id))
            connection.execute(delete(session).where(session.c.id == opened.id))
        self._bury(opened, row)

    def purge(self) -> int:
        """Delete everything that has expired, whoever kept it; see ``purge.purge``."""
        return purge(self._engine, self._clock(), self._keyring)

    def _bury(self, opened: _Opened, row: Row) -> None:
        """See that a backup doesn't bring back a kept row, in whatever month it has it."""
        if opened.locks:
            self._keyring.burials.add(dict.fromkeys(opened.ids, row.expires_at))

    def _opened(self, connection: Connection, token: str, now: datetime) -> _Opened:
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
        place, key, kdf = plain[:KEY], plain[KEY : 2 * KEY], plain[2 * KEY :]
        locks = self._keyring.relocks(place, kdf[0]) if kdf else ()
        ids = tuple(lock.id for lock in locks) or (place,)
        return _Opened(id, row.idle_until, row.max_until, key, ids, locks)


def csrf_token(token: str) -> str:
    """What a form of this session carries to show that it is ours; raises BoxGone."""
    try:
        return as_token(derived(token_secret(token), "csrf"))
    except SealBroken:
        raise BoxGone("there is no such session") from None


def _sit_down(connection: Connection, token: str, held: bytes, now: datetime) -> datetime:
    """Make a session that holds what opens a box; gives its idle end."""
    idle_until = _floor(now + IDLE, _MINUTE)
    connection.execute(
        insert(session).values(
            id=derived(token_secret(token), "session"),
            wrapped_key=_session_seal(token, held),
            idle_until=idle_until,
            max_until=_floor(now + LONGEST, _MINUTE),
        )
    )
    return idle_until


def _session_seal(token: str, held: bytes) -> bytes:
    secret = token_secret(token)
    return seal(derived(secret, "session kek"), held, id=derived(secret, "session"))


def _held(lock: Lock, key: bytes) -> bytes:
    """What a session of a kept box holds: the version at the end tells it from an unsaved one."""
    return lock.root + key + bytes([lock.kdf])


def _sealed(preparation: Preparation, key: bytes, box: bytes, rev: int) -> bytes:
    return seal(key, to_bytes(preparation), id=box, rev=rev, step=BODY_STEP)


def _values(
    preparation: Preparation, key: bytes, lock: Lock | None, box: bytes, rev: int, now: datetime
) -> dict[str, object]:
    """A row's new values: a save after ``rev``; under ``lock``, if the box is kept."""
    if lock is None:
        return {"rev": rev + 1, "body": _sealed(preparation, key, box, rev + 1)}
    return {
        "id": lock.id,
        "kdf_v": lock.kdf,
        "epoch": lock.epoch,
        "rev": rev + 1,
        "expires_at": _after(preparation.keeping.last_day(now.date())),
        "wrapped_dek": seal(lock.kek, key, id=lock.id),
        "body": _sealed(preparation, key, lock.id, rev + 1),
    }


def _save(connection: Connection, row: Row, rev: int, values: dict[str, object]) -> None:
    """Put the new values in the row, if it is still revision ``rev``; raises BoxConflict."""
    mine = (draft.c.id == row.id) & (draft.c.rev == rev)
    if not connection.execute(update(draft).where(mine).values(values)).rowcount:
        raise BoxConflict("it was changed from another window in between")


def _preparation(row: Row, key: bytes) -> Preparation:
    try:
        return from_bytes(unseal(key, row.body, id=row.id, rev=row.rev, step=BODY_STEP))
    except (SealBroken, ValueError):  # ValueError: pydantic's, and its message holds the words
        raise BoxGone("the preparation can't be opened any more") from None


def _unwrapped(row: Row, lock: Lock) -> bytes:
    try:
        return unseal(lock.kek, row.wrapped_dek, id=row.id)
    except SealBroken:
        raise BoxGone("the preparation can't be opened any more") from None


def _box(connection: Connection, opened: _Opened, now: datetime) -> Row:
    row = connection.execute(
        select(draft).where(draft.c.id.in_(opened.ids), draft.c.expires_at > now)
    ).one_or_none()
    if row is None:
        raise BoxGone("there is no such preparation")
    return row


def _after(day: date) -> datetime:
    """When a day is over (in UTC: an hour or two into the night in Sweden)."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _last_day(expires_at: datetime) -> date:
    return (expires_at - timedelta(days=1)).date()


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
        unsaved = (draft.c.id == opened.ids[0]) & (draft.c.kdf_v == 0)
        connection.execute(update(draft).where(unsaved).values(expires_at=hour))


def _floor(moment: datetime, step: timedelta) -> datetime:
    return moment - timedelta(seconds=moment.timestamp() % step.total_seconds())


def _ceiling(moment: datetime, step: timedelta) -> datetime:
    whole = _floor(moment, step)
    return whole if whole == moment else whole + step
