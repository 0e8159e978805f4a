"""The page where anyone prints a deck, walked and its PDF read back."""

import re
from io import BytesIO

import pikepdf
import pytest

from prepkit.core.language import TAGS
from prepkit.pdf.preview import picture
from prepkit.settings import Settings
from tests.web.printed import pages

TWO = ("sv", "ar")
LEAF = 6  # pages of papers: the rules, the sheet for afterwards, the adult's guide
BESIDE = 9  # cards beside the game: stop, pass, blank, about me


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """One shelf for all of them, as on a site: a deck is typeset once."""
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture
def settings(tmp_path, shelf):
    address = f"sqlite:///{tmp_path}/prepkit.sqlite3"
    return Settings(address, cache=shelf, peppers=tmp_path / "peppers")


def arabic(words: str) -> str:
    """Arabic as it is drawn: from the left."""
    return words[::-1]


def chosen(page) -> list[str]:
    """The cards that are among those chosen, as the list on the page says."""
    rows = page.soup.select(".picks li")
    return [row.legend.get_text(" ", strip=True) for row in rows if "Är med nu" in row.get_text()]


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_opens_for_a_stranger_in_every_language(visitor, tag):
    page = visitor.visit(f"/{tag}/cards")

    assert len(page.soup.select("img[data-sheet]")) == 2


def test_a_whole_deck_comes_with_its_papers_and_a_back_for_every_sheet(visitor):
    visitor.visit("/sv/cards")

    answer = visitor.download("Hämta korten")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lara-kanna-sv-54.pdf"'
    said = pages(answer.data)
    assert len(said) == LEAF + 2 * 7  # 54 + 9 cards, 9 on a sheet, both sides
    assert "Vad gör en vanlig dag lite bättre för dig?" in said[LEAF]
    assert said[LEAF + 1] == ""  # the backs have no words


@pytest.mark.parametrize(
    ("choices", "there", "not_there"),
    [
        ({"language": "sv"}, "Vad får dig att skratta?", "What makes you laugh?"),
        (
            {"language": "en", "on_card": "one"},
            "What makes you laugh?",
            "Vad får dig att skratta?",
        ),
        ({"language": "ar", "on_card": "one"}, arabic("يضحكك"), "Vad får dig att skratta?"),
    ],
)
def test_a_deck_is_printed_in_the_language_that_was_chosen(visitor, choices, there, not_there):
    visitor.visit("/sv/cards?" + "&".join(f"{k}={v}" for k, v in choices.items()))

    said = " ".join(pages(visitor.download("Hämta korten").data)[LEAF:])

    assert there in said
    assert not_there not in said


def test_both_languages_stand_on_one_card_or_one_on_each_side(visitor):
    visitor.visit("/sv/cards")

    both = pages(visitor.download("Hämta korten", language="ar").data)
    sides = pages(visitor.download("Hämta korten", language="ar", on_card="sides").data)

    assert arabic("يضحكك") in both[LEAF]
    assert "Vad får dig att skratta?" in both[LEAF]
    assert arabic("يضحكك") in sides[LEAF]
    assert "Vad får dig att skratta?" not in sides[LEAF]
    assert "Vad får dig att skratta?" in sides[LEAF + 1]


def test_what_is_chosen_comes_without_a_look_at_it_first(visitor):
    visitor.visit("/sv/cards")

    some = visitor.download("Hämta korten", language="en", on_card="one", count="12")
    sheet = visitor.download("Prova med ett ark", language="en", on_card="one")

    assert "lara-kanna-en-12.pdf" in some.headers["Content-Disposition"]
    assert len(pages(some.data)) == LEAF + 2 * 3
    assert len(pages(sheet.data)) == 2


def test_the_picture_is_the_first_sheet_as_it_is_printed(visitor):
    page = visitor.visit("/sv/cards?count=12&turned=calendar&by=1,5&bx=-2")
    front, back = (
        visitor.client.get(each["src"], base_url="https://localhost")
        for each in page.soup.select("img[data-sheet]")
    )

    printed = visitor.download("Hämta korten").data

    assert front.mimetype == back.mimetype == "image/png"
    assert front.data == picture(printed, LEAF, 900)
    assert back.data == picture(printed, LEAF + 1, 900)
    assert front.data != back.data
    assert front.headers["Cache-Control"] == "no-store"
    other = visitor.download("Hämta korten", by="0").data
    assert back.data != picture(other, LEAF + 1, 900)


