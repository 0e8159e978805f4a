"""Two numbers read from the light bring the backs of a straying printer behind their fronts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.calibration import STEP, front_offset, scales
from prepkit.core.errors import PrintError
from prepkit.core.sheet import Layout
from prepkit.core.turning import Edge, Offset
from tests.core.sheets import STOCKS, stocks, turned_over
from tests.core.test_sheet import farthest

PAPERS = [(210, 297), (297, 210), (215.9, 279.4)]
steps = st.tuples(*[st.integers(-8, 8).map(lambda n: n * STEP)] * 2)  # 2 mm either way
strays = st.tuples(*[st.floats(-2, 2)] * 2)


def held_to_the_light(paper, edge, front, back):
    """What is read off a sheet from a printer that strays: the number where two lines meet."""
    middle = paper[0] / 2, paper[1] / 2
    lies, stands = scales(paper, edge)
    read = []
    for axis, scale in enumerate((lies, stands)):
        apart = {}
        for tick in scale:
            there = [middle[0], middle[1]]
            there[axis] += tick.back
            point = _laid(there, paper, edge)
            seen = turned_over((point[0] + back[0], point[1] + back[1]), paper, edge)
            apart[tick.number] = abs(seen[axis] - (middle[axis] + tick.front + front[axis]))
        read.append(min(apart, key=apart.get))
    return Offset(*read)


def _laid(point, paper, edge):
    """A point of the back as it is read, on the sheet: on its head if turned like a calendar."""
    calendar = turned_over((0, 0), paper, edge)[0] == 0
    return (paper[0] - point[0], paper[1] - point[1]) if calendar else point


@given(st.sampled_from(STOCKS), st.sampled_from(Edge), steps, steps)
def test_the_numbers_read_bring_every_back_behind_its_front(each, edge, front, back):
    read = held_to_the_light(each.paper, edge, front, back)

    assert farthest(Layout(each, edge=edge, back=read), front, back) < 0.01


@given(st.sampled_from(STOCKS), st.sampled_from(Edge), strays, strays)
def test_what_stands_between_two_numbers_leaves_half_a_step(each, edge, front, back):
    read = held_to_the_light(each.paper, edge, front, back)

    assert farthest(Layout(each, edge=edge, back=read), front, back) < STEP / 2 + 0.01


@given(st.sampled_from(STOCKS), st.sampled_from(Edge), steps, steps)
def test_fronts_and_backs_may_be_corrected_from_the_same_sheet(each, edge, front, back):
    read = held_to_the_light(each.paper, edge, front, back)
    measured = front_offset(30 + front[0], 30 + front[1])  # with a ruler, from the paper's edges

    layout = Layout(each, edge=edge, front=measured, back=read)

    assert farthest(layout, front, back) < 0.01
    assert (measured.x + front[0], measured.y + front[1]) == pytest.approx((0, 0))


@pytest.mark.parametrize("edge", Edge)
def test_numbers_with_the_wrong_sign_are_found(edge):
    poker, back = stocks().stock("poker"), (1.5, -0.75)
    read = held_to_the_light(poker.paper, edge, (0, 0), back)

    assert read == Offset(-1.5, 0.75)
    for wrong in (Offset(1.5, 0.75), Offset(-1.5, -0.75)):
        assert farthest(Layout(poker, edge=edge, back=wrong), (0, 0), back) > 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("edge", Edge)
def test_the_scales_are_on_the_paper_and_reach_five_mm(paper, edge):
    for scale, length in zip(scales(paper, edge), paper, strict=True):
        assert max(abs(tick.front) for tick in scale) < length / 2 - 20
        assert {min(t.number for t in scale), max(t.number for t in scale)} == {-5, 5}


def test_a_front_farther_off_than_a_printer_strays_is_refused():
    assert front_offset(29, 31.5) == Offset(1, -1.5)

    with pytest.raises(PrintError):
        front_offset(3, 30)  # somebody measured in cm
