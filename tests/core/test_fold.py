"""Folded along its line, a sheet has every back behind its front."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.errors import PrintError
from prepkit.core.fold import fold_sheet
from prepkit.core.sheet import Layout, Sides, pages
from prepkit.core.turning import Edge, Offset
from tests.core.sheets import PLAIN, shifts, stock, stocks, strayed
from tests.core.test_sheet import overlapping


def through(line):
    """Where a point is seen from the front once the sheet is folded along this line."""
    stands = line.x1 == line.x2
    return lambda point: (
        (2 * line.x1 - point[0], point[1]) if stands else (point[0], 2 * line.y1 - point[1])
    )


@pytest.mark.parametrize(
    ("id", "room", "paper"),
    [
        ("poker", 4, (297, 210)),  # 4 x 63 = 252 and 2 x 88 = 176
        ("bridge", 5, (297, 210)),  # 5 x 57.15 = 285.75
        ("tarot", 2, (210, 297)),  # 2 x 70 = 140 and 2 x 120 = 240
        ("visitkort", 5, (210, 297)),  # 2 x 85 = 170 and 5 x 54 = 270
        ("a7", 2, (210, 297)),  # 2 x 74 = 148 and 2 x 105 = 210
        ("a6", 1, (297, 210)),  # 2 x 105 = 210 and 148
    ],
)
def test_a_folded_sheet_holds_as_many_cards_as_the_sums_say(id, room, paper):
    sheet = fold_sheet(stocks().stock(id))

    assert (sheet.room, sheet.paper) == (room, paper)


@given(st.sampled_from(PLAIN), shifts, st.integers(1, 12))
def test_folding_lands_every_back_on_its_front(each, front, count):
    layout = Layout(each, Sides.FOLD, front=Offset(*front))
    line = fold_sheet(each).line.moved(layout.front)

    for page in pages(layout, count):
        places = zip(page.places[::2], page.places[1::2], strict=True)
        for one, other in places:
            assert (one.card, one.back, other.card, other.back) == (one.card, False, one.card, True)
            assert strayed(one.slot, other.slot, each.card, through(line)) < 0.01
        if not any(front):
            assert overlapping(page, each.card) == []


def test_a_back_that_is_not_turned_across_a_lying_fold_is_found():
    sheet = fold_sheet(stocks().stock("poker"))
    front, back = sheet.fronts[0], sheet.backs[0]
    upright = type(back)(back.x, back.y)

    assert strayed(front, back, (63, 88), through(sheet.line)) < 0.01
    assert strayed(front, upright, (63, 88), through(sheet.line)) > 1


def test_the_fold_is_drawn_across_the_paper_and_cuts_in_its_margin():
    (page,) = pages(Layout(stocks().stock("poker"), Sides.FOLD, Edge.LONG), 4)
    dashes = [line for line in page.lines if line.grey]

    assert {line.y1 for line in dashes} == {105}  # 210 / 2
    assert dashes[0].x1 == 4.5
    assert dashes[-1].x2 <= 297 - 4.5
    assert {line.x1 for line in page.lines if line.x1 == line.x2} == {
        22.5 + 63 * i for i in range(5)
    }


@pytest.mark.parametrize("each", [stock(perforated=True), stock(card=(150, 145), grid=(1, 2))])
def test_perforated_or_too_large_cards_are_not_folded(each):
    with pytest.raises(PrintError, match="can't be folded"):
        Layout(each, Sides.FOLD)
