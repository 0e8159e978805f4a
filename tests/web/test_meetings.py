"""A worker invites, the young person opens it, the meeting moves: walked by both."""

import re

import pytest

from prepkit.core.codename import fold
from prepkit.resources import page_words
from tests.pages import Visitor
from tests.web.printed import pages
from tests.web.test_editor import sign_in  # noqa: F401  (a fixture)

TYPED = {
    "day": "2026-12-03",
    "time": "14.30",
    "minutes": "45",
    "where": "Storgatan 1",
    "who_1": "Anna Berg",
    "why_1": "din socialsekreterare",
    "decided": "Hur ofta du träffar mamma",
    "written": "Hur går det med fotbollen?",
    "name": "Anna",
    "reach": "070-123 45 67",
    "language": "sv",
    "written_in": "sv",
}


@pytest.fixture
def worker(sign_in) -> Visitor:  # noqa: F811
    return sign_in("Anna", "worker")


@pytest.fixture
def young(app) -> Visitor:
    return Visitor(app.test_client())


def invite(worker: Visitor, kind: str = "Uppföljning i familjehem", **typed) -> str:
    """A new invitation; gives its code as it is shown."""
    worker.visit("/sv/meetings")
    worker.follow(kind)
    worker.submit("Gör inbjudan", **TYPED | typed)
    assert worker.page.h1 == "Inbjudan är klar"
    return worker.page.soup.select_one(".code-line").get_text(strip=True)


def open_invitation(young: Visitor, code: str) -> None:
    young.visit(f"/i/{fold(code)}?in=sv")
    young.submit("Öppna")


def call_off(worker: Visitor) -> None:
    """Call off the meeting that is on the worker's page, when asked once more."""
    worker.submit("Ändra något")
    worker.submit("Ställ in mötet")
    assert worker.page.h1 == "Ställa in mötet?"
    worker.submit("Ställ in mötet")
    assert worker.page.h1 == "Mötet är inställt"


def save(young: Visitor) -> str:
    """Keep the preparation; gives its code."""
    young.visit("/sv/p/keep")
    young.submit("Spara och visa koden")
    return young.page.soup.select_one(".code").get_text(" ", strip=True)


def test_nobody_invites_without_signing_in(visitor):
    page = visitor.visit("/sv/meetings/new?kind=uppfoljning")

    assert page.h1 == "Logga in"


def test_who_signs_in_on_the_way_comes_where_they_were_going(app, visitor):
    password = app.extensions["house"].staff.add("Anna", "worker")
    visitor.visit("/sv/meetings")

    visitor.submit("Logga in", name="Anna", password=password)

    assert visitor.page.h1 == "Bjud in till ett möte"


def test_each_kind_of_meeting_is_told_as_the_child_reads_it(worker):
    kinds = worker.visit("/sv/meetings").soup.select(".links li")

    assert len(kinds) == 3
    assert all("soc" in kind.get_text().removeprefix(kind.a.get_text()) for kind in kinds)


def test_the_same_form_sent_again_makes_no_second_invitation(worker):
    worker.visit("/sv/meetings")
    worker.follow("Uppföljning i familjehem")
    form = {each["name"]: each.get("value", "") for each in worker.page.soup.select("form input")}
    worker.submit("Gör inbjudan", **TYPED)
    code = worker.page.soup.select_one(".code-line").get_text(strip=True)
    address = "/sv/meetings/new?kind=uppfoljning"
    sent = TYPED | {"token": form["token"], "code": form["code"]}

    again = worker.client.post(address, data=sent, base_url=worker.base_url)
    other = worker.client.post(address, data=sent | {"where": "Nygatan"}, base_url=worker.base_url)

    assert again.status_code == 200
    assert code in again.text
    assert other.status_code == 409
    assert "Inbjudan är redan gjord" in other.text
    assert fold(code) == form["code"]


def test_the_page_with_the_code_has_no_way_to_another_language(worker):
    asked = worker.visit("/sv/meetings/new?kind=uppfoljning").soup.select(".languages a")
    assert all("kind=uppfoljning" in each["href"] for each in asked)
    assert len(asked) == 7

    invite(worker)

    assert not worker.page.soup.select(".languages")


def test_a_message_in_another_language_has_the_swedish_beside_it(worker):
    invite(worker, language="ti")
    assert "På svenska: Hej! Läs om vårt möte" in worker.page.text

    invite(worker)
    assert "På svenska:" not in worker.page.text


def test_the_letter_is_had_again_without_a_change(worker):
    code = invite(worker)
    worker.visit("/sv/meetings")
    worker.submit("Öppna mötet", code=code)

    letter = " ".join(pages(worker.download("Hämta brevet").data))

    assert code in letter
    assert "Mötet är ändrat" not in letter


