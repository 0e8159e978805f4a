"""The codes that open what is kept: how each kind looks, and how what is typed is read.

A preparation's code is words, or 20 digits where a language has no list of words. The others are
a letter and 12 of Crockford's symbols. Each right has a shape of its own, so that nobody hands over
the wrong code, and a code typed in the wrong place is told from its shape alone (security.md 2.3).

What is derived from is ``fold``: without case, marks over letters, spaces and hyphens, so that any
keyboard can type it. It knows no language: saved in Swedish, a code opens in English. Lists of
words only ever tell that a word is misspelt, before any work is done on it.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from math import ceil, log2

from prepkit.core.errors import PrepkitError

BITS = 64  # of a preparation's code, at least
DIGITS = 20  # of a code without words: 66 bits
SYMBOLS = 12  # of the other codes, after their letter: 60 bits
FEWEST_WORDS = 1024  # in a list
SHORTEST_WORD = 3  # letters
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_LOOKS_LIKE = str.maketrans("OIL", "011")
_OTHER_KEYBOARDS = str.maketrans({"ø": "o", "æ": "a", "ı": "i", "đ": "d", "ł": "l"})
_MOST_READ = 200  # characters; what is longer is no code
_LONGEST_WORD = 20  # letters that a misspelt word is compared by

Choose = Callable[[Sequence[str]], str]  # draws one, as secrets.choice does


class CodeKind(StrEnum):
    """What a code opens."""

    DRAFT = "draft"
    SHARE = "share"
    HELPER = "helper"
    MEETING = "meeting"


LETTERS = {"S": CodeKind.SHARE, "F": CodeKind.HELPER, "M": CodeKind.MEETING}


def new_code(kind: CodeKind, choose: Choose) -> str:
    """A new code that a letter begins, as ``fold`` gives it. ``choose`` draws one of several."""
    letter = next(letter for letter, each in LETTERS.items() if each is kind)
    return letter + "".join(choose(CROCKFORD) for _ in range(SYMBOLS))


def kind_of(typed: str) -> CodeKind | None:
    """The kind of code this looks like, by its shape alone; None if it looks like no code."""
    tokens = _tokens(typed)
    together = "".join(tokens)
    if kind := _lettered(together):
        return kind
    if together.isdecimal():
        return CodeKind.DRAFT if len(together) == DIGITS else None
    # one word more or less is still a code of words, and so are words without spaces
    words = together.isalpha() and (len(tokens) >= 4 or len(together) >= 15)
    return CodeKind.DRAFT if words else None


def fold(typed: str) -> str:
    """The code as it is derived from, in the same way in every language and on every keyboard."""
    tokens = _tokens(typed)
    together = "".join(tokens)
    if _lettered(together):
        return together[0].upper() + together[1:].upper().translate(_LOOKS_LIKE)
    return together if together.isdecimal() else "-".join(tokens)


def shown(code: str) -> str:
    """A folded code in groups that are easy to read: ``F-7K2M-…``; words with a space between."""
    if _lettered(code):
        return "-".join([code[0], *_fours(code[1:])])
    return " ".join(_fours(code) if code.isdecimal() else code.split("-"))


def folded_word(word: str) -> str:
    """One word without case and marks: ``Älg`` is ``alg``."""
    spread = unicodedata.normalize("NFKD", word.casefold().translate(_OTHER_KEYBOARDS))
    return "".join(each for each in spread if not unicodedata.combining(each))


def _tokens(typed: str) -> list[str]:
    """The words of what was typed, folded; digits of any script are 0 to 9."""
    plain = folded_word(typed[:_MOST_READ])
    letters = (
        str(unicodedata.decimal(each)) if each.isdecimal() else each if each.isalpha() else " "
        for each in plain
    )
    return "".join(letters).split()


def _lettered(together: str) -> CodeKind | None:
    """The kind of a code that a letter begins; ``together`` is folded and without spaces."""
    symbols = together[1:].upper().translate(_LOOKS_LIKE)
    if len(symbols) != SYMBOLS or any(each not in CROCKFORD for each in symbols):
        return None
    return LETTERS.get(together[0].upper())


def _digits(together: str) -> str:
    """The digits of what is mostly digits, with the letters that look like some; else nothing."""
    digits = "".join(filter(str.isdecimal, together.upper().translate(_LOOKS_LIKE)))
    return digits if 2 * sum(map(str.isdecimal, together)) > len(together) else ""


def _fours(code: str) -> list[str]:
    return [code[at : at + 4] for at in range(0, len(code), 4)]


@dataclass(frozen=True)
class Words:
    """A list of words that codes are drawn from. It may only ever be added to by a new list."""

    tag: str
    words: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many words a code has, for 64 bits or more."""
        return ceil(BITS / log2(len(self.words)))

    @property
    def bits(self) -> float:
        """How hard a code of this list is to guess, in bits."""
        return self.count * log2(len(self.words))


