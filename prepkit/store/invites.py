"""Keeps invitations to helpers, and the letterboxes that their questions fall into.

An invitation's code opens its row: which letterbox, and the public half of its key. Whoever has
the code can post questions and read nothing, not even their own. The secret half is inside the
preparation, so the database can't tell which preparation a row belongs to, and a row of an inbox
has the same size whatever is in it.

Nothing a helper is answered depends on the preparation: it isn't looked up, and couldn't be.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from prepkit.core.codename import CodeKind, new_code
from prepkit.core.errors import InviteFull, InviteGone
from prepkit.core.expected import Expected, Invitation, Sent, room
from prepkit.store.burials import letter_at
from prepkit.store.keyring import Keyring, Lock
from prepkit.store.seal import (
    KEY,
    SealBroken,
    derived,
    letterbox_of,
    new_letterbox,
    new_token,
    post,
    seal,
    take_out,
    token_secret,
    unseal,
)
from prepkit.store.tables import inbox, invite, reading, session, writing

LONGEST = timedelta(hours=8)  # a helper's visit; the code opens another one
LETTER = 2048  # bytes of every question before it is sealed: 300 characters of 4 bytes fit
_BODY = 1024  # bytes of every invitation before it is sealed
_DAY = timedelta(days=1)

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Question:
    """What a helper sends: their words and the language of the page they wrote them on.

    ``picked`` is ``bank/id`` for a question of a bank.
    """

    words: str
    language: str
    picked: str = ""


@dataclass(frozen=True)
class Visit:
    """What a helper's page may know: how many more they may send, and which meeting it is for."""

    left: int
    meeting: str


@dataclass(frozen=True)
class _Body:
    """What an invitation's row holds, sealed under its code. Bytes are in hex."""

    inbox: str
    public: str
    name: str
    meeting: str


@dataclass(frozen=True)
class _Letter:
    """What is posted. The nonce makes two equal questions two.

    Those that are sent together begin alike and are numbered: in order, and no more than that.
    """

    inbox: str
    nonce: str
    invitation: str
    name: str
    words: str
    language: str
    picked: str


@dataclass(frozen=True)
class _Opened:
    """An invitation that is open in front of a helper."""

    id: bytes
    body: _Body = field(repr=False)
    left: int
    expires_at: datetime


_BODY_AS_JSON = TypeAdapter(_Body)
_LETTER_AS_JSON = TypeAdapter(_Letter)


