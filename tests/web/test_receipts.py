"""The receipt: filled in by the worker, printed, and kept nowhere."""

import pytest

from tests.pages import Visitor
from tests.web.printed import pages
from tests.web.test_editor import sign_in  # noqa: F401  (a fixture)


@pytest.fixture
def worker(sign_in) -> Visitor:  # noqa: F811
    return sign_in("Anna", "worker")


def test_a_receipt_promises_two_working_days_unless_something_else_is_said(worker):
    worker.visit("/sv/receipt")

    said = " ".join(pages(worker.download("Hämta kvittot", heard="Du vill spela fotboll.").data))

    assert "Du vill spela fotboll." in said
    assert "tisdag 24 november 2026" in said  # it is a Saturday


def test_a_day_that_has_been_is_refused_and_nothing_typed_is_lost(worker):
    worker.visit("/sv/receipt")

    page = worker.submit("Hämta kvittot", 400, answer_by="2026-11-20", doing="Ringer skolan")

    assert "Den dagen har varit" in page.text
    assert "Ringer skolan" in page.html


def test_only_who_is_signed_in_writes_a_receipt(visitor):
    assert visitor.visit("/sv/receipt").h1 == "Logga in"
