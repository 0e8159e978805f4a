"""What was deleted early does not come back with a backup: shares, invitations and letters (P14).

A backup is the SQLite file as it was before. The list of what was deleted lies beside the peppers,
so a site that opens on the copy purges it again.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from prepkit.core.errors import InviteGone, ShareGone
from prepkit.core.expected import Expected, Invitation
from prepkit.core.share import Share
from prepkit.store.invites import Invites, Question
from prepkit.store.keyring import Keyring
from prepkit.store.purge import purge
from prepkit.store.shares import Shares
from prepkit.store.tables import connect, inbox, reading
from tests.clock import Clock
from tests.store.test_shares import VIEW

FAR = date(2027, 12, 24)


@dataclass
class Given:
    """What one preparation has given to others, and the stores it did that with."""

    shares: Shares
    invites: Invites
    share: Share
    invitation: Invitation
    expected: Expected


@pytest.fixture
def given(file_engine: Engine, clock: Clock, keyring: Keyring) -> Given:
    """Something shared, and an invitation by which a question came."""
    shares, invites = (kind(file_engine, clock, keyring) for kind in (Shares, Invites))
    expected = Expected().with_inbox(*invites.letterbox())
    made = invites.make(expected, "mamma", "uppfoljning", clock() + timedelta(days=30))
    invites.send(invites.open(made.code), [Question("Hur sover du?", "sv")])
    return Given(shares, invites, shares.make(VIEW, FAR), made, expected.inviting(made))


@pytest.fixture
def backup(file_engine: Engine, given: Given, tmp_path: Path) -> Iterator[Engine]:
    """The file as it was before anything was deleted."""
    file_engine.dispose()  # so that all of it is in the one file
    copy = tmp_path / "backup.sqlite3"
    shutil.copy(tmp_path / "instance" / "prepkit.sqlite3", copy)
    restored = connect(f"sqlite:///{copy}")
    yield restored
    restored.dispose()


def opens(engine: Engine, clock: Clock, keyring: Keyring, given: Given) -> set[str]:
    """What still opens on this database, as a site does that starts on it."""
    purge(engine, clock(), keyring)
    found = set()
    try:
        Shares(engine, clock, keyring).open(given.share.code)
        found.add("share")
    except ShareGone:
        pass
    try:
        Invites(engine, clock, keyring).open(given.invitation.code)
        found.add("invitation")
    except InviteGone:
        pass
    with reading(engine) as connection:
        return found | {"letter" for _ in connection.execute(select(inbox))}


@pytest.mark.parametrize(
    ("ended", "left"),
    [
        ("nothing", {"share", "invitation", "letter"}),  # the control: it does come back
        ("share", {"invitation", "letter"}),
        ("invitation", {"share", "letter"}),
        ("invitation and what it brought", {"share"}),
        ("every invitation", {"share"}),
    ],
)
def test_a_restored_backup_opens_nothing_that_was_ended(
    given, backup, clock, keyring, file_engine, ended, left
):
    if ended == "share":
        given.shares.end([given.share])
    elif ended == "every invitation":
        given.invites.end(given.expected)
    elif ended != "nothing":
        unread = ended != "invitation"
        given.invites.close(given.expected, given.invitation, unread=unread)
    clock.move(days=20)  # into another month

    assert opens(backup, clock, keyring, given) == left
    assert opens(file_engine, clock, keyring, given) == left


def test_what_was_ended_is_forgotten_when_no_backup_could_bring_it_back(
    given, clock, keyring, file_engine, tmp_path
):
    given.shares.end([given.share])
    given.invites.end(given.expected)
    list_ = tmp_path / "peppers" / "buried"
    assert len(list_.read_text().splitlines()) == 3

    clock.move(days=40)
    purge(file_engine, clock(), keyring)

    assert list_.read_text() == ""
