"""Some cards of a deck: the same for the same seed, light before heavy, many topics."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core import bankfile
from prepkit.core.dealing import Wish, deal, whole
from prepkit.core.errors import SelectionError
from prepkit.resources import folder

DECK = bankfile.read(
    (folder("question_banks") / "lara-kanna.yaml").read_text("utf-8"), "lara-kanna.yaml"
).document


@given(count=st.integers(6, 54), seed=st.text(max_size=20))
def test_a_deal_is_different_cards_from_light_to_heavy(count, seed):
    dealt = deal(DECK, Wish(count, seed))

    levels = [each.card.level for each in dealt]
    assert len({each.card.id for each in dealt}) == count
    assert levels == sorted(levels)
    assert all(DECK.cards[each.number - 1] == each.card for each in dealt)


@given(seed=st.text(max_size=20))
def test_ten_cards_have_at_least_eight_topics_and_all_levels(seed):
    dealt = deal(DECK, Wish(10, seed))

    # 24, 20 and 10 of 54 cards: 4.4, 3.7 and 1.9 of 10
    assert Counter(each.card.level for each in dealt) == {1: 4, 2: 4, 3: 2}
    assert len({each.card.topic for each in dealt}) >= 8


def test_the_same_seed_deals_the_same_on_every_machine():
    dealt = deal(DECK, Wish(6, "2026"))

    assert dealt == deal(DECK, Wish(6, "2026"))
    assert dealt != deal(DECK, Wish(6, "2027"))


def test_the_whole_deck_keeps_its_order_and_numbers():
    cards = whole(DECK)

    assert [each.number for each in cards] == list(range(1, 55))
    assert tuple(each.card for each in cards) == DECK.cards


@pytest.mark.parametrize("count", [-1, 0, 5, 55, 1000])
def test_too_few_or_too_many_are_refused_in_words(count):
    with pytest.raises(SelectionError, match="between 6 and 54"):
        deal(DECK, Wish(count, "a"))
