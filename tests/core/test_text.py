"""Text on its way in: what goes, and that nothing else does."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prepkit.core.text import one_line, printable, tidy

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  hej  ", "hej"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),  # Word's and Unicode's line ends
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\n \n\t\n \nb", "a\n\nb"),  # lines of blanks are blank
        ("a\x00b\x07c\x1b[31m\x7fd", "abc[31md"),
        ("a\ud83db", "ab"),  # half an emoji
        ("\uf8ff\U000f0000x", "x"),  # private use
        ("x\ufffe\uffff\ufdd0\U0001ffff", "x"),  # non-characters
        ("e\u0301", "é"),
        ("e\x00\u0301", "é"),  # what only now stand side by side
        ("\ufeffhej", "\ufeffhej"),
        ("kl.\u00a015", "kl.\u00a015"),
        ("\u200fقالت Anna\u200e", "\u200fقالت Anna\u200e"),  # steers direction
        ("\u202aAnna\u202c \u2067سارة\u2069", "\u202aAnna\u202c \u2067سارة\u2069"),
        ("👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
        ("a\tb", "a\tb"),
    ],
)
def test_text_is_kept_as_it_was_meant(typed, kept):
    assert tidy(typed) == kept


@given(ANYTHING)
@example("e\x00\u0301")
@example("a\n\x00\n\x00\n\x00b")
def test_tidy_text_holds_nothing_that_no_paper_can(typed):
    kept = tidy(typed)

    assert all(unicodedata.category(c) not in {"Cs", "Co"} for c in kept)
    assert all(unicodedata.category(c) != "Cc" or c in "\n\t" for c in kept)
    assert "\n\n\n" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()


@given(ANYTHING)
def test_tidying_twice_is_tidying_once(typed):
    assert tidy(tidy(typed)) == tidy(typed)
    assert one_line(one_line(typed)) == one_line(typed)


@given(st.text(st.characters(exclude_categories=("C", "Z"))))
def test_nothing_visible_is_lost(typed):
    assert tidy(typed) == unicodedata.normalize("NFC", typed)


@given(ANYTHING)
def test_one_line_is_one_line(typed):
    line = one_line(typed)

    assert line.splitlines() in ([], [line])
    assert "  " not in line
    assert "\t" not in line


def test_what_is_printable_is_told_from_what_is_not():
    assert all(map(printable, "aå\n\t€\u00a0\u200d😀أ\U0001fae8"))
    assert not any(map(printable, "\x00\x1b\x7f\x9f\ud800\ue000\ufdd0\uffff"))
