"""The lines that meet in the light are those with the number to type."""

from io import BytesIO

import pikepdf
import pytest
from PIL import ImageOps

from prepkit.core.turning import Edge, Offset
from prepkit.pdf import child
from prepkit.pdf.calibration import LYING_UP, STANDING_IN, calibration_sheet
from tests.pdf.aloud import aloud
from tests.pdf.papers_held import PX, picture, ua_faults

A4, LYING = (210, 297), (297, 210)
TURNS = [(A4, Edge.LONG), (A4, Edge.SHORT), (LYING, Edge.LONG), (LYING, Edge.SHORT)]


def middles(strip):
    """Where the dark lines across a strip of a picture are, in mm from its start."""
    dark = [value < 128 for value in strip.tobytes()]
    starts = [i for i, here in enumerate(dark) if here and not dark[i - 1]]
    ends = [i for i, here in enumerate(dark) if here and not dark[(i + 1) % len(dark)]]
    return [(start + end + 1) / 2 / PX for start, end in zip(starts, ends, strict=True)]


def strips(image, paper, seen_back):
    """A line along each scale, on the front's side of where they meet or on the back's."""
    past = 2.5 if seen_back else -2.5  # mm
    y, x = (
        round(length * PX) for length in (paper[1] - LYING_UP + past, paper[0] - STANDING_IN + past)
    )
    return image.crop((0, y, image.width, y + 1)), image.crop((x, 0, x + 1, image.height))


def read(paper, edge, back=(0, 0)):
    """The two numbers that somebody reads off a sheet whose back is printed with this offset."""
    pdf = calibration_sheet(paper, edge, back=Offset(*back))
    front, behind = picture(pdf, 0), picture(pdf, 1)
    book = (edge is Edge.LONG) == (paper[1] >= paper[0])
    behind = ImageOps.mirror(behind) if book else ImageOps.flip(behind)
    numbers = []
    for axis in (0, 1):
        ours = middles(strips(front, paper, seen_back=False)[axis])[-41:]
        theirs = middles(strips(behind, paper, seen_back=True)[axis])[-41:]
        apart = [abs(a - b) for a, b in zip(ours, theirs, strict=True)]
        place = apart.index(min(apart)) - 20
        numbers.append(place / 4)  # they rise to the right and downwards, however it is turned
    return tuple(numbers)


@pytest.mark.parametrize(("paper", "edge"), TURNS)
def test_a_printer_that_does_not_stray_reads_zero(paper, edge):
    assert read(paper, edge) == (0, 0)


@pytest.mark.parametrize(("paper", "edge"), TURNS)
def test_a_printer_that_strays_reads_what_brings_it_back(paper, edge):
    assert read(paper, edge, back=(1.5, -0.75)) == (-1.5, 0.75)


def test_the_numbers_stand_where_the_sums_have_them():
    pdf = calibration_sheet()
    lying = middles(strips(picture(pdf, 0), A4, seen_back=False)[0])[-41:]

    assert lying == pytest.approx([105 + 4 * i for i in range(-20, 21)], abs=0.1)


@pytest.mark.parametrize("edge", Edge)
def test_the_sheet_is_valid_and_asks_for_its_edge(edge, tmp_path):
    pdf = calibration_sheet(edge=edge)

    assert not ua_faults(pdf, tmp_path)
    with pikepdf.open(BytesIO(pdf)) as read:
        assert len(read.pages) == 2
        assert edge.value in str(read.Root.ViewerPreferences.Duplex).lower()


def test_the_sheet_says_what_to_do():
    assert "Håll arket mot ljuset" in aloud(calibration_sheet())


def test_a_page_has_it_made_in_a_child():
    made = child.run(calibration_sheet, A4, Edge.LONG, Offset(), Offset(1, 0), "sv")

    assert made == calibration_sheet(back=Offset(1, 0))
