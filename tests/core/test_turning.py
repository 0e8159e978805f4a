"""Long and short edge are for printers, book and calendar for people."""

import pytest

from prepkit.core.errors import PrintError
from prepkit.core.turning import Edge, Offset, Turn, edge, turn

STANDING, LYING = (210, 297), (297, 210)


@pytest.mark.parametrize(
    ("paper", "on", "turned"),
    [
        (STANDING, Edge.LONG, Turn.BOOK),
        (STANDING, Edge.SHORT, Turn.CALENDAR),
        (LYING, Edge.LONG, Turn.CALENDAR),
        (LYING, Edge.SHORT, Turn.BOOK),
    ],
)
def test_the_long_edge_is_a_books_back_only_of_standing_paper(paper, on, turned):
    assert turn(paper, on) is turned
    assert edge(paper, turned) is on


@pytest.mark.parametrize("length", [5.01, -5.01, float("nan"), float("inf")])
def test_an_offset_beyond_five_mm_is_refused(length):
    assert Offset(5, -5)

    with pytest.raises(PrintError, match="5 mm"):
        Offset(0, length)
