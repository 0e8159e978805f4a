"""A share is what was given in that moment, for whoever has the code, until it is taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from prepkit.core.codename import CodeKind, kind_of, shown
from prepkit.core.errors import ShareGone
from prepkit.core.preparation import Answer
from prepkit.core.sharing import shared_view
from prepkit.core.sharing_state import Sharing
from prepkit.store.purge import purge
from prepkit.store.shares import LONGEST, Shares
from prepkit.store.tables import share
from tests.core.test_preparation import ASKED, EMPTY

FAR = date(2027, 12, 24)
VIEW = shared_view(EMPTY.answering(ASKED, Answer("Att få vara ifred", "ja", Sharing.GIVE)))


@pytest.fixture
def shares(engine, clock, keyring) -> Shares:
    return Shares(engine, clock, keyring)


def rows(engine):
    with engine.connect() as connection:
        return connection.execute(select(share)).all()


def test_whoever_has_the_code_opens_what_was_shared_and_it_is_counted(shares):
    made = shares.make(VIEW, FAR)
    assert shares.opens([made]) == {made.id: 0}

    assert shares.open(made.code) == VIEW
    assert shares.open(shown(made.code).lower()) == VIEW

    assert shares.opens([made]) == {made.id: 2}
    assert kind_of(made.code) is CodeKind.SHARE


def test_another_code_opens_nothing_and_counts_nothing(shares):
    made = shares.make(VIEW, FAR)

    for wrong in ("S" + "0" * 12, made.code[:-1] + ("0" if made.code[-1] != "0" else "1"), ""):
        with pytest.raises(ShareGone):
            shares.open(wrong)
    assert shares.opens([made]) == {made.id: 0}


def test_what_is_taken_back_is_gone_and_the_rest_is_not(shares, engine):
    first, second = shares.make(VIEW, FAR), shares.make(VIEW, FAR)

    shares.end([first])

    assert shares.opens([first, second]) == {second.id: 0}
    with pytest.raises(ShareGone):
        shares.open(first.code)
    assert shares.open(second.code) == VIEW
    assert [row.id.hex() for row in rows(engine)] == [second.id]


def test_it_opens_until_the_end_of_its_last_day_and_never_longer_than_30_days(shares, clock):
    tomorrow = (clock() + timedelta(days=1)).date()
    soon, far = shares.make(VIEW, tomorrow), shares.make(VIEW, FAR)
    assert (soon.last_day, far.last_day) == (tomorrow, (clock() + LONGEST).date())

    clock.move(days=2)
    with pytest.raises(ShareGone):
        shares.open(soon.code)
    assert shares.opens([soon]) == {}
    assert shares.open(far.code) == VIEW
    clock.move(days=29)
    with pytest.raises(ShareGone):
        shares.open(far.code)


def test_expired_shares_are_purged(shares, engine, clock, keyring):
    shares.make(VIEW, FAR)
    clock.move(days=40)

    purge(engine, clock(), keyring)

    assert rows(engine) == []


def test_a_row_holds_nothing_of_the_words_and_opens_in_no_other_place(shares, engine):
    first, second = shares.make(VIEW, FAR), shares.make(VIEW, FAR)
    bodies = {row.id.hex(): row.body for row in rows(engine)}
    assert not any(b"ifred" in body for body in bodies.values())
    assert {len(body) for body in bodies.values()} == {4096 + 41}  # version, nonce, tag

    with engine.begin() as connection:
        place = share.c.id == bytes.fromhex(first.id)
        connection.execute(update(share).where(place).values(body=bodies[second.id]))

    with pytest.raises(ShareGone):
        shares.open(first.code)