class Invites:
    """The invitations of one installation. ``clock`` gives the time with its zone."""

    def __init__(self, engine: Engine, clock: Clock, keyring: Keyring) -> None:
        self._engine = engine
        self._clock = clock
        self._keyring = keyring

    # for the young person

    def letterbox(self) -> tuple[str, str]:
        """A new inbox and the secret that opens it, for ``Expected.with_inbox``."""
        return secrets.token_hex(KEY), new_letterbox()[0].hex()

    def make(self, expected: Expected, name: str, meeting: str, until: datetime) -> Invitation:
        """A new invitation to the letterbox of ``expected``, open until the end of that day.

        One Argon2id: raises Unavailable. Raises InviteFull if too much is waiting already.
        """
        code = new_code(CodeKind.HELPER, secrets.choice)
        lock, ends = self._keyring.lock(code), _end_of_day(until)
        public = letterbox_of(bytes.fromhex(expected.secret)).hex()
        body = _Body(expected.inbox, public, name, meeting)
        with writing(self._engine) as connection:
            left = room(_waiting(connection, expected), self._promised(connection, expected))
            if not left:
                raise InviteFull("so many questions may be waiting already")
            connection.execute(
                insert(invite).values(
                    id=lock.id,
                    epoch=lock.epoch,
                    expires_at=ends,
                    left=left,
                    body=seal(lock.kek, _BODY_AS_JSON.dump_json(body), id=lock.id, step=_BODY),
                )
            )
        return Invitation(lock.id.hex(), name, code, ends)

    def arrived(self, expected: Expected) -> tuple[Sent, ...]:
        """Every question in the letterbox, in an order that says nothing of when each came.

        What was sent together stands in the order it was written.
        """
        return tuple(sorted((sent for _, sent in self._letters(expected)), key=lambda s: s.id))

    def drop(self, expected: Expected, ids: Iterable[str]) -> None:
        """Take questions that were decided about out of the letterbox."""
        wanted = set(ids)
        rows = [n for n, sent in self._letters(expected) if sent.id in wanted]
        with writing(self._engine) as connection:
            _empty(connection, expected, rows)

    def close(self, expected: Expected, invitation: Invitation, unread: bool) -> None:
        """End an invitation at once; with ``unread``, what it brought and nobody took in goes too.

        A helper sees what they would see of any code that opens nothing.
        """
        letters = self._letters(expected) if unread else ()
        rows = [n for n, sent in letters if sent.invitation == invitation.id]
        self._delete(expected, [invitation], rows)

    def end(self, expected: Expected) -> None:
        """End every invitation, and empty the letterbox: their code was seen, or all is deleted."""
        with reading(self._engine) as connection:
            mine = inbox.c.inbox_id == _inbox(expected)
            rows = connection.execute(select(inbox.c.n).where(mine)).scalars().all()
        self._delete(expected, expected.invitations, rows)

    # for the helper

    def open(self, code: str) -> str:
        """Begin a visit by the code; gives the token for the helper's cookie.

        Wrong, closed and expired are one answer after the same work: InviteGone after one Argon2id
        for each version of it that rows may rest on. Raises Unavailable.
        """
        found = self._found(code)
        token = new_token()
        secret = token_secret(token)
        id, until = derived(secret, "helper"), _floor(self._clock() + LONGEST)
        opens = seal(derived(secret, "helper kek"), found.id + found.kek, id=id)
        with writing(self._engine) as connection:
            connection.execute(
                insert(session).values(id=id, wrapped_key=opens, idle_until=until, max_until=until)
            )
        return token

    def visit(self, token: str) -> Visit:
        """What the helper's page may know; raises InviteGone."""
        with reading(self._engine) as connection:
            opened = self._opened(connection, token)
        return Visit(opened.left, opened.body.meeting)

    def send(self, token: str, questions: Sequence[Question]) -> None:
        """Post all of these or none; raises InviteFull for more than are left, and InviteGone."""
        with writing(self._engine) as connection:
            opened = self._opened(connection, token)
            taken = connection.execute(
                update(invite)
                .where(invite.c.id == opened.id, invite.c.left >= len(questions))
                .values(left=invite.c.left - len(questions))
            )
            if not taken.rowcount:
                raise InviteFull("so many questions may not be sent")
            together = secrets.token_hex(15)
            for n, question in enumerate(questions):
                connection.execute(
                    insert(inbox).values(
                        inbox_id=bytes.fromhex(opened.body.inbox),
                        n=secrets.randbelow(2**31),
                        sealed=_sealed(opened, question, f"{together}{n:02x}"),
                        expires_at=opened.expires_at,
                    )
                )

    def leave(self, token: str) -> None:
        """End a helper's visit."""
        try:
            id = derived(token_secret(token), "helper")
        except SealBroken:
            return
        with writing(self._engine) as connection:
            connection.execute(delete(session).where(session.c.id == id))

    def _found(self, code: str) -> Lock:
        """The lock that the code opens a row with; raises InviteGone."""
        for kdf in self._keyring.versions:
            locks = {lock.id: lock for lock in self._keyring.locks(code, kdf)}
            known = invite.c.id.in_(list(locks)) & (invite.c.expires_at > self._clock())
            with reading(self._engine) as connection:
                id = connection.execute(select(invite.c.id).where(known)).scalar()
            if id is not None:
                return locks[id]
        raise InviteGone("there is no such invitation")

    def _opened(self, connection: Connection, token: str) -> _Opened:
        """What a helper's token opens; expired is the same as not there, before any purge."""
        now = self._clock()
        try:
            secret = token_secret(token)
            id = derived(secret, "helper")
            visit = connection.execute(
                select(session).where(session.c.id == id, session.c.max_until > now)
            ).one_or_none()
            if visit is None:
                raise InviteGone("there is no such visit")
            opens = unseal(derived(secret, "helper kek"), visit.wrapped_key, id=id)
            row = connection.execute(
                select(invite).where(invite.c.id == opens[:KEY], invite.c.expires_at > now)
            ).one_or_none()
            if row is None:
                raise InviteGone("there is no such invitation")
            body = unseal(opens[KEY:], row.body, id=row.id, step=_BODY)
        except SealBroken:
            raise InviteGone("there is no such invitation") from None
        return _Opened(row.id, _BODY_AS_JSON.validate_json(body), row.left, row.expires_at)

    def _letters(self, expected: Expected) -> list[tuple[int, Sent]]:
        """Every letter that opens and was meant for this letterbox, with its row."""
        if not expected.inbox:
            return []
        now, secret = self._clock(), bytes.fromhex(expected.secret)
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(inbox.c.n, inbox.c.sealed).where(
                    inbox.c.inbox_id == _inbox(expected), inbox.c.expires_at > now
                )
            ).all()
        letters = ((row.n, _letter(secret, row.sealed)) for row in rows)
        return [
            (
                n,
                Sent(
                    each.nonce, each.name, each.words, each.language, each.picked, each.invitation
                ),
            )
            for n, each in letters
            if each and each.inbox == expected.inbox
        ]

    def _delete(
        self, expected: Expected, invitations: Sequence[Invitation], rows: Sequence[int]
    ) -> None:
        """Delete these invitations and letters, so that no backup brings them back."""
        ends = {bytes.fromhex(each.id): each.until for each in invitations}
        letters = (inbox.c.inbox_id == _inbox(expected)) & inbox.c.n.in_(rows)
        with writing(self._engine) as connection:
            connection.execute(delete(invite).where(invite.c.id.in_(list(ends))))
            for row in connection.execute(select(inbox.c.n, inbox.c.expires_at).where(letters)):
                ends[letter_at(_inbox(expected), row.n)] = row.expires_at
            connection.execute(delete(inbox).where(letters))
        self._keyring.burials.add(ends)

    def _promised(self, connection: Connection, expected: Expected) -> int:
        """How many questions may still come by the invitations that are open."""
        ids = [bytes.fromhex(each.id) for each in expected.invitations]
        return connection.execute(
            select(func.coalesce(func.sum(invite.c.left), 0)).where(
                invite.c.id.in_(ids), invite.c.expires_at > self._clock()
            )
        ).scalar_one()


