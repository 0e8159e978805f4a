"""Cards stand where the sums say, and the back of each meets its front."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core import sheet
from prepkit.core.sheet import Layout, Page, Place, Sides, backs, fronts, on_each, pages, sheets
from prepkit.core.turning import Edge, Offset, Slot
from tests.core.sheets import STOCKS, shifts, stock, stocks, strayed, turned_over

FLAT = (Sides.DUPLEX, Sides.MANUAL, Sides.REVERSED, Sides.FRONTS)


def poker():
    return stocks().stock("poker")


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


odd_stocks = st.builds(
    stock,
    first=st.tuples(st.floats(0, 40), st.floats(0, 40)),
    grid=st.tuples(st.integers(1, 3), st.integers(1, 4)),
    paper=st.sampled_from([(210, 297), (297, 250)]),
)
any_stock = st.one_of(st.sampled_from(STOCKS), odd_stocks)


def by_card(printed):
    """Front and back of each card."""
    places = [place for page in printed for place in page.places]
    back = {place.card: place.slot for place in places if place.back}
    return [(place.slot, back[place.card]) for place in places if not place.back]


def farthest(layout, front_strays=(0, 0), back_strays=(0, 0)):
    """How far any back is from its front on paper out of a printer that strays like this."""
    paper, edge = layout.stock.paper, layout.edge

    def seen(point):
        moved = point[0] + back_strays[0], point[1] + back_strays[1]
        return turned_over(moved, paper, edge)

    return max(
        strayed(front.moved(Offset(*front_strays)), back, layout.stock.card, seen)
        for front, back in by_card(pages(layout, layout.room))
    )


@given(any_stock, st.sampled_from(Edge), st.sampled_from(FLAT[:3]), shifts)
def test_turning_a_sheet_lands_every_back_on_its_front(each, edge, sides, front):
    assert farthest(Layout(each, sides, edge, front=Offset(*front))) < 0.01


@given(any_stock, st.sampled_from(Edge), shifts, shifts, st.booleans())
def test_an_offset_brings_back_what_the_printer_moves(each, edge, front, back, both):
    through = turned_over(front, (0, 0), edge)  # a shift seen from behind, on standing paper
    if each.paper[0] > each.paper[1]:
        through = -through[0], -through[1]
    offset = Offset(through[0] - back[0], through[1] - back[1])
    corrected = Offset(-front[0], -front[1]) if both else Offset()

    layout = Layout(each, edge=edge, front=corrected, back=offset)

    assert farthest(layout, front, back) < 0.01
    if max(map(abs, (*front, *back))) > 0.1 and max(map(abs, (offset.x, offset.y))) > 0.1:
        assert farthest(Layout(each, edge=edge, front=corrected), front, back) > 0.01


@pytest.mark.parametrize("edge", Edge)
def test_a_grid_mirrored_in_itself_is_found_to_miss_on_an_uneven_sheet(edge, monkeypatch):
    uneven = stocks().stock("sigel-lp795")  # 14 to the left, 16 to the right
    assert farthest(Layout(uneven, edge=edge)) < 0.01

    monkeypatch.setattr(sheet, "backs", lambda stock, edge: fronts(stock)[::-1])

    assert farthest(Layout(uneven, edge=edge)) >= 1


def test_backs_for_the_other_edge_are_found_to_miss():
    layout = Layout(stock(), edge=Edge.LONG)
    seen = [turned_over((slot.x + 50, slot.y), (210, 297), "short") for slot in backs(stock())]

    assert any(point != (slot.x, slot.y) for point, slot in zip(seen, fronts(stock()), strict=True))
    assert farthest(layout) < 0.01


def overlapping(page, card):
    """The cards of a page that lie on each other, or not wholly on the paper."""
    slots = [place.slot for place in page.places]
    over = [
        pair
        for pair in combinations(slots, 2)
        if all(abs(a - b) < side - 1e-6 for a, b, side in _sides(*pair, card))
    ]
    off = [
        slot
        for slot in slots
        if min(slot.x, slot.y) < -1e-6
        or slot.x + card[0] > page.paper[0] + 1e-6
        or slot.y + card[1] > page.paper[1] + 1e-6
    ]
    return over + off


def _sides(one, other, card):
    return (one.x, other.x, card[0]), (one.y, other.y, card[1])


@given(any_stock, st.sampled_from(Edge), st.sampled_from(FLAT), st.integers(1, 60))
def test_no_two_cards_overlap_and_none_is_off_the_paper(each, edge, sides, count):
    printed = pages(Layout(each, sides, edge), count)

    for page in printed:
        assert overlapping(page, each.card) == []
    seen = sorted(place.card for page in printed for place in page.places if not place.back)
    assert seen == list(range(count))


def test_a_card_on_another_or_off_the_paper_is_found():
    on_each_other = Page((210, 297), (Place(0, Slot(10, 10)), Place(1, Slot(59, 49))))
    off_the_paper = Page((210, 297), (Place(0, Slot(161, 10)),))

    assert overlapping(on_each_other, (50, 40))
    assert overlapping(off_the_paper, (50, 40))
    assert not overlapping(Page((210, 297), (Place(0, Slot(160, 257)),)), (50, 40))


def test_a_printer_that_turns_paper_gets_front_and_back_of_each_sheet():
    order = [(page.places[0].back, page.places[0].card) for page in pages(Layout(poker()), 20)]

    assert order == [(False, 0), (True, 0), (False, 9), (True, 9), (False, 18), (True, 18)]


@pytest.mark.parametrize(
    ("sides", "firsts"),
    [
        (Sides.MANUAL, [(False, 0), (False, 9), (True, 0), (True, 9)]),
        (Sides.REVERSED, [(False, 0), (False, 9), (True, 9), (True, 0)]),
        (Sides.FRONTS, [(False, 0), (False, 9)]),
    ],
)
def test_by_hand_the_backs_come_after_all_fronts(sides, firsts):
    printed = pages(Layout(poker(), sides), 12)

    assert [(page.places[0].back, page.places[0].card) for page in printed] == firsts


def test_cut_marks_move_with_the_fronts_and_backs_have_none():
    front, back = pages(Layout(poker(), front=Offset(1, -2)), 9)

    assert front.lines[0].x1 == 10.5 + 1
    assert front.places[0].slot == Slot(11.5, 14.5)
    assert not back.lines


@pytest.mark.parametrize(("cards", "needed"), [(1, 1), (9, 1), (10, 2), (54, 6)])
def test_every_started_sheet_is_counted(cards, needed):
    assert sheets(poker(), cards) == needed


@pytest.mark.parametrize("sides", FLAT)
def test_on_perforated_sheets_the_cards_come_first_and_the_papers_after_them(sides):
    perforated = Layout(next(each for each in STOCKS if each.perforated), sides)
    plain = Layout(poker(), sides)
    many = perforated.room + 1  # two sheets

    printed = pages(perforated, many, leaf=6)
    cards, papers = on_each(perforated, many, leaf=6)

    assert [page.leaf is None for page in printed] == [True] * len(cards) + [False] * 6
    assert (cards.start, cards.stop, papers.stop) == (1, papers.start, len(printed) + 1)
    assert len(cards) == (2 if sides is Sides.FRONTS else 4)
    assert on_each(perforated, many, leaf=0) is on_each(plain, many, leaf=6) is None
    assert pages(plain, many, leaf=6)[0].leaf == 0  # plain paper begins with the rules
