"""A QR code is the one segno makes, drawn whole and with white around it."""

import re

import pytest
import segno

from prepkit.core.qr import QUIET, qr

LINK = "https://prepkit.example.se/i/F7K2M9QRSTVWX"
TEXTS = ["F-7K2M-9QRS-TVWX", LINK, "smsto:0701234567:Möte på tisdag. الاجتماع", "x" * 300]


def drawn(path: str, size: int) -> list[list[bool]]:
    """What the path blackens, module by module, read as an SVG reader would."""
    square = [[False] * size for _ in range(size)]
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path):
        assert length == back
        for column in range(int(x), int(x) + int(length)):
            square[int(y)][column] = True
    return square


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_is_the_one_that_segno_makes_at_level_m(text):
    expected = segno.make(text, error="m", micro=False, boost_error=False)

    made = qr(text)

    assert (made.version, expected.error) == (expected.version, "M")
    assert made.size == expected.symbol_size(border=QUIET)[0]
    bordered = [[bool(module) for module in row] for row in expected.matrix_iter(border=QUIET)]
    assert drawn(made.path, made.size) == bordered


def test_a_path_is_nothing_but_rectangles():
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", qr(LINK).path)


def test_another_text_is_another_code():
    assert qr(LINK).path != qr(LINK + "Z").path


def test_a_link_of_an_invitation_is_small_enough_for_a_screen():
    assert qr(LINK).version <= 4


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="too large"):
        qr("x" * 5000)
