"""What is kept after a meeting is tidy, whole, and the young person's own."""

from datetime import date

from prepkit.core.after import After, Decision, Experience, Felt, tidied, words_of
from prepkit.core.asked import Texts
from prepkit.core.preparation import Preparation, from_bytes, to_bytes

AFTER = After(
    Experience(Felt.PARTLY, Felt.YES, None, "Det gick fort."),
    (Decision("Får jag byta skola?", "rektorn", "mamma", date(2026, 11, 1), None, ""),),
    {"overklaga": date(2026, 11, 10)},
)


def test_what_is_written_after_the_meeting_is_kept_with_the_preparation():
    prepared = Preparation("", Texts(""), "sv", (), after=AFTER)

    assert from_bytes(to_bytes(prepared)).after == AFTER
    assert "Får jag byta skola?" in prepared.written()


def test_empty_rows_are_left_out_and_words_are_tidied():
    typed = After(decisions=(Decision(), Decision(question="  Får  jag?\n "), Decision(" ")))

    assert tidied(typed).decisions == (Decision(question="Får jag?"),)


def test_a_decision_is_open_until_it_is_answered():
    asked, answered = Decision("Får jag?"), Decision("Får jag?", answer="Ja")

    assert (asked.open, answered.open, Decision().open) == (True, False, False)


def test_everything_in_their_own_words_is_found():
    assert words_of(AFTER) == ("Det gick fort.", "Får jag byta skola?", "rektorn", "mamma")
