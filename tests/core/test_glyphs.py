"""What cannot be drawn has a name in its place, and what can be is left alone."""

import pytest

from prepkit.core.glyphs import printable
from prepkit.pdf.press import covered

LEFT_ALONE = [
    "Hej, hur mår du?\nBra.",
    "Đoŋŋa, ŧ š ž å ä ö",
    "Україна",
    "أريد أن أعود إلى البيت.",
    "ښځه، ۍ",
    "ሰላም፡",
    "👩‍👩‍👧‍👦 👍🏽 ❤️ 1️⃣ 🏳️‍🌈 🇸🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🫠",
    "♡ ☆ ★ ♪ ① ✗ ● □",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_our_fonts_can_draw_is_left_as_it_was_written(text):
    assert printable(text, covered()) == (text, ())


@pytest.mark.parametrize(
    ("text", "shown", "names"),
    [
        ("hej 你好 hej", "hej [kinesiska tecken] hej", ("kinesiska tecken",)),
        ("한국 사람", "[koreanska tecken]", ("koreanska tecken",)),
        ("שלום", "[hebreiska tecken]", ("hebreiska tecken",)),
        ("नमस्ते", "[tecken som i hindi och nepali]", ("tecken som i hindi och nepali",)),
        ("ツ 你", "[japanska tecken] [kinesiska tecken]", ("japanska tecken", "kinesiska tecken")),
        ("\U000130ed", "[annat tecken]", ("annat tecken",)),
    ],
)
def test_a_run_that_no_font_has_becomes_one_name(text, shown, names):
    assert printable(text, covered()) == (shown, names)


def test_an_emoji_newer_than_the_font_is_called_an_emoji():
    without = covered() - {0x1F600}

    assert printable("hej 😀", without) == ("hej [emoji]", ("emoji",))


def test_dressed_up_letters_become_plain_ones():
    assert printable("𝓗𝓮𝓳 på dig", covered()) == ("Hej på dig", ())


def test_the_name_is_in_the_readers_language():
    shown, names = printable("你", covered(), {"kinesiska tecken": "Chinese characters"}.get)

    assert (shown, names) == ("[Chinese characters]", ("Chinese characters",))


def test_without_fonts_nothing_is_lost_unseen():
    assert printable("ab", frozenset())[0] == "[annat tecken]"
