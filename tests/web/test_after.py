"""After the meeting: walked by a young person who keeps track of what was said and promised."""

import pytest

from tests.pages import Visitor
from tests.web.printed import pages


@pytest.fixture
def young(visitor: Visitor) -> Visitor:
    visitor.visit("/sv/p/")
    visitor.submit("Nästa")
    return visitor


def test_how_it_was_is_kept_and_can_be_taken_back(young):
    young.visit("/sv/p/after")
    young.submit("Nästa: vad som bestäms", listened="no", words="Det gick för fort.")

    young.visit("/sv/p/after")
    assert young.page.soup.select_one("[name=listened][checked]")["value"] == "no"
    assert "Det gick för fort." in young.page.html

    young.submit("Nästa: vad som bestäms", listened="")
    assert young.visit("/sv/p/after").soup.select_one("[name=listened][checked]") is None


def test_what_is_to_be_decided_is_kept_row_by_row(young):
    young.visit("/sv/p/decided")
    typed = {
        "1-question_words": "Får jag byta skola?",
        "1-who_words": "rektorn",
        "1-asked": "2026-11-20",
        "2-question_words": "Får jag träffa mamma mer?",
    }

    young.submit("Spara, och skriv fler", **typed)

    assert "Får jag byta skola?" in young.page.html
    assert 'value="2026-11-20"' in young.page.html
    assert len(young.page.soup.select("details > summary")) >= 4  # two, and two to write in


def test_a_wrong_day_is_told_at_its_row_and_nothing_typed_is_lost(young):
    young.visit("/sv/p/decided")

    page = young.submit(
        "Spara, och skriv fler", **{"1-question_words": "Får jag?", "1-asked": "i går"}
    )

    assert "Sak 1: Skriv dagen som 2026-12-31." in page.text
    assert "i går" in page.html
    assert "Får jag?" in page.html


def test_the_laws_clocks_are_counted_from_the_days_that_are_filled_in(young):
    young.visit("/sv/p/clocks")

    young.submit("Räkna", **{"forhandsbedomning-day": "2026-11-16", "overklaga-day": "2026-10-30"})

    assert "Senast den 30 november 2026. Det är 9 dagar kvar." in young.page.text
    assert "Senast den 20 november 2026. Det var för 1 dag sedan." in young.page.text
    assert "20 kap. 2 §" in young.page.text


def test_a_clock_that_is_emptied_is_counted_no_more(young):
    young.visit("/sv/p/clocks")
    young.submit("Räkna", **{"utredning-day": "2026-11-16"})

    young.submit("Räkna", **{"utredning-day": ""})

    assert "Senast den" not in young.page.text


@pytest.mark.parametrize(
    ("applied", "of_age", "began", "told", "letter"),
    [
        ("me", "yes", "2026-05-01", "Du får skriva själv", True),
        ("me", "no", "2026-05-01", "Din vårdnadshavare får skriva under", True),
        ("family", "yes", "2026-05-01", "Din vårdnadshavare får skriva under", True),
        ("me", "yes", "2026-11-01", "Inte än. Det går efter den 1 maj 2027.", False),
        ("others", "yes", "2026-01-01", "Då går det inte", False),
    ],
)
def test_the_letter_is_for_who_may_send_it(young, applied, of_age, began, told, letter):
    young.visit("/sv/p/request")

    young.submit("Se vem som får skriva", applied=applied, of_age=of_age, began=began)

    assert told in young.page.text
    assert ("Hämta brevet" in young.page.buttons) == letter
    if letter:
        said = " ".join(pages(young.download("Hämta brevet").data))
        assert "12 § förvaltningslagen" in said
        assert "1 maj 2026" in said


def test_a_letter_isnt_given_to_who_may_not_send_it(young):
    young.visit("/sv/p/request")
    young.submit("Se vem som får skriva", applied="me", of_age="yes", began="2026-05-01")

    page = young.submit("Hämta brevet", applied="others")

    assert "Då går det inte" in page.text


def test_all_three_are_needed_to_say_who_may_write(young):
    young.visit("/sv/p/request")

    page = young.submit("Se vem som får skriva", applied="me")

    assert "Svara på alla tre" in page.text


def test_nothing_of_it_is_on_the_sheet_for_the_meeting(young):
    young.visit("/sv/p/after")
    young.submit("Nästa: vad som bestäms", words="Hemlig kanariefågel")

    sheet = " ".join(
        pages(young.client.get("/sv/p/paper/b.pdf", base_url="https://localhost").data)
    )

    assert "kanariefågel" not in sheet


