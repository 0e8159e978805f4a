"""Every size of card is one of two families, enlarged; letters never smaller than the look's."""

from dataclasses import replace
from itertools import pairwise

import pytest

from prepkit.pdf.anatomy import ADULT_LEAST, CHILD_LEAST, LYING, SCRIPTS, UPRIGHT, anatomy
from tests.pdf.decks import document

CARDS = sorted({stock.card for stock in document("reference/stock").stocks})


def crowded(sizes):
    """The parts that are nearer the cut than 5 mm or stand on each other; mm."""
    left, right = sizes.margin, sizes.width - sizes.margin
    found = []
    if sizes.margin < 5:
        found.append("margin")
    if sizes.adult_left < left + sizes.pair_width or sizes.adult_left + sizes.adult_width > right:
        found.append("adult")
    if sizes.pair_top - sizes.apart(1) < sizes.asks_top:
        found.append("pair")
    if (sizes.width - sizes.back[0]) / 2 < 8.9 or (sizes.height - sizes.back[1]) / 2 < 7.9:
        found.append("back")
    return found


@pytest.mark.parametrize("card", CARDS)
def test_every_stocks_card_has_room_for_its_parts(card):
    assert crowded(anatomy(card)) == []


def test_a_card_whose_parts_have_no_room_is_seen():
    assert crowded(replace(anatomy((45.0, 46.0)), small=2))


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("card", CARDS)
def test_letters_step_down_and_never_below_the_least(card, script):
    sizes = anatomy(card)

    steps = [each.size for each in sizes.steps(script)]

    assert all(larger > smaller for larger, smaller in pairwise(steps))
    assert steps[-1] >= CHILD_LEAST
    for small in (False, True):
        assert sizes.adult(script, small).size >= ADULT_LEAST
        assert sizes.second(small).size >= ADULT_LEAST
    assert sizes.aloud(script)[-1].size >= ADULT_LEAST
    assert sizes.foot.size >= 7


def test_the_two_cards_of_the_look_are_drawn_as_it_states():
    upright, lying = anatomy(UPRIGHT), anatomy(LYING)

    assert (upright.asks_top, upright.inner, upright.radius) == (12.6, 53, 10.5)
    assert (upright.pair_top, upright.adult_left) == (62, pytest.approx(29.7))
    assert [upright.apart(level) for level in (1, 2, 3)] == [6, 3, 0]
    assert upright.back == pytest.approx((45, 52.8))
    assert [each.size for each in upright.steps("Latn")[:3]] == [18, 16, 14]
    assert (lying.asks_top, lying.inner, lying.radius) == (11.6, 75, 8)
    assert (lying.adult_left, lying.adult_bottom) == (pytest.approx(24.6), 9.4)
    assert lying.steps("Latn")[0].size == 15


def test_a_larger_card_has_larger_letters_and_a_smaller_one_not_smaller():
    poker, a6, bridge = (
        anatomy(card).steps("Latn") for card in (UPRIGHT, (105, 148), (57.15, 88.9))
    )

    assert a6[0].size == pytest.approx(poker[0].size * 105 / 63)
    assert bridge == poker


def test_cyrillic_is_set_as_latin_is():
    assert anatomy(UPRIGHT).steps("Cyrl") == anatomy(UPRIGHT).steps("Latn")
