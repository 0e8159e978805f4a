"""Puts a name in place of what no shipped font can draw, so that nothing is lost unseen."""

import re
import unicodedata
from collections.abc import Callable, Set
from itertools import groupby


def _(words: str) -> str:
    """Marks words for translation."""
    return words


# the first word of a character's Unicode name -> what a reader calls it
_NAMES = {
    "CJK": _("kinesiska tecken"),
    "HIRAGANA": _("japanska tecken"),
    "KATAKANA": _("japanska tecken"),
    "HANGUL": _("koreanska tecken"),
    "GREEK": _("grekiska tecken"),
    "HEBREW": _("hebreiska tecken"),
    "ARMENIAN": _("armeniska tecken"),
    "GEORGIAN": _("georgiska tecken"),
    "SYRIAC": _("syrianska tecken"),
    "DEVANAGARI": _("tecken som i hindi och nepali"),
    "BENGALI": _("bengaliska tecken"),
    "GURMUKHI": _("tecken som i punjabi"),
    "GUJARATI": _("tecken som i gujarati"),
    "TAMIL": _("tamilska tecken"),
    "TELUGU": _("tecken som i telugu"),
    "SINHALA": _("tecken som i singalesiska"),
    "THAI": _("thailändska tecken"),
    "LAO": _("laotiska tecken"),
    "KHMER": _("tecken som i khmer"),
    "MYANMAR": _("burmesiska tecken"),
    "TIBETAN": _("tibetanska tecken"),
}
_EMOJI = _("emoji")
_OTHER = _("annat tecken")
_UNSEEN = re.compile("[\t\n\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f]")


def printable(
    text: str, covered: Set[int], translate: Callable[[str], str] = str
) -> tuple[str, tuple[str, ...]]:
    """The text with a name in brackets for every run of characters outside ``covered``.

    你好 becomes ``[kinesiska tecken]``. Also returns the names that stand there, each once, so
    that the person can be told. Joiners, variation selectors and skin tones are never taken out:
    an emoji made of several stays one. Letters dressed up (𝓗𝓮𝓳) become plain ones.
    """
    text = "".join(_plain(character, covered) for character in text)
    names = [_name(character, covered) for character in text]
    for i, character in enumerate(text):
        if i and names[i - 1] and (unicodedata.category(character)[0] == "M"):
            names[i] = names[i - 1]  # a mark goes with its letter
        elif i and names[i - 1] and character == " " and names[i - 1] == _next(names, i):
            names[i] = names[i - 1]  # words in a row are named once
    parts, missing = [], []
    for name, run in groupby(zip(text, names, strict=True), key=lambda pair: pair[1]):
        if not name:
            parts.append("".join(character for character, _name in run))
            continue
        said = translate(name)
        parts.append(f"[{said}]")
        if said not in missing:
            missing.append(said)
    return "".join(parts), tuple(missing)


def _next(names: list[str], i: int) -> str:
    return names[i + 1] if i + 1 < len(names) else ""


def _plain(character: str, covered: Set[int]) -> str:
    """The character, or the same letter undressed where only that can be drawn."""
    if ord(character) in covered:
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain and all(ord(c) in covered for c in plain) else character


def _name(character: str, covered: Set[int]) -> str:
    """What to call the character, or nothing if it can be drawn."""
    code = ord(character)
    if code in covered or _UNSEEN.match(character) or unicodedata.category(character) == "Cf":
        return ""
    if 0xE0100 <= code <= 0xE01EF:  # variation selectors
        return ""
    if 0x1F000 <= code <= 0x1FAFF:
        return _EMOJI
    first = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    return _NAMES.get(first, _OTHER)