WORDS = {
    "/sv/p/after": ("words", "Det gick för fort."),
    "/sv/p/decided": ("1-question_words", "Får jag byta skola?"),
    "/sv/p/needs": ("pause_words", "Jag lägger handen på bordet."),
    "/sv/p/clocks": ("utredning-day", "2026-11-16"),
    "/sv/p/request": ("began", "2026-05-01"),
}


@pytest.mark.parametrize("address", WORDS)
@pytest.mark.parametrize("way", ["Tillbaka", "Papper och att dela", "När du lämnar sidan"])
def test_what_is_typed_is_kept_whichever_way_they_go(young, address, way):
    name, typed = WORDS[address]
    page = young.visit(address)
    if way not in page.buttons:
        assert address in ("/sv/p/needs", "/sv/p/request")  # they have no rows to other rooms
        return

    went_to = young.submit(way, **{name: typed})

    assert went_to.path != address
    assert typed in young.visit(address).html


def test_saving_what_is_decided_says_so_and_stays(young):
    young.visit("/sv/p/decided")

    page = young.submit("Spara", **{"1-question_words": "Får jag byta skola?"})

    assert "Sparat." in page.text
    assert "Sparat." not in young.visit("/sv/p/decided").text


@pytest.mark.parametrize(
    ("promised", "answer", "told"),
    [("2026-11-20", "", True), ("2026-11-20", "Ja", False), ("2026-12-20", "", False)],
)
def test_a_promised_day_that_has_passed_without_an_answer_is_told(young, promised, answer, told):
    young.visit("/sv/p/decided")
    typed = {"1-question_words": "Får jag?", "1-promised": promised, "1-answer_words": answer}

    page = young.submit("Spara", **typed)

    assert ("Den dagen har varit." in page.text) is told


def test_a_limit_that_has_passed_says_what_to_do(young):
    young.visit("/sv/p/clocks")

    young.submit("Räkna", **{"forhandsbedomning-day": "2026-10-01", "overklaga-day": "2026-10-30"})

    assert "Fråga soc varför det dröjer" in young.page.text
    assert "Det kan vara för sent." in young.page.text


def test_several_are_given_and_taken_back_in_one_form(young):
    young.visit("/sv/p/1")
    young.submit("Nästa", words="Jag vill byta skola.")
    young.submit("Nästa", words="Det här är bara mitt.", sharing="say")
    young.visit("/sv/p/done")
    first = young.page.soup.select_one("input[name=given]")["value"]
    assert len(young.page.soup.select("input[name=given]")) == 1  # what they say is left in peace
    assert young.page.soup.select("input[name=given][checked]") == []

    young.submit("Spara", given=[first])
    assert "Jag vill byta skola." in young.visit("/sv/p/paper/b").text
    assert "Det här är bara mitt." not in young.page.html

    young.visit("/sv/p/done")
    young.submit("Spara", given=[])
    assert "Jag vill byta skola." not in young.visit("/sv/p/paper/b").html


def test_ticking_all_gives_nothing_until_it_is_saved(young):
    young.visit("/sv/p/1")
    young.submit("Nästa", words="Jag vill byta skola.")
    young.visit("/sv/p/done")

    young.follow("Kryssa i alla")
    assert "Jag vill byta skola." not in young.visit("/sv/p/paper/b").html

    young.visit("/sv/p/done?all=1")
    young.submit("Spara och gör pappret")
    assert young.page.path == "/sv/p/paper"
    assert "Jag vill byta skola." in young.visit("/sv/p/paper/b").text


def test_a_day_that_has_not_come_is_refused_where_only_one_that_has_can_be_meant(young):
    told = "Den dagen har inte kommit än."
    young.visit("/sv/p/clocks")
    page = young.submit("Räkna", **{"overklaga-day": "2027-09-01"})
    assert told in page.text
    assert 'value="2027-09-01"' in page.html
    assert "dagar kvar" not in page.text
    young.visit("/sv/p/decided")
    row = {"1-question_words": "Får jag?", "1-promised": "2027-09-01"}

    page = young.submit("Spara, och skriv fler", **row, **{"1-asked": "2026-11-22"})
    assert f"Sak 1: {told}" in page.text
    assert 'value="2026-11-22"' in page.html
    page = young.submit("Spara, och skriv fler", **row, **{"1-asked": "2026-11-21"})

    assert told not in page.text
    assert 'value="2027-09-01"' in page.html
