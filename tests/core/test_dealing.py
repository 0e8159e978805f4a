"""Some cards of a deck: the same for the same wish, light before heavy, many topics."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core import bankfile
from prepkit.core.bank import AgeGroup
from prepkit.core.dealing import (
    MOST,
    Beside,
    OwnCard,
    Wish,
    beside,
    cards_for,
    deal,
    fitting,
    printed,
    whole,
)
from prepkit.core.deck import CardKind
from prepkit.core.errors import SelectionError, UnknownName
from prepkit.resources import folder


def shipped(id):
    file = folder("question_banks") / f"{id}.yaml"
    return bankfile.read(file.read_text("utf-8"), file.name).document


DECK = shipped("lara-kanna")
DECKS = [DECK, *map(shipped, ("du-och-jag", "sa-vill-vi-ha-det", "starkt-och-viktigt", "peka"))]


def ids(dealt):
    return [each.card.id for each in dealt]


def levels(dealt):
    return [each.card.level for each in dealt]


@st.composite
def wishes(draw):
    """A deck, and a wish that it can meet."""
    deck = draw(st.sampled_from(DECKS))
    known = ids(whole(deck))
    pinned = draw(st.frozensets(st.sampled_from(known), max_size=4))
    wish = Wish(
        seed=draw(st.text(max_size=8)),
        topics=draw(st.frozensets(st.sampled_from(sorted({c.topic for c in deck.cards})))),
        levels=draw(
            st.frozensets(st.integers(1, 3)) if deck.id != "peka" else st.just(frozenset())
        ),
        age=draw(st.sampled_from([None, *AgeGroup])),
        pinned=pinned,
        left_out=draw(st.frozensets(st.sampled_from(known), max_size=8)) - pinned,
    )
    room = len(fitting(deck, wish))
    if room < 6:
        return deck, wish
    return deck, replace(wish, count=draw(st.one_of(st.none(), st.integers(6, min(room, MOST)))))


@given(count=st.integers(6, 54), seed=st.text(max_size=20))
def test_a_deal_is_different_cards_from_light_to_heavy(count, seed):
    dealt = deal(DECK, Wish(count, seed))

    assert len(set(ids(dealt))) == count
    assert levels(dealt) == sorted(levels(dealt))
    assert all(DECK.cards[each.number - 1] == each.card for each in dealt)


@given(wishes())
def test_a_deal_is_what_was_wished_for(wished):
    deck, wish = wished

    dealt = deal(deck, wish)

    assert len(dealt) == (len(fitting(deck, wish)) if wish.count is None else wish.count)
    assert len(set(ids(dealt))) == len(dealt)
    assert wish.pinned <= set(ids(dealt))
    assert wish.left_out.isdisjoint(ids(dealt))
    assert all(wish.fits(each.card) or each.card.id in wish.pinned for each in dealt)
    assert all(deck.cards[each.number - 1] == each.card for each in dealt)


@given(wishes())
def test_the_same_wish_deals_the_same(wished):
    deck, wish = wished

    assert deal(deck, wish) == deal(deck, replace(wish))


@given(wishes(), st.data())
def test_leaving_out_a_card_that_was_not_dealt_changes_nothing(wished, data):
    deck, wish = wished
    dealt = deal(deck, wish)
    others = sorted(set(ids(whole(deck))) - set(ids(dealt)) - wish.left_out)

    if others:
        without = wish.left_out | {data.draw(st.sampled_from(others))}
        assert deal(deck, replace(wish, left_out=without)) == dealt


@given(wishes())
def test_leaving_out_a_card_that_was_dealt_brings_another(wished):
    deck, wish = wished
    dealt = deal(deck, wish)
    free = [id for id in ids(dealt) if id not in wish.pinned]

    if free and wish.count and wish.count < len(fitting(deck, wish)):
        again = deal(deck, replace(wish, left_out=wish.left_out | {free[0]}))
        assert free[0] not in ids(again)
        assert len(again) == len(dealt)


@given(seed=st.text(max_size=20))
def test_ten_cards_have_at_least_eight_topics_and_all_levels(seed):
    dealt = deal(DECK, Wish(10, seed))

    # 24, 20 and 10 of 54 cards: 4.4, 3.7 and 1.9 of 10
    assert Counter(levels(dealt)) == {1: 4, 2: 4, 3: 2}
    assert len({each.card.topic for each in dealt}) >= 8


def test_the_same_seed_deals_the_same_on_every_machine():
    dealt = deal(DECK, Wish(6, "2026"))

    assert ids(dealt) == [
        "nytt-amne", "vader", "middag", "andrad-plan", "i-fred", "om-ett-ar",
    ]  # fmt: skip
    assert dealt != deal(DECK, Wish(6, "2027"))


def test_a_wish_without_a_number_is_all_that_fit_in_the_order_of_the_file():
    dealt = deal(DECK, Wish(topics=frozenset({"skola"}), levels=frozenset({1})))

    assert ids(dealt) == ["rast", "nytt-amne"]


def test_a_pinned_card_comes_though_nothing_else_like_it_is_wished_for():
    light = Wish(6, "a", levels=frozenset({1}), pinned=frozenset({"modig"}))

    dealt = deal(DECK, light)

    assert levels(dealt) == [1, 1, 1, 1, 1, 3]
    assert dealt[-1].card.id == "modig"


def test_a_card_for_older_ones_is_not_dealt_to_the_youngest():
    little, older = (ids(deal(DECK, Wish(age=age))) for age in (AgeGroup.LITTLE, AgeGroup.MIDDLE))

    assert set(older) - set(little) == {
        card.id for card in DECK.cards if AgeGroup.LITTLE not in card.ages
    }
    assert len(little) < len(older) == 54


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_the_whole_deck_keeps_its_order_and_numbers(deck):
    cards = whole(deck)

    assert [each.number for each in cards] == list(range(1, len(cards) + 1))
    assert all(each.card.kind.played for each in cards)
    assert deck.cards[: len(cards)] == tuple(each.card for each in cards)


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_what_lies_beside_comes_as_often_as_it_is_needed_and_is_never_dealt(deck):
    extra = beside(deck)

    assert len(extra) == 9
    assert sum(each.card.kind is CardKind.BLANK for each in extra) >= 5
    assert not set(ids(extra)) & set(ids(deal(deck, Wish())))
    assert all(deck.cards[each.number - 1] == each.card for each in extra)


@given(st.integers(1, 90))
def test_there_are_more_cards_the_more_time_there_is(minutes):
    assert 1 <= cards_for(minutes) <= cards_for(minutes + 1) <= cards_for(minutes) + 1
    if 15 <= minutes <= 20:
        assert 6 <= cards_for(minutes) <= 10  # as the rules say


@pytest.mark.parametrize("count", [-1, 0, 5, 55, 1000])
def test_too_few_or_too_many_are_refused_in_words(count):
    with pytest.raises(SelectionError, match="between 6 and 54"):
        deal(DECK, Wish(count, "a"))


def test_a_small_deck_says_its_own_number():
    with pytest.raises(SelectionError, match="between 6 and 27"):
        deal(DECKS[1], Wish(28))


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(9, topics=frozenset({"skola"})), "4 cards fit"),
        (Wish(6, pinned=frozenset(card.id for card in DECK.cards[:7])), "7 cards are pinned"),
        (
            Wish(6, pinned=frozenset({"rast"}), left_out=frozenset({"rast"})),
            "'rast' is both pinned and left out",
        ),
    ],
)
def test_what_cant_be_dealt_is_refused_in_words(wish, words):
    with pytest.raises(SelectionError, match=words):
        deal(DECK, wish)


@pytest.mark.parametrize("where", ["pinned", "left_out"])
def test_a_card_that_there_is_none_such_is_refused(where):
    with pytest.raises(UnknownName, match="no card 'nosuch'"):
        fitting(DECK, Wish(**{where: frozenset({"nosuch"})}))


def test_what_somebody_wrote_themselves_does_not_show_in_a_log():
    own = OwnCard("mar", "sv", text="Hur var det hos farmor?", adult="Hur är din farmor?")

    assert "farmor" not in f"{own} {own!r} {[own]}"
    assert own.text == "Hur var det hos farmor?"


def test_what_is_printed_is_what_is_dealt_then_what_lies_beside():
    wish = Wish(9, "a", left_out=frozenset({"stopp"}))

    both, without, alone = (
        printed(DECK, wish, each) for each in (Beside.WITH, Beside.WITHOUT, Beside.ALONE)
    )

    assert ids(both[:9]) == ids(deal(DECK, wish))
    assert "stopp" not in ids(both)
    assert "stopp" in ids(printed(DECK, Wish(9, "a")))
    assert both == without + alone
    assert alone
