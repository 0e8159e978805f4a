"""Nothing but cut marks is within 5 mm of where a card is cut, on the PDF as a printer gets it."""

import re
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pytest
from PIL import ImageDraw

from prepkit.core.sheet import Layout, Page, pages
from prepkit.pdf.cards import here, print_deck
from prepkit.pdf.shelf import Shelf
from tests.core.sheets import stocks
from tests.pdf.decks import order
from tests.pdf.papers_held import PX, picture

SAFE = 5.0  # mm
REACH = 4.5  # mm from the paper's edge


def inked(pdf, number, layout, page, safe=SAFE):
    """Where ink is nearer a cut than is safe, as a box in px, or None."""
    image = picture(pdf, number).point(lambda value: 255 if value < 245 else 0)
    draw = ImageDraw.Draw(image)
    width, height = layout.stock.card
    for place in page.places:
        x, y = place.slot.x, place.slot.y
        inner = x + safe, y + safe, x + width - safe, y + height - safe
        draw.rectangle([n * PX for n in inner], fill=0)
    for line in page.lines:  # the marks themselves
        box = (
            min(line.x1, line.x2),
            min(line.y1, line.y2),
            max(line.x1, line.x2),
            max(line.y1, line.y2),
        )
        draw.rectangle([box[0] * PX - 2, box[1] * PX - 2, box[2] * PX + 2, box[3] * PX + 2], fill=0)
    return image.getbbox()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return Shelf(tmp_path_factory.mktemp("shelf"))


@dataclass(frozen=True)
class Printed:
    """A print with its papers first, and what is laid on its sheets."""

    pdf: bytes
    layout: Layout
    papers: int
    sheets: tuple[Page, ...]


def printed(id, shelf):
    wanted = replace(order("sv", count=9), layout=Layout(stocks().stock(id)))
    pdf = print_deck(wanted, shelf, here)
    sheets = pages(wanted.layout, len(wanted.cards))
    with pikepdf.open(BytesIO(pdf)) as read:
        return Printed(pdf, wanted.layout, len(read.pages) - len(sheets), sheets)


@pytest.mark.parametrize("id", ["poker", "poker-8", "avery-32010", "letter-poker-us"])
def test_no_ink_is_within_five_mm_of_a_cut(id, shelf):
    made = printed(id, shelf)

    for number, page in enumerate(made.sheets, made.papers):
        assert inked(made.pdf, number, made.layout, page) is None


def test_ink_that_comes_too_near_is_found(shelf):
    made = printed("poker", shelf)

    assert inked(made.pdf, made.papers, made.layout, made.sheets[0], safe=5.5) is not None


@pytest.mark.parametrize("id", ["poker", "letter-poker-us"])
def test_the_papers_are_whole_and_where_a_printer_reaches(id, shelf):
    made = printed(id, shelf)

    assert made.papers
    for number in range(made.papers):
        image = picture(made.pdf, number).point(lambda value: 255 if value < 245 else 0)
        left, top, right, bottom = image.getbbox()
        assert min(left, top) > REACH * PX
        assert max(right - image.width, bottom - image.height) < -REACH * PX


@pytest.mark.parametrize("id", ["poker", "letter-poker-us"])
def test_the_ruler_is_a_hundred_mm(id, shelf):
    image = picture(printed(id, shelf).pdf, 1)
    lower = image.crop((0, int(0.85 * image.height), image.width, image.height))
    rows = (lower.crop((0, y, image.width, y + 1)).tobytes() for y in range(lower.height))
    runs = (run for row in rows for run in re.findall(rb"[\x00-\x80]+", row))

    assert len(max(runs, key=len)) == pytest.approx(100 * PX, abs=2)
