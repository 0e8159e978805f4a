"""The message says what was given, whole, and as much of it as fits in three."""

from dataclasses import astuple, replace

from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.needs import Interpreter, Needs
from prepkit.core.preparation import Answer, TalkAlone
from prepkit.core.sharing import shared_view
from prepkit.core.sharing_state import Sharing
from prepkit.core.sms import Encoding, count
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

    message = _bare(written(pieces(view)))

    written_there = [view.most, *(a.words for a in view.answers), *view.own_written]
    written_there += [line.words for line in view.needs]
    assert all(_bare(words) in message for words in written_there)


def test_words_read_from_the_right_stand_apart_from_the_swedish_around_them():
    arabic = "أنا في 3B"
    prepared = EMPTY.answering(ASKED, Answer(f"{arabic}\nثم 4C", "ja", Sharing.GIVE))
    prepared = prepared.saying(Answer("Jag går i 3B", sharing=Sharing.GIVE))

    message = written(pieces(shared_view(prepared)))

    assert message == (
        "Det här vill jag mest ha sagt: Jag går i 3B\n"
        f"Vad? Ja. \u2068{arabic}\u2069\n\u2068ثم 4C\u2069"
    )


def test_words_from_the_left_cost_no_more_than_they_are():
    prepared = EMPTY.saying(Answer("Ring mig på 070", sharing=Sharing.GIVE))

    assert count(written(pieces(shared_view(prepared)))).encoding is Encoding.GSM_7


@given(st.lists(st.text("abc 😀م", min_size=1, max_size=300), max_size=6))
def test_as_many_as_fit_are_chosen_and_none_is_cut(lines):
    every = pieces(shared_view(EMPTY.asking([], lines, Sharing.GIVE)))

    chosen = that_fit(every)

    assert count(written(chosen)).parts <= MOST_PARTS
    assert set(map(astuple, chosen)) <= set(map(astuple, every))
    for left_out in set(every) - set(chosen):
        earlier = [piece for piece in chosen if int(piece.id) < int(left_out.id)]
        assert count(written([*earlier, left_out])).parts > MOST_PARTS


def _bare(text):
    """Without what holds a direction apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_interpreter_is_said_before_what_there_is_no_room_for():
    prepared = EMPTY.saying(Answer("Länge " * 60, sharing=Sharing.GIVE))
    prepared = prepared.answering(ASKED, Answer("Mycket " * 60, sharing=Sharing.GIVE))
    needed = Needs(interpreter=Interpreter(dialect="tigrinja"), sharing=Sharing.GIVE)
    every = pieces(shared_view(replace(prepared, needs=needed)))
    assert count(written(every)).parts > MOST_PARTS

    chosen = that_fit(every)

    assert [piece.needed for piece in chosen] == [False, True]
    assert chosen == tuple(sorted(chosen, key=lambda piece: int(piece.id)))