def test_the_young_person_sees_the_meeting_as_it_was_told(worker, young):
    code = invite(worker)
    open_invitation(young, code)
    assert "Storgatan" not in young.page.text  # nothing to find by going back to this page

    young.submit("Visa mötet", age="12-14", time="short")

    for told in ("3 december 2026", "14.30", "Storgatan 1", "Anna Berg", "070-123 45 67"):
        assert told in young.page.text
    assert "Hur går det med fotbollen?" in young.page.text


def test_what_the_worker_plans_to_ask_is_asked(worker, young):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet", time="short")

    young.follow("Till frågorna")
    first = young.page.h1
    young.submit("Nästa")

    assert first != "Hur går det med fotbollen?"  # a light one comes first
    assert young.page.h1 == "Hur går det med fotbollen?"


def test_the_code_stands_in_no_address_but_the_links_own(worker, young):
    code = fold(invite(worker))
    open_invitation(young, code)
    young.submit("Visa mötet")

    walked = [*worker.addresses, *young.addresses]

    assert any(f"/i/{code}" in address for address in walked)
    assert not [a for a in walked if code in a.upper() and "/i/" not in a]


def test_a_moved_meeting_is_seen_as_changed_until_it_has_been_read(worker, young):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet")
    worker.submit("Ändra något")
    worker.submit("Spara mötet", day="2026-12-10", where="Skolan")
    assert worker.page.h1 == "Mötet är ändrat"

    changed = young.visit("/sv/p/meeting")

    assert "Mötet är ändrat" in changed.text
    assert "10 december 2026" in changed.text
    young.submit("Jag har sett det")
    assert "Mötet är ändrat" not in young.page.text
    assert "Skolan" in young.page.text


def test_a_meeting_that_is_called_off_can_be_told_again(worker, young):
    code = invite(worker)
    open_invitation(young, code)
    call_off(worker)

    assert "Mötet är inställt" in young.visit("/sv/p/meeting").text

    worker.submit("Ändra något")
    worker.submit("Spara mötet")
    assert "inställt" not in young.visit("/sv/p/meeting").text


def test_an_answer_that_was_given_stays_when_the_meeting_changes(worker, young):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet", time="short")
    young.follow("Till frågorna")
    young.submit("Nästa")
    young.submit("Nästa", words="Jag vill byta lag")
    worker.submit("Ändra något")
    worker.submit("Spara mötet", written="Vad vill du säga till nämnden?")

    young.visit("/sv/p/meeting")
    young.submit("Jag har sett det")

    assert "Vad vill du säga till nämnden?" in young.page.text
    everything = young.visit("/sv/p/all").html
    assert "Jag vill byta lag" in everything
    assert "Vad vill du säga till nämnden?" in everything


def test_an_invitation_opened_in_the_middle_of_a_preparation_loses_nothing(worker, young):
    code = invite(worker)
    young.visit("/sv/p/")
    young.submit("Nästa")
    young.follow("Till frågorna")
    young.submit("Nästa", words="Redan skrivet")

    open_invitation(young, code)

    assert young.page.h1 == "Ditt möte"
    assert "Redan skrivet" in young.visit("/sv/p/all").html


def test_the_letter_has_the_meeting_the_code_and_no_name(worker):
    code = invite(worker)

    letter = worker.download("Hämta brevet").data

    said = " ".join(pages(letter))
    for words in (code, "Du ska träffa soc", "torsdag 3 december 2026", "Anna Berg"):
        assert words in said


def test_everything_wrong_is_told_at_once_and_nothing_typed_is_lost(worker):
    worker.visit("/sv/meetings")
    worker.follow("Utredning")

    page = worker.submit(
        "Gör inbjudan", 400, day="igår", minutes="länge", why_1="lärare", where="Rum 4"
    )

    assert len(page.soup.select(".error-summary li")) == 3
    assert 'value="igår"' in page.html
    assert 'value="Rum 4"' in page.html


def test_a_day_that_has_been_is_refused(worker):
    worker.visit("/sv/meetings")
    worker.follow("Utredning")

    assert "Den dagen har varit" in worker.submit("Gör inbjudan", 400, day="2026-11-20").text


