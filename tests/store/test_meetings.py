"""A meeting opens with its code and nothing else, and a change of it reaches who began from it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from prepkit.core.asked import Texts
from prepkit.core.codename import CodeKind, kind_of
from prepkit.core.errors import AlreadyTold, EditConflict, InviteGone
from prepkit.core.meeting import AboutWorker, Meeting, Standing
from prepkit.store.about import Abouts
from prepkit.store.keyring import Keyring
from prepkit.store.meetings import Meetings
from prepkit.store.seal import Cost
from prepkit.store.staff import Staff
from prepkit.store.tables import meeting as table
from prepkit.store.tables import reading

CHEAP = Cost(passes=1, memory=2**13)
MEETING = Meeting(
    "uppfoljning", Texts("Uppföljning"), day=date(2026, 12, 1), where="Kanariegatan 7"
)


@pytest.fixture
def meetings(engine, clock, tmp_path) -> Meetings:
    return Meetings(engine, clock, Keyring(tmp_path / "peppers", clock, CHEAP))


def rows(engine):
    with reading(engine) as connection:
        return connection.execute(select(table)).all()


def test_a_meeting_opens_with_its_code(meetings):
    code = meetings.tell(MEETING)

    assert kind_of(code) is CodeKind.MEETING
    assert meetings.open(code).meeting == MEETING
    assert meetings.open(code.lower()).meeting == MEETING


def test_a_code_that_is_told_already_keeps_the_meeting_there_is(meetings):
    code = meetings.tell(MEETING, meetings.code())

    with pytest.raises(AlreadyTold):
        meetings.tell(replace(MEETING, where="Annan gata"), code)

    assert meetings.open(code).meeting == MEETING
    assert meetings.tell(MEETING) != code


def test_another_code_opens_nothing(meetings):
    code = meetings.tell(MEETING)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")

    with pytest.raises(InviteGone):
        meetings.open(wrong)


def test_a_change_is_seen_by_the_preparation_that_began_from_it(meetings):
    code = meetings.tell(MEETING)
    root = meetings.open(code).root
    moved = replace(MEETING, day=date(2026, 12, 8), standing=Standing.CHANGED)

    meetings.change(meetings.open(code), moved)

    assert meetings.again(root).meeting == moved
    assert meetings.open(code).rev == 2


def test_a_change_made_from_an_old_page_is_refused(meetings):
    code = meetings.tell(MEETING)
    old = meetings.open(code)
    meetings.change(old, replace(MEETING, where="Skolan"))

    with pytest.raises(EditConflict):
        meetings.change(old, replace(MEETING, where="Hemma"))

    assert meetings.open(code).meeting.where == "Skolan"


def test_a_meeting_ends_two_weeks_after_its_day(meetings, clock):
    code = meetings.tell(MEETING)
    clock.move(days=(date(2026, 12, 15) - date(2026, 11, 21)).days)
    assert meetings.open(code).meeting == MEETING

    clock.move(days=1)

    with pytest.raises(InviteGone):
        meetings.open(code)


def test_a_meeting_opens_in_the_months_after_the_one_it_was_told_in(meetings, clock):
    code = meetings.tell(replace(MEETING, day=date(2027, 2, 1)))

    clock.move(days=60)

    assert meetings.open(code).meeting.where == "Kanariegatan 7"


def test_no_row_says_what_is_in_it(meetings, engine):
    code = meetings.tell(MEETING)
    short, long = (len(row.body) for row in (rows(engine)[0], _told(meetings, engine)))

    (row, *_) = rows(engine)
    everything = b"".join(value for value in row if isinstance(value, bytes))

    assert b"Kanariegatan" not in everything
    assert code.encode() not in everything
    assert short == long  # a few words more or less don't show


def _told(meetings, engine):
    before = {row.id for row in rows(engine)}
    meetings.tell(replace(MEETING, where="Ett mycket längre namn på en plats " * 5))
    return next(row for row in rows(engine) if row.id not in before)


def test_what_a_worker_says_of_themselves_is_theirs_and_goes_with_the_account(engine, clock):
    staff, abouts = Staff(engine, clock, CHEAP), Abouts(engine)
    staff.add("Anna", "worker")
    said = AboutWorker(name="Anna", reach="08-123")

    abouts.keep("anna", AboutWorker(name="A"))
    abouts.keep("Anna", said)

    assert abouts.of("ANNA") == said
    assert abouts.of("Bo").empty
    staff.remove("Anna")
    staff.add("Anna", "worker")
    assert abouts.of("Anna").empty
