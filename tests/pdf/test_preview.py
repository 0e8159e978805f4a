"""A preview is drawn from the print itself, and costs nothing but its drawing."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from prepkit.core.errors import PrintError
from prepkit.core.turning import Edge, Offset
from prepkit.pdf import child, preview
from prepkit.pdf.cards import (
    everything,
    here,
    is_prepared,
    prepare,
    print_deck,
    print_first_sheet,
    typeset_key,
)
from prepkit.pdf.shelf import Shelf
from tests.pdf.decks import order

MM = 900 / 210  # pixels


def never(*job):
    raise AssertionError(f"{job[0].__name__} was done again")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A deck of which everything was typeset, and its shelf."""
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    wanted = replace(order("sv"), all_at_once=True)
    assert not is_prepared(wanted, shelf)
    prepare(wanted, shelf, here)
    return wanted, shelf


@pytest.mark.parametrize(
    "chosen",
    [
        lambda wanted: {"cards": wanted.cards[3:9]},
        lambda wanted: {"cards": everything(wanted.deck)},
        lambda wanted: {"papers": ()},
        lambda wanted: {"papers": ("guide", "rule")},
        lambda wanted: {"layout": replace(wanted.layout, edge=Edge.SHORT, back=Offset(1, 2))},
    ],
)
def test_no_later_choice_is_typeset_again(prepared, chosen):
    wanted, shelf = prepared
    other = replace(wanted, **chosen(wanted))

    assert is_prepared(other, shelf)
    assert typeset_key(other) == typeset_key(wanted)
    assert print_deck(other, shelf, never).startswith(b"%PDF")
    assert print_first_sheet(other, shelf, never).startswith(b"%PDF")


def test_what_a_print_of_these_cards_alone_would_typeset_is_another_thing(prepared):
    wanted, shelf = prepared

    with pytest.raises(AssertionError, match="typeset_cards was done again"):
        print_deck(replace(wanted, all_at_once=False, papers=()), shelf, never)


def test_a_picture_shows_where_the_printer_puts_the_ink(prepared):
    wanted, shelf = prepared
    moved = replace(wanted, layout=replace(wanted.layout, back=Offset(3, 0)))

    at_home, away = (
        Image.open(BytesIO(preview.picture(print_first_sheet(each, shelf, never), 1, 900)))
        for each in (wanted, moved)
    )

    shift = _left(away) - _left(at_home)
    assert abs(shift / MM - 3) < 0.3


def _left(image):
    """The first column with ink."""
    return image.convert("L").point(lambda grey: 255 if grey < 250 else 0).getbbox()[0]


def test_a_picture_is_no_wider_than_is_useful_and_of_a_page_that_is_there(prepared):
    pdf = print_first_sheet(*prepared, never)

    assert Image.open(BytesIO(preview.picture(pdf, 0, 300))).width == 300
    assert Image.open(BytesIO(preview.picture(pdf, 0, 99_999))).width == preview.WIDEST
    with pytest.raises(PrintError):
        preview.picture(pdf, 2, 300)


def test_a_picture_is_drawn_in_a_child(prepared):
    pdf = print_first_sheet(*prepared, never)

    assert child.run(preview.picture, pdf, 0, 300) == preview.picture(pdf, 0, 300)
