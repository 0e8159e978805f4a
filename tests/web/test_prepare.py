"""A young person's pages, walked as they walk them."""

import re
import sqlite3
from contextlib import closing

import pytest

from prepkit.core.text import LONGEST_ANSWER
from prepkit.resources import page_words
from prepkit.web.gate import YOUNG
from tests.pages import Visitor


@pytest.fixture
def young_person(visitor: Visitor) -> Visitor:
    """Somebody who has chosen a meeting and stands at the first question."""
    visitor.visit("/sv/")
    visitor.follow("Börja")
    visitor.submit("Nästa", meeting="uppfoljning", age="12-14", time="short")
    visitor.follow("Till frågorna")
    return visitor


def to_the_end(young_person: Visitor, **answer: object) -> None:
    """Press *next* through every page that is left, with the same answer on each."""
    while not young_person.page.path.endswith("/done"):
        names = {each.get("name") for each in young_person.page.soup.select("form [name]")}
        young_person.submit("Nästa", **{k: v for k, v in answer.items() if k in names})


def test_the_way_from_the_first_page_to_the_review_is_open_without_answering_anything(young_person):
    pages = int(re.fullmatch(r"1 av (\d+)", young_person.page.title)[1])

    for n in range(2, pages + 1):
        young_person.submit("Hoppa över frågan")
        assert young_person.page.title == f"{n} av {pages}"
    young_person.submit("Nästa")

    assert young_person.page.h1 == "Så här blir det"
    assert "Bara du · 0" in young_person.page.text


def test_the_default_on_every_page_is_only_me(young_person):
    while not young_person.page.path.endswith("/done"):
        chosen = young_person.page.soup.select_one("input[name=sharing][checked]")
        assert chosen["value"] == "only-me"
        young_person.submit("Nästa")


def test_what_is_written_stands_on_the_review_page_with_a_way_to_change_it(young_person):
    young_person.submit("Nästa", words="Att få sova länge.", sharing="give")
    young_person.visit("/sv/p/done")

    assert "Att få sova länge." in young_person.page.text
    young_person.visit(young_person.page.soup.select_one("a.change")["href"])
    assert young_person.page.soup.textarea.string.strip() == "Att få sova länge."


def test_an_answer_too_long_is_kept_on_the_page_with_the_reason(young_person):
    long = "a" * (LONGEST_ANSWER + 1)

    page = young_person.submit("Nästa", words=long, sharing="give")

    link = page.soup.select_one(".error-summary a")
    field = page.soup.select_one(link["href"])
    assert field.name == "textarea"
    assert field.string.strip() == long
    assert f"{LONGEST_ANSWER} tecken får plats" in link.text
    assert page.soup.select_one("input[name=sharing][checked]")["value"] == "give"


def test_changing_language_keeps_what_was_typed(young_person):
    page = young_person.submit("العربية", words="Hälften av en mening")

    assert page.path == "/ar/p/1"
    assert page.soup.html["dir"] == "rtl"
    assert page.soup.textarea.string.strip() == "Hälften av en mening"


def test_a_question_in_another_language_has_its_mark_and_the_swedish_below(young_person):
    swedish = young_person.page.h1

    page = young_person.submit("العربية")

    heading = page.soup.h1
    assert heading.select_one("[lang=ar][dir=rtl]")
    assert heading.select_one("[lang=sv][dir=ltr]").text == swedish
    assert page.soup.select_one(".topic .unchecked")


def everything_shown(young_person) -> str:
    """What is held up at the meeting, one thing at a time, from the first to the last."""
    young_person.visit("/sv/p/show")
    said = young_person.page.text
    while "Nästa" in young_person.page.links:
        said += young_person.follow("Nästa").text
    return said


def test_own_questions_are_picked_and_written_a_line_each(young_person):
    while not young_person.page.soup.select("input[name=picked]"):
        young_person.submit("Nästa")
    picked = young_person.page.soup.select_one("input[name=picked]")
    words = picked.find_parent("label").select_one(".name").text.strip()

    young_person.submit(
        "Nästa",
        picked=[picked["value"]],
        written="När ses vi igen?\n\nFår hunden följa med?",
        sharing="give",
    )
    said = everything_shown(young_person)
    places = [said.index(part) for part in (words, "När ses vi igen?", "Får hunden följa med?")]
    assert places == sorted(places)


def test_the_page_with_all_questions_keeps_everything_at_once(young_person):
    page = young_person.visit("/sv/p/all")
    areas = [each["name"] for each in page.soup.select("textarea")]
    typed = {name: f"Svar nummer {n} här" for n, name in enumerate(areas)}

    young_person.submit("Spara och gå till översikten", **typed)

    for words in typed.values():
        assert words in young_person.page.text


