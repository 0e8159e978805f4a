"""P1 of security.md: what it costs to guess, and that a release never makes old codes unreadable.

The arithmetic is that of security.md 2.4: an Argon2id of p = 1 moves (3t - 1) times its memory, so
a machine guesses as often as its memory's bandwidth allows. Real crackers are slower.
"""

import hashlib
from datetime import UTC, datetime
from itertools import islice, product
from math import log2
from pathlib import Path

import pytest

from prepkit.core.codename import DIGITS, Words, words
from prepkit.resources import word_lists
from prepkit.store.keyring import KDF, Keyring
from prepkit.store.seal import Cost

PROMISED = 100e6  # dollars, for the first of ten thousand
DRAFTS = 10_000
BANDWIDTH = 1008e9  # bytes a second: an RTX 4090
HOUR = 0.35  # dollars: the cheapest that one is let for
LISTS = {tag: words(tag, lines) for tag, lines in word_lists().items()}


def dollars_for_the_first(bits: float, cost: Cost) -> float:
    """What the first of many costs, on average, to whoever has the database but no pepper.

    The salt is one for all, so each guess is tried on all of them.
    """
    guesses_a_second = BANDWIDTH / ((3 * cost.passes - 1) * cost.memory)
    return 2**bits / DRAFTS / guesses_a_second / 3600 * HOUR


@pytest.mark.parametrize("drawn", LISTS.values(), ids=LISTS)
def test_the_first_of_ten_thousand_costs_a_hundred_million_dollars(drawn: Words):
    assert len(drawn.words) >= 2048
    assert drawn.bits >= 64
    assert dollars_for_the_first(drawn.bits, Cost()) >= PROMISED


def test_so_does_a_code_of_digits():
    assert dollars_for_the_first(DIGITS * log2(10), Cost()) >= PROMISED


@pytest.mark.parametrize("drawn", LISTS.values(), ids=LISTS)
def test_four_words_would_not_do(drawn: Words):
    bits = 4 * log2(len(drawn.words))

    assert dollars_for_the_first(bits, Cost()) < PROMISED


def test_a_cheaper_argon2_would_not_do():
    assert dollars_for_the_first(64.6, Cost(1, 2**20)) < PROMISED


def test_the_figures_are_those_of_the_table():
    assert dollars_for_the_first(64.6, Cost()) == pytest.approx(150e6, rel=0.1)
    assert dollars_for_the_first(51.7, Cost()) == pytest.approx(19e3, rel=0.1)


# Vectors: a code that was given out opens what it opened, whatever release it is typed into.

SALT, PEPPER = bytes(range(32)), bytes(range(100, 132))
LOCKS = {
    "älg sjö björk kaffe sommar regnbåge": (
        "48096f7155d9de776711d291512730cd8de14a58617e5b11d84f4b8d97471eaf",
        "553d4546f6928eea33cfabcdbb3a2ea37d4c22c4e03f17208e92a8f402884315",
    ),
    "Alg-SJO-bjork kaffe  sommar regnbage": (
        "48096f7155d9de776711d291512730cd8de14a58617e5b11d84f4b8d97471eaf",
        "553d4546f6928eea33cfabcdbb3a2ea37d4c22c4e03f17208e92a8f402884315",
    ),
    "1234 5678 9012 3456 7890": (
        "813885187cd5efeea3133aab99582218418e4f2c2afcecca7791d6135e97fb5f",
        "5d3044aa153a02af6cad9b9f5d0db4fa3f386a4c7ab5943d46db8e327c7ac0e9",
    ),
    "f-7k2m-9qxa-bcde": (
        "28dc287583f087d35257b21d2493c6cb37402ffea22277b21c0b989713af9a27",
        "d2e062b0e3ddba669c484ae68ece77882779d9f3a40c14de44e63921a395a5b0",
    ),
}
DIGESTS = {  # of the lists, in their order
    "sv": "e028557515083c28e8484f65d2f441048d771ac610dfe457adf7d4be626ba203",
    "en": "321a297c1e649eb894238c7ddc344380b19963052bc2b2a8eb3c6f03d241343e",
}


@pytest.fixture(scope="module")
def keyring(tmp_path_factory) -> Keyring:
    folder: Path = tmp_path_factory.mktemp("peppers")
    (folder / "salt").write_bytes(SALT)
    (folder / "2026-11.pepper").write_bytes(PEPPER)
    return Keyring(folder, lambda: datetime(2026, 11, 21, tzinfo=UTC))


@pytest.mark.parametrize("code", LOCKS)
def test_a_code_finds_and_opens_what_it_did_in_the_first_release(keyring, code):
    lock = keyring.lock(code)

    assert (lock.id.hex(), lock.kek.hex()) == LOCKS[code]
    assert (lock.epoch, lock.kdf) == (202611, KDF) == (202611, 1)


def test_another_cost_would_be_noticed(keyring):
    other = Keyring(keyring._folder, keyring._clock, Cost(2, 8192))

    assert other.lock("1234 5678 9012 3456 7890").id.hex() not in str(LOCKS)


@pytest.mark.parametrize("tag", LISTS)
def test_no_list_of_words_is_changed_once_codes_have_been_drawn_from_it(tag):
    """A word that is taken away makes old codes "not ours"; one that is added changes the count."""
    assert digest(LISTS[tag].words) == DIGESTS[tag]


def test_a_changed_word_is_noticed():
    drawn = ["".join(each) for each in islice(product("bdfgklmn", repeat=4), 2048)]

    assert digest(drawn) != digest([*drawn[:-1], "annat"])


def digest(drawn) -> str:
    return hashlib.sha256("\n".join(drawn).encode()).hexdigest()
