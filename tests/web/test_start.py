"""The first page: where each way in leads, and what it says to whom has begun."""

import pytest

from prepkit.core.codename import CodeKind, new_code, shown
from prepkit.core.language import TAGS
from prepkit.web.limits import PACES
from tests.pages import Visitor
from tests.web.test_keep import begun, opened


def test_whoever_comes_new_may_begin_open_what_is_saved_or_type_a_code(visitor: Visitor):
    page = visitor.visit("/sv/")

    assert page.links["Börja"] == "/sv/p/"
    assert page.links["Öppna det du har sparat"] == "/sv/open"
    assert page.links["Skriv koden du har fått"] == "/sv/ask"
    assert "Fortsätt där du var" not in page.links
    assert page.headers.getlist("Set-Cookie") == []


def test_whoever_has_begun_may_go_on_and_after_leaving_nothing_tells_of_it(visitor: Visitor):
    fresh = visitor.visit("/sv/").text
    begun(visitor)

    page = visitor.visit("/sv/")
    assert page.links["Fortsätt där du var"] == "/sv/p/done"
    assert page.links["Börja om"] == "/sv/p/"
    visitor.visit("/leave")

    assert visitor.visit("/sv/").text == fresh


@pytest.mark.parametrize("tag", TAGS)
def test_the_numbers_to_call_stand_on_it_in_every_language(visitor: Visitor, tag):
    calls = {href for href in visitor.visit(f"/{tag}/").links.values() if href.startswith("tel:")}

    assert {"tel:112", "tel:116111"} <= calls


def test_a_browser_is_greeted_in_its_own_language(visitor: Visitor):
    told = {"so, sv;q=0.5": "/so/", "fa-AF": "/fa-AF/", "xx": "/sv/", "": "/sv/"}

    for wanted, path in told.items():
        answer = visitor.client.get(
            "/", base_url=visitor.base_url, headers={"Accept-Language": wanted}
        )
        assert answer.headers["Location"] == path


@pytest.mark.parametrize(
    ("kind", "elsewhere"),
    [(CodeKind.HELPER, True), (CodeKind.MEETING, True), (CodeKind.SHARE, False)],
)
def test_a_code_in_the_wrong_box_leads_to_the_right_one_without_being_looked_up(
    visitor: Visitor, kind, elsewhere
):
    code = shown(new_code(kind, lambda symbols: symbols[5]))

    for _ in range(PACES[0][0] + 1):  # more often than codes may be looked up
        page = opened(visitor, code).page

    assert page.links.get("Till sidan för den koden") == ("/sv/ask" if elsewhere else None)
    assert page.soup.select_one("#code")["value"] == code
