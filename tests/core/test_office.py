"""The municipality's own numbers: empty until filled in, and numbers that a phone can dial."""

import pytest

from prepkit.core.bankfile import read
from prepkit.core.errors import BankError
from prepkit.core.office import FIELDS, dialled
from prepkit.resources import folder


def office(**filled):
    lines = "".join(f'{name}: "{words}"\n' for name, words in filled.items())
    return read(f"id: office\nkind: office\n{lines}", "office.yaml").document


def test_the_shipped_office_says_nothing():
    text = (folder("question_banks") / "reference" / "office.yaml").read_text("utf-8")

    shipped = read(text, "office.yaml").document

    assert shipped.empty
    assert not shipped.checked_on
    assert not office(name="Soc i Lillköping").empty


@pytest.mark.parametrize("number", ["112", "08-123 45 67", "+46 8 123 45 67", "0123/45 67 89"])
def test_a_number_is_written_as_people_write_it(number):
    assert office(phone=number).phone == number


@pytest.mark.parametrize("number", ["ring mig", "08-12 eller 13", "0", "javascript:1", "08-"])
def test_what_nobody_can_dial_is_no_number(number):
    with pytest.raises(BankError) as error:
        office(duty_phone=number)

    assert [problem.say for problem in error.value.problems] == [
        "Skriv numret med siffror, som 08-123 45 67."
    ]


def test_a_phone_is_given_digits_alone():
    assert dialled("+46 (8)-123 45/67") == "+4681234567"


def test_every_line_is_there_to_be_filled_in():
    everything = office(**dict.fromkeys(FIELDS, "112"))

    assert [getattr(everything, name) for name in FIELDS] == ["112"] * len(FIELDS)
