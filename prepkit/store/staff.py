"""The accounts of those who work with prepkit: who they are, and who is signed in.

An unknown name gets the same answer as a wrong password, after the same work. Too many wrong
tries make a name wait, at most half a minute: nobody can be locked out by somebody else's tries.
"""

import secrets
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from prepkit.core.errors import StaffError
from prepkit.core.text import one_line
from prepkit.store.seal import (
    Cost,
    SealBroken,
    derived,
    hash_password,
    is_password,
    new_token,
    token_secret,
)
from prepkit.store.tables import member, member_session, reading, writing

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200  # characters
LONGEST_NAME = 60
FREE_TRIES = 5  # wrong tries in a row before a name has to wait
LONGEST_WAIT = 30  # seconds
_TOUCH = timedelta(minutes=1)
_ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"  # nothing that looks like something else
_GROUPS, _LETTERS = 4, 5  # 20 letters of 30: 98 bits
_NAMES_REMEMBERED = 10_000


class StaffRole(StrEnum):
    """A worker sees what young people share; an editor also changes the banks."""

    WORKER = "worker"
    EDITOR = "editor"


@dataclass(frozen=True)
class Member:
    """Somebody who works here."""

    name: str
    role: StaffRole


class Staff:
    """The accounts of one installation. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], cost: Cost = Cost()) -> None:  # noqa: B008
        self._engine = engine
        self._clock = clock
        self._cost = cost
        self._nobody = b""
        self._tries = _Tries()

    def add(self, name: str, role: str) -> str:
        """Make an account; gives its password, which is shown this once. Raises StaffError."""
        name = _name(name)
        if role not in set(StaffRole):
            raise StaffError(f"there is no role '{role}'; choose one of: {', '.join(StaffRole)}")
        password = _new_password()
        row = {"folded": name.casefold(), "name": name, "role": str(role)}
        row["password"] = hash_password(password, self._cost)
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(member).values(row))
        except IntegrityError:
            raise StaffError(f"there is already an account for '{name}'") from None
        return password

    def list(self) -> tuple[Member, ...]:
        """Everybody, by name."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(member)).all()
        rows.sort(key=lambda row: row.folded)  # not by the database: each sorts in its own way
        return tuple(Member(row.name, StaffRole(row.role)) for row in rows)

    def reset(self, name: str) -> str:
        """Give somebody a new password, shown this once, and sign them out everywhere."""
        password = _new_password()
        hashed = hash_password(password, self._cost)
        with writing(self._engine) as connection:
            folded = _known(connection, name)
            _set_password(connection, folded, hashed)
        self._tries.forget(folded)
        return password

    def remove(self, name: str) -> None:
        """Take away an account and sign it out; what it wrote in the banks stays."""
        with writing(self._engine) as connection:
            folded = _known(connection, name)
            connection.execute(delete(member).where(member.c.folded == folded))

    def sign_in(self, name: str, password: str) -> str:
        """A token for a new session; StaffError, the same for a wrong name and a wrong password."""
        folded = self._proven(name, password)
        with writing(self._engine) as connection:
            return self._session(connection, folded)

    def member(self, token: str) -> Member | None:
        """Who has this session; None if nobody has, or it has ended."""
        now = self._clock()
        with reading(self._engine) as connection:
            row = connection.execute(
                select(member_session, member.c.name, member.c.role)
                .join(member)
                .where(
                    member_session.c.id == _session_id(token),
                    member_session.c.idle_until > now,
                    member_session.c.max_until > now,
                )
            ).one_or_none()
        if row is None:
            return None
        if now + IDLE - row.idle_until >= _TOUCH:  # a write a minute is enough
            with writing(self._engine) as connection:
                connection.execute(
                    update(member_session)
                    .where(member_session.c.id == row.id)
                    .values(idle_until=now + IDLE)
                )
        return Member(row.name, StaffRole(row.role))

    def sign_out(self, token: str) -> None:
        """End this session."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(member_session).where(member_session.c.id == _session_id(token))
            )

    def change_password(self, name: str, old: str, new: str) -> str:
        """Change one's own password and sign out everywhere; gives a token to go on with."""
        if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
            raise StaffError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
        folded = self._proven(name, old)
        hashed = hash_password(_typed(new), self._cost)
        with writing(self._engine) as connection:
            _set_password(connection, folded, hashed)
            return self._session(connection, folded)

    def _proven(self, name: str, password: str) -> str:
        """The folded name, if the password is theirs."""
        folded = one_line(name).casefold()
        if wait := self._tries.wait(folded, self._clock()):
            raise StaffError(f"too many tries; wait {wait} seconds and try again")
        with reading(self._engine) as connection:
            hashed = connection.execute(
                select(member.c.password).where(member.c.folded == folded)
            ).scalar()
        known = hashed is not None
        right = is_password(_typed(password), hashed if known else self._decoy())
        if not (right and known):
            self._tries.wrong(folded, self._clock())
            raise StaffError("the name or the password is wrong")
        self._tries.forget(folded)
        return folded

    def _decoy(self) -> bytes:
        """A hash of nobody's password, so that an unknown name takes as long as a known one."""
        if not self._nobody:
            self._nobody = hash_password(_new_password(), self._cost)
        return self._nobody

    def _session(self, connection: Connection, folded: str) -> str:
        now, token = self._clock(), new_token()
        ended = (member_session.c.idle_until <= now) | (member_session.c.max_until <= now)
        connection.execute(delete(member_session).where(ended))
        connection.execute(
            insert(member_session).values(
                id=_session_id(token),
                member=folded,
                idle_until=now + IDLE,
                max_until=now + LONGEST,
            )
        )
        return token


