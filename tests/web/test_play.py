"""The game on a screen: every card is there at once, both have a turn, and anybody may stop."""

import re


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
