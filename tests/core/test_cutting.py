"""The cuts that are told are all of them, whole widths first."""

import pytest

from prepkit.core.cutting import Cut, cut_plan
from prepkit.core.sheet import Layout, Sides
from tests.core.sheets import PLAIN, STOCKS, stocks


def plan(id, cards, sides=Sides.DUPLEX):
    return cut_plan(Layout(stocks().stock(id), sides), cards)


def test_nine_cards_are_cut_across_first_and_then_in_strips():
    told = plan("poker", 54)

    assert told.sheets == 6
    assert [cut.at for cut in told.first] == [16.5, 104.5, 192.5, 280.5]
    assert all(cut.across for cut in told.first)
    assert [cut.at for cut in told.then] == [10.5, 73.5, 136.5, 199.5]
    assert (told.each, told.strips, told.one_by_one) == (8, 3, 4 + 3 * 4)


def test_fewer_strips_come_first():
    told = plan("poker-8", 8)

    assert told.first == tuple(Cut(at, across=True) for at in (14, 102, 108, 196))
    assert (told.strips, told.each) == (2, 4 + 8)


def test_the_edge_of_the_paper_is_not_cut():
    told = plan("a6-4", 4)

    assert sorted(cut.at for cut in (*told.first, *told.then)) == [0.5, 105, 148.5, 296.5]


def test_a_fold_is_not_cut():
    told = plan("poker", 54, Sides.FOLD)

    assert told.sheets == 14  # 54 / 4
    assert {cut.at for cut in (*told.first, *told.then) if cut.across} == {105 - 88}
    assert told.each == 1 + 5


def test_a_perforated_sheet_is_not_cut_at_all():
    told = plan("avery-32010", 54)

    assert (told.sheets, told.each, told.one_by_one) == (6, 0, 0)


@pytest.mark.parametrize("sides", Sides)
def test_every_way_to_print_needs_the_sheets_it_prints(sides):
    for each in PLAIN if sides is Sides.FOLD else STOCKS:
        layout = Layout(each, sides)

        assert cut_plan(layout, 54).sheets == -(-54 // layout.room)


@pytest.mark.parametrize("each", PLAIN, ids=lambda each: each.id)
def test_cutting_as_told_sets_every_card_free(each):
    told = cut_plan(Layout(each), each.room)
    cuts = {(cut.across, round(cut.at, 6)) for cut in (*told.first, *told.then)}

    for axis, count in enumerate(each.grid):
        for i in range(count):
            start = each.first[axis] + i * each.pitch[axis]
            for edge in (start, start + each.card[axis]):
                paper_edge = min(abs(edge), abs(edge - each.paper[axis])) < 1e-6
                assert paper_edge or (axis == 1, round(edge, 6)) in cuts
