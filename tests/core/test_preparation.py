"""A preparation is kept as it was, through every answer and through its sealed bytes."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.asked import Asked, Texts, asked, own_words
from prepkit.core.bank import AgeGroup, Choice, Kind, Role
from prepkit.core.catalogue import Catalogue, Status, Translated
from prepkit.core.preparation import (
    Answer,
    OwnQuestions,
    Preparation,
    TalkAlone,
    from_bytes,
    to_bytes,
)
from prepkit.core.sharing_state import Sharing
from prepkit.core.text import one_line, tidy
from tests.core.small_banks import question
from tests.core.test_needs import NEEDS

ANYTHING = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
TEXTS = st.builds(
    Texts,
    swedish=ANYTHING,
    others=st.dictionaries(
        st.sampled_from(["en", "ar"]), st.tuples(ANYTHING, st.booleans()), max_size=2
    ),
)
ANSWERS = st.builds(Answer, ANYTHING, ANYTHING, st.sampled_from(Sharing))


def askeds(prefix):
    ids = st.integers(0, 5).map(lambda n: f"{prefix}{n}")
    choices = st.lists(st.tuples(st.sampled_from(["ja", "nej"]), TEXTS), max_size=2)
    return st.builds(
        Asked,
        id=ids,
        topic=ANYTHING,
        role=st.sampled_from(Role),
        kind=st.sampled_from(Kind),
        ask=TEXTS,
        choices=choices.map(tuple),
    )


@st.composite
def preparations(draw):
    """Preparations with anything written anywhere."""
    questions = draw(st.lists(askeds("q"), max_size=5, unique_by=lambda each: each.id))
    suggested = draw(st.lists(askeds("egen"), max_size=4, unique_by=lambda each: each.id))
    picked = tuple(each for each in suggested if draw(st.booleans()))
    written = tuple(draw(st.lists(ANYTHING, max_size=3)))
    return Preparation(
        meeting="forsta",
        meeting_title=draw(TEXTS),
        language=draw(st.sampled_from(["sv", "en", "ar"])),
        questions=tuple(questions),
        suggested=tuple(suggested),
        age=draw(st.none() | st.sampled_from(AgeGroup)),
        answers={each.id: draw(ANSWERS) for each in questions if draw(st.booleans())},
        own=OwnQuestions(picked, written, draw(st.sampled_from(Sharing))),
        most=draw(ANSWERS),
        talk_alone=draw(st.none() | st.sampled_from(TalkAlone)),
        needs=draw(NEEDS),
    )


ASKED = Asked(
    "q", "mar", Role.TOPIC, Kind.CHOICE, Texts("Vad?"), (("ja", Texts("Ja")), ("nej", Texts("Nej")))
)
EMPTY = Preparation("forsta", Texts("Första mötet"), "sv", (ASKED,), (ASKED,))


@given(preparations())
def test_a_preparation_comes_out_of_its_bytes_as_it_went_in(preparation):
    assert from_bytes(to_bytes(preparation)) == preparation


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_is_typed_can_be_kept(typed):
    preparation = EMPTY.answering(ASKED, Answer(typed, typed, Sharing.GIVE))
    preparation = preparation.saying(Answer(typed)).asking([typed], [typed], Sharing.SAY)

    kept = from_bytes(to_bytes(preparation))

    assert kept == preparation
    assert kept.answer_to(ASKED).words == kept.most.words == tidy(typed)
    assert kept.own.written == tuple(filter(None, [one_line(typed)]))


@given(preparations(), ANSWERS)
def test_answering_changes_nothing_that_was_there(preparation, answer):
    before = to_bytes(preparation)

    for changed in (
        preparation.answering(ASKED, answer),
        preparation.saying(answer),
        preparation.asking(["egen1", "q"], ["Vem?"], Sharing.GIVE),
        preparation.talking_alone(TalkAlone.YES),
        preparation.in_language("ar"),
    ):
        assert changed is not preparation
    assert to_bytes(preparation) == before


def test_a_preparation_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        EMPTY.language = "en"


def test_only_me_is_what_sharing_is_until_somebody_says_otherwise():
    assert next(iter(Sharing)) is Sharing.ONLY_ME
    assert EMPTY.answer_to(ASKED).sharing is Sharing.ONLY_ME
    assert EMPTY.most.sharing is Sharing.ONLY_ME
    assert EMPTY.own.sharing is Sharing.ONLY_ME
    assert EMPTY.talk_alone is None


@pytest.mark.parametrize(("chosen", "kept"), [("ja", "ja"), ("kanske", ""), ("", "")])
def test_a_choice_that_is_not_there_is_no_choice(chosen, kept):
    answer = EMPTY.answering(ASKED, Answer(choice=chosen)).answer_to(ASKED)

    assert answer.choice == kept
    assert answer.empty is (not kept)


def test_own_questions_keep_the_order_they_are_shown_in_and_lose_what_is_blank():
    first, second = replace(ASKED, id="a"), replace(ASKED, id="b")
    preparation = replace(EMPTY, suggested=(first, second))

    own = preparation.asking(["b", "x", "a"], ["", " Vem\nläser? ", "\x00"], Sharing.GIVE).own

    assert own == OwnQuestions((first, second), ("Vem läser?",), Sharing.GIVE)


def test_a_question_takes_its_words_along_in_each_language_that_has_them_today():
    asking = question(
        "q", kind="choice", choices=[Choice(id="ja", text="Ja"), Choice(id="nej", text="Nej")]
    )
    arabic = Catalogue(
        "ar",
        {
            "q/text": Translated("Berätta om q.", "أخبرني", checked=True, fuzzy=False),
            "q/choice/ja": Translated("Ja", "نعم", checked=False, fuzzy=False),
            "q/choice/nej": Translated("Nä", "لا", checked=True, fuzzy=False),
        },
    )

    kept = asked(asking, [Catalogue("sv"), arabic, Catalogue("en")])

    assert kept.ask == Texts("Berätta om q.", {"ar": ("أخبرني", True)})
    assert kept.choice("ja") == Texts("Ja", {"ar": ("نعم", False)})
    assert kept.choice("nej") == Texts("Nej")  # was translated from other Swedish
    assert kept.choice("kanske") is None
    assert kept.ask.to("ar").status is Status.CHECKED
    assert kept.choice("ja").to("ar").marked
    assert [kept.ask.to(tag).tag for tag in ("sv", "ar", "en")] == ["sv", "ar", "sv"]
    assert kept.choice("nej").to("ar").stands_in


def test_what_a_person_wrote_stands_in_its_own_language_and_no_other():
    phrase = own_words("متى سأراهم؟", "ar").to("sv")

    assert (phrase.text, phrase.tag, phrase.direction) == ("متى سأراهم؟", "ar", "rtl")
    assert phrase.status is Status.SOURCE
    assert not phrase.foreign
