"""Three sheets as pictures, for docs; ``--pictures`` puts them there anew."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from pypdfium2 import PdfDocument

from prepkit.core.dealing import whole
from prepkit.core.ink import Ink
from prepkit.pdf.cards import here, print_deck
from tests.pdf.decks import document, order

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
GROUND = (218, 210, 195)
NINE = (1, 6, 8, 18, 20, 27, 34, 40, 52)  # numbers: many topics, every level


def sheet(pdf, number=0, dpi=110):
    with PdfDocument(pdf) as document:
        return document[number].render(scale=dpi / 72).to_pil().convert("RGB")


def beside(*pictures, gap=24):
    """The pictures in a row on paper."""
    width = sum(each.width for each in pictures) + gap * (len(pictures) + 1)
    whole = Image.new("RGB", (width, max(each.height for each in pictures) + 2 * gap), GROUND)
    left = gap
    for each in pictures:
        whole.paste(each, (left, gap))
        left += each.width + gap
    return whole


def nine(*tags, ink=Ink.FULL):
    wanted = order(*tags)
    cards = tuple(each for each in whole(document("lara-kanna")) if each.number in NINE)
    return print_deck(replace(wanted, cards=cards, papers=(), ink=ink), None, here)


@pytest.fixture
def keep(request, tmp_path):
    def kept(name, picture):
        file = (FOLDER if request.config.getoption("--pictures") else tmp_path) / f"{name}.png"
        picture.quantize(128).save(file, optimize=True)
        return Image.open(file).convert("RGB")

    return kept


def inked(picture):
    """The share of a picture's dots that are not white or ground."""
    dark = picture.convert("L").point(lambda light: 255 * (light < 150))
    return ImageStat.Stat(dark).mean[0] / 255


def colored(picture):
    _, saturation, _ = picture.convert("HSV").split()
    return saturation.getextrema()[1] > 100


def test_a_sheet_in_swedish_with_its_backs(keep):
    pdf = nine("sv")

    picture = keep("cards-sv", beside(sheet(pdf), sheet(pdf, 1)))

    assert 0.02 < inked(picture) < 0.3
    assert colored(picture)


def test_a_sheet_in_arabic_with_swedish_beside(keep):
    assert 0.02 < inked(keep("cards-ar-sv", beside(sheet(nine("ar", "sv"))))) < 0.3


def test_a_sheet_in_each_ink_and_copied_in_grey(keep):
    full, low, black = (sheet(nine("sv", ink=ink), dpi=72) for ink in Ink)
    grey = full.convert("L").convert("RGB")

    picture = keep("cards-ink", beside(full, low, black, grey))

    assert inked(low) < inked(black)
    assert colored(full)
    assert not colored(black)
    assert inked(picture) > 0.02
