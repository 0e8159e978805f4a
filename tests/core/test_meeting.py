"""A meeting stands as the worker told it, and what they plan to ask comes into the preparation."""

from dataclasses import replace
from datetime import date

from prepkit.core.asked import PASSES, Asked, Texts
from prepkit.core.bank import Kind, Role
from prepkit.core.invitation import changes, following, invited
from prepkit.core.keeping import Keeping
from prepkit.core.meeting import (
    AboutWorker,
    Decision,
    Meeting,
    Present,
    Standing,
    about_from_json,
    about_to_json,
    from_bytes,
    to_bytes,
)
from prepkit.core.preparation import Preparation
from prepkit.core.preparation import from_bytes as kept
from prepkit.core.preparation import to_bytes as sealed


def asked(id, role=Role.TOPIC):
    return Asked(id, "skola", role, Kind.TEXT, Texts(f"{id}?"))


MEETING = Meeting(
    kind="uppfoljning",
    title=Texts("Uppföljning", {"ar": ("متابعة", False)}),
    language="ar",
    written_in="sv",
    day=date(2026, 12, 3),
    time="14.30",
    minutes=45,
    where="Storgatan 1",
    people=(Present("Anna", "din socialsekreterare"), Present("Tolken", "")),
    decision=Decision("Hur ofta du träffar mamma", "nämnden", "före jul"),
    picked=(asked("hem-igen"),),
    written=("Hur går det med fotbollen?",),
    about=AboutWorker(name="Anna", texts="vardagar 9-16"),
)
PREPARATION = Preparation(
    meeting="",
    meeting_title=Texts(""),
    language="ar",
    questions=(asked("latt", Role.OPENER), asked("om-skolan"), asked("sist", Role.CLOSER)),
)


def test_a_meeting_is_kept_as_it_was_through_its_sealed_bytes():
    assert from_bytes(to_bytes(MEETING)) == MEETING
    assert about_from_json(about_to_json(MEETING.about)) == MEETING.about


def test_a_preparation_keeps_the_way_to_its_meeting_through_its_sealed_bytes():
    prepared = invited(PREPARATION, "00ff", MEETING)

    assert kept(sealed(prepared)) == prepared


def test_not_knowing_is_said_in_every_language_at_what_the_worker_asks():
    passes = (("vet-inte", Texts("Vet inte", {"ar": ("لا أعرف", False)})), PASSES[1])

    prepared = invited(PREPARATION, "00ff", MEETING, passes)

    came = [each for each in prepared.questions if each not in PREPARATION.questions]
    assert len(came) == 2  # one of the bank's, and one of their own
    assert [each.choice("vet-inte").to("ar").text for each in came] == ["لا أعرف"] * 2


def test_what_is_left_empty_is_left_out():
    typed = replace(
        MEETING,
        people=(Present("  Anna ", ""), Present(" ", "ingen")),
        written=("", "  Hur   mår du? "),
        where=" Rum\n4 ",
    )

    kept = typed.tidied()

    assert kept.people == (Present("Anna", ""),)
    assert kept.written == ("Hur mår du?",)
    assert kept.where == "Rum 4"


def test_what_the_worker_plans_to_ask_comes_after_the_light_first_question():
    prepared = invited(PREPARATION, "00ff", MEETING)

    ids = [question.id for question in prepared.questions]
    assert ids == ["latt", "hem-igen", "soc-1", "om-skolan", "sist"]
    assert prepared.meeting_title == MEETING.title


def test_the_workers_own_words_stay_in_the_language_they_were_written_in():
    prepared = invited(PREPARATION, "00ff", MEETING)

    phrase = prepared.questions[2].ask.to("ar")

    assert (phrase.text, phrase.tag) == ("Hur går det med fotbollen?", "sv")
    assert not phrase.marked


def test_seeing_the_meeting_again_asks_nothing_twice():
    once = invited(PREPARATION, "00ff", MEETING)
    moved = replace(MEETING, day=date(2026, 12, 10), standing=Standing.CHANGED)

    again = invited(once, "00ff", moved)

    assert again.questions == once.questions
    assert again.invited.meeting.day == date(2026, 12, 10)


def test_another_question_written_by_the_worker_never_takes_over_an_answer():
    once = invited(PREPARATION, "00ff", MEETING)
    changed = replace(MEETING, written=("Vad vill du säga till nämnden?",))

    again = invited(once, "00ff", changed)

    said = {question.id: question.ask.swedish for question in again.questions}
    assert said["soc-1"] == "Hur går det med fotbollen?"
    assert "Vad vill du säga till nämnden?" in said.values()


def test_changes_are_named_and_an_unchanged_meeting_has_none():
    moved = replace(MEETING, time="15.00", where="Skolan", written=())

    assert changes(MEETING, moved) == ("time", "where", "questions")
    assert changes(MEETING, MEETING) == ()


def test_a_day_taken_over_from_the_invitation_moves_with_it_and_their_own_stays():
    took_over = replace(invited(PREPARATION, "00ff", MEETING), keeping=Keeping(MEETING.day))
    own = replace(took_over, keeping=Keeping(date(2026, 12, 24)))
    moved = replace(MEETING, day=date(2027, 2, 1))

    assert following(took_over, moved).keeping.day == date(2027, 2, 1)
    assert following(own, moved).keeping.day == date(2026, 12, 24)


def test_a_time_in_digits_alone_is_told_from_free_words():
    digits = [replace(MEETING, time=time).clock for time in ("14.30", "9", "13:00–14:15")]
    words = [
        replace(MEETING, time=time).clock for time in ("", "efter skolan", "kl. 9", "9 eller 10")
    ]

    assert all(digits)
    assert not any(words)