class _Tries:
    """Wrong tries by name, in this process alone; known and unknown names are treated alike."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wrong: dict[str, tuple[int, datetime]] = {}

    def wait(self, name: str, now: datetime) -> int:
        """Whole seconds until the name may be tried again."""
        count, last = self._wrong.get(name, (0, now))
        if count < FREE_TRIES:
            return 0
        delay = min(2 ** min(count - FREE_TRIES, 5), LONGEST_WAIT)
        return max(0, round(delay - (now - last).total_seconds()))

    def wrong(self, name: str, now: datetime) -> None:
        with self._lock:
            count, _ = self._wrong.pop(name, (0, now))
            self._wrong[name] = (count + 1, now)
            if len(self._wrong) > _NAMES_REMEMBERED:
                del self._wrong[next(iter(self._wrong))]

    def forget(self, name: str) -> None:
        with self._lock:
            self._wrong.pop(name, None)


def _typed(password: str) -> str:
    """The password as any keyboard would have written it; å may be one character or two.

    One that is too long to be anybody's is none: hashing must not be asked to take it.
    """
    return unicodedata.normalize("NFC", password) if len(password) <= LONGEST_PASSWORD else ""


def _name(name: str) -> str:
    name = one_line(name)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise StaffError(f"a name has 1 to {LONGEST_NAME} characters")
    return name


def _known(connection: Connection, name: str) -> str:
    folded = one_line(name).casefold()
    found = select(member.c.folded).where(member.c.folded == folded)
    if connection.execute(found).scalar() is None:
        raise StaffError(f"there is no account for '{one_line(name)}'")
    return folded


def _set_password(connection: Connection, folded: str, hashed: bytes) -> None:
    connection.execute(update(member).where(member.c.folded == folded).values(password=hashed))
    connection.execute(delete(member_session).where(member_session.c.member == folded))


def _session_id(token: str) -> bytes:
    """The id of the token's row; of none, for what can't be a token."""
    try:
        return derived(token_secret(token), "member session")
    except SealBroken:
        return b""


def _new_password() -> str:
    letters = ["".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS)]
    return "-".join(letters)
