"""Nothing but cut marks is within 5 mm of where a card is cut, on the PDF as a printer gets it."""

import re
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import ImageDraw

from prepkit.core.sheet import Layout, Page, pages
from prepkit.pdf.cards import here, manuscript, print_deck, set_papers
from prepkit.pdf.leaf import PAPERS
from prepkit.pdf.press import compose
from prepkit.pdf.shelf import Shelf
from prepkit.resources import folder
from tests.core.sheets import stocks
from tests.pdf.decks import catalogue, document, order
from tests.pdf.papers_held import PX, picture

SAFE = 5.0  # mm
REACH = 4.5  # mm from the paper's edge
MM = 25.4 / 72  # in a point
DECKS = [file.stem for file in sorted(folder("question_banks").glob("*.yaml"))]
DECKS = [id for id in DECKS if hasattr(document(id), "rules")]


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
        first = 0 if wanted.layout.stock.perforated else len(read.pages) - len(sheets)
        return Printed(pdf, wanted.layout, first, sheets)


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


def outside(pdf, count):
    """The texts of the first pages that are nearer the paper's edge than is safe."""
    found = []
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        assert len(document) >= count > 0
        for page in list(document)[:count]:
            texts, (width, height) = page.get_textpage(), page.get_size()
            boxes = [texts.get_rect(n) for n in range(texts.count_rects())]
            assert boxes
            low, right, high = SAFE / MM, width - SAFE / MM, height - SAFE / MM
            for left, bottom, end, top in boxes:
                if left < low or bottom < low or end > right or top > high:
                    found.append(texts.get_text_bounded(left, bottom, end, top))
    return found


def wanted(deck, *tags):
    """A few cards of a deck in these languages, with all its papers."""
    made = order(*tags, count=9, deck=document(deck))
    said = replace(made.wording, cards=catalogue(deck, tags[0]))
    return replace(made, wording=said, papers=PAPERS)


@pytest.mark.parametrize("tags", [("sv",), ("ar", "sv"), ("en", "sv")], ids="+".join)
@pytest.mark.parametrize("deck", DECKS)
def test_every_text_of_every_paper_is_on_the_paper(deck, tags):
    words = manuscript(wanted(deck, *tags))

    made = here(set_papers, words)

    assert outside(painted(words, made), len(words.leaf)) == []


def painted(words, made):
    ground = f'<html lang="{words.tag}"><title>.</title>'
    return compose(ground, "leaf.css").paint(made)


@pytest.mark.parametrize("all_at_once", [True, False])
def test_every_text_of_the_papers_is_on_them_however_they_are_ordered(all_at_once, shelf):
    arabic = replace(wanted("lara-kanna", "ar", "sv"), all_at_once=all_at_once)

    pdf = print_deck(arabic, shelf, here)

    assert outside(pdf, 6) == []


def test_a_text_that_runs_off_the_paper_is_found():
    """As the rules did once, on a page fifty mm too wide that is read from the right."""
    leaf = '<section class="leaf" style="padding-left: 50mm"><div><p>Reglerna</p></div></section>'
    wide = f'<html lang="ar" dir="rtl"><title>.</title><body>{leaf}'

    assert outside(compose(wide, "leaf.css", ".leaf p { text-align: left }").paint(), 1)
    assert not outside(compose(wide.replace("50mm", "0"), "leaf.css").paint(), 1)