def words(tag: str, lines: Sequence[str]) -> Words:
    """A language's list; raises PrepkitError if codes from it would be weak or mistaken."""
    folded = [folded_word(line) for line in lines]
    if len(folded) < FEWEST_WORDS:
        raise PrepkitError(f"words in '{tag}': {len(folded)}, and {FEWEST_WORDS} are needed")
    if len(set(folded)) < len(folded):
        twice = sorted({word for word in folded if folded.count(word) > 1})
        raise PrepkitError(f"words in '{tag}' that are typed alike: {', '.join(twice)}")
    wrong = [w for w in folded if len(w) < SHORTEST_WORD or not (w.isascii() and w.isalpha())]
    if wrong:
        raise PrepkitError(f"words in '{tag}' that can't be used: {', '.join(wrong)}")
    return Words(tag, tuple(lines))


@dataclass(frozen=True)
class Doubt:
    """A typed word that is on no list: which it is, and what it may have been meant to be."""

    at: int
    typed: str
    meant: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """A typed preparation's code: what it is derived from, or why it can't be one of ours.

    ``missing`` is how many words or digits are lacking; below zero there are too many.
    """

    code: str
    doubts: tuple[Doubt, ...] = ()
    missing: int = 0
    digits: bool = False

    @property
    def whole(self) -> bool:
        return not (self.doubts or self.missing)


class Codenames:
    """Codes of words in several languages, drawn and read."""

    def __init__(self, lists: Mapping[str, Words]) -> None:
        self._lists = dict(lists)
        self._spelt = {
            tag: {folded_word(word): word for word in each.words} for tag, each in lists.items()
        }

    def in_words(self, tag: str) -> bool:
        """Whether codes of this language are words, and not digits."""
        return tag in self._lists

    def new(self, tag: str, choose: Choose) -> str:
        """A new code of a language's words, as they are spelt; of digits if it has no list."""
        if tag not in self._lists:
            return shown("".join(choose("0123456789") for _ in range(DIGITS)))
        drawn = self._lists[tag]
        return " ".join(choose(drawn.words) for _ in range(drawn.count))

    def read(self, typed: str) -> Read:
        """What was typed, looked over without deriving anything."""
        tokens = _tokens(typed)
        together = "".join(tokens)
        if digits := _digits(together):
            return Read(digits, missing=DIGITS - len(digits), digits=True)
        readings = {tag: self._in(tag, tokens) for tag in self._lists}
        if not readings:
            return Read("-".join(tokens), tuple(Doubt(*each, ()) for each in enumerate(tokens)))
        tag = min(readings, key=lambda tag: _wrong(readings[tag]))
        doubts = tuple(replace(d, meant=self._meant(tag, d)) for d in readings[tag].doubts)
        return replace(readings[tag], doubts=doubts)

    def _in(self, tag: str, tokens: Sequence[str]) -> Read:
        """What was typed, if it is a code of this list."""
        spelt, count = self._spelt[tag], self._lists[tag].count
        said = [word for token in tokens for word in _apart(token, spelt)]
        unknown = [(at, word) for at, word in enumerate(said) if word not in spelt]
        doubts = tuple(Doubt(at, word, ()) for at, word in unknown[:count])
        return Read("-".join(said), doubts, count - len(said))

    def _meant(self, tag: str, doubt: Doubt) -> tuple[str, ...]:
        """The words of the list that are most like it.

        Only those that begin or end like it are compared: a comparison with all takes so long that
        it could be used to keep the server busy.
        """
        spelt, typed = self._spelt[tag], doubt.typed[:_LONGEST_WORD]
        near = [each for each in spelt if each[:1] == typed[:1] or each[-2:] == typed[-2:]]
        return tuple(spelt[each] for each in get_close_matches(typed, near, 3))

    def instead(self, typed: str, at: int, word: str) -> str:
        """What was typed, with its word at a place replaced."""
        said = self.read(typed).code.split("-")
        if not 0 <= at < len(said):
            return typed
        return " ".join([*said[:at], *word.split()[:1], *said[at + 1 :]])


def _wrong(read: Read) -> tuple[int, int]:
    return len(read.doubts), abs(read.missing)


def _apart(token: str, spelt: Mapping[str, str]) -> list[str]:
    """A token as words: itself, or the fewest words of the list that were typed without spaces."""
    if token in spelt:
        return [token]
    best: list[list[str] | None] = [[]]
    for end in range(1, len(token) + 1):
        ways = (
            [*before, token[start:end]]
            for start, before in enumerate(best)
            if before is not None and token[start:end] in spelt
        )
        best.append(min(ways, key=len, default=None))
    return best[-1] or [token]