def test_one_answer_too_long_on_the_page_with_all_loses_none_of_the_others(young_person):
    page = young_person.visit("/sv/p/all")
    first, second = [each["name"] for each in page.soup.select("textarea[name$=words]")][:2]

    page = young_person.submit(
        "Spara och gå till översikten", **{first: "x" * 5000, second: "Det andra svaret"}
    )

    assert page.path == "/sv/p/all"
    assert page.soup.select_one(f"textarea[name='{second}']").string.strip() == "Det andra svaret"
    assert len(page.soup.select_one(f"textarea[name='{first}']").string.strip()) == 5000


def test_leaving_takes_everything_away(young_person, app):
    young_person.submit("Nästa", words="Något bara jag vet")

    page = young_person.visit("/leave")

    assert page.path == "/blank"
    assert young_person.client.get_cookie(YOUNG) is None
    young_person.visit("/sv/p/1", status=403)
    assert "Något bara jag vet" not in young_person.page.html


def test_a_form_sent_again_after_leaving_shows_nothing_of_what_it_said(young_person):
    form = {"words": "Något bara jag vet", "token": "x"}
    young_person.visit("/leave")

    answer = young_person.client.post("/sv/p/1", base_url="https://localhost", data=form)

    assert answer.status_code == 403
    assert "Något bara jag vet" not in answer.text


def test_after_two_idle_hours_the_answers_are_gone_but_not_what_was_just_typed(young_person, clock):
    young_person.submit("Nästa", words="Skrivet för länge sedan")
    clock.move(hours=2, minutes=2)

    page = young_person.submit("Nästa", words="Skrivet alldeles nyss", status=410)

    assert page.h1 == "Dina svar är inte öppna längre"
    assert "Skrivet alldeles nyss" in page.text
    assert "Skrivet för länge sedan" not in page.html


def test_a_database_that_does_not_answer_loses_nothing_that_was_typed(young_person, settings):
    database = sqlite3.connect(settings.database.removeprefix("sqlite:///"))
    with closing(database):
        database.execute("DROP TABLE session")  # as far as a page can tell, the database is broken

        page = young_person.submit("Nästa", status=503, words="Skrivet när det krånglade")

    assert "Skrivet när det krånglade" in page.text
    assert page.headers["Retry-After"]


def test_a_browser_that_drops_the_cookie_is_told_why(visitor):
    visitor.visit("/sv/p/")
    visitor.submit("Nästa")
    visitor.client.delete_cookie(YOUNG, domain="localhost")

    page = visitor.follow("Till frågorna", status=403)

    assert page.h1 == "Webbläsaren sparade inte låset till dina svar"
    assert "https" in page.text


def test_beginning_again_is_asked_about_before_anything_is_lost(young_person):
    young_person.submit("Nästa", words="Ett svar att vara rädd om")

    page = young_person.visit("/sv/p/")
    assert "Du har redan börjat." in page.text
    young_person.follow("Fortsätt där du var")

    assert young_person.page.soup.textarea.string.strip() == "Ett svar att vara rädd om"


def test_a_form_from_another_site_is_refused(young_person):
    token = young_person.page.soup.select_one("input[name=token]")["value"]

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        answer = young_person.client.post(
            "/sv/p/1",
            base_url="https://localhost",
            data={"words": "x", "token": token},
            headers=headers,
        )
        assert answer.status_code == 403


def test_a_form_without_our_token_keeps_the_words_and_asks_again(young_person):
    answer = young_person.client.post(
        "/sv/p/1", base_url="https://localhost", data={"words": "Ord som ska stå kvar", "token": ""}
    )

    assert answer.status_code == 200
    assert "Sidan hann bli för gammal" in answer.text
    assert "Ord som ska stå kvar" in answer.text


def test_two_tabs_lose_nothing_of_each_other(young_person):
    token = young_person.page.soup.select_one("input[name=token]")["value"]
    young_person.submit("Nästa", words="Från den ena fliken")

    young_person.client.post(
        "/sv/p/2", base_url="https://localhost", data={"words": "Från den andra", "token": token}
    )

    young_person.visit("/sv/p/done")
    assert "Från den ena fliken" in young_person.page.text
    assert "Från den andra" in young_person.page.text


def test_a_preparation_keeps_its_words_when_the_bank_is_edited(young_person, app):
    before = young_person.page.h1
    library = app.extensions["house"].library
    core = library.core()
    opener = next(q for q in core.questions if q.text == before)

    library.revise(core.id, {f"{opener.id}/text": "Helt andra ord?"}, base=0, author="anna")

    assert young_person.visit("/sv/p/1").h1 == before


@pytest.mark.parametrize("meeting", ["", "forsta", "uppfoljning", "utredning"])
@pytest.mark.parametrize(
    ("age", "pages"), [("", 15), ("4-8", 10), ("9-11", 12), ("12-14", 15), ("15-20", 15)]
)
def test_every_meeting_and_age_gives_a_preparation(visitor, meeting, age, pages):
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting=meeting, age=age, time="long")
    visitor.follow("Till frågorna")

    # the set (15, 12, 9) less its own questions (two from twelve on), with their page and the
    # most wanted
    assert visitor.page.title == f"1 av {pages}"


