"""What is needed at the meeting is said in whole lines, and only to those it is for."""

from dataclasses import astuple, replace

from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.needs import (
    STOPPED,
    Interpreter,
    NeedLine,
    Needs,
    Way,
    Who,
    Wish,
    for_audience,
    lines,
    tidied,
    words_of,
)
from prepkit.core.sharing_state import Sharing

ANYTHING = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
AUDIENCES = st.sampled_from(Sharing)


def some(members):
    return st.lists(st.sampled_from(members), unique=True).map(tuple)


INTERPRETERS = st.builds(
    Interpreter,
    language=st.sampled_from(["", "ar", "sv"]),
    dialect=ANYTHING,
    who=st.none() | st.sampled_from(Who),
    wishes=some(Wish),
    translate=ANYTHING,
)
NEEDS = st.builds(
    Needs,
    with_me=ANYTHING,
    without=ANYTHING,
    without_for=AUDIENCES,
    where=ANYTHING,
    pause=ANYTHING,
    ways=some(Way),
    interpreter=INTERPRETERS,
    sharing=AUDIENCES,
)

FULL = Needs(
    with_me="Min moster",
    without="Pappas nya",
    without_for=Sharing.ALONE,
    where="I parken",
    pause="Jag lägger handen på bordet",
    ways=(Way.READ_FIRST, Way.WRITE),
    interpreter=Interpreter("ar", "som i Syrien", Who.WOMAN, tuple(Wish), "Papperen, för mamma"),
    sharing=Sharing.GIVE,
)


def test_nobody_needs_anything_until_they_say_so():
    assert lines(Needs()) == ()
    assert Needs().sharing is Needs().without_for is Sharing.ONLY_ME


def test_everything_that_is_needed_is_said_once():
    said = lines(FULL)

    everything = str([astuple(line) for line in said])
    for words in words_of(FULL):
        assert everything.count(words) == 1
    for wish in ("arabiska", "en kvinna", "på telefon", "från en annan stad"):
        assert everything.count(wish) == 1
    assert said[-1] == NeedLine(said[-1].say, choices=(STOPPED,), ticked=False)


@given(NEEDS)
def test_each_part_is_for_one_audience(needs):
    heard = [line for sharing in Sharing for line in lines(for_audience(needs, sharing))]

    assert sorted(map(astuple, heard)) == sorted(map(astuple, lines(needs)))


def test_the_one_they_do_not_want_there_has_an_audience_of_its_own():
    given_away = lines(for_audience(FULL, Sharing.GIVE))

    assert "Pappas nya" not in str(given_away)
    assert lines(for_audience(FULL, Sharing.ALONE)) == lines(Needs(without="Pappas nya"))
    # the control: given as well, it is there
    assert "Pappas nya" in str(
        lines(for_audience(replace(FULL, without_for=Sharing.GIVE), Sharing.GIVE))
    )


@given(NEEDS)
def test_what_is_kept_is_tidy_and_stays_so(needs):
    kept = tidied(needs)

    assert tidied(kept) == kept
    assert kept.interpreter.wishes == tuple(w for w in Wish if w in needs.interpreter.wishes)


def test_a_language_that_is_not_ours_is_none():
    assert tidied(Needs(interpreter=Interpreter("tlh"))).interpreter.language == ""
    assert lines(Needs(interpreter=Interpreter("tlh"))) == ()
