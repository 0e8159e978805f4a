"""Keeps what was shared with a code: a snapshot, sealed under that code alone.

A row is a SharedView as it was in the moment of sharing. What is changed in the preparation later
never gets here, and to take it back is to delete the row. Nothing in it tells which preparation
it came from (security.md 2.5).
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Engine, delete, insert, select, update

from prepkit.core.codename import CodeKind, new_code
from prepkit.core.errors import ShareGone
from prepkit.core.share import Share
from prepkit.core.sharing import SharedView, from_bytes, to_bytes
from prepkit.store.keyring import Keyring
from prepkit.store.seal import BODY_STEP, SealBroken, seal, unseal
from prepkit.store.tables import reading, share, writing

LONGEST = timedelta(days=30)

Clock = Callable[[], datetime]


class Shares:
    """The shares of one installation. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Clock, keyring: Keyring) -> None:
        self._engine = engine
        self._clock = clock
        self._keyring = keyring

    def make(self, view: SharedView, until: date) -> Share:
        """Keep a snapshot until the end of that day, 30 days from now at most.

        One Argon2id: raises Unavailable.
        """
        code = new_code(CodeKind.SHARE, secrets.choice)
        lock = self._keyring.lock(code)
        last_day = min(until, (self._clock() + LONGEST).date())
        with writing(self._engine) as connection:
            connection.execute(
                insert(share).values(
                    id=lock.id,
                    epoch=lock.epoch,
                    expires_at=_after(last_day),
                    opens=0,
                    body=seal(lock.kek, to_bytes(view), id=lock.id, step=BODY_STEP),
                )
            )
        return Share(lock.id.hex(), code, last_day)

    def open(self, code: str) -> SharedView:
        """The snapshot under a code, and one more opening counted.

        One Argon2id, whether the code is right or not: raises ShareGone for one that is wrong,
        taken back or expired, and Unavailable.
        """
        keys, now = {lock.id: lock.kek for lock in self._keyring.locks(code)}, self._clock()
        living = share.c.id.in_(list(keys)) & (share.c.expires_at > now)
        with writing(self._engine) as connection:
            row = connection.execute(select(share).where(living)).one_or_none()
            if row is None:
                raise ShareGone("there is no such share")
            try:
                view = from_bytes(unseal(keys[row.id], row.body, id=row.id, step=BODY_STEP))
            except (SealBroken, ValueError):  # ValueError: pydantic's, and its message holds words
                raise ShareGone("there is no such share") from None
            connection.execute(update(share).where(living).values(opens=share.c.opens + 1))
        return view

    def opens(self, mine: Iterable[Share]) -> Mapping[str, int]:
        """How often each of these was opened, by its id; those that are gone aren't there."""
        ids = [bytes.fromhex(each.id) for each in mine]
        living = share.c.id.in_(ids) & (share.c.expires_at > self._clock())
        with reading(self._engine) as connection:
            rows = connection.execute(select(share.c.id, share.c.opens).where(living)).all()
        return {row.id.hex(): row.opens for row in rows}

    def end(self, mine: Iterable[Share]) -> None:
        """Take these back: their codes open nothing any more, and no backup brings them back."""
        ends = {bytes.fromhex(each.id): _after(each.last_day) for each in mine}
        with writing(self._engine) as connection:
            connection.execute(delete(share).where(share.c.id.in_(list(ends))))
        self._keyring.burials.add(ends)


def _after(day: date) -> datetime:
    """When a day is over, in UTC."""
    return datetime.combine(day, time(), UTC) + timedelta(days=1)
