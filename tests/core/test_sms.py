"""Text messages counted as 3GPP TS 23.038 says, and as every operator's counter shows."""

import pytest

from prepkit.core.sms import Encoding, Sms, count

GSM, UCS = Encoding.GSM_7, Encoding.UCS_2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Sms(GSM, 0, 0)),
        ("Hej", Sms(GSM, 3, 1)),
        ("åäöÅÄÖéüß", Sms(GSM, 9, 1)),  # Swedish costs nothing more
        ("a" * 160, Sms(GSM, 160, 1)),
        ("a" * 161, Sms(GSM, 161, 2)),
        ("a" * 306, Sms(GSM, 306, 2)),
        ("a" * 307, Sms(GSM, 307, 3)),
        ("a" * 459, Sms(GSM, 459, 3)),
        ("a" * 460, Sms(GSM, 460, 4)),
        ("€", Sms(GSM, 2, 1)),  # the extension table
        ("^{}\\[~]|€\f", Sms(GSM, 20, 1)),
        ("€" * 80, Sms(GSM, 160, 1)),
        ("€" * 81, Sms(GSM, 162, 2)),
        ("rad\nrad", Sms(GSM, 7, 1)),
        ("”Hej”", Sms(UCS, 5, 1)),  # typographic quotes are not in the alphabet
        ("ç", Sms(UCS, 1, 1)),  # the capital is, the small one isn't
        ("مرحبا", Sms(UCS, 5, 1)),
        ("م" * 70, Sms(UCS, 70, 1)),
        ("م" * 71, Sms(UCS, 71, 2)),
        ("م" * 134, Sms(UCS, 134, 2)),
        ("م" * 135, Sms(UCS, 135, 3)),
        ("😀", Sms(UCS, 2, 1)),
        ("😀" * 35, Sms(UCS, 70, 1)),
        ("a" * 69 + "😀", Sms(UCS, 71, 2)),
    ],
)
def test_a_text_is_counted_as_the_network_counts(text: str, expected: Sms):
    assert count(text) == expected


def test_a_pair_is_never_parted_between_two_messages():
    # given texts of which plain division says two parts
    euro_at_the_seam = "a" * 152 + "€" + "a" * 152  # 306 units
    face_at_the_seam = "م" * 66 + "😀" + "م" * 66  # 134 units

    # then the pair goes whole into the next part, and the last letter into a third
    assert count(euro_at_the_seam) == Sms(GSM, 306, 3)
    assert count(face_at_the_seam) == Sms(UCS, 134, 3)


def test_the_alphabet_has_its_128_places():
    # given 128 places: 127 characters and the escape to the extension table
    everything = [chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF]

    alphabet = [each for each in everything if count(each) == Sms(GSM, 1, 1)]

    assert len(alphabet) == 127
