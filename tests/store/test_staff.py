import re
import threading
from datetime import timedelta
from time import thread_time  # CPU of this thread: other work on the machine doesn't count

import pytest
from sqlalchemy import select

from prepkit.core.errors import StaffError, Unavailable
from prepkit.store.seal import Cost, new_token
from prepkit.store.staff import FREE_TRIES, IDLE, LONGEST, Member, Staff, StaffRole
from prepkit.store.tables import member, member_session, reading

CHEAP = Cost(passes=1, memory=8192)
NEW = "en helt ny lösenfras"


@pytest.fixture
def staff(engine, clock) -> Staff:
    return Staff(engine, clock, CHEAP)


@pytest.fixture
def password(staff) -> str:
    """Åsa's password; she is an editor."""
    return staff.add("Åsa Öberg", "editor")


def test_an_account_opens_with_the_password_shown_once(staff, password):
    token = staff.sign_in("Åsa Öberg", password)

    assert staff.member(token) == Member("Åsa Öberg", StaffRole.EDITOR)


def test_a_password_is_long_random_and_easy_to_copy_by_hand(staff):
    passwords = {staff.add(f"anna{n}", "worker") for n in range(20)}

    assert len(passwords) == 20
    # 20 letters of 30: 98 bits
    group = "[a-hjkmnp-tv-z2-9]{5}"
    assert all(re.fullmatch("-".join([group] * 4), each) for each in passwords)


def test_a_name_may_be_typed_with_other_capitals_and_spaces(staff, password):
    assert staff.sign_in("  åsa   ÖBERG ", password)


def test_the_table_holds_neither_password_nor_token(staff, password, engine):
    token = staff.sign_in("Åsa Öberg", password)

    with reading(engine) as connection:
        told = repr(connection.execute(select(member)).all())
        told += repr(connection.execute(select(member_session)).all())

    assert "argon2id" in told
    assert password not in told
    assert token not in told


def refusal(staff, name, password) -> str:
    with pytest.raises(StaffError) as told:
        staff.sign_in(name, password)
    return str(told.value)


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(staff, password):
    answers = {refusal(staff, name, "fel") for name in ("Åsa Öberg", "Ingen Alls", "", "x" * 500)}

    assert answers == {"the name or the password is wrong"}


def test_an_unknown_name_takes_as_long_as_a_known_one(engine, clock):
    staff = Staff(engine, clock, Cost(passes=1, memory=32 * 2**20))
    staff.add("Anna", "worker")
    refusal(staff, "ingen", "fel")  # the first makes the decoy

    def took(name):
        began = thread_time()
        refusal(staff, name, "fel")
        return thread_time() - began

    known, unknown = (min(took(name) for _ in range(5)) for name in ("Anna", "ingen alls"))

    assert 0.5 < unknown / known < 2


def test_many_wrong_tries_make_a_name_wait_but_never_long(staff, password, clock):
    for _ in range(FREE_TRIES):
        assert "is wrong" in refusal(staff, "Åsa Öberg", "fel")
    assert "wait" in refusal(staff, "Åsa Öberg", password)

    for _ in range(40):  # somebody who never gives up
        clock.move(seconds=30)
        assert "is wrong" in refusal(staff, "Åsa Öberg", "fel")
    clock.move(seconds=30)

    assert staff.sign_in("Åsa Öberg", password)


def test_a_name_nobody_has_waits_just_as_long(staff, password):
    def answers(name):
        return [refusal(staff, name, "fel") for _ in range(FREE_TRIES + 2)]

    assert answers("Åsa Öberg") == answers("Ingen Alls")


def test_one_name_waiting_lets_the_others_in(staff, password):
    for _ in range(FREE_TRIES + 1):
        refusal(staff, "Bo", "fel")

    assert staff.sign_in("Åsa Öberg", password)


@pytest.mark.parametrize("role", ["admin", "", "Editor"])
def test_there_are_two_roles(staff, role):
    with pytest.raises(StaffError, match="worker, editor"):
        staff.add("Anna", role)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_has_some_letters_and_not_too_many(staff, name):
    with pytest.raises(StaffError, match="1 to 60"):
        staff.add(name, "worker")


def test_a_name_is_given_once(staff, password):
    with pytest.raises(StaffError, match="already"):
        staff.add("åsa öberg", "worker")