def test_the_same_number_gives_the_same_cards_and_another_gives_others(visitor):
    first = chosen(visitor.visit("/sv/cards?count=9&seed=7&beside=without"))
    again = chosen(visitor.visit("/sv/cards?count=9&seed=7&beside=without"))
    other = chosen(visitor.visit("/sv/cards?count=9&seed=8&beside=without"))

    assert len(first) == 9
    assert first == again
    assert first != other


def test_other_cards_come_at_a_press_and_their_number_brings_them_back(visitor):
    visitor.visit("/sv/cards?count=12&seed=9999&language=sv")
    first = chosen(visitor.page)
    visitor.submit("Andra kort")
    second = chosen(visitor.page)

    assert first != second
    assert visitor.page.soup.select_one("#seed")["value"] == "1"  # after the highest number
    assert visitor.page.soup.select_one("#count")["value"] == "12"
    visitor.submit("Andra kort")
    assert chosen(visitor.page) not in (first, second)
    visitor.submit("Uppdatera bilden", seed="1")
    assert chosen(visitor.page) == second


def test_a_wrong_number_is_told_and_not_counted_on_from(visitor):
    visitor.visit("/sv/cards?count=12")

    page = visitor.submit("Andra kort", status=400, seed="0")

    assert "Skriv ett tal från 1 till 9999." in page.text


def test_there_are_as_many_cards_as_there_is_time_for(visitor):
    visitor.visit("/sv/cards?beside=without")

    quarter = visitor.submit("6 kort, en kvart")
    typed = quarter.soup.select_one("#count")["value"]
    whole = visitor.submit("Hela leken")

    assert typed == "6"
    assert len(chosen(quarter)) == 6
    assert len(chosen(whole)) == 54


def test_level_topic_and_age_narrow_what_is_dealt(visitor):
    visitor.visit("/sv/cards?beside=without")

    everything = chosen(visitor.page)
    school = chosen(visitor.submit("Uppdatera bilden", topic=["Skolan"]))
    light = chosen(visitor.submit("Uppdatera bilden", topic=["Skolan"], level=["Lätta"]))
    few = {"count": "20", "topic": ["Skolan"], "level": None}
    none = visitor.submit("Uppdatera bilden", status=400, **few)

    assert set(light) < set(school) < set(everything)
    assert "Bara" in none.text
    assert "Välj så många" in none.text


def test_a_card_is_held_or_taken_away_whatever_else_is_dealt(visitor):
    visitor.visit("/sv/cards?count=6&seed=3&beside=without")
    rows = visitor.page.soup.select(".picks li")
    away = next(row for row in rows if "Är med nu" in row.get_text())
    held = next(row for row in rows if "Är med nu" not in row.get_text())
    away, held = (row.select_one("[name=out]")["value"] for row in (away, held))

    def is_there(id: str) -> bool:
        row = visitor.page.soup.select_one(f'.picks [name=out][value="{id}"]').find_parent("li")
        return "Är med nu" in row.get_text()

    assert is_there(away)
    assert not is_there(held)
    visitor.submit("Uppdatera bilden", pin=[held], out=[away])
    for _ in range(3):
        assert is_there(held)
        assert not is_there(away)
        visitor.submit("Andra kort")
    both = visitor.submit("Uppdatera bilden", status=400, pin=[held], out=[held])
    assert "både hållas fast och tas bort" in both.text


def test_choosing_another_deck_forgets_what_only_the_first_one_has(visitor):
    visitor.visit("/sv/cards?pin=vanlig-dag&topic=skola")

    page = visitor.submit("Uppdatera bilden", deck="peka")

    assert len(page.soup.select("img[data-sheet]")) == 2
    assert not page.soup.select("[name=pin][checked]")


