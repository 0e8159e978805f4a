"""The pages about soc and one's rights, and the municipality's own numbers, filled in by staff."""

import re

import pytest

from prepkit.core.bank import BankKind
from tests.pages import Visitor

MEETINGS = ("forsta", "utredning", "uppfoljning")
PAGES = ("soc", *(f"soc/{id}" for id in MEETINGS), "rights", "law/people", "law/rights")
FILLED = {
    "name": "Socialtjänsten i Lillköping",
    "phone": "0123-45 67 89",
    "hours": "Måndag till fredag 8–16",
    "duty_phone": "0123-45 60 00",
    "complaints": "Ring växeln.",
}


@pytest.fixture
def sign_in(app):
    def signed_in(name: str, role: str = "editor") -> Visitor:
        password = app.extensions["house"].staff.add(name, role)
        visitor = Visitor(app.test_client())
        visitor.visit("/sv/editor")
        visitor.submit("Logga in", name=name, password=password)
        return visitor

    return signed_in


# the pages


@pytest.mark.parametrize("tag", ["sv", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_without_a_session_and_gives_no_cookie(visitor, tag, path):
    page = visitor.visit(f"/{tag}/{path}")

    assert page.young
    assert page.title
    assert not page.headers.getlist("Set-Cookie")


def test_there_is_a_page_for_every_meeting_the_banks_have(app, visitor):
    library = app.extensions["house"].library
    banks = {each.id for each in library.meetings() if each.kind is BankKind.MEETING}

    for id in banks:
        page = visitor.visit(f"/sv/soc/{id}")
        assert [h2.get_text(strip=True) for h2 in page.soup.select("h2")] == [
            "Före mötet",
            "På mötet",
            "Efter mötet",
        ]
    visitor.visit("/sv/soc/nix", 404)
    visitor.visit("/sv/soc/rights", 404)
    visitor.visit("/sv/law/nix", 404)


def test_a_fact_stands_with_its_paragraph_and_the_day_it_was_read(visitor):
    page = visitor.visit("/sv/rights")

    (board,) = [li for li in page.soup.select(".truths li") if "nämnden" in li.b.get_text()]
    where = " ".join(board.select_one(".hint").get_text().split())

    assert re.fullmatch(r"Lagen: SoL 14 kap\. 8 §, FL 25 §\. Läst \d+ \w+ 20\d\d\.", where)


def test_no_page_promises_that_anything_is_secret(visitor):
    for path in ("rights", *(f"soc/{id}" for id in MEETINGS)):
        text = visitor.visit(f"/sv/{path}").text

        assert "inte lova" in text
        assert "SoL 19 kap. 1 §" in text.replace("\u00a0", " ")
        assert "OSL 12 kap. 3 §" in text.replace("\u00a0", " ")


def test_the_way_leads_through_and_back_to_where_one_was(visitor):
    visitor.visit("/sv/")
    visitor.follow("Om soc och dina rättigheter")
    visitor.follow("Utredning")
    visitor.follow("Dina rättigheter")
    visitor.follow("Lagen, med enkla ord")
    visitor.follow("Tillbaka")
    visitor.follow("Tillbaka")

    assert visitor.page.path == "/sv/"


def test_a_translation_nobody_has_read_is_marked_and_has_the_swedish_beside(app, visitor):
    page = visitor.visit("/ar/rights")

    for li in page.soup.select(".truths li"):
        assert li.select_one("svg")  # a mark: not checked, or in Swedish
        assert li.select_one("[lang=sv]")


# the office


def test_nothing_of_an_office_is_shown_before_anybody_fills_it_in(visitor):
    for path in ("", "soc", "rights"):
        page = visitor.visit(f"/sv/{path}")

        assert "Socialjour" not in page.text
        assert "Ring soc" not in page.text


def test_what_an_editor_fills_in_is_shown_with_numbers_to_press(sign_in, visitor):
    editor = sign_in("Lisa")
    editor.visit("/sv/editor")
    editor.follow("Soc där ni är: namn, nummer och tider")

    page = editor.submit("Spara", **FILLED)

    assert "Sparat" in page.text
    for path in ("", "soc", "soc/forsta", "rights"):
        page = visitor.visit(f"/sv/{path}")
        assert {"tel:0123456789", "tel:0123456000"} <= set(page.links.values())
        assert FILLED["name"] in page.text
        assert "Adress" not in page.text  # empty
    assert FILLED["complaints"] in visitor.visit("/sv/rights").text


def test_what_was_filled_in_has_a_history_and_is_taken_back(sign_in, visitor):
    editor = sign_in("Lisa")
    editor.visit("/sv/editor/office")
    editor.submit("Spara", **FILLED)
    editor.submit("Spara", phone="0123-11 11 11")

    editor.submit("Ångra")

    assert "Ändring 2" in editor.page.text
    assert "tel:0123456789" in visitor.visit("/sv/soc").links.values()


def test_saving_it_unchanged_says_that_it_was_checked_today(app, sign_in, clock):
    editor, library = sign_in("Lisa"), app.extensions["house"].library
    editor.visit("/sv/editor/office")
    editor.submit("Spara", **FILLED)
    before = library.office().checked_on

    clock.move(days=3)
    editor = sign_in("Maja")
    editor.visit("/sv/editor/office")
    editor.submit("Spara")

    assert (library.office().checked_on - before).days == 3
    assert library.office().phone == FILLED["phone"]


def test_a_number_nobody_can_dial_is_not_kept(app, sign_in):
    editor = sign_in("Lisa")
    editor.visit("/sv/editor/office")

    page = editor.submit("Spara", 400, phone="ring växeln", name="Soc")

    assert "Skriv numret med siffror" in page.text
    assert page.soup.select_one("input[name=name]")["value"] == "Soc"
    assert app.extensions["house"].library.office().empty


def test_two_who_fill_it_in_at_once_do_not_overwrite_each_other(app, sign_in):
    lisa, maja = sign_in("Lisa"), sign_in("Maja")
    lisa.visit("/sv/editor/office")
    maja.visit("/sv/editor/office")
    lisa.submit("Spara", phone="08-11 11 11")

    page = maja.submit("Spara", 409, phone="08-22 22 22")

    assert app.extensions["house"].library.office().phone == "08-11 11 11"
    assert page.soup.select_one("input[name=phone]")["value"] == "08-22 22 22"
    maja.submit("Spara")
    assert app.extensions["house"].library.office().phone == "08-22 22 22"


def test_a_worker_sees_it_and_has_nothing_to_save_with(sign_in):
    worker = sign_in("Kim", "worker")

    page = worker.visit("/sv/editor/office")

    assert "Spara" not in page.buttons


# the stories


def test_an_editor_changes_a_paragraph_and_the_page_says_it(sign_in, visitor):
    editor = sign_in("Lisa")
    editor.visit("/sv/editor/bank/stories")
    editor.follow("Kom du på något efteråt?")

    editor.submit("Spara", text="Ring soc. Du får säga mer en annan dag.")

    assert "Ring soc." in visitor.visit("/sv/soc/forsta").text
    editor.submit("Ångra")
    assert "Ring soc." not in visitor.visit("/sv/soc/forsta").text


def test_the_pages_about_a_meeting_are_edited_like_its_questions(sign_in):
    editor = sign_in("Lisa")

    editor.visit("/sv/editor")
    editor.follow("Om soc")
    assert {"Sidor", "Stycken"} <= {h2.get_text(strip=True) for h2 in editor.page.soup.select("h2")}
    editor.follow("Uppföljning i familjehem")
    editor.submit("Spara", title="Uppföljning")

    assert "Sparat" in editor.page.text


def test_the_way_back_leads_to_what_is_open_and_else_to_the_start(visitor):
    assert visitor.visit("/sv/soc").links["Tillbaka"] == "/sv/"

    visitor.visit("/sv/p/")
    visitor.submit("Nästa")

    assert visitor.client.get("/sv/soc", base_url="https://localhost").text.count('"/sv/p/done"')
