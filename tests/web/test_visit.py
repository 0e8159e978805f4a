"""The page about leaving, and the look: kept for the visit, everywhere, and gone with it."""

import pytest

from prepkit.core.bank import AgeGroup
from prepkit.web.visit.look import LOOK
from tests.pages import Visitor


@pytest.fixture
def young_person(visitor: Visitor) -> Visitor:
    """Somebody at the first question."""
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", age=AgeGroup.YOUNG_TEEN)
    visitor.follow("Till frågorna")
    return visitor


def classes(page) -> list[str]:
    return page.soup.html.get("class", [])


def test_a_look_stays_on_every_page_and_in_every_language(young_person):
    young_person.visit("/sv/look")
    young_person.submit("Byt", size="large", colors="calm")

    for path in ("/sv/", "/sv/p/1", "/sv/p/done", "/ar/p/1", "/ar/safe", "/sv/nix"):
        page = young_person.visit(path, status=404 if path.endswith("nix") else 200)
        assert classes(page) == ["large", "calm"], path


def test_the_page_that_keeps_a_look_shows_it_at_once(visitor):
    visitor.visit("/sv/look")

    page = visitor.submit("Byt", size="largest")

    assert classes(page) == ["largest"]
    assert page.soup.select_one("input[name=size][value=largest]").has_attr("checked")


def test_a_look_says_nothing_but_itself_and_ends_with_the_browser(visitor):
    visitor.visit("/sv/look")
    page = visitor.submit("Byt", size="large")

    (cookie,) = page.headers.getlist("Set-Cookie")
    assert cookie.split("; ")[0] == f"{LOOK}=large"
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie


def test_leaving_takes_the_look_away_too(visitor):
    visitor.visit("/sv/look")
    visitor.submit("Byt", colors="calm")

    visitor.visit("/leave")

    assert visitor.client.get_cookie(LOOK) is None
    assert classes(visitor.visit("/sv/")) == []


def test_choosing_the_usual_look_takes_the_cookie_back(visitor):
    visitor.visit("/sv/look")
    visitor.submit("Byt", size="large")

    visitor.submit("Byt", size="")

    assert visitor.client.get_cookie(LOOK) is None


@pytest.mark.parametrize("planted", ["x", "large.largest", "large calm", '"><script>', "." * 400])
def test_a_cookie_of_somebody_elses_making_is_only_a_look_or_nothing(visitor, planted):
    visitor.client.set_cookie(LOOK, planted, domain="localhost", secure=True)

    page = visitor.visit("/sv/")

    assert set(classes(page)) <= {"large", "largest", "calm"}


def test_the_way_beside_keeps_what_was_typed_and_leads_back(young_person):
    for button in ("När du lämnar sidan", "Text och färg"):
        young_person.visit("/sv/p/1")
        young_person.submit(button, words=f"Skrivet före {button}")
        assert young_person.page.h1 == button

        young_person.follow("Tillbaka")

        assert young_person.page.path == "/sv/p/1"
        assert young_person.page.soup.textarea.string.strip() == f"Skrivet före {button}"


def test_the_way_back_is_kept_by_another_language_and_by_a_choice(young_person):
    young_person.visit("/sv/p/1")
    young_person.submit("Text och färg")

    young_person.follow("English")
    address = [each["href"] for each in young_person.page.soup.select("main a.button")]
    assert address == ["/en/p/1"]


@pytest.mark.parametrize("back", ["//example.org", "../editor", "p/../../x", "javascript:1", "P/1"])
def test_the_way_back_leads_to_no_other_place(visitor, back):
    page = visitor.visit(f"/sv/safe?back={back}")

    assert page.soup.select_one("main a.button")["href"] == "/sv/"


def test_every_young_page_says_where_to_read_about_leaving(young_person):
    for path in ("/sv/", "/sv/p/", "/sv/p/1", "/sv/p/all", "/sv/p/done", "/sv/p/paper", "/sv/look"):
        page = young_person.visit(path)
        ways = [page.soup.select_one(".ways").get_text(" ", strip=True)]
        assert any("När du lämnar sidan" in each for each in ways), path
