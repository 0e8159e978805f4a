"""Pages laid on sheets keep their words, their tags and their places."""

from functools import cache
from io import BytesIO

import pikepdf
import pytest

from prepkit.core.errors import PrintError
from prepkit.core.sheet import Layout, Sides
from prepkit.core.turning import Edge, Offset
from prepkit.pdf.impose import Placed, Under, lay_out
from prepkit.pdf.pieces import take_apart
from prepkit.pdf.press import compose, typeset
from tests.core.sheets import STOCKS, stock, stocks
from tests.pdf.aloud import aloud, languages
from tests.pdf.papers_held import ua_faults

POINT = 72 / 25.4
ODD = "Kort (ett) \\ ~ 5 0 R <ab> och t0"
CARDS = [ODD, "Två", "ثلاثة أوراق", "Fyra"]
BACKS = ["bak ett", "bak två", "bak tre", "bak fyra"]
POKER = stocks().stock("poker")
FIGURE = (
    '<svg viewBox="0 0 10 10" style="position:absolute;left:5mm;top:40mm;width:20mm;height:10mm">'
    '<title>en ruta</title><rect width="10" height="10"/></svg>'
)


@cache
def document():
    """A leaf of two pages, four cards and their backs, taken apart."""
    sides = [
        f'<section><p lang="{"ar" if "ر" in text else "sv"}">{text.replace("<", "&lt;")}</p>'
        f"{FIGURE if text in CARDS else ''}</section>"
        for text in CARDS + BACKS
    ]
    style = (
        "@page leaf{size:210mm 297mm;margin:17mm}@page{size:63mm 88mm;margin:0}"
        "div{page:leaf;break-after:page}section{position:relative;break-after:page;height:80mm}"
        "p,body{margin:0}"
    )
    html = (
        f"<html lang=sv><title>Prov</title><style>{style}</style>"
        f"<div><p>blad ett</p></div><div><p>blad två</p></div>{''.join(sides)}"
    )
    return take_apart(typeset(html))


@cache
def drawings():
    """The back, and a drawing."""
    html = (
        "<html lang=sv><title>.</title><style>@page{size:20mm 10mm;margin:0}"
        "div{height:10mm;background:#17604A;break-after:page}</style><div></div><div></div>"
    )
    return take_apart(compose(html).paint_untagged())


def printed(layout, count=4, backs=False, leaf=(0, 1), under=()):
    placed = [Placed(2 + i, under, 6 + i if backs else None) for i in range(count)]
    return lay_out(document(), drawings(), leaf, placed, layout)


def matrices(pdf, number):
    """What a page paints, by name: scale and place in mm from its lower left corner."""
    found = {}
    with pikepdf.open(BytesIO(pdf)) as read:
        for line in read.pages[number].Contents.read_bytes().decode().splitlines():
            if line.endswith(" Do Q"):
                _, a, _, _, d, x, y, _, name, *_ = line.split()
                place = float(a), float(d), float(x) / POINT, float(y) / POINT
                found.setdefault(name[1:], []).append(tuple(round(n, 2) + 0.0 for n in place))
    return found


@pytest.mark.parametrize("edge", Edge)
@pytest.mark.parametrize("sides", Sides)
@pytest.mark.parametrize("backs", [False, True])
def test_every_way_to_print_is_valid_pdf_ua_without_a_fault(sides, edge, backs, tmp_path):
    pdf = printed(Layout(POKER, sides, edge), backs=backs)

    assert not ua_faults(pdf, tmp_path)
    with pikepdf.open(BytesIO(pdf)) as read:
        assert read.check_pdf_syntax() == []


def test_the_validator_sees_a_print_whose_tags_are_lost(tmp_path):
    with pikepdf.open(BytesIO(printed(Layout(POKER)))) as read:
        del read.Root.StructTreeRoot
        spoilt = BytesIO()
        read.save(spoilt)

    assert ua_faults(spoilt.getvalue(), tmp_path)


@pytest.mark.parametrize("sides", Sides)
def test_cards_are_read_aloud_one_by_one_front_and_back(sides):
    words = aloud(printed(Layout(POKER, sides), backs=True))

    both = [text for pair in zip(CARDS, BACKS, strict=True) for text in pair]
    wanted = ["blad ett", "blad två", *both]
    if sides is Sides.FRONTS:
        wanted = ["blad ett", "blad två", *CARDS]
    assert words == " ".join(" ".join(text.split()) for text in wanted)


def test_each_language_stays_with_its_words():
    assert languages(printed(Layout(POKER))) == {"sv", "ar"}


def test_text_is_found_by_whoever_searches():
    from pypdfium2 import PdfDocument

    with PdfDocument(BytesIO(printed(Layout(POKER)))) as read:
        assert "Två" in read[2].get_textpage().get_text_range()