def _sealed(opened: _Opened, question: Question, nonce: str) -> bytes:
    body = opened.body
    letter = _Letter(
        body.inbox,
        nonce,
        opened.id.hex(),
        body.name,
        question.words,
        question.language,
        question.picked,
    )
    return post(bytes.fromhex(body.public), _LETTER_AS_JSON.dump_json(letter), size=LETTER)


def _letter(secret: bytes, sealed: bytes) -> _Letter | None:
    try:
        return _LETTER_AS_JSON.validate_json(take_out(secret, sealed, size=LETTER))
    except (SealBroken, ValueError):  # ValueError: pydantic's, and its message holds the words
        return None


def _inbox(expected: Expected) -> bytes:
    return bytes.fromhex(expected.inbox)


def _waiting(connection: Connection, expected: Expected) -> int:
    counted = select(func.count()).select_from(inbox).where(inbox.c.inbox_id == _inbox(expected))
    return connection.execute(counted).scalar_one()


def _empty(connection: Connection, expected: Expected, rows: Sequence[int]) -> None:
    connection.execute(
        delete(inbox).where(inbox.c.inbox_id == _inbox(expected), inbox.c.n.in_(rows))
    )


def _floor(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _end_of_day(moment: datetime) -> datetime:
    """The midnight after, in UTC: whole days, so that rows of many look alike."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