def test_points_to_cards_and_the_card_about_me_are_printed_alone(visitor):
    visitor.visit("/sv/cards?deck=peka&beside=without&without=rule&without=debrief&without=guide")
    words = pages(visitor.download("Hämta korten").data)

    visitor.visit("/sv/cards?beside=alone&without=rule&without=debrief&without=guide")
    beside = " ".join(pages(visitor.download("Hämta korten").data))

    assert len(words) == 2 * 4  # 36 cards
    assert "Om mig" in beside
    assert "Stopp" in beside
    assert "Vad får dig att skratta?" not in beside


@pytest.mark.parametrize(
    ("turned", "duplex", "first_back"),
    [
        ("book", "/DuplexFlipLongEdge", 1),
        ("calendar", "/DuplexFlipShortEdge", 1),
        ("manual", "/Simplex", 2),
        ("fronts", "/Simplex", None),
    ],
)
def test_sheets_are_turned_as_was_chosen(visitor, turned, duplex, first_back):
    visitor.visit(f"/sv/cards?count=9&turned={turned}&without=rule&without=debrief&without=guide")

    made = visitor.download("Hämta korten").data

    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == duplex
    empty = [number for number, words in enumerate(pages(made)) if not words]
    assert (empty[0] if empty else None) == first_back


def test_perforated_sheets_can_not_be_folded_and_it_is_said(visitor):
    page = visitor.visit("/sv/cards?stock=sigel-dp837&turned=fold", status=400)

    assert "går inte att vika" in page.text


def test_what_was_read_from_the_calibration_sheet_stays_in_the_address(visitor):
    visitor.visit("/sv/cards")

    page = visitor.submit("Uppdatera bilden", bx="0,5", by="−1")
    sheet = visitor.download("Hämta provarket")
    wrong = visitor.submit("Uppdatera bilden", status=400, bx="6")

    assert page.soup.select_one("#bx")["value"] == "0,5"
    assert "bx=0,5" in page.soup.select_one("img[data-sheet]")["src"]
    assert len(pages(sheet.data)) == 2
    assert "från −5 till 5" in wrong.text


def test_sheets_are_found_by_the_number_on_their_package(visitor):
    page = visitor.visit("/sv/cards")

    groups = page.soup.select("#stock optgroup")

    assert [each["label"] for each in groups] == ["Att klippa ut", "Att bryta loss"]
    assert "C32011-10" in groups[1].get_text()
    assert "63 × 88 mm, 9 på ett ark" in groups[0].get_text()


def test_sheets_are_named_in_the_language_of_the_page(visitor):
    swedish, arabic = (visitor.visit(f"/{tag}/cards").soup.select("#stock option") for tag in TWO)

    named = {option["value"]: option.get_text(strip=True) for option in arabic}

    assert not {option.get_text(strip=True) for option in swedish} & set(named.values())
    assert [words for words in named.values() if re.search("[åäö]", words)] == []
    assert re.search("[åäö]", swedish[0].get_text())
    assert "Avery Zweckform" in named["avery-32010"]


def test_sheets_whose_cards_are_too_small_are_told_once_it_is_known(visitor):
    small = "/sv/cards?deck=lara-kanna&language=ar&stock=herma-8840"
    visitor.visit(small)
    answer = visitor.client.get(
        small.replace("/cards?", "/cards/deck.pdf?"), base_url="https://localhost"
    )
    if answer.mimetype == "application/pdf":
        pytest.skip("the deck fits the smallest cards there are")

    again = visitor.visit(small, status=400)
    (top,) = again.soup.select(".error-summary a")
    ways = [a["href"] for a in again.soup.select("#wrong a[href*='on_card=sides']")]
    other = visitor.visit("/sv/cards?language=ar")

    assert "Orden får inte plats på så små kort" in again.text
    assert "Orden får inte plats på: Herma" in other.text
    assert not other.soup.select('option[value="herma-8840"]')
    assert top["href"] == "#stock"
    assert "Orden får inte plats på: Herma" in again.text  # the one that was chosen too
    assert len(ways) == 1
    sides = visitor.visit(ways[0])
    assert sides.soup.select_one("#stock option[selected]")["value"] == "herma-8840"
    assert not sides.soup.select("#wrong a")


