"""Marks stand where one cuts, and where a printer reaches."""

import pytest

from prepkit.core.marks import Line, dashes, marks
from tests.core.sheets import PLAIN, STOCKS, stock, stocks


def poker():
    return stocks().stock("poker")


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


@pytest.mark.parametrize("each", PLAIN, ids=lambda each: each.id)
def test_every_mark_is_where_a_printer_reaches_and_off_every_card(each):
    width, height = each.paper
    right, bottom = (
        each.first[i] + (each.grid[i] - 1) * each.pitch[i] + each.card[i] for i in (0, 1)
    )

    for line in marks(each):
        assert min(line.x1, line.y1) >= 4.5 - 1e-9 or line.grey
        assert line.x2 <= width - 4.5 + 1e-9
        assert line.y2 <= height - 4.5 + 1e-9
        if not line.grey:
            outside = line.x2 <= each.first[0] or line.x1 >= right
            assert outside or line.y2 <= each.first[1] or line.y1 >= bottom


def test_a_mark_is_shortened_where_the_margin_is_narrow():
    lines = marks(stocks().stock("poker-us"))

    # 9.75 - 4.5 leaves 5.25: a third of it off the card, the rest is the mark
    assert Line(4.5, 15.15, 8.0, 15.15) in lines


def test_a_mark_with_no_room_is_left_out_and_the_others_stay():
    lines = marks(stock(first=(5, 30)))

    assert not any(line.x1 < line.x2 <= 5 for line in lines)  # 5 - 4.5 is room for nothing
    assert any(line.x1 == 115 + 3 for line in lines)  # 5 + 60 + 50, and 3 of bleed


def test_a_perforated_sheet_has_no_marks():
    assert marks(stock())
    assert not any(marks(each) for each in STOCKS if each.perforated)


def test_a_fold_is_dashes_from_end_to_end():
    drawn = list(dashes(Line(4.5, 100, 14.5, 100)))

    assert [(line.x1, line.x2) for line in drawn] == [(4.5, 6.5), (8.5, 10.5), (12.5, 14.5)]
    assert all(line.y1 == line.y2 == 100 and line.grey for line in drawn)
