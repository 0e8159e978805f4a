"""The press fetches nothing, uses our own fonts only, and writes what a reader aloud can say."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from prepkit.core.errors import PrintError
from prepkit.pdf import press
from prepkit.pdf.readable import GlyphWords
from tests.pdf.aloud import aloud, languages

FONTS = Path(press.__file__).parent / "fonts"
FETCHES = [
    '<img src="http://127.0.0.1:9/x.png">',
    '<img src="file:///etc/hostname">',
    '<img srcset="http://127.0.0.1:9/x.png 2x">',
    '<link rel=stylesheet href="http://127.0.0.1:9/x.css">',
    '<link rel=attachment href="file:///etc/hostname">',
    '<style>@import url("file:///etc/hostname");</style>',
    "<style>@font-face{font-family:x;src:url(file:///etc/hostname)} p{font-family:x}</style>",
    '<p style="background:url(http://127.0.0.1:9/x.png)">x',
    '<p style="list-style:url(file:///etc/hostname);display:list-item">x',
    '<p style="content:url(file:///etc/hostname)">x',
    '<object data="file:///etc/hostname"></object>',
    '<embed src="file:///etc/hostname">',
    '<iframe src="http://127.0.0.1:9/"></iframe>',
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<img src="prepkit:font/../../../../etc/hostname">',
    '<img src="prepkit:drawing/mark?color=red;url(x)">',
    '<svg width=9 height=9><image href="file:///etc/hostname" width=9 height=9 /></svg>',
    '<svg width=9 height=9><use href="http://127.0.0.1:9/x.svg#a"/></svg>',
]


def html(body, lang="sv", direction="ltr"):
    return f"<!doctype html><html lang={lang} dir={direction}><title>Prov</title><body>{body}"


def taken_in(pdf):
    """What a PDF holds that came from somewhere: images, files, links."""
    with pikepdf.open(BytesIO(pdf)) as read:
        for each in read.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                yield from (k for k in ("/EmbeddedFile", "/URI", "/EF") if k in each)
                yield from (v for v in (each.get("/Subtype"), each.get("/Type")) if v in _TAKEN)


_TAKEN = {"/Image", "/EmbeddedFile", "/Filespec", "/Link"}


@pytest.mark.parametrize("attack", FETCHES)
def test_no_address_is_fetched_whatever_stands_on_the_page(attack):
    assert list(taken_in(press.typeset(html(attack)))) == []


def test_the_search_finds_what_an_open_press_takes_in(tmp_path):
    weasyprint, fonts = press._engine()
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt")
    body = f'<link rel=attachment href="{secret.as_uri()}"><a href="https://example.org">x</a>'

    pdf = weasyprint.HTML(string=html(body)).write_pdf(font_config=fonts)

    assert {"/EmbeddedFile", "/Link"} <= set(map(str, taken_in(pdf)))


@pytest.mark.parametrize(
    "address",
    ["http://x/", "file:///etc/passwd", "data:,x", "prepkit:font/none", "prepkit:drawing/no", "x"],
)
def test_the_fetcher_knows_nothing_but_what_is_shipped(address):
    with pytest.raises(PermissionError):
        press.shipped(address)

    assert press.shipped("prepkit:font/sans-400")[0][:4] == b"wOF2"
    assert b"#A03A1E" in press.shipped("prepkit:drawing/half-solid?color=A03A1E")[0]


def test_the_same_page_gives_the_same_bytes_in_another_process():
    body = html("<p>Hej 😀 </p><p lang=ar dir=rtl>مرحبا</p>")
    program = (
        "import sys; from prepkit.pdf import press;"
        "sys.stdout.buffer.write(press.typeset(sys.argv[1]))"
    )

    outside = subprocess.run(
        [sys.executable, "-c", program, body],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(FONTS.parents[2])},
    )

    assert outside.stdout == press.typeset(body)


def test_every_language_and_emoji_is_drawn_with_our_own_fonts(tmp_path):
    body = (
        "<p>Đoŋŋa å ä ö Ł ş</p><p>Україна</p><p lang=ar dir=rtl>لكلٍّ منكم سؤالٌ، ښځه</p>"
        "<p lang=ti>ሰላም፡ ከመይ</p><p>👩‍👩‍👧‍👦 👍🏽 ❤️ 1️⃣ 🏳️‍🌈 🇸🇪 ☺️ 🫠 ♡ ★ ♪ ①</p>"
    )
    file = tmp_path / "x.pdf"
    file.write_bytes(press.typeset(html(body)))

    found = str(page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1))

    assert "0 failed, 104 total" in found, found
    assert families(file.read_bytes()) <= {
        "Prepkit-Sans", "Vazirmatn", "Noto-Sans-Ethiopic", "Noto-Emoji",
        "Noto-Sans-Symbols", "Noto-Sans-Symbols-2",
    }  # fmt: skip


def test_a_letter_that_no_font_has_is_caught_by_the_validator(tmp_path):
    file = tmp_path / "x.pdf"
    file.write_bytes(press.typeset(html("<p>你好</p>")))

    found = str(page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1))

    assert "NOTDEF" in found


def families(pdf):
    with pikepdf.open(BytesIO(pdf)) as read:
        fonts = [o for o in read.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        return {
            str(font.FontName)[1:].split("+")[-1].rstrip(",").removesuffix("-Bold")
            for font in fonts
        }


def test_fonts_that_a_machine_sweeps_away_are_unpacked_again():
    before = press.typeset(html("<p>Hej <b>du</b> 😀"))
    for file in press._fonts()._folder.iterdir():
        file.unlink()

    assert press.typeset(html("<p>Hej <b>du</b> 😀")) == before
    shutil.rmtree(press._fonts()._folder)
    assert press.typeset(html("<p>Hej <b>du</b> 😀")) == before


def test_the_two_storey_a_is_drawn():
    plain = press.typeset(html("<p style='font-feature-settings:normal'>a"))
    ours = press.typeset(html("<p>a"))

    assert plain != ours


def test_right_to_left_words_are_read_in_the_order_they_are_written():
    text = "ما الذي يساعدك عندما يصبح كل شيء فوق طاقتك؟"

    pdf = press.typeset(html(f"<p lang=ar dir=rtl>{text}</p><p>Hej</p>"))

    assert text in aloud(pdf)
    assert languages(pdf) == {"sv", "ar"}  # sv of the whole, ar of the paragraph


def test_an_element_says_its_own_language_and_not_that_of_the_page():
    with pikepdf.open(BytesIO(press.typeset(html("<p>Hej</p><p lang=ti>ሰላም</p>")))) as read:
        paragraphs = read.Root.StructTreeRoot.K[0].K
        assert [str(each.get("/Lang", "")) for each in paragraphs] == ["", "ti"]
        assert str(read.Root.Lang) == "sv"


def test_words_on_two_lines_are_read_with_a_space_between():
    pdf = press.typeset(html("<p style='width:30mm;font-size:14pt'>Vad gör en vanlig dag bättre?"))

    assert "Vad gör en vanlig dag bättre?" in aloud(pdf)


def test_a_letter_with_marks_keeps_its_letter_and_its_marks_apart():
    left, right, whole = GlyphWords(), GlyphWords(), GlyphWords()

    left[1], left[2] = "", "q\u0323\u0307"  # base first, left to right
    right[2], right[1] = "ل\u0651\u064d", ""  # mark first, right to left
    whole[3] = "e\u0301"  # one glyph draws both

    assert left == {1: "q", 2: "\u0323\u0307"}
    assert right == {1: "ل", 2: "\u0651\u064d"}
    assert whole == {3: "e\u0301"}


@pytest.mark.parametrize(
    "lacking", ["<html><title>x</title>", "<html lang=sv>", "<html lang=sv><title> "]
)
def test_a_page_without_language_or_title_is_refused(lacking):
    with pytest.raises(PrintError, match="language and a title"):
        press.typeset(lacking)


def test_a_page_can_be_measured_before_it_is_painted():
    place = "position:absolute;left:20mm;top:30mm;width:25mm"
    body = f'<style>@page{{margin:0}}</style><div id=a style="{place}">'

    box = press.compose(html(f"{body}ett två tre fyra fem sex sju</div>")).boxes()["a"]

    assert (box.x, box.y, box.width) == pytest.approx((20, 30, 25), abs=0.01)
    assert box.lines > 1
    assert 10 < box.widest <= 25


def test_the_fonts_keep_their_licences_and_stay_small():
    files = sorted(FONTS.glob("*.woff2"))
    arabic = [file.stat().st_size for file in files if file.name.startswith("arabic")]

    assert sum(arabic) <= 40 * 1024
    for file in files:
        assert (FONTS / f"OFL-{file.name.rsplit('-', 1)[0]}.txt").stat().st_size > 4000
    names = TTFont(FONTS / "sans-400.woff2")["name"]
    assert not any("Andika" in str(names.getDebugName(n)) for n in (1, 4, 6))


def test_a_program_started_after_printing_has_the_fonts_of_its_machine():
    press.warm()

    assert "FONTCONFIG_FILE" not in os.environ