@pytest.mark.parametrize(("paper", "name"), [("a", "eget"), ("b", "mote"), ("c", "tomt")])
def test_a_paper_is_a_pdf_under_a_name_that_tells_little(young_person, paper, name):
    answer = young_person.client.get(f"/sv/p/paper/{paper}.pdf", base_url="https://localhost")

    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=papper-{name}.pdf"
    assert answer.headers["Cache-Control"] == "no-store"


def test_hostile_words_are_only_words(young_person):
    young_person.submit(
        "Nästa", words="<script>alert(1)</script><b>fet</b> & {{ 7*7 }}", sharing="give"
    )

    for path in ("/sv/p/1", "/sv/p/done", "/sv/p/show", "/sv/p/paper/a"):
        page = young_person.visit(path)
        assert "<script>alert(1)</script><b>fet</b> & {{ 7*7 }}" in page.soup.main.get_text()
        assert page.soup.main.select("script, b:-soup-contains('fet')") == []


def test_characters_that_no_paper_can_hold_are_told_of(young_person):
    young_person.submit("Nästa", words="Hej 😀 你好", sharing="give")

    page = young_person.visit("/sv/p/paper")

    assert "Där står i stället: kinesiska tecken." in page.text


def test_skipping_keeps_what_was_typed_and_gives_it_to_nobody(young_person):
    young_person.submit("Hoppa över frågan", words="Det här ångrade jag", sharing="give")

    assert "Det här ångrade jag" not in young_person.visit("/sv/p/show").text
    assert "Det här ångrade jag" in young_person.visit("/sv/p/1").text


def test_what_they_most_want_said_is_not_left_off_the_paper_in_silence(young_person):
    page = young_person.page
    while page.h1 != "Det här vill jag mest ha sagt":
        page = young_person.submit("Nästa")
    young_person.submit("Till översikten", words="Jag vill bo kvar.")

    assert "Det du mest vill ha sagt står inte på pappret." in young_person.page.text
    young_person.follow("Välj vem som får veta")
    young_person.submit("Spara och tillbaka", sharing="give")

    assert young_person.page.h1 == "Så här blir det"
    assert "står inte på pappret" not in young_person.page.text
    assert "Jag vill bo kvar." in everything_shown(young_person)


def test_an_empty_paper_says_so_before_it_is_made(young_person):
    assert "Du har inte gett något än." in young_person.visit("/sv/p/paper").text

    young_person.visit("/sv/p/1")
    young_person.submit("Nästa", words="Något att ge", sharing="give")

    assert "Du har inte gett något än." not in young_person.visit("/sv/p/paper").text


def test_an_answer_never_lands_under_another_question(young_person):
    form = young_person.page.soup.form
    old = {name: form.select_one(f"[name={name}]")["value"] for name in ("token", "asked")}
    young_person.visit("/sv/p/")
    young_person.submit("Nästa", meeting="utredning")
    first = young_person.visit("/sv/p/1")
    if first.soup.select_one("[name=asked]")["value"] == old["asked"]:
        old["asked"] = "en-annan"  # the draw began with the same question

    answer = young_person.client.post(
        "/sv/p/1", base_url="https://localhost", data={**old, "words": "Svar på den gamla frågan"}
    )

    assert answer.status_code == 409
    assert "Svar på den gamla frågan" in answer.text
    assert "Svar på den gamla frågan" not in young_person.visit("/sv/p/done").text


def test_the_sheets_headings_stand_in_swedish_too(young_person):
    young_person.submit("العربية")

    for path in ("/ar/p/show", "/ar/p/paper/b"):
        said = {
            each.get_text(strip=True)
            for each in young_person.visit(path).soup.select("main .swedish[lang=sv]")
        }
        assert {"Till mötet", "Jag vill prata en stund själv med soc"} <= said


def test_every_question_that_nobody_has_checked_is_marked_where_all_of_them_stand(visitor):
    visitor.visit("/ar/p/")
    visitor.submit(page_words("ar").gettext("Nästa"), meeting="forsta", age="12-14")

    page = visitor.visit("/ar/p/all")

    asked = page.soup.select("details.one h2:has(.swedish)")
    assert asked
    assert all(each.select_one(".icon") for each in asked)


def test_needs_that_reach_nobody_are_told_of(young_person):
    told = "Det du behöver på mötet står inte på pappret."
    assert told not in young_person.visit("/sv/p/done").text
    young_person.visit("/sv/p/needs")
    young_person.submit("Spara och tillbaka", pause_words="Jag lyfter handen")

    assert told in young_person.page.text
    young_person.follow("Välj vem som får veta det du behöver")
    young_person.submit("Spara och tillbaka", sharing="give")

    assert told not in young_person.page.text
