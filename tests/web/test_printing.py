"""Printing never keeps the pages waiting, and says how far it has come."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from prepkit.core.errors import DoesNotFit, PrintBusy
from prepkit.pdf import child
from prepkit.pdf.fit import known
from prepkit.pdf.shelf import Shelf
from prepkit.web import create_app
from prepkit.web.cards.printing import AT_ONCE, NotReady, Printing
from tests.pages import Visitor
from tests.pdf.decks import document, order

ADDRESS = "/sv/cards/deck.pdf?count=6&beside=without"


@pytest.fixture
def impatient(settings, clock):
    """A site that waits for nothing to be typeset."""
    app = create_app(settings, clock, patience=0.0)
    yield app
    app.extensions["house"].printing.finish()
    app.extensions["database"].dispose()


def until(ready, seconds=60):
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def test_a_first_print_that_takes_long_is_told_how_far_it_has_come_and_comes(impatient):
    visitor = Visitor(impatient.test_client())

    wait = visitor.visit(ADDRESS, status=202)

    assert wait.headers["Retry-After"] == "2"
    assert len(wait.soup.select("[aria-current=step]")) == 1
    assert wait.links["Tillbaka till valen"].startswith("/sv/cards?count=6&beside=without")
    client = visitor.client
    again = wait.links["Hämta korten"]
    until(lambda: client.get(again, base_url="https://localhost").status_code == 200)
    assert visitor.download("Hämta korten").data.startswith(b"%PDF-")


def test_pages_are_answered_while_as_much_is_printed_as_can_be(impatient):
    def fetch(path):
        start = time.monotonic()
        answer = impatient.test_client().get(path, base_url="https://localhost")
        return answer.status_code, time.monotonic() - start

    with ThreadPoolExecutor(8) as pool:
        prints = [
            pool.submit(fetch, f"/sv/cards/deck.pdf?deck={deck}&ink={ink}")
            for deck in ("lara-kanna", "peka", "du-och-jag")
            for ink in ("full", "low")
        ]
        codes = {each.result()[0] for each in prints}
        pages = [pool.submit(fetch, "/sv/") for _ in range(8)]
        answered = [each.result() for each in pages]

    assert codes == {202, 503}  # begun, and told to come back: more than AT_ONCE were asked for
    assert {code for code, _ in answered} == {200}
    assert max(seconds for _, seconds in answered) < 5  # on a machine that others use, too


def test_who_comes_when_too_much_is_printed_is_told_so_and_keeps_the_choices(impatient):
    client = impatient.test_client()
    answers = [
        client.get(f"/sv/cards/deck.pdf?stock={stock}&count=6", base_url="https://localhost")
        for stock in ("poker", "a7", "a6", "tarot", "bridge")
    ]

    last = answers[-1]

    assert [each.status_code for each in answers] == [202] * AT_ONCE + [503]
    assert last.headers["Retry-After"]
    assert 'href="/sv/cards/deck.pdf?stock=bridge&amp;count=6"' in last.text


def test_a_deck_that_does_not_fit_is_remembered_and_told(tmp_path):
    deck = document("lara-kanna")
    spoilt = replace(deck, cards=(replace(deck.cards[3], text="väldigt " * 80),))
    wanted, shelf = replace(order("sv", deck=spoilt), all_at_once=True), Shelf(tmp_path)

    with pytest.raises(DoesNotFit):
        Printing(60).ready(wanted, shelf)

    assert not known(wanted, shelf).holds


def test_the_same_deck_is_typeset_once_for_all_who_wait(tmp_path):
    wanted, shelf = replace(order("sv"), all_at_once=True), Shelf(tmp_path)
    printing = Printing(0.0)

    for _ in range(AT_ONCE + 2):  # the same again is no more work
        with pytest.raises(NotReady):
            printing.ready(wanted, shelf)

    with pytest.raises(NotReady):
        printing.ready(replace(wanted, cards=wanted.cards[:6], papers=()), shelf)
    printing.finish()
    printing.ready(wanted, shelf)


def test_a_job_beyond_those_that_may_wait_is_refused_at_once():
    most = child.AT_ONCE + child.WAITING
    with ThreadPoolExecutor(most) as pool:
        jobs = [pool.submit(child.run, time.sleep, 2) for _ in range(most)]
        time.sleep(1)
        start = time.monotonic()

        with pytest.raises(PrintBusy):
            child.run(len, "abc")

        assert time.monotonic() - start < 1
        for job in jobs:
            job.result()
    assert child.run(len, "abc") == 3


def test_a_shelf_that_can_keep_nothing_is_no_reason_to_wait_for_ever(tmp_path):
    (tmp_path / "file").write_text("x")
    wanted = replace(order("sv"), all_at_once=True)

    Printing(0.0).ready(wanted, Shelf(tmp_path / "file"))  # it is typeset with the print
