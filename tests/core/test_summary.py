"""The message says what was given, whole, and as much of it as fits in three."""

from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.preparation import Answer, TalkAlone
from prepkit.core.sharing import shared_view
from prepkit.core.sharing_state import Sharing
from prepkit.core.sms import count
from prepkit.core.summary import MOST_PARTS, pieces, that_fit, written
from tests.core.test_preparation import ASKED, EMPTY, preparations
from tests.core.test_sharing import with_nothing_but_what_is_given


def test_the_most_wanted_comes_first_and_answers_follow_their_question():
    prepared = EMPTY.answering(ASKED, Answer("Ibland", "ja", Sharing.GIVE))
    prepared = prepared.saying(Answer("Ring mig", sharing=Sharing.GIVE))
    prepared = prepared.talking_alone(TalkAlone.YES)

    message = written(pieces(shared_view(prepared)))

    assert message == (
        "Det här vill jag mest ha sagt: Ring mig\n"
        "Jag vill prata en stund själv med er.\nVad? Ja. Ibland"
    )


@given(preparations())
def test_the_message_is_that_of_one_who_never_wrote_the_rest(preparation):
    view = shared_view(preparation)

    assert pieces(view) == pieces(shared_view(with_nothing_but_what_is_given(preparation)))


@given(preparations())
def test_everything_given_can_be_said(preparation):
    view = shared_view(preparation)

    message = written(pieces(view))

    written_there = [view.most, *(a.words for a in view.answers), *view.own_written]
    written_there += [line.words for line in view.needs]
    assert all(words in message for words in written_there)


@given(st.lists(st.text("abc 😀م", min_size=1, max_size=300), max_size=6))
def test_as_many_as_fit_are_chosen_and_none_is_cut(lines):
    every = pieces(shared_view(EMPTY.asking([], lines, Sharing.GIVE)))

    chosen = that_fit(every)

    assert count(written(chosen)).parts <= MOST_PARTS
    assert set(map(astuple, chosen)) <= set(map(astuple, every))
    for left_out in set(every) - set(chosen):
        earlier = [piece for piece in chosen if int(piece.id) < int(left_out.id)]
        assert count(written([*earlier, left_out])).parts > MOST_PARTS