def test_it_says_how_many_cards_nobody_has_checked(visitor):
    visitor.visit("/sv/cards?beside=without")
    swedish = visitor.page.text
    arabic = visitor.submit("Uppdatera bilden", language="ar").text

    assert "inte granskade" not in swedish
    assert "54 av 54 kort är inte granskade på arabiska. De är märkta." in arabic


def test_it_says_which_cards_are_not_of_the_deck_itself(visitor):
    whole, without = (
        visitor.visit(f"/sv/cards?deck=peka&beside={beside}").text for beside in ("with", "without")
    )

    assert "36 kort i leken och 9 bredvid den" in whole
    assert "45 kort blir" in whole
    assert "bredvid den" not in without


def test_it_says_how_many_sheets_to_put_in_the_printer(visitor):
    page = visitor.visit("/sv/cards?count=10")

    sheets = int(re.search(r"(\d+) ark", page.text)[1])

    assert sheets == 3 + 3  # 10 + 9 cards are three sheets, and three papers
    assert "8 snitt på varje ark" in page.text
    assert len(pages(visitor.download("Hämta korten").data)) == 2 * sheets


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deck", "nope"),
        ("language", "xx"),
        ("on_card", "<script>"),
        ("stock", "a9"),
        ("count", "5"),
        ("count", "55"),
        ("count", "٢٠"),
        ("seed", "0"),
        ("seed", "9" * 50),
        ("level", "4"),
        ("age", "99"),
        ("turned", "twice"),
        ("ink", "gold"),
        ("beside", "x"),
        ("without", "x"),
        ("bx", "nan"),
        ("fy", "1e9"),
    ],
)
def test_a_choice_that_there_is_none_such_is_told_at_its_field(visitor, field, value):
    page = visitor.visit(f"/sv/cards?{field}={value}", status=400)

    assert page.soup.select_one(".error-summary")
    assert page.soup.select_one(".error")
    assert not page.soup.select("img[data-sheet]")
    again = visitor.visit(f"/sv/cards/deck.pdf?{field}={value}", status=400)
    assert again.text == page.text


def test_after_a_wrong_choice_the_page_can_be_had_in_another_language(visitor):
    visitor.visit("/sv/cards/deck.pdf?count=5", status=400)

    visitor.follow("English")

    assert visitor.page.path == "/en/cards"


def test_the_menu_says_where_one_has_to_sign_in(visitor):
    page = visitor.visit("/sv/cards")

    assert "Frågor (logga in)" in page.links


def test_it_says_what_goes_on_perforated_sheets_and_what_on_plain_paper(visitor):
    page = visitor.visit("/sv/cards?stock=avery-c9312&count=6")
    plain = visitor.visit("/sv/cards?count=6").text
    alone = "&".join(f"without={each}" for each in ("rule", "debrief", "guide"))
    cards = visitor.visit(f"/sv/cards?stock=avery-c9312&count=6&{alone}").text

    told = "Skriv ut sida 1–4 på arken att bryta loss och sida 5–10 på vanligt papper."

    assert told in page.text
    assert "15 kort blir 5 ark, papperen med. Inget att klippa." in page.text
    assert "på vanligt papper" not in plain + cards
    assert "Första arket med kort" in page.text


def test_perforated_sheets_get_the_cards_and_nothing_but_cards(visitor):
    visitor.visit("/sv/cards?stock=avery-c9312&count=6")

    said = pages(visitor.download("Hämta korten").data)

    assert len(said) == 10
    assert ["Efteråt" in each or "Så spelar ni" in each for each in said[:4]] == [False] * 4
    assert said[1] == said[3] == ""  # the backs
    assert all(said[4:])


def test_whoever_is_signed_in_sees_it_beside_the_cards_too(app, visitor):
    password = app.extensions["house"].staff.add("Anna", "worker")
    stranger = visitor.visit("/sv/cards")
    visitor.visit("/sv/editor")
    visitor.submit("Logga in", name="Anna", password=password)

    page = visitor.visit("/sv/cards")

    assert "Logga ut" not in stranger.buttons
    assert "Logga ut" in page.buttons
    assert "Anna" in page.links
    assert visitor.submit("Logga ut").h1 == "Logga in"
