"""Nothing typed is lost when a kept preparation's session ends, on whatever page it was typed.

The pages are taken from the site's own map: a page with a form is held to this from the day it has
an address. Each is filled in, the time runs out, the code is typed, and all of it has to be there.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bs4 import Tag
from flask import Flask
from sqlalchemy import select

from prepkit.settings import Settings
from prepkit.store.tables import metadata, reading
from prepkit.web import LARGEST_REQUEST
from prepkit.web.gate import DOOR, YOUNG
from tests.pages import Page, Visitor
from tests.rooms import lived_in, young_paths
from tests.web.test_keep import begun, kept, opened

TYPED_IN = "textarea, input[type=text], input[type=date], input:not([type])"
DAY = "2026-12-03"
SHOW = "Visa vad jag har skrivit"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, share_codes=True)


@pytest.fixture
def young_person(visitor: Visitor) -> Visitor:
    return begun(visitor)


def rooms(app: Flask, visitor: Visitor) -> list[str]:
    """The addresses that take a form, one for each kind of page."""
    token = visitor.client.get_cookie(YOUNG).value
    site, one_of = app.url_map.bind(""), {}
    for path in young_paths(app, app.extensions["house"].boxes.open(token).preparation):
        if path.startswith("p/") and site.test(f"/sv/{path}", "POST") and path != "p/":
            one_of.setdefault(site.match(f"/sv/{path}", "POST")[0], path)
    return sorted(one_of.values())


def form_on(page: Page) -> Tag | None:
    """The form of the page that something can be typed in."""
    forms = page.soup.select("main form[method=post]") if page else []
    return next((form for form in forms if form.select(TYPED_IN)), None)


def fill(form: Tag) -> dict[str, str]:
    """Something of its own for every field."""
    fields = [each for each in form.select(TYPED_IN) if each.get("type") != "date"]
    days = [each["name"] for each in form.select("input[type=date]")]
    words = {each["name"]: f"Skrivet på {n} rader" for n, each in enumerate(fields, 2)}
    return words | dict.fromkeys(days, DAY)


def standing(page: Page) -> dict[str, str]:
    """What stands in the page's fields."""
    return {
        each["name"]: each.get("value", "") if each.name == "input" else each.text.strip()
        for each in page.soup.select(TYPED_IN)
    }


def stored(app: Flask) -> Iterator[tuple]:
    with reading(app.extensions["database"]) as connection:
        for table in metadata.sorted_tables:
            yield from map(tuple, connection.execute(select(table)))


def lost_in(room: str, visitor: Visitor, code: str, app: Flask, clock) -> list[str]:
    """Type in every field of a room, come too late, type the code: what isn't there then."""
    page = visitor.visit(f"/sv/{room}")
    assert page.path == f"/sv/{room}"
    form = form_on(page)
    if form is None:
        return []
    filled, button = fill(form), form.select("button:not([type=button])")[0].get_text().strip()
    clock.move(hours=3)
    before = list(stored(app))

    late = visitor.submit(button, status=410, **filled)
    gone = [f"{room}: {words} isn't shown" for words in filled.values() if words not in late.text]
    assert list(stored(app)) == before  # nothing is kept here meanwhile
    assert late.headers.getlist("Set-Cookie") == []

    page = visitor.submit("Öppna", code=code)
    if SHOW in page.links:
        page = visitor.follow(SHOW)
    else:
        assert page.headers.getlist("Set-Cookie") == []
        assert "Det du skrev nyss är inte sparat än." in page.text
        assert page.soup.select(".error-summary") == []  # nobody did anything wrong
    there = standing(page) if page.path == f"/sv/{room}" else {}
    return gone + [f"{room}: {name}" for name, words in filled.items() if there.get(name) != words]


def test_what_was_typed_on_any_page_is_there_again_when_the_code_has_opened_it(
    young_person, app, clock
):
    code = lived_in(app, young_person.client.get_cookie(YOUNG).value, "Skrivet förut").own
    every = rooms(app, young_person)
    assert {"p/needs", "p/after", "p/decided", "p/clocks", "p/ask/new", "p/keep"} <= set(every)

    lost = [one for room in every for one in lost_in(room, young_person, code, app, clock)]

    assert lost == []


def test_a_page_whose_fields_are_not_known_to_be_typed_in_is_found_out(
    young_person, app, clock, monkeypatch
):
    """The control."""
    code = kept(young_person)
    monkeypatch.setattr(sys.modules["prepkit.web.prepare.landing"], "FIELDS", ("written",))

    lost = lost_in("p/needs", young_person, code, app, clock)

    assert "p/needs: where_words" in lost


def test_what_is_there_again_is_kept_by_one_more_press(young_person, clock):
    code = kept(young_person)
    young_person.visit("/sv/p/needs")
    clock.move(hours=3)
    young_person.submit("Spara och tillbaka", status=410, with_words="Min syster", sharing="give")
    young_person.submit("Öppna", code=code)
    assert young_person.client.get_cookie(DOOR) is None

    young_person.submit("Spara och tillbaka")

    assert "Min syster" in young_person.visit("/sv/p/done").text


def test_a_page_that_only_has_buttons_carries_nothing(young_person, clock):
    """A press is not repeated: what it deletes, shares or makes needs a press of today."""
    code = kept(young_person)
    young_person.visit("/sv/p/keep")
    young_person.submit("Radera allt jag har skrivit")
    clock.move(hours=3)

    young_person.submit("Ja, radera allt", status=410)
    page = young_person.submit("Öppna", code=code)

    assert page.h1.startswith("Öppnat.")
    assert "skrev nyss" not in page.text


def test_text_of_what_was_never_kept_is_shown_to_copy(young_person, clock):
    young_person.visit("/sv/p/needs")
    clock.move(hours=3)

    page = young_person.submit("Spara och tillbaka", status=410, where_words="Hemma hos mormor")

    assert "Kopiera det om du vill ha det kvar" in page.text
    assert "Hemma hos mormor" in [each.text for each in page.soup.select(".frame.lines")]


def test_after_leaving_a_form_sent_again_shows_nothing(young_person):
    young_person.visit("/sv/p/needs")
    form = {"where_words": "Hemma hos mormor", "landed": "p/needs"}
    young_person.visit("/leave")

    again = young_person.client.post("/sv/p/needs", base_url="https://localhost", data=form)

    assert again.status_code == 403
    assert "mormor" not in again.text


def test_more_than_a_request_can_carry_is_shown_and_not_carried(young_person, clock):
    code = kept(young_person)
    young_person.visit("/sv/p/needs")
    clock.move(hours=3)
    long = "a" * (LARGEST_REQUEST - 1000)

    page = young_person.submit("Spara och tillbaka", status=410, with_words=long)

    assert long in page.text
    assert page.soup.select("input[name=landed]") == []
    assert opened(young_person, code).page.h1.startswith("Öppnat.")


@pytest.mark.parametrize("place", ["//evil.example/", "p/nowhere", "p/1/../../x", ""])
def test_text_lands_on_no_address_but_a_page_of_the_young_persons(young_person, clock, place):
    code = kept(young_person)
    page = young_person.visit("/sv/open")
    form = {"token": page.soup.select_one("[name=token]")["value"], "code": code}

    answer = young_person.client.post(
        "/sv/open", base_url="https://localhost", data=form | {"landed": place, "words": "Hej"}
    )

    assert answer.status_code == 307
    assert answer.headers["Location"] == "/sv/p/done"
