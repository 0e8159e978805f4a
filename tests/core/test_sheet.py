"""Cards stand where the sums say, and the back of each meets its front."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core import bankfile
from prepkit.core.errors import BankError, UnknownName
from prepkit.core.sheet import Edge, Line, Slot, Stock, backs, fronts, marks, sheets
from prepkit.resources import folder


def stocks():
    file = folder("question_banks") / "reference" / "stock.yaml"
    return bankfile.read(file.read_text("utf-8"), file.name).document


def poker():
    return stocks().stock("poker")


def stock(**changed):
    """Two by two cards of 50 x 40, 10 apart, on a sheet with uneven margins."""
    values = {
        "id": "odd",
        "product": "udda ark",
        "paper": (210, 297),
        "card": (50, 40),
        "grid": (2, 2),
        "first": (20, 30),
        "pitch": (60, 50),
        "source": "uppmätt",
    }
    return Stock(**(values | changed))


def test_nine_poker_cards_stand_in_the_middle_of_an_a4():
    slots = fronts(poker())

    # (210 - 3 x 63) / 2 = 10.5 and (297 - 3 x 88) / 2 = 16.5
    assert slots[0] == Slot(10.5, 16.5)
    assert slots[2] == Slot(10.5 + 2 * 63, 16.5) == Slot(136.5, 16.5)
    assert slots[8] == Slot(136.5, 16.5 + 2 * 88) == Slot(136.5, 192.5)
    assert 136.5 + 63 == 210 - 10.5
    assert 192.5 + 88 == 297 - 16.5


def test_a_back_is_mirrored_about_the_sheet_when_it_is_turned_like_a_book():
    behind = backs(stock(), Edge.LONG)

    # 210 - 20 - 50 = 140 and 210 - 80 - 50 = 80: not 80 and 20, the grid mirrored in itself
    assert [slot.x for slot in behind] == [140, 80, 140, 80]
    assert [slot.y for slot in behind] == [30, 30, 80, 80]
    assert not any(slot.turned for slot in behind)


def test_a_back_is_mirrored_downwards_and_turned_when_turned_like_a_calendar():
    behind = backs(stock(), Edge.SHORT)

    # 297 - 30 - 40 = 227 and 297 - 80 - 40 = 177
    assert [slot.y for slot in behind] == [227, 227, 177, 177]
    assert [slot.x for slot in behind] == [20, 80, 20, 80]
    assert all(slot.turned for slot in behind)


def test_the_long_edge_of_a_lying_sheet_is_the_upper_one():
    lying = stock(paper=(297, 210))

    assert [slot.y for slot in backs(lying, Edge.LONG)] == [140, 140, 90, 90]  # 210 - 30 - 40


@given(
    first=st.tuples(st.integers(0, 40), st.integers(0, 40)),
    grid=st.tuples(st.integers(1, 3), st.integers(1, 4)),
    edge=st.sampled_from(Edge),
)
def test_turning_a_sheet_twice_brings_every_card_back(first, grid, edge):
    once = stock(first=first, grid=grid)

    there = backs(once, edge)

    for front, back in zip(fronts(once), there, strict=True):
        sideways, downwards = 210 - back.x - 50, 297 - back.y - 40
        seen = (sideways, back.y) if edge is Edge.LONG else (back.x, downwards)
        assert seen == (front.x, front.y)


def test_cut_marks_stay_in_the_margin_where_a_printer_reaches():
    lines = [line for line in marks(poker()) if not line.grey]

    # cuts at 10.5, 73.5, 136.5, 199.5 and 16.5, 104.5, 192.5, 280.5: 4 + 4, a mark at each end
    assert len(lines) == 2 * (4 + 4)
    assert Line(73.5, 10.5, 73.5, 14.5) in lines  # 16.5 - 2 - 4 and 16.5 - 2
    assert Line(4.5, 104.5, 8.5, 104.5) in lines  # 10.5 - 2 - 4: printers reach to 4
    for line in lines:
        assert min(line.x1, line.y1) >= 4
        assert line.x2 <= 206
        assert line.y2 <= 293
        assert (line.x2 - line.x1) + (line.y2 - line.y1) == 4


def test_a_small_cross_stands_where_four_cards_meet():
    crosses = [line for line in marks(poker()) if line.grey]

    assert len(crosses) == 2 * 4  # two strokes at each of 2 x 2 meeting points
    assert Line(73.5 - 1.2, 104.5, 73.5 + 1.2, 104.5, grey=True) in crosses


def test_cards_with_a_gutter_have_two_cuts_between_them_and_no_crosses():
    lines = marks(stock())

    assert not any(line.grey for line in lines)
    assert {line.x1 for line in lines if line.x1 == line.x2} == {20, 70, 80, 130}


def test_a_mark_that_would_leave_the_paper_is_left_out():
    lines = marks(stock(first=(5, 30)))

    assert all(line.x1 >= 0 for line in lines)
    assert not any(line.x1 == 5 - 6 for line in lines)
    assert any(line.x1 == 115 + 2 for line in lines)  # 5 + 60 + 50: the other side has room


@pytest.mark.parametrize(("cards", "needed"), [(1, 1), (9, 1), (10, 2), (54, 6)])
def test_every_started_sheet_is_counted(cards, needed):
    assert sheets(poker(), cards) == needed


def test_a_stock_that_runs_off_its_paper_is_told_with_its_line():
    file = folder("question_banks") / "reference" / "stock.yaml"
    wider = file.read_text("utf-8").replace("grid: [3, 3]", "grid: [4, 3]")

    with pytest.raises(BankError) as told:
        bankfile.read(wider, file.name)

    assert "poker" in str(told.value)
    assert told.value.problems[0].line > 1


def test_an_unknown_stock_is_told_with_the_known_ones():
    with pytest.raises(UnknownName, match="poker"):
        stocks().stock("tarot")
