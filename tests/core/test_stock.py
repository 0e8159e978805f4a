"""Every sheet that is offered is true to its numbers, and a wrong one is told with its line."""

import pytest

from prepkit.core import bankfile
from prepkit.core.errors import BankError, UnknownName
from prepkit.resources import folder
from tests.core.sheets import STOCKS, stock, stocks

A4, LETTER = {210, 297}, {215.9, 279.4}
ASYMMETRIC = {"sigel-dp836", "sigel-dp837", "sigel-lp795"}


@pytest.mark.parametrize("each", STOCKS, ids=lambda each: each.id)
def test_a_shipped_sheet_is_a4_or_letter_and_its_cards_fit(each):
    assert set(each.paper) in (A4, LETTER)
    assert each.fits
    assert each.source


@pytest.mark.parametrize("each", STOCKS, ids=lambda each: each.id)
def test_a_sheet_is_even_on_both_sides_but_for_those_known_not_to_be(each):
    right, bottom = (
        each.paper[i] - each.first[i] - (each.grid[i] - 1) * each.pitch[i] - each.card[i]
        for i in (0, 1)
    )

    even = (right, bottom) == pytest.approx(each.first, abs=1e-6)

    assert even == (each.id not in ASYMMETRIC)


@pytest.mark.parametrize("number", ["32010", "C9362", "c32011-10", "DP836", "LP795", "L7415"])
def test_a_sheet_is_found_by_the_number_on_its_package(number):
    assert number.upper() in stocks().stock(number).numbers


def test_no_two_sheets_have_the_same_number():
    numbers = [number for each in STOCKS for number in each.numbers]

    assert len(numbers) == len(set(numbers))


def test_there_is_room_for_bleed_where_cards_stand_apart():
    assert stocks().stock("poker-8").bleed == 3  # half of 69 - 63 and of 94 - 88
    assert stocks().stock("poker").bleed == 0
    assert stocks().stock("avery-32010").bleed == 0  # 10 between columns, nothing between rows
    assert stock(pitch=(52, 44)).bleed == 1  # half of 52 - 50, less than half of 44 - 40


@pytest.mark.parametrize(
    "changed",
    [
        {"grid": (4, 2)},  # 20 + 3 x 60 + 50 = 250 of 210
        {"first": (20, 220)},  # 220 + 50 + 40 = 310 of 297
        {"pitch": (49, 50)},  # 50 wide cards
        {"card": (0, 40)},
    ],
)
def test_cards_off_the_paper_or_on_each_other_do_not_fit(changed):
    assert stock().fits
    assert not stock(**changed).fits


def test_one_card_on_a_sheet_needs_no_pitch():
    assert stock(grid=(1, 1), pitch=(0, 0)).fits


def test_a_stock_that_runs_off_its_paper_is_told_with_its_line():
    file = folder("question_banks") / "reference" / "stock.yaml"
    wider = file.read_text("utf-8").replace("grid: [3, 3]", "grid: [4, 3]")

    with pytest.raises(BankError) as told:
        bankfile.read(wider, file.name)

    assert "poker" in str(told.value)
    assert told.value.problems[0].line > 1


def test_an_unknown_stock_is_told_with_the_known_ones():
    with pytest.raises(UnknownName, match="poker"):
        stocks().stock("en-av-papp")