def test_everybody_is_listed_by_name(staff, password):
    staff.add("Bo", "worker")

    assert staff.list() == (
        Member("Bo", StaffRole.WORKER),
        Member("Åsa Öberg", StaffRole.EDITOR),
    )


def test_a_reset_gives_a_new_password_and_ends_every_session(staff, password):
    token = staff.sign_in("Åsa Öberg", password)

    new = staff.reset("Åsa Öberg")

    assert staff.member(token) is None
    assert "is wrong" in refusal(staff, "Åsa Öberg", password)
    assert staff.sign_in("Åsa Öberg", new)


def test_whoever_is_removed_is_out_at_once(staff, password, engine):
    token = staff.sign_in("Åsa Öberg", password)

    staff.remove("Åsa Öberg")

    assert staff.member(token) is None
    assert staff.list() == ()
    assert "is wrong" in refusal(staff, "Åsa Öberg", password)
    with reading(engine) as connection:
        assert connection.execute(select(member_session)).all() == []


@pytest.mark.parametrize("change", [Staff.reset, Staff.remove])
def test_an_account_that_is_not_there_cannot_be_changed(staff, change):
    with pytest.raises(StaffError, match="no account for 'Bo'"):
        change(staff, "Bo")


def test_signing_out_ends_this_session_alone(staff, password):
    first, second = staff.sign_in("Åsa Öberg", password), staff.sign_in("Åsa Öberg", password)

    staff.sign_out(first)
    staff.sign_out("nonsense")

    assert staff.member(first) is None
    assert staff.member(second)


def test_a_new_password_needs_the_old_one_and_ends_the_other_sessions(staff, password):
    before = staff.sign_in("Åsa Öberg", password)

    with pytest.raises(StaffError, match="is wrong"):
        staff.change_password("Åsa Öberg", "fel", NEW)
    after = staff.change_password("Åsa Öberg", password, NEW)

    assert staff.member(before) is None
    assert staff.member(after)
    assert "is wrong" in refusal(staff, "Åsa Öberg", password)
    assert staff.sign_in("Åsa Öberg", NEW)


def test_a_password_is_the_same_from_any_keyboard(staff, password):
    composed, apart = "l\u00f6senord \u00e5\u00e4\u00f6", "lo\u0308senord a\u030aa\u0308o\u0308"

    staff.change_password("Åsa Öberg", password, apart)

    assert staff.sign_in("Åsa Öberg", composed)


@pytest.mark.parametrize("new", ["", "kort", "x" * 11, "x" * 201])
def test_a_password_is_long_but_not_endless(staff, password, new):
    with pytest.raises(StaffError, match="12 to 200"):
        staff.change_password("Åsa Öberg", password, new)


@pytest.mark.parametrize(
    "token", ["", "nonsense", "å" * 43, new_token()], ids=["empty", "nonsense", "letters", "alike"]
)
def test_a_token_of_nobodys_is_nobody(staff, password, token):
    staff.sign_in("Åsa Öberg", password)

    assert staff.member(token) is None


def test_two_hours_of_silence_sign_out(staff, password, clock):
    token = staff.sign_in("Åsa Öberg", password)

    clock.now += IDLE - timedelta(seconds=1)
    assert staff.member(token)
    clock.now += IDLE

    assert staff.member(token) is None


def test_twelve_hours_sign_out_also_whoever_works_on(staff, password, clock):
    token, began = staff.sign_in("Åsa Öberg", password), clock.now

    while clock.now < began + LONGEST:
        assert staff.member(token)
        clock.move(hours=1)

    assert staff.member(token) is None


def test_ended_sessions_go_when_somebody_signs_in(staff, password, clock, engine):
    staff.sign_in("Åsa Öberg", password)
    clock.move(hours=3)

    staff.sign_in("Åsa Öberg", password)

    with reading(engine) as connection:
        assert len(connection.execute(select(member_session)).all()) == 1


def test_many_who_sign_in_at_once_all_get_an_answer(file_engine, clock):
    staff = Staff(file_engine, clock, Cost(passes=1, memory=16 * 2**20))
    password = staff.add("Anna", "worker")
    got = []

    def try_it():
        try:
            got.append(bool(staff.sign_in("Anna", password)))
        except Unavailable:
            got.append("later")

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == 8
    assert True in got
