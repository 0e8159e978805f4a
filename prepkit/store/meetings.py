"""Keeps the meetings that workers invite to, each sealed under the code of its invitation.

The letter carries the code, and the worker's copy of it too: with it a signed-in worker moves the
meeting or calls it off. A preparation that began from it keeps what the code was stretched to, and
so sees the change without the code. No row tells who made it, for whom, or when.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from prepkit.core.codename import CodeKind, new_code
from prepkit.core.errors import AlreadyTold, EditConflict, InviteGone
from prepkit.core.meeting import Meeting, from_bytes, to_bytes
from prepkit.store.keyring import Keyring, Lock
from prepkit.store.seal import BODY_STEP, SealBroken, seal, unseal
from prepkit.store.tables import meeting as table
from prepkit.store.tables import reading, writing

AFTER = timedelta(days=14)  # after the meeting it can still be read
UNDATED = timedelta(days=60)
LONGEST = timedelta(days=180)

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Told:
    """A meeting as it is told today. ``rev`` is which change of it, from 1."""

    meeting: Meeting
    rev: int
    root: bytes = field(repr=False)  # what the code was stretched to: finds it again


class Meetings:
    """The meetings of one installation. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Clock, keyring: Keyring) -> None:
        self._engine = engine
        self._clock = clock
        self._keyring = keyring

    def code(self) -> str:
        """A new code, for a meeting that is not told yet: a form holds it until it is sent."""
        return new_code(CodeKind.MEETING, secrets.choice)

    def tell(self, meeting: Meeting, code: str = "") -> str:
        """Keep a new meeting; gives the code that opens it, which is ``code`` if there is one.

        One Argon2id: raises Unavailable. Raises AlreadyTold, and keeps nothing, if a meeting stands
        under the code: the same form was sent twice.
        """
        code = code or self.code()
        locks = self._keyring.locks(code)
        try:
            self._lock(locks)
        except InviteGone:
            self._insert(meeting, locks[0])
            return code
        raise AlreadyTold("a meeting stands under this code")

    def _insert(self, meeting: Meeting, lock: Lock) -> None:
        row = insert(table).values(
            id=lock.id,
            epoch=lock.epoch,
            expires_at=self._expires(meeting),
            rev=1,
            body=_sealed(meeting, lock, 1),
        )
        try:
            with writing(self._engine) as connection:
                connection.execute(row)
        except IntegrityError:  # pressed twice in the same moment
            raise AlreadyTold("a meeting stands under this code") from None

    def open(self, code: str) -> Told:
        """The meeting under a code; raises InviteGone, alike for wrong, ended and expired.

        One Argon2id either way: raises Unavailable.
        """
        return self._told(self._keyring.locks(code))

    def again(self, root: bytes) -> Told:
        """The meeting a preparation began from, as it is told today; raises InviteGone."""
        return self._told(self._keyring.relocks(root))

    def change(self, told: Told, meeting: Meeting) -> Told:
        """Tell it in another way from now on.

        Raises EditConflict if somebody else did so since ``told`` was read, and InviteGone.
        """
        lock = self._lock(self._keyring.relocks(told.root))
        rev = told.rev + 1
        with writing(self._engine) as connection:
            changed = connection.execute(
                update(table)
                .where(table.c.id == lock.id, table.c.rev == told.rev)
                .values(
                    rev=rev,
                    expires_at=self._expires(meeting),
                    body=_sealed(meeting, lock, rev),
                )
            )
        if not changed.rowcount:
            raise EditConflict("somebody else changed the meeting")
        return Told(meeting, rev, told.root)

    def _told(self, locks: Sequence[Lock]) -> Told:
        lock = self._lock(locks)
        with reading(self._engine) as connection:
            row = connection.execute(select(table).where(table.c.id == lock.id)).one_or_none()
        if row is None:
            raise InviteGone("there is no such invitation")
        return Told(_opened(row, lock), row.rev, lock.root)

    def _lock(self, locks: Sequence[Lock]) -> Lock:
        """The one of these locks that a living row stands under; expired is not there."""
        by_id = {lock.id: lock for lock in locks}
        living = table.c.id.in_(list(by_id)) & (table.c.expires_at > self._clock())
        with reading(self._engine) as connection:
            found = connection.execute(select(table.c.id).where(living)).scalar()
        if found is None:
            raise InviteGone("there is no such invitation")
        return by_id[found]

    def _expires(self, meeting: Meeting) -> datetime:
        """The midnight, in UTC, when the invitation ends."""
        now = self._clock()
        ends = now + UNDATED
        if meeting.day:
            ends = datetime.combine(meeting.day, time(), UTC) + AFTER
        latest = min(max(ends, now), now + LONGEST)
        return datetime.combine(latest.date(), time(), UTC) + timedelta(days=1)


def _sealed(meeting: Meeting, lock: Lock, rev: int) -> bytes:
    return seal(lock.kek, to_bytes(meeting), id=lock.id, rev=rev, step=BODY_STEP)


def _opened(row: Row, lock: Lock) -> Meeting:
    try:
        return from_bytes(unseal(lock.kek, row.body, id=row.id, rev=row.rev, step=BODY_STEP))
    except (SealBroken, ValueError):  # ValueError: pydantic's, and its message holds the words
        raise InviteGone("the invitation can't be opened any more") from None
