"""How many text messages a text becomes, counted as the network counts.

3GPP TS 23.038: what the GSM alphabet holds is sent as septets, 160 in one message and 153 in each
of several, and a character of its extension table (6.2.1.1) takes two. Any other character turns
the whole text into UCS-2: 70 units in one message and 67 in each of several, and a character
outside the basic plane takes two. Neither kind of pair is ever parted, so a part may end early.
"""

from dataclasses import dataclass
from enum import StrEnum

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")


class Encoding(StrEnum):
    """How the network carries a text."""

    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


_ROOM = {Encoding.GSM_7: (160, 153), Encoding.UCS_2: (70, 67)}  # units: alone, one of several


@dataclass(frozen=True)
class Sms:
    """What a text takes: ``units`` are septets in GSM-7 and 16-bit units in UCS-2."""

    encoding: Encoding
    units: int
    parts: int


def count(text: str) -> Sms:
    """How a text is sent and in how many parts; no text at all is no part."""
    if all(character in _BASIC or character in _EXTENSION for character in text):
        encoding = Encoding.GSM_7
        sizes = [2 if character in _EXTENSION else 1 for character in text]
    else:
        encoding = Encoding.UCS_2
        sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
    alone, one_of_several = _ROOM[encoding]
    units = sum(sizes)
    return Sms(encoding, units, int(units > 0) if units <= alone else _parts(sizes, one_of_several))


def _parts(sizes: list[int], room: int) -> int:
    parts, left = 1, room
    for size in sizes:
        if size > left:
            parts, left = parts + 1, room
        left -= size
    return parts
