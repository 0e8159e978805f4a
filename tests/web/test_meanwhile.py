"""Two phones in one room: neither loses what the other has written."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.pages import Page, Visitor
from tests.web.test_keep import begun, kept, opened

HERE, THERE = "Från den här telefonen", "Från den andra telefonen"
TWICE = "Det är ändrat på två ställen"
ROOMS = {  # room: (the button that saves, the field, what is written here, what there)
    "needs": ("Spara och tillbaka", "where_words", HERE, THERE),
    "after": ("Nästa: vad som bestäms", "words", HERE, THERE),
    "decided": ("Spara", "1-question_words", HERE, THERE),
    "clocks": ("Räkna", "utredning-day", "2026-11-03", "2026-11-04"),
    "request": ("Tillbaka", "began", "2026-11-03", "2026-11-04"),
}


@pytest.fixture
def make_visitor(app: Flask) -> Callable[[], Visitor]:
    """Another phone, with no cookies."""
    return lambda: Visitor(app.test_client())


@pytest.fixture
def phones(make_visitor) -> tuple[Visitor, Visitor]:
    """Two phones with the same preparation."""
    here = begun(make_visitor())
    return here, opened(make_visitor(), kept(here))


def written(visitor: Visitor, room: str) -> str:
    """What is kept in the room's field."""
    return field(visitor.visit(f"/sv/p/{room}"), ROOMS[room][1])


def field(page: Page, name: str) -> str:
    one = page.soup.select_one(f"main [name='{name}']")
    return one["value"] if one.name == "input" else one.get_text().strip()


def both_write(phones: tuple[Visitor, Visitor], room: str, status: int = 409) -> Page:
    """Both open the room; the other phone saves first. Gives the page that is met here."""
    here, there = phones
    button, name, mine, theirs = ROOMS[room]
    for phone in phones:
        phone.visit(f"/sv/p/{room}")
    there.submit(button, **{name: theirs})
    return here.submit(button, status=status, **{name: mine})


@pytest.mark.parametrize("room", ROOMS)
def test_what_two_phones_write_in_a_room_is_shown_together_and_the_person_chooses(phones, room):
    here, there = phones
    button, name, mine, theirs = ROOMS[room]

    page = both_write(phones, room)

    assert page.soup.select_one("main [role=alert] h2").get_text() == TWICE
    assert page.soup.select_one("fieldset[disabled]").find(attrs={"name": f"saved-{name}"})
    assert (field(page, name), field(page, f"saved-{name}")) == (mine, theirs)
    assert written(there, room) == theirs  # nothing is kept yet
    here.submit(button)
    assert written(there, room) == mine


@pytest.mark.parametrize("room", ROOMS)
def test_the_link_keeps_what_the_other_phone_wrote(phones, room):
    both_write(phones, room)

    page = phones[0].follow("Behåll det som redan är sparat")

    assert TWICE not in page.text
    assert field(page, ROOMS[room][1]) == ROOMS[room][3]
    assert written(phones[1], room) == ROOMS[room][3]


@pytest.mark.parametrize("room", ROOMS)
def test_a_form_without_its_mark_overwrites_what_was_written_meanwhile(phones, room):
    """The control: the mark is what tells."""
    here, there = phones
    button, name, mine, theirs = ROOMS[room]
    here.visit(f"/sv/p/{room}")
    there.visit(f"/sv/p/{room}")
    there.submit(button, **{name: theirs})

    here.page.soup.select_one("[name=base]").decompose()
    here.submit(button, **{name: mine})

    assert written(there, room) == mine


def test_the_same_words_on_two_phones_are_no_conflict(phones):
    here, there = phones
    for phone in phones:
        phone.visit("/sv/p/needs")

    there.submit("Spara och tillbaka", where_words=HERE)
    here.submit("Spara och tillbaka", where_words=HERE)

    assert written(here, "needs") == HERE


def test_who_only_looked_changes_nothing_and_is_asked_nothing(phones):
    here, there = phones
    for phone in phones:
        phone.visit("/sv/p/decided")

    there.submit("Spara", **{"1-question_words": THERE, "2-question_words": "Får jag ha katt?"})
    here.submit("Spara")

    assert written(here, "decided") == THERE
    assert "Får jag ha katt?" in here.page.text


def test_what_was_taken_away_on_the_other_phone_is_seen_to_be_gone(phones):
    here, there = phones
    here.visit("/sv/p/decided")
    here.submit("Spara", **{"1-question_words": "Får jag ha katt?"})
    for phone in phones:
        phone.visit("/sv/p/decided")
    there.submit("Spara", **{"1-question_words": ""})

    page = here.submit("Spara", status=409, **{"1-who_words": HERE})

    assert "Inget." in page.soup.select_one("fieldset[disabled]").get_text()
    here.submit("Spara")
    assert written(there, "decided") == "Får jag ha katt?"


def test_a_form_that_is_refused_first_is_still_compared_with_what_it_began_from(phones):
    here, there = phones
    for phone in phones:
        phone.visit("/sv/p/needs")
    there.submit("Spara och tillbaka", where_words=THERE)

    here.submit("Spara och tillbaka", where_words="x" * 400)
    page = here.submit("Spara och tillbaka", status=409, where_words=HERE)

    assert THERE in page.text
    assert written(there, "needs") == THERE


@pytest.mark.parametrize("room", ["needs", "decided"])
def test_text_brought_back_after_the_time_ran_out_overwrites_nothing(make_visitor, clock, room):
    button, name, mine, theirs = ROOMS[room]
    here = begun(make_visitor())
    code = kept(here)
    here.visit(f"/sv/p/{room}")
    clock.move(hours=3)
    there = opened(make_visitor(), code)
    there.visit(f"/sv/p/{room}")
    there.submit(button, **{name: theirs})
    here.submit(button, status=410, **{name: mine})
    page = here.submit("Öppna", code=code)
    assert field(page, name) == mine

    page = here.submit(button, status=409)

    assert (field(page, name), field(page, f"saved-{name}")) == (mine, theirs)
    here.submit(button)
    assert written(there, room) == mine
