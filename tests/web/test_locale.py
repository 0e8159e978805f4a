"""The language of a page, and days and moments as that language writes them."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, g

from prepkit.core.language import language
from prepkit.web.locale import current, day, install, moment


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("sv", "5 november 2026"),
        ("en", "5 November 2026"),
        ("ar", "5 نوفمبر 2026"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(tag, written):
    with Flask("words").app_context():
        g.language = language(tag)

        assert day(date(2026, 11, 5)) == written


def test_a_moment_is_by_the_clock_in_sweden_also_past_midnight():
    with Flask("words").app_context():
        g.language = language("en")

        assert moment(datetime(2026, 11, 5, 23, 30, tzinfo=UTC)) == "6 November 2026 00:30"


@pytest.mark.parametrize(
    ("address", "tag"), [("/ar/nowhere", "ar"), ("/nowhere", "sv"), ("/fi/nowhere", "sv")]
)
def test_an_address_that_leads_nowhere_is_answered_in_its_language(address, tag):
    app = Flask("words")
    install(app)
    app.register_error_handler(404, lambda error: (current().tag, 404))

    assert app.test_client().get(address).text == tag
