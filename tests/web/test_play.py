"""The game on a screen: every card is there at once, both have a turn, and anybody may stop."""

import re

import pytest

from prepkit.core.language import TAGS

DECKS = "lara-kanna", "du-och-jag", "sa-vill-vi-ha-det", "starkt-och-viktigt"
BEGUN = "/sv/cards/play?begin=yes&deck=%s&deepest=3&count=12&language=%s&on_card=%s"
SAME = {"samma fråga", "svara som den andra", "السؤال نفسه", "same question"}


def scenes(page):
    return page.soup.select(".scene")


def targets(page):
    return {a["href"][1:] for a in page.soup.select(".scene a[href^='#'], .bar a[href^='#']")}


def test_every_card_is_on_the_page_and_the_adult_goes_first(visitor):
    visitor.visit("/sv/cards/play")

    page = visitor.submit("Börja spela", count="6")

    turns = [each.select_one(".turn").get_text(" ", strip=True) for each in scenes(page)[:-2]]
    assert len(turns) == 12
    assert [turn.split(" svarar")[0] for turn in turns] == ["Den vuxna", "Barnet"] * 6


def test_every_press_leads_to_a_part_of_the_page(visitor):
    visitor.visit("/sv/cards/play")

    page = visitor.submit("Börja spela", count="8")

    ids = {each["id"] for each in scenes(page)}
    assert targets(page) <= ids
    assert ids - targets(page) == {"spela"}  # which is shown when nothing else is


def test_passing_and_answering_are_the_same_press_for_both(visitor):
    visitor.visit("/sv/cards/play")

    page = visitor.submit("Börja spela")

    for scene in scenes(page)[:-2]:
        passing, answering = scene.select(".buttons a")
        assert passing["href"] == answering["href"]


def test_the_screen_asks_for_nothing_while_it_is_played(visitor):
    visitor.visit("/sv/cards/play")

    page = visitor.submit("Börja spela")

    assert not page.soup.select(".scene form, .scene img, .scene iframe")
    assert not re.search(r"localStorage|serviceWorker", page.html)


def test_the_same_number_deals_the_same_cards_and_another_other_ones(visitor):
    visitor.visit("/sv/cards/play")
    first = visitor.submit("Börja spela").text
    visitor.visit("/sv/cards/play")
    again = visitor.submit("Börja spela").text

    visitor.follow("Andra kort")

    assert again == first
    assert visitor.page.text != first


def test_a_deck_to_point_to_is_not_played(visitor):
    page = visitor.visit("/sv/cards/play")

    assert "lara-kanna" in {each["value"] for each in page.soup.select("[name=deck]")}
    assert "peka" not in page.soup.select_one("form").get_text()


def test_wrong_choices_are_told(visitor):
    page = visitor.visit("/sv/cards/play?begin=yes&count=99", 400)

    assert "Skriv ett tal från 6 till 12" in page.text


def test_light_cards_only_are_light(visitor):
    visitor.visit("/sv/cards/play")

    page = visitor.submit("Börja spela", deepest="1")

    assert len(scenes(page)) == 14


def asked(scene):
    """What a scene asks: the words of its heading, one for each language."""
    return [each.get_text(" ", strip=True) for each in scene.select("h2 > span")]


def empty_handed(found):
    """The scenes that ask nothing, but tell the adult to answer the same."""
    return [each["id"] for each in found if not asked(each) or set(asked(each)) & SAME]


@pytest.mark.parametrize("on_card", ["both", "one"])
@pytest.mark.parametrize("tag", ["sv", "en", "ar"])
def test_every_turn_has_its_question_the_adults_too(visitor, tag, on_card):
    for deck in DECKS:
        turns = scenes(visitor.visit(BEGUN % (deck, tag, on_card)))[:-2]

        assert len(turns) == 24
        assert empty_handed(turns) == []
        assert {len(asked(each)) for each in turns} == {1 + (on_card == "both" and tag != "sv")}


def test_a_turn_without_its_question_is_found(visitor):
    page = visitor.visit(BEGUN % ("sa-vill-vi-ha-det", "ar", "both"))
    page.soup.select_one("#k1a h2 span").string = "السؤال نفسه"
    page.soup.select_one("#k2b h2").clear()

    assert empty_handed(scenes(page)[:-2]) == ["k1a", "k2b"]


def in_one_language(scene):
    """The sentences of the game itself that a scene has in one language alone."""
    parts = scene.select("li, .button, .turn, h2:not(.topic *), p > a")
    return [
        part.get_text(" ", strip=True)
        for part in parts
        if len({each.get("lang") for each in part.select("span[lang]")}) < 2
    ]


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "sv"])
def test_the_game_speaks_the_childs_language_and_swedish(visitor, tag):
    page = visitor.visit(BEGUN % ("sa-vill-vi-ha-det", tag, "both"))

    assert [in_one_language(each) for each in scenes(page)] == [[]] * 26
    assert len(page.soup.select(".bar .place .said")) == 2  # the way to stop
    said = page.soup.select(".scene .said, .bar .said")
    assert {each["lang"] for each in said} == {tag, "sv"}
    swedish = {each.get_text(strip=True) for each in said if each["lang"] == "sv"}
    assert not swedish & {each.get_text(strip=True) for each in said if each["lang"] == tag}


def test_a_sentence_in_swedish_alone_is_found(visitor):
    page = visitor.visit(BEGUN % ("sa-vill-vi-ha-det", "ar", "both"))
    page.soup.select_one("#spela li .said").decompose()

    assert in_one_language(page.soup.select_one("#spela")) == [
        "Båda svarar på varje kort. Den vuxna börjar."
    ]


def test_what_was_chosen_to_print_is_chosen_to_play(visitor):
    visitor.visit("/sv/cards")

    chosen = {"deck": "du-och-jag", "language": "ar", "on_card": "one", "count": "8"}
    page = visitor.submit("Spela på skärmen i stället", **chosen)

    assert page.soup.select_one("[name=deck][checked]")["value"] == "du-och-jag"
    assert page.soup.select_one("#language option[selected]")["value"] == "ar"
    assert page.soup.select_one("[name=on_card][checked]")["value"] == "one"
    assert page.soup.select_one("#count")["value"] == "8"


def test_what_can_not_be_played_is_as_usual_and_nobody_is_blamed(visitor):
    visitor.visit("/sv/cards")

    chosen = {"deck": "peka", "language": "ar", "on_card": "sides", "count": "30"}
    page = visitor.submit("Spela på skärmen i stället", **chosen)

    assert not page.soup.select(".error-summary, .error")
    assert page.soup.select_one("[name=deck][checked]")["value"] == "lara-kanna"
    assert page.soup.select_one("[name=on_card][checked]")["value"] == "both"
    assert page.soup.select_one("#count")["value"] == "6"
    assert page.soup.select_one("#language option[selected]")["value"] == "ar"