def test_a_change_made_from_an_old_page_is_shown_and_not_saved(worker, sign_in):  # noqa: F811
    code = invite(worker)
    other = sign_in("Bo", "worker")
    other.visit("/sv/meetings")
    other.submit("Öppna mötet", code=code)
    worker.submit("Ändra något")
    worker.submit("Spara mötet", where="Skolan")

    page = other.submit("Spara mötet", 409, where="Hemma")

    assert "ändrade mötet före dig" in page.text
    assert 'value="Hemma"' in page.html


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("sol måne katt hund bil båt", "den ungas egen kod"),
        ("S-7K2M-Q9XD-3HTB", "något som delas"),
        ("F-7K2M-Q9XD-3HTB", "ska skriva frågor"),
        ("M-7K2M-Q9XD-3HTB", "öppnar inget"),
        ("hej", "ingen kod"),
    ],
)
def test_another_code_is_told_by_its_shape(worker, code, told):
    worker.visit("/sv/meetings")

    assert told in worker.submit("Öppna mötet", 400, code=code).text


def test_about_me_is_there_the_next_time(worker):
    invite(worker)
    worker.visit("/sv/meetings")

    worker.follow("Utredning")

    assert 'value="Anna"' in worker.page.html
    assert "070-123 45 67" in worker.page.html


def test_hints_on_wording_stop_nobody(worker):
    invite(worker, written="Varför skolkar du?")

    assert "Varför" in worker.page.text
    assert "skuld" in worker.page.text


def test_what_was_typed_by_one_whose_session_ended_is_shown(worker, clock):
    worker.visit("/sv/meetings")
    worker.follow("Utredning")
    clock.move(hours=3)

    page = worker.submit("Gör inbjudan", 403, where="Kanariegatan 7")

    assert "Kanariegatan 7" in page.html


MOVED = "2027-04-20"  # later than what is saved today would be kept without it


@pytest.mark.parametrize("page", ["p/done", "p/paper", "p/keep"])
def test_what_is_kept_outlives_a_meeting_that_is_moved(worker, young, page):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet")
    save(young)
    assert "20 december 2026" in young.visit("/sv/p/keep").text
    worker.submit("Ändra något")
    worker.submit("Spara mötet", day=MOVED)

    young.visit(f"/sv/{page}")

    kept = young.visit("/sv/p/keep")
    assert "9 maj 2027" in kept.text
    assert f'value="{MOVED}"' in kept.html


def test_a_day_of_their_own_stays_when_the_meeting_is_moved(worker, young):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet")
    save(young)
    young.visit("/sv/p/keep")
    young.submit("Spara mötets dag", meets="2027-01-20")
    worker.submit("Ändra något")
    worker.submit("Spara mötet", day=MOVED)

    kept = young.visit("/sv/p/keep")

    assert 'value="2027-01-20"' in kept.html


def test_a_change_is_told_where_they_come_in_and_not_what_it_is(worker, young, app):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet", time="short")
    code = save(young)
    for page in ("p/done", "p/paper"):
        assert "Mötet är ändrat" not in young.visit(f"/sv/{page}").text
    worker.submit("Ändra något")
    worker.submit("Spara mötet", where="Skolan")

    for page in ("p/done", "p/paper"):
        assert "Mötet är ändrat" in young.visit(f"/sv/{page}").text
    assert "Mötet ändrat" in " ".join(young.page.soup.select_one("nav.way").text.split())
    other = Visitor(app.test_client())
    other.visit("/sv/open")
    other.submit("Öppna", code=code)
    assert "Mötet är ändrat" in other.page.text
    assert "Skolan" not in other.page.text


def test_who_opens_an_invitation_to_what_is_called_off_is_told_at_once(worker, young):
    code = invite(worker)
    call_off(worker)

    open_invitation(young, code)

    assert young.page.h1 == "Du har öppnat en inbjudan"
    assert "Mötet är inställt" in young.page.text


def test_asking_once_more_calls_nothing_off(worker, young):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet")
    worker.submit("Ändra något")

    worker.submit("Ställ in mötet")

    assert "inställt" not in young.visit("/sv/p/meeting").text


def test_calling_off_gives_a_message_that_says_so_and_no_way_in(worker):
    invite(worker)
    assert worker.page.soup.select(".square")

    call_off(worker)

    assert "Mötet den 3 december 2026 är inställt." in worker.page.text
    assert not worker.page.soup.select(".square")
    assert "/i/" not in worker.page.text
    assert "Tänk igenom" not in " ".join(pages(worker.download("Hämta brevet").data))


def test_the_code_is_linked_as_it_is_shown_however_it_was_typed(worker):
    code = invite(worker)
    worker.visit("/sv/meetings")
    worker.submit("Öppna mötet", code=f" {code.lower().replace('-', ' ')} ")

    worker.submit("Spara mötet")

    assert worker.page.soup.select_one(".code-line").get_text(strip=True) == code
    assert f"/i/{fold(code)}" in worker.page.text


