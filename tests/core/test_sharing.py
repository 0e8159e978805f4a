"""What leaves the young person is what they gave, and of the rest not even that it was there."""

from dataclasses import astuple, replace

from hypothesis import given

from prepkit.core.needs import Needs, lines
from prepkit.core.preparation import Answer, OwnQuestions, Preparation
from prepkit.core.sharing import (
    SharedAnswer,
    SharedView,
    answered,
    audiences,
    from_bytes,
    one_by_one,
    shared_view,
    to_bytes,
)
from prepkit.core.sharing_state import Sharing
from tests.core.test_preparation import ASKED, EMPTY, preparations


def with_nothing_but_what_is_given(preparation: Preparation) -> Preparation:
    """As if they had never written what they don't give, nor been asked about it."""
    given_only = {k: a for k, a in preparation.answers.items() if a.sharing is Sharing.GIVE}
    gives_own, gives_most = (
        part.sharing is Sharing.GIVE for part in (preparation.own, preparation.most)
    )
    return replace(
        preparation,
        questions=tuple(q for q in preparation.questions if q.id in given_only),
        answers=given_only,
        suggested=(),
        own=preparation.own if gives_own else OwnQuestions(),
        most=preparation.most if gives_most else Answer(),
        needs=needs_given(preparation.needs),
    )


def needs_given(needs: Needs) -> Needs:
    given = needs if needs.sharing is Sharing.GIVE else Needs(sharing=Sharing.GIVE)
    without = needs.without if needs.without_for is Sharing.GIVE else ""
    return replace(given, without=without, without_for=Sharing.GIVE)


def leaks(view_of) -> bool:
    """Whether a way of making the view shows anything of an answer that was not given."""
    kept = EMPTY.answering(ASKED, Answer("hemligt", "ja", Sharing.SAY))
    kept = replace(kept, needs=Needs(where="hemma", without="pappa", without_for=Sharing.ALONE))
    return view_of(kept) != view_of(with_nothing_but_what_is_given(kept))


@given(preparations())
def test_the_view_is_that_of_one_who_never_wrote_the_rest(preparation):
    assert shared_view(preparation) == shared_view(with_nothing_but_what_is_given(preparation))


def test_the_comparison_finds_a_view_that_tells_a_number_a_gap_or_a_topic():
    def with_a_count(preparation):
        return shared_view(preparation), len(preparation.answers)

    def with_a_gap(preparation):
        return shared_view(preparation), tuple("" for _ in preparation.questions)

    def with_a_topic(preparation):
        return shared_view(preparation), {q.topic for q in preparation.questions}

    def with_everything(preparation):
        return shared_view(
            replace(
                preparation,
                answers={
                    id: replace(answer, sharing=Sharing.GIVE)
                    for id, answer in preparation.answers.items()
                },
            )
        )

    def with_the_needs(preparation):
        return shared_view(preparation), lines(preparation.needs)

    ways = (with_a_count, with_a_gap, with_a_topic, with_everything, with_the_needs)
    assert all(map(leaks, ways))
    assert not leaks(shared_view)


@given(preparations())
def test_a_snapshot_comes_out_of_its_bytes_as_it_went_in(preparation):
    view = shared_view(preparation)

    assert from_bytes(to_bytes(view)) == view


@given(preparations())
def test_held_up_a_thing_at_a_time_it_is_still_all_of_it_and_nothing_more(preparation):
    view = shared_view(preparation)

    shown = one_by_one(view)

    assert view == SharedView(
        language=view.language,
        talk_alone=shown[0].talk_alone,
        most="".join(each.most for each in shown),
        answers=tuple(answer for each in shown for answer in each.answers),
        own_picked=tuple(asked for each in shown for asked in each.own_picked),
        own_written=tuple(line for each in shown for line in each.own_written),
        needs=tuple(line for each in shown for line in each.needs),
        read_first=shown[0].read_first,
    )


@given(preparations())
def test_everything_given_is_in_the_view_in_the_order_it_was_asked(preparation):
    given_answers = [
        (question, preparation.answers[question.id])
        for question in preparation.questions
        if question.id in preparation.answers
        and preparation.answers[question.id].sharing is Sharing.GIVE
        and not preparation.answers[question.id].empty
    ]

    view = shared_view(preparation)

    assert [(a.ask, a.words) for a in view.answers] == [(q.ask, a.words) for q, a in given_answers]
    assert view.talk_alone is preparation.talk_alone
    assert view.language == preparation.language


def test_words_that_are_not_given_are_nowhere_in_the_view():
    for sharing in Sharing:
        preparation = (
            EMPTY.answering(ASKED, Answer("kanin", "ja", sharing))
            .saying(Answer("kanin", sharing=sharing))
            .asking([ASKED.id], ["kanin"], sharing)
        )

        view = shared_view(preparation)

        assert ("kanin" in str(astuple(view))) is (sharing is Sharing.GIVE)
        assert bool(view.answers) is bool(view.own_picked) is (sharing is Sharing.GIVE)


def test_a_given_choice_is_shown_with_its_words():
    view = shared_view(EMPTY.answering(ASKED, Answer(choice="nej", sharing=Sharing.GIVE)))

    assert view.answers == (SharedAnswer("mar", ASKED.ask, ASKED.choice("nej"), ""),)


def test_an_empty_answer_leaves_no_gap_even_when_it_is_given():
    for nothing in (Answer(), Answer(" \n "), Answer("\x00"), Answer(choice="finns-inte")):
        preparation = EMPTY.answering(ASKED, replace(nothing, sharing=Sharing.GIVE))

        assert shared_view(preparation) == shared_view(EMPTY)


@given(preparations())
def test_every_answer_has_one_audience(preparation):
    heard = [q.id for sharing in Sharing for q, _ in answered(preparation, sharing)]

    assert sorted(heard) == sorted(
        q.id for q in preparation.questions if not preparation.answer_to(q).empty
    )


@given(preparations())
def test_everything_written_is_for_one_audience_and_counted_there(preparation):
    by_audience = audiences(preparation)
    given = by_audience[Sharing.GIVE]
    view = shared_view(preparation)
    needs = preparation.needs
    heard_by = {needs.sharing} if lines(replace(needs, without="")) else set()
    heard_by |= {needs.without_for} if needs.without else set()

    assert sum(map(len, by_audience.values())) == (
        bool(preparation.most.words)
        + len(heard_by)
        + (not preparation.own.empty)
        + sum(not preparation.answer_to(question).empty for question in preparation.questions)
    )
    assert given.most == view.most
    assert tuple(answer for _, answer in given.answers) == view.answers
    assert given.own.written == view.own_written
