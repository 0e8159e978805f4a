"""What differs by age: how many questions, how many steps; and what every question has."""

import pytest

from prepkit.core.ages import Time, room_for
from prepkit.core.asked import PASSES, asked
from prepkit.core.bank import STEPS, AgeGroup, Bank, Kind, Role
from prepkit.core.bankfile import read
from prepkit.core.selection import FEWEST, MOST
from tests.core.small_banks import SHIPPED, question, shipped

MIDDLES = {"sadar", "ganska-bra", "ibland"}


def banks() -> list[Bank]:
    documents = [read(shipped(name), name).document for name in SHIPPED if "/" not in name]
    return [each for each in documents if isinstance(each, Bank)]


def scales():
    return [q for bank in banks() for q in bank.questions if q.kind is Kind.SCALE]


def test_the_younger_the_fewer():
    for time in Time:
        counts = [room_for(time, age) for age in AgeGroup]

        assert counts == sorted(counts)
        assert counts[0] < counts[-1]
        assert all(FEWEST <= count <= MOST for count in counts)


def test_the_youngest_have_two_ends_and_no_middle_in_every_bank():
    assert len(scales()) > 8
    for scale in scales():
        ids = [id for id, _ in scale.offered(AgeGroup.LITTLE)]

        assert ids[:2] == [scale.choices[0].id, scale.choices[STEPS - 1].id]
        assert len(ids) <= 3
        assert not MIDDLES & set(ids)


@pytest.mark.parametrize("age", [None, *list(AgeGroup)[1:]])
def test_everybody_else_has_four_steps(age):
    for scale in scales():
        assert len(scale.offered(age)) == len(scale.choices) >= STEPS


def test_every_question_in_every_bank_can_be_not_known_and_not_wanted():
    for bank in banks():
        for each in bank.questions:
            if each.role is not Role.OWN:
                given = dict(asked(each, (), AgeGroup.LITTLE).given)
                assert {"vet-inte", "vill-inte"} <= set(given), each.id


def test_no_question_has_an_answer_of_that_name_of_its_own():
    ids = [choice.id for bank in banks() for each in bank.questions for choice in each.choices]

    assert not {id for id, _ in PASSES} & set(ids)


def test_a_question_without_choices_takes_a_pass_for_an_answer():
    plain = asked(question("hur"), ())

    assert plain.choice("vet-inte").swedish == "Vet inte"
    assert plain.choice("annat") is None


def test_what_soc_plans_to_ask_comes_instead_of_others_only_when_time_is_short():
    teen = AgeGroup.YOUNG_TEEN

    assert room_for(Time.SHORT, teen, planned=1) == room_for(Time.SHORT, teen) - 1
    assert room_for(Time.SHORT, teen, planned=20) == FEWEST
    assert room_for(Time.MIDDLE, teen, planned=2) == room_for(Time.MIDDLE, teen)
