"""A deck's words are measured on a card before paper is wasted on it."""

from dataclasses import replace

import pytest

from prepkit.core.errors import DoesNotFit
from prepkit.core.sheet import Layout
from prepkit.pdf.cards import check_fit, here, print_deck
from prepkit.pdf.fit import Fit, Row, fit, fit_report, holds
from prepkit.pdf.shelf import Shelf
from tests.pdf.decks import document, order


def few(*tags, **texts):
    """Three cards of the shipped deck, no papers; ``texts`` are of the second one."""
    deck = document("lara-kanna")
    cards = (deck.cards[0], replace(deck.cards[1], **texts), deck.cards[2])
    return replace(order(*tags, deck=replace(deck, cards=cards, debrief=(), guide=())), cards=())


def on(wanted, stock):
    return replace(wanted, layout=Layout(document("reference/stock").stock(stock)))


@pytest.mark.parametrize("tags", [("sv",), ("en", "sv"), ("ar", "sv")])
def test_poker_holds_the_shipped_deck_in_every_pair_with_every_wording(tags):
    assert fit(order(*tags), None) == Fit()


def test_a_text_that_cannot_stand_on_its_card_is_named_and_nothing_is_printed():
    endless = few("sv", text="Berätta allt du vet om " + "väldigt " * 40 + "mycket?")

    found = fit(endless, None)

    assert not found.holds
    assert found.too_long == ("card 2, sv, 63 x 88 mm, 11 pt: question",)
    with pytest.raises(DoesNotFit):
        print_deck(replace(endless, cards=order("sv").cards[:1]), None, here)


def test_a_card_that_drops_a_wording_is_numbered_and_still_printed():
    wanted = few("ar", "sv", text=document("lara-kanna").cards[0].text)
    said = dict(wanted.wording.cards.entries)
    first = said["vanlig-dag/adult"]
    said["vanlig-dag/adult"] = replace(first, text=" ".join([first.text] * 4))
    catalogue = replace(wanted.wording.cards, entries=said)
    wanted = replace(wanted, wording=replace(wanted.wording, cards=catalogue))

    assert fit(wanted, None) == Fit(dropped=(1,))
    assert holds(wanted, None)
    assert check_fit(wanted, here) == (1,)
    assert check_fit(few("ar", "sv"), here) == ()


def test_what_was_measured_is_kept(tmp_path):
    done = []

    def run(function, *arguments):
        done.append(function.__name__)
        return function(*arguments)

    for stock in ("poker", "poker-8", "poker"):
        assert holds(on(few("sv"), stock), Shelf(tmp_path), run)

    assert done == ["measured"]


def test_a_larger_card_is_answered_for_by_a_smaller_one_that_holds_everything():
    done, told = [], []

    def run(function, *arguments):
        done.append(function.__name__)
        return function(*arguments)

    rows = fit_report([on(few("sv"), s) for s in ("a6", "poker", "a7")], None, run, told.append)

    assert [row.order.layout.stock.card for row in rows] == [(63, 88), (74, 105), (105, 148)]
    assert rows == told
    assert done == ["measured"]
    assert str(rows[0]) == "lara-kanna, sv, 63 x 88 mm"


def test_a_lying_card_is_not_answered_for_by_an_upright_one():
    done = []

    def run(function, *arguments):
        done.append(function.__name__)
        return function(*arguments)

    fit_report([on(few("sv"), stock) for stock in ("poker", "visitkort")], None, run)

    assert len(done) == 2


def test_a_card_too_small_for_its_text_does_not_answer_for_a_larger_one():
    text = "Berätta om en " + "lång " * 22 + "dag?"
    small, large = (on(few("sv", text=text), stock) for stock in ("herma-8840", "avery-l7417"))

    rows = fit_report([large, small], None)

    assert isinstance(rows[0], Row)
    assert not rows[0].fit.holds
    assert rows[0].order.layout.stock.id == "herma-8840"
