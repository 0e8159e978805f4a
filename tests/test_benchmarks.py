"""What ``prepkit bench`` compares is the same deck, and a broken promise is said to be broken."""

import pytest

from benchmarks import plain, sheets
from benchmarks.cards import order
from benchmarks.table import Promise, judge
from benchmarks.weight import Scales
from prepkit.pdf.cards import here, print_deck
from tests.pdf.aloud import aloud


@pytest.mark.parametrize("naive", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_baseline_prints_every_word_that_ours_prints(naive):
    wanted = order("ar", "sv")

    theirs = aloud(sheets.setter(wanted, naive)()).split()

    assert sorted(theirs) == sorted(aloud(print_deck(wanted, None, here)).split())


def test_a_baseline_has_the_letters_that_ours_come_to():
    plans = plain.plans(order("sv"))

    assert [plan.face.number for plan in plans] == list(range(1, 55))
    assert len({plan.type.size for plan in plans}) > 1
    assert all(setting.size >= 9.5 for setting in plain.settings(order("ar", "sv")))


def test_the_scales_see_what_a_child_takes():
    light, heavy = Scales(), Scales()

    assert light.run(len, "abc") == 3
    heavy.run(eval, "len(bytearray(b'x') * 80_000_000) + sum(range(5_000_000))")

    assert heavy.peak > light.peak + 70
    assert heavy.seconds > light.seconds


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        (Promise("a", 1.0, most=1.0), True),
        (Promise("a", 1.01, most=1.0), False),
        (Promise("a", 2.0, least=2.0), True),
        (Promise("a", 1.99, least=2.0), False),
    ],
)
def test_a_broken_promise_is_said_to_be_broken(promise, kept, capsys):
    assert judge([Promise("b", 0, most=1), promise]) is kept
    assert ("BROKEN" in capsys.readouterr().out) is not kept
