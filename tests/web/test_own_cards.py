"""Cards of one's own are printed once and left nowhere: no address, no shelf, no log."""

import logging

import pytest

from tests.web.printed import pages

SECRET = "Vad tänker du på när pappa ringer Bromölla?"
WORD = "Bromölla"


def test_own_cards_come_after_the_deck_that_was_chosen(visitor, settings):
    visitor.visit("/sv/cards?count=6&beside=without&without=rule&without=debrief&without=guide")
    visitor.submit("Lägg till egna kort")

    answer = visitor.download(
        "Hämta korten", **{"words-0": SECRET, "adult-0": "Vem ringer du?", "topic-0": "familj"}
    )

    said = pages(answer.data)
    assert len(said) == 2  # six and one on a sheet
    assert WORD in said[0]
    assert "Vem ringer du?" in said[0]
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_of_them_is_kept_in_an_address_a_file_or_a_log(visitor, tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    visitor.visit("/sv/cards?count=6&beside=without&without=rule&without=debrief&without=guide")
    visitor.submit("Lägg till egna kort")
    visitor.download("Hämta korten", **{"words-0": SECRET})

    shown = visitor.submit("Fler rader", **{"words-0": SECRET})

    assert SECRET in shown.html  # what was typed stays on the page
    assert len(shown.soup.select("fieldset.own-card")) == 6
    assert not any(WORD in address for address in visitor.addresses)
    found = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert found
    assert not any(WORD.encode() in file.read_bytes() for file in found)
    assert not list(settings_shelf(tmp_path))
    assert WORD not in caplog.text + "".join(capfd.readouterr())


def settings_shelf(tmp_path):
    """What typeset words are on the shelf: the drawings may be, they have none."""
    return [
        file
        for file in (tmp_path / "cache").glob("*.typeset")
        if b"/Font" in file.read_bytes() and b"Type0" in file.read_bytes()
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, "Skriv minst ett kort."),
        ({"words-0": "x" * 121}, "120 tecken får plats"),
        ({"words-1": "Hej?", "adult-1": "x" * 121}, "120 tecken får plats"),
        ({"words-0": "W" * 110}, "för långt för sin storlek"),
    ],
)
def test_what_can_not_be_printed_is_told_and_stays(visitor, written, told):
    visitor.visit("/sv/cards/own?count=6&beside=without")

    page = visitor.submit("Hämta korten", status=400, **written)

    assert told in page.text
    for name, words in written.items():
        assert page.soup.select_one(f"[name={name}]")["value"] == words


def test_a_form_from_elsewhere_is_refused(app):
    answer = app.test_client().post(
        "/sv/cards/own?count=6",
        data={"words-0": SECRET},
        headers={"Sec-Fetch-Site": "cross-site"},
        base_url="https://localhost",
    )

    assert answer.status_code == 403
