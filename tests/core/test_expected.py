"""What others send is taken in or hidden, and never asked twice or lost by a change of mind."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from prepkit.core.asked import Asked, Texts
from prepkit.core.bank import Kind, Role
from prepkit.core.expected import (
    MOST_EACH,
    MOST_INVITATIONS,
    MOST_KEPT,
    MOST_WAITING,
    Expected,
    Invitation,
    Sent,
    room,
)
from prepkit.core.preparation import Answer, Preparation, from_bytes, to_bytes
from prepkit.core.taking_in import accepting, hiding

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST = Asked("bra-dag", "mar", Role.OPENER, Kind.TEXT, Texts("Hur är en bra dag?"))
PICKED = Asked("umgange", "familj", Role.TOPIC, Kind.TEXT, Texts("Vem vill du träffa mer?"))
OWN = Sent("a1", "familjehemmet", "Hur går det i skolan?", "sv")
ARABIC = Sent("a2", "mamma", "كيف تنام؟", "ar")
FROM_BANK = Sent("a3", "läraren", "Vem vill du träffa mer?", "sv", "core/umgange")


@pytest.fixture
def preparation() -> Preparation:
    return Preparation("", Texts(""), "sv", questions=(FIRST,))


def test_an_accepted_question_is_asked_in_its_own_words_and_language(preparation):
    asked = accepting(preparation, ARABIC, None).questions[-1]

    for tag in ("sv", "en", "ar"):
        phrase = asked.ask.to(tag)
        assert (phrase.text, phrase.tag, phrase.direction) == ("كيف تنام؟", "ar", "rtl")
        assert [phrase.marked, phrase.stands_in, phrase.foreign] == [False] * 3
    assert asked.by == "mamma"


def test_a_question_picked_from_a_bank_is_the_banks_own_and_says_who_expects_it(preparation):
    asked = accepting(preparation, FROM_BANK, PICKED).questions[-1]

    assert asked == replace(PICKED, by="läraren")


def test_not_knowing_is_said_in_every_language_at_what_somebody_sent(preparation):
    passes = (("vet-inte", Texts("Vet inte", {"ar": ("لا أعرف", False)})),)

    for sent, picked in ((ARABIC, None), (FROM_BANK, PICKED)):
        asked = accepting(preparation, sent, picked, passes).questions[-1]

        assert asked.choice("vet-inte").to("ar").text == "لا أعرف"


def test_a_question_that_is_there_already_is_not_asked_twice(preparation):
    preparation = replace(preparation, questions=(FIRST, PICKED))

    accepted = accepting(preparation, FROM_BANK, PICKED)

    assert accepted.questions == (FIRST, PICKED)
    assert accepted.expected.accepted == (FROM_BANK,)


def test_hiding_an_accepted_question_takes_it_out_and_keeps_what_was_answered(preparation):
    accepted = accepting(preparation, OWN, None)
    asked = accepted.questions[-1]
    answered = accepted.answering(asked, Answer("Bättre nu."))

    hidden = hiding(answered, OWN)
    again = accepting(hidden, OWN, None)

    assert hidden.questions == (FIRST,)
    assert (hidden.expected.accepted, hidden.expected.hidden) == ((), (OWN,))
    assert again.answer_to(again.questions[-1]).words == "Bättre nu."


def test_hiding_never_takes_a_question_that_was_there_before(preparation):
    preparation = replace(preparation, questions=(FIRST, PICKED))
    accepted = accepting(preparation, FROM_BANK, PICKED)

    assert hiding(accepted, FROM_BANK).questions == (FIRST, PICKED)


def test_a_question_that_two_expect_stays_when_one_of_them_is_hidden(preparation):
    other = replace(FROM_BANK, id="a4", name="mamma")
    both = accepting(accepting(preparation, FROM_BANK, PICKED), other, PICKED)

    assert [each.id for each in hiding(both, other).questions] == ["bra-dag", "umgange"]
    assert [each.id for each in hiding(hiding(both, other), FROM_BANK).questions] == ["bra-dag"]


def test_what_was_decided_is_not_waiting_any_more(preparation):
    decided = hiding(accepting(preparation, OWN, None), ARABIC).expected

    assert decided.undecided((OWN, ARABIC, FROM_BANK)) == (FROM_BANK,)


def test_an_inbox_is_never_exchanged_for_another():
    first = Expected().with_inbox("aa", "bb")

    assert first.with_inbox("cc", "dd") is first


def test_so_much_is_remembered_and_no_more(preparation):
    for n in range(MOST_KEPT + 10):
        preparation = hiding(preparation, replace(OWN, id=str(n)))

    hidden = preparation.expected.hidden
    assert len(hidden) == MOST_KEPT
    assert hidden[-1].id == str(MOST_KEPT + 9)


def test_a_closed_or_expired_invitation_is_not_open():
    soon = Invitation("i1", "mamma", "F", NOON + timedelta(days=1))
    later = replace(soon, id="i2", until=NOON + timedelta(days=30))
    expected = Expected().inviting(soon).inviting(later)

    assert expected.open_at(NOON) == (soon, later)
    assert expected.open_at(NOON + timedelta(days=2)) == (later,)
    assert expected.closing("i2").open_at(NOON) == (soon,)


def test_all_that_is_promised_always_has_room():
    assert room(0, 0) == MOST_EACH
    assert room(0, MOST_EACH * (MOST_INVITATIONS - 1)) == MOST_EACH
    assert room(0, MOST_EACH * MOST_INVITATIONS) == 0
    assert room(50, 5) == 5
    assert room(MOST_WAITING, MOST_EACH) == 0


def test_secrets_and_codes_are_not_in_what_is_printed_for_a_programmer():
    invitation = Invitation("i1", "mamma", "F7K2M9QRSTVWX", NOON)
    expected = Expected().with_inbox("aa", "hemligt").inviting(invitation)

    assert "hemligt" not in repr(expected)
    assert "F7K2M" not in repr(expected)


def test_a_preparation_keeps_what_it_expects_and_one_from_before_opens(preparation):
    kept = hiding(accepting(preparation, OWN, None), ARABIC)
    kept = replace(kept, expected=kept.expected.with_inbox("aa", "bb"))
    old = to_bytes(preparation).replace(to_bytes_of(Expected()), b"")

    assert from_bytes(to_bytes(kept)) == kept
    assert from_bytes(old) == preparation


def to_bytes_of(expected: Expected) -> bytes:
    """The field as it stands in a preparation's JSON, with its comma."""
    from pydantic import TypeAdapter

    return b',"expected":' + TypeAdapter(Expected).dump_json(expected)