def test_a_new_question_is_among_theirs_as_soon_as_the_change_is_shown(worker, young):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet", time="short")
    worker.submit("Ändra något")
    worker.submit("Spara mötet", written="Vad vill du säga till nämnden?")
    assert "nämnden" not in young.visit("/sv/p/all").text

    young.visit("/sv/p/meeting")

    assert "Mötet är ändrat" in young.page.text
    assert "Vad vill du säga till nämnden?" in young.visit("/sv/p/all").text


def test_to_the_questions_leads_to_the_first_without_an_answer(worker, young):
    open_invitation(young, invite(worker))
    young.submit("Visa mötet", time="short")
    young.follow("Till frågorna")
    young.submit("Nästa", words="Bra")

    young.visit("/sv/p/meeting")
    young.follow("Till frågorna")

    assert young.page.h1 == "Hur går det med fotbollen?"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"time": "14.30"}, "torsdag 3 december 2026 kl. 14.30"),
        ({"time": "efter skolan"}, "torsdag 3 december 2026 efter skolan"),
        ({"day": "", "time": ""}, "Inte bestämt än"),
    ],
)
def test_when_the_meeting_is_stands_as_it_is_said(worker, young, typed, told):
    open_invitation(young, invite(worker, **typed))
    young.submit("Visa mötet")

    said = young.page.soup.select_one(".facts dd").get_text(" ", strip=True)

    assert " ".join(said.replace("\u2066", "").replace("\u2069", "").split()) == told


def test_the_worker_is_told_that_no_day_is_in_the_invitation(worker):
    invite(worker, day="")
    assert "Ingen dag står i inbjudan" in worker.page.text

    invite(worker)
    assert "Ingen dag står i inbjudan" not in worker.page.text


def test_the_way_in_is_in_the_language_of_the_letter(worker):
    worker.visit("/sv/meetings")

    invite(worker, language="ar")
    arabic = worker.page.html
    invite(worker)

    assert re.search(r"/i/\w+\?in=ar", arabic)
    assert not re.search(r"/i/\w+\?in=", worker.page.html)


def test_who_does_not_know_says_so_in_their_language_at_what_the_worker_asks(worker, young):
    young.visit(f"/i/{fold(invite(worker, language='ar'))}?in=ar")
    young.submit(page_words("ar").gettext("Öppna"))
    young.visit("/ar/p/opened")
    assert young.page.soup.select_one(".languages a[href='/sv/p/opened']")

    everything = young.visit("/ar/p/all")

    passes = {each.get_text(strip=True) for each in everything.soup.select(".pass .name")}
    assert passes
    assert not passes & {"Vet inte", "Vill inte svara"}
    assert "Hur går det med fotbollen?" in everything.text


def test_who_has_saved_is_shown_the_way_to_it_when_the_link_is_opened_again(worker, young, app):
    code = fold(invite(worker))

    young.visit(f"/i/{code}?in=sv")
    assert young.page.links["Öppna det du har skrivit"] == "/sv/open"
    young.submit("Öppna")
    assert young.page.links["Öppna det du har skrivit"] == "/sv/open"

    assert "Har du sparat" not in young.visit(f"/i/{code}?in=sv").text  # it is open already


def test_a_question_of_socs_own_is_marked_wherever_it_stands(worker, young):
    words = "Hur går det med fotbollen?"
    written, as_it_is = "Soc har skrivit den här frågan.", "Den är inte översatt."
    open_invitation(young, invite(worker))
    young.submit("Visa mötet", time="short")
    assert young.visit("/sv/p/2").h1 == words
    young.submit("Nästa", words="Bra", sharing="give")

    for page in ("p/1", "p/2", "p/all", "p/done", "p/show"):
        swedish, english = young.visit(f"/sv/{page}"), young.visit(f"/en/{page}")
        there = words in swedish.text
        assert there == (page != "p/1")
        assert (written in swedish.text) == there
        assert as_it_is not in swedish.text
        told = page_words("en").gettext("Den är inte översatt. Du får fråga vad den betyder.")
        assert (told in english.text) == there


def test_what_the_worker_asks_takes_room_from_our_own_questions_when_time_is_short(worker, young):
    open_invitation(young, invite(worker, written="Hur går det med fotbollen?"))
    young.submit("Visa mötet", age="12-14", time="short")
    with_one = young.visit("/sv/p/1").title

    young.visit("/sv/p/")
    young.submit("Nästa", meeting="uppfoljning", age="12-14", time="short")

    assert young.visit("/sv/p/1").title == with_one