@pytest.mark.parametrize("each", STOCKS, ids=lambda each: each.id)
def test_the_paper_is_the_stocks_and_the_leaf_stands(each):
    with pikepdf.open(BytesIO(printed(Layout(each)))) as read:
        sizes = [tuple(float(edge) / POINT for edge in page.MediaBox)[2:] for page in read.pages]

    assert sizes[0] == sizes[1] == pytest.approx(sorted(each.paper), abs=0.001)
    assert sizes[2] == pytest.approx(each.paper, abs=0.001)


@pytest.mark.parametrize(
    ("sides", "edge", "hint"),
    [
        (Sides.DUPLEX, Edge.LONG, "/DuplexFlipLongEdge"),
        (Sides.DUPLEX, Edge.SHORT, "/DuplexFlipShortEdge"),
        (Sides.MANUAL, Edge.LONG, "/Simplex"),
        (Sides.FOLD, Edge.LONG, "/Simplex"),
    ],
)
@pytest.mark.parametrize("id", ["poker", "letter-poker-us"])
def test_the_file_asks_the_printer_for_what_the_layout_needs(id, sides, edge, hint):
    with pikepdf.open(BytesIO(printed(Layout(stocks().stock(id), sides, edge)))) as read:
        wishes = read.Root.ViewerPreferences
        assert wishes.Duplex == hint
        assert wishes.PrintScaling == "/None"
        assert wishes.PickTrayByPDFSize
        assert wishes.DisplayDocTitle


def test_a_card_stands_in_its_slot_and_its_drawing_on_it():
    pdf = printed(Layout(POKER, front=Offset(1, 2)), under=(Under(1, 5, 60),))

    front = matrices(pdf, 2)

    # from below: 297 - 16.5 - 88 - 2 = 190.5; the drawing is 10 high: 297 - 16.5 - 60 - 10 - 2
    assert front["C2"] == [(1, 1, 10.5 + 1, 190.5)]
    assert front["D1"][0] == (1, 1, 10.5 + 5 + 1, 208.5)


def test_a_back_follows_its_front_and_its_own_offset():
    back = matrices(printed(Layout(POKER, front=Offset(1, 2), back=Offset(0.5, 0))), 3)

    # behind the first: 210 - 10.5 - 63 = 136.5, less 1, and 0.5; 20 x 10 in the middle of 63 x 88
    assert back["D0"][0] == (1, 1, 136.5 - 1 + 0.5 + 21.5, 190.5 + 39)


def test_turned_like_a_calendar_a_back_with_words_stands_on_its_head():
    under = (Under(1, 5, 60),)
    placed = [Placed(2, (), 6, under)]
    back = matrices(lay_out(document(), drawings(), (), placed, Layout(POKER, edge=Edge.SHORT)), 1)

    # the card's upper right corner is where its lower left one was: y = 297 - 192.5 = 104.5
    assert back["C6"] == [(-1, -1, 10.5 + 63, 16.5 + 88)]
    assert back["D1"] == [(-1, -1, 10.5 + 63 - 5, 16.5 + 60 + 10)]


@pytest.mark.parametrize(
    ("edge", "box"),
    [
        # 5 to 25 across and 40 to 50 down of a card at 10.5 and 16.5 of 297
        (Edge.LONG, (15.5, 297 - 16.5 - 50, 35.5, 297 - 16.5 - 40)),
        # on its head at the lower left: 63 - 25 to 63 - 5, and 40 to 50 from below
        (Edge.SHORT, (10.5 + 38, 16.5 + 40, 10.5 + 58, 16.5 + 50)),
    ],
)
def test_the_box_of_a_figure_moves_and_turns_with_its_card(edge, box):
    placed = [Placed(2, (), 3)] if edge is Edge.SHORT else [Placed(2)]
    pdf = lay_out(document(), drawings(), (), placed, Layout(POKER, edge=edge))

    with pikepdf.open(BytesIO(pdf)) as read:
        boxes = [
            [float(length) / POINT for length in each.A.BBox]
            for each in read.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert any(found == pytest.approx(box, abs=0.02) for found in boxes)


def test_a_leaf_of_three_pages_has_nothing_behind_its_last():
    with pikepdf.open(BytesIO(printed(Layout(POKER), leaf=(0, 1, 0)))) as read:
        assert len(read.pages) == 4 + 2
        assert not read.pages[3].Contents.read_bytes()
        assert "/C2" in read.pages[4].Resources.XObject


def test_cards_without_drawings_have_no_backs_drawn():
    pdf = lay_out(document(), None, (), [Placed(2)], Layout(POKER))

    assert matrices(pdf, 0)
    assert not matrices(pdf, 1)


def test_the_same_order_gives_the_same_bytes():
    layout = Layout(stock(), edge=Edge.SHORT)

    assert printed(layout) == printed(layout)
    assert printed(layout) != printed(Layout(stock()))


def test_a_page_that_does_not_begin_at_its_corner_is_refused():
    with pikepdf.open(BytesIO(typeset("<html lang=sv><title>.</title><p>a</p>"))) as read:
        read.pages[0].MediaBox = pikepdf.Array([-3, -3, 100, 100])
        moved = BytesIO()
        read.save(moved)

    with pytest.raises(PrintError, match="corner"):
        take_apart(moved.getvalue())
