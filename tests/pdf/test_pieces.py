"""What was taken apart is whole when it is put together, whatever the words are."""

from functools import cache
from io import BytesIO

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prepkit.core.sheet import Layout
from prepkit.pdf.binder import Binder
from prepkit.pdf.impose import Placed, lay_out
from prepkit.pdf.pieces import join, put_together, take_apart
from prepkit.pdf.press import typeset
from tests.core.sheets import stocks
from tests.pdf.aloud import aloud

POKER = Layout(stocks().stock("poker"))


@cache
def page():
    return typeset(
        "<html lang=sv><title>Prov</title><style>@page{size:63mm 88mm;margin:5mm}</style>"
        "<p>en rad<br>en till</p><div></div><p><b lang=en>a</b> b</p>"
    )


def with_words(words):
    """The page with these words to be read aloud, and as its title."""
    with pikepdf.open(BytesIO(page())) as pdf:
        pdf.docinfo.Title = pikepdf.String(words)
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each:
                each.ActualText = pikepdf.String(words)
        changed = BytesIO()
        pdf.save(changed)
    return changed.getvalue()


def printed(pdf):
    return lay_out(take_apart(pdf), None, (), [Placed(0)], POKER)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
@example("5 0 R")
@example(r"\) /S /H1 (")
@example("\0t0\0 och \0d\0")
@example("<feff> (a\r\nb) % c")
@example("ثلاثة 😀 \x7f \u0301")
@settings(max_examples=60, deadline=None)
def test_any_words_come_through_as_they_are(words):
    with pikepdf.open(BytesIO(with_words(words))) as before:
        title = str(before.docinfo.Title)  # as a PDF can hold it

    with pikepdf.open(BytesIO(printed(with_words(words)))) as read:
        aloud = [
            str(each.ActualText)
            for each in read.objects
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
        ]
        assert read.check_pdf_syntax() == []
        assert aloud == [title]
        assert str(read.docinfo.Title) == title


def test_lines_and_empty_tags_are_no_tags_of_their_own():
    (piece,) = put_together(take_apart(page())).pieces

    kinds = [line.split(b"/S ")[1].split(b"/P ")[0] for line in piece.tags.split(b"\n")]

    # two lines in one paragraph, no div, and a b with a language of its own
    assert kinds == [b"/P", b"/P", b"/NonStruct"]
    assert set(piece.owners) == {0, 1, 2}


def test_what_is_packed_is_put_together_the_same():
    packed = take_apart(page())

    assert put_together(packed) == put_together(bytes(packed))
    assert put_together(packed).pieces[0].width == pytest.approx(63 * 72 / 25.4)


def test_the_binder_writes_a_file_that_others_read():
    binder = Binder()
    (tree,) = binder.numbers(1)
    pages = [
        binder.add(b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]/Resources<<>>>>" % tree)
        for _ in range(450)
    ]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    binder.add(b"<</Type/Pages/Count 450/Kids[%b]>>" % kids, tree)
    catalog = binder.add(b"<</Type/Catalog/Pages %d 0 R>>" % tree)

    written = binder.bind(catalog, binder.add(b"<</Title(a)>>"))

    with pikepdf.open(BytesIO(written)) as read:
        assert len(read.pages) == 450  # in three object streams
        assert read.check_pdf_syntax() == []
        assert read.docinfo.Title == "a"


def test_documents_in_pieces_can_be_joined():
    both = [take_apart(with_words(words)) for words in ("ett", "två")]

    pdf = lay_out(join(both), None, (), [Placed(0), Placed(1)], POKER)

    with pikepdf.open(BytesIO(pdf)) as read:
        assert str(read.docinfo.Title) == "ett"
    assert aloud(pdf).index("ett") < aloud(pdf).index("två")
    assert put_together(join(both[:1])) == put_together(both[0])
