"""Invitations: whoever has the code can post questions, and nobody but the child reads them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from prepkit.core.codename import CodeKind, kind_of
from prepkit.core.errors import InviteFull, InviteGone
from prepkit.core.expected import LONGEST_NAME, LONGEST_QUESTION, MOST_EACH, MOST_WAITING, Expected
from prepkit.store.invites import LETTER, LONGEST, Invites, Question
from prepkit.store.purge import purge
from prepkit.store.seal import post
from prepkit.store.tables import inbox, invite, session

HOW = Question("Hur går det i skolan?", "sv")


@pytest.fixture
def invites(engine, clock, keyring) -> Invites:
    return Invites(engine, clock, keyring)


@pytest.fixture
def expected(invites) -> Expected:
    return Expected().with_inbox(*invites.letterbox())


def invited(invites, expected, clock, name="familjehemmet", days=30):
    """One more invitation: what the preparation then knows, and the invitation."""
    made = invites.make(expected, name, "uppfoljning", clock() + timedelta(days=days))
    return expected.inviting(made), made


def test_what_a_helper_sends_arrives_with_the_childs_name_for_them(invites, expected, clock):
    expected, made = invited(invites, expected, clock)
    token = invites.open(made.code)

    invites.send(token, [HOW, Question("كيف تنام؟", "ar", "core/somn")])

    arrived = {each.words: each for each in invites.arrived(expected)}
    assert arrived["Hur går det i skolan?"].name == "familjehemmet"
    assert (arrived["كيف تنام؟"].language, arrived["كيف تنام؟"].picked) == ("ar", "core/somn")
    assert {each.invitation for each in arrived.values()} == {made.id}


def test_a_code_is_a_helpers_by_its_shape_and_may_be_typed_carelessly(invites, expected, clock):
    _, made = invited(invites, expected, clock)

    assert kind_of(made.code) is CodeKind.HELPER
    assert invites.open(made.code.lower().replace("F", "f-", 1))


def test_a_helpers_visit_knows_the_meeting_and_how_many_are_left(invites, expected, clock):
    _, made = invited(invites, expected, clock)
    token = invites.open(made.code)

    invites.send(token, [HOW])

    visit = invites.visit(token)
    assert (visit.left, visit.meeting) == (MOST_EACH - 1, "uppfoljning")


def test_no_more_than_twenty_are_sent_by_one_invitation_whoever_has_it(invites, expected, clock):
    expected, made = invited(invites, expected, clock)
    one, other = invites.open(made.code), invites.open(made.code)
    invites.send(one, [HOW] * 15)

    with pytest.raises(InviteFull):
        invites.send(other, [HOW] * 6)
    invites.send(other, [HOW] * 5)

    assert len(invites.arrived(expected)) == MOST_EACH
    with pytest.raises(InviteFull):
        invites.send(one, [HOW])


def test_every_invitation_that_is_open_has_room_for_all_of_its_own(invites, expected, clock):
    for _ in range(MOST_WAITING // MOST_EACH):
        expected, made = invited(invites, expected, clock)
        invites.send(invites.open(made.code), [HOW] * MOST_EACH)

    assert len(invites.arrived(expected)) == MOST_WAITING
    with pytest.raises(InviteFull):
        invited(invites, expected, clock)


def test_what_was_decided_makes_room(invites, expected, clock):
    for _ in range(MOST_WAITING // MOST_EACH):
        expected, made = invited(invites, expected, clock)
        invites.send(invites.open(made.code), [HOW] * MOST_EACH)

    invites.drop(expected, [each.id for each in invites.arrived(expected)[:7]])
    expected, made = invited(invites, expected, clock)

    assert len(invites.arrived(expected)) == MOST_WAITING - 7
    assert invites.visit(invites.open(made.code)).left == 7


@pytest.mark.parametrize("unread", [False, True])
def test_a_closed_invitation_opens_nothing_and_takes_unread_questions_if_asked(
    invites, expected, clock, unread
):
    expected, made = invited(invites, expected, clock)
    expected, other = invited(invites, expected, clock, "mamma")
    token = invites.open(made.code)
    invites.send(token, [HOW])
    invites.send(invites.open(other.code), [Question("Vem vill du bo hos?", "sv")])

    invites.close(expected, made, unread)

    for late in (lambda: invites.open(made.code), lambda: invites.send(token, [HOW])):
        with pytest.raises(InviteGone):
            late()
    with pytest.raises(InviteGone):
        invites.visit(token)
    names = {each.name for each in invites.arrived(expected)}
    assert names == ({"mamma"} if unread else {"familjehemmet", "mamma"})


def test_a_new_code_ends_every_invitation_and_empties_the_inbox(invites, expected, clock, engine):
    expected, made = invited(invites, expected, clock)
    expected, other = invited(invites, expected, clock, "mamma")
    invites.send(invites.open(other.code), [HOW])

    invites.end(expected)

    for each in (made, other):
        with pytest.raises(InviteGone):
            invites.open(each.code)
    with engine.connect() as connection:
        assert connection.execute(select(inbox)).all() == []


def test_ending_what_never_began_does_nothing(invites):
    invites.end(Expected())

    assert invites.arrived(Expected()) == ()


def test_an_expired_invitation_is_gone_before_any_purge(invites, expected, clock):
    expected, made = invited(invites, expected, clock, days=3)
    token = invites.open(made.code)
    invites.send(token, [HOW])
    clock.move(days=4)

    assert invites.arrived(expected) == ()
    with pytest.raises(InviteGone):
        invites.open(made.code)
    with pytest.raises(InviteGone):
        invites.visit(token)


def test_the_purge_takes_what_has_expired_and_nothing_else(
    invites, expected, clock, engine, keyring
):
    expected, soon = invited(invites, expected, clock, days=3)
    expected, later = invited(invites, expected, clock, "mamma", days=30)
    for each in (soon, later):
        invites.send(invites.open(each.code), [HOW])
    clock.move(days=4)

    purge(engine, clock(), keyring)

    with engine.connect() as connection:
        assert len(connection.execute(select(invite)).all()) == 1
        assert len(connection.execute(select(inbox)).all()) == 1
    assert [each.name for each in invites.arrived(expected)] == ["mamma"]
    assert invites.open(later.code)


def test_a_visit_ends_and_the_code_opens_another(invites, expected, clock):
    _, made = invited(invites, expected, clock)
    token = invites.open(made.code)
    clock.move(seconds=LONGEST.total_seconds() + 1)

    with pytest.raises(InviteGone):
        invites.visit(token)
    assert invites.visit(invites.open(made.code))


def test_leaving_ends_the_visit_and_not_the_invitation(invites, expected, clock):
    _, made = invited(invites, expected, clock)
    token = invites.open(made.code)

    invites.leave(token)

    with pytest.raises(InviteGone):
        invites.visit(token)
    assert invites.open(made.code)
    invites.leave("no token at all")


@pytest.mark.parametrize("code", ["F0000000000000", "F000000000000", "", "häst moln"])
def test_a_code_that_was_never_made_opens_nothing(invites, code):
    with pytest.raises(InviteGone):
        invites.open(code)


def test_every_row_has_the_same_size_whatever_is_in_it(invites, expected, clock, engine):
    for name in ("m", "🫠" * LONGEST_NAME):
        expected, made = invited(invites, expected, clock, name)
        invites.send(
            invites.open(made.code),
            [
                Question("?", "sv"),
                Question("🫠" * LONGEST_QUESTION, "fa-AF"),
                Question('"' * LONGEST_QUESTION, "ar", f"{'b' * 40}/{'q' * 60}"),
            ],
        )

    with engine.connect() as connection:
        letters = {len(each) for each in connection.execute(select(inbox.c.sealed)).scalars()}
        bodies = {len(each) for each in connection.execute(select(invite.c.body)).scalars()}
    assert (len(letters), len(bodies)) == (1, 1)
    assert len(invites.arrived(expected)) == 6


def test_no_column_of_an_invitation_stands_in_an_inbox(invites, expected, clock, engine):
    expected, made = invited(invites, expected, clock)
    invites.send(invites.open(made.code), [HOW])

    with engine.connect() as connection:
        rows = [connection.execute(select(table)).all() for table in (invite, inbox, session)]
    told = [{bytes(v) for row in each for v in row if isinstance(v, bytes)} for each in rows]
    assert all(not (one & other) for one in told for other in told if one is not other)
    assert not any(bytes.fromhex(expected.inbox) in value for value in told[0])


def test_a_letter_to_another_box_or_of_another_shape_is_not_shown(invites, expected, clock, engine):
    expected, made = invited(invites, expected, clock)
    invites.send(invites.open(made.code), [HOW])
    elsewhere = Expected().with_inbox(*invites.letterbox())
    with engine.begin() as connection:
        row = connection.execute(select(inbox)).one()
        connection.execute(
            update(inbox).values(inbox_id=bytes.fromhex(elsewhere.inbox))
        )  # moved by somebody with the database
        connection.execute(
            insert(inbox).values(
                inbox_id=bytes.fromhex(elsewhere.inbox),
                n=(row.n + 1) % 2**31,
                sealed=post(b"\x09" + bytes(31), b"{}", size=LETTER),
                expires_at=row.expires_at,
            )
        )

    assert invites.arrived(elsewhere) == ()
    stolen = replace(elsewhere, secret=expected.secret)  # even with the right key
    assert invites.arrived(stolen) == ()


def test_the_helper_can_not_read_back_what_they_sent(invites, expected, clock):
    expected, made = invited(invites, expected, clock)
    token = invites.open(made.code)
    invites.send(token, [HOW])

    seen = repr(invites.visit(token))

    assert "skolan" not in seen
    assert "familjehemmet" not in seen
