"""What is told of a meeting names its law, and the law's day."""

from datetime import date

from prepkit.core.bankfile import read
from prepkit.core.catalogue import Catalogue, Translated
from prepkit.core.story import When, told

STORIES = """\
id: stories
kind: stories
title: Om soc
about: Om
stories:
  - id: forsta
    title: Första mötet
    about: När ni ses.
    paragraphs:
      - {id: fore, when: before, title: Före, text: Du får veta., rights: [sol-3-3, nix]}
      - {id: sen, when: after, title: Efter, text: Du får fråga., rights: [sol-3-3]}
      - {id: ovrigt, title: Annat, text: Mer.}
"""
RIGHTS = """\
id: rights
kind: rights
rights:
  - id: sol-3-3
    law: SoL
    sfs: "2025:400"
    paragraph: 3 kap. 3 §
    valid_from: 2025-07-01
    checked_on: 2026-11-21
    text: Du ska få veta.
"""


def story(*catalogues, of_rights=()):
    stories = read(STORIES, "stories.yaml").document
    rights = read(RIGHTS, "rights.yaml").document
    return told(stories.story("forsta"), catalogues, rights, of_rights)


def test_a_paragraph_says_where_its_facts_are_written_and_when_they_were_read():
    (law,) = story().at(When.BEFORE)[0].laws

    assert law.where == "SoL 3 kap. 3\u00a0§"
    assert law.checked_on == date(2026, 11, 21)
    assert law.text.swedish == "Du ska få veta."


def test_each_fact_is_told_of_once():
    assert [law.id for law in story().laws] == ["sol-3-3"]


def test_a_paragraph_stands_where_in_the_meeting_it_belongs():
    assert [each.id for each in story().at(When.BEFORE)] == ["fore"]
    assert [each.id for each in story().at(When.THERE)] == []
    assert [each.id for each in story().at(When.AFTER)] == ["sen"]


def test_every_text_of_a_story_and_of_its_law_can_be_translated():
    entries = {e.context: e.text for e in read(STORIES, "stories.yaml").document.entries()}
    english = Catalogue(
        "en", {c: Translated(t, f"en {t}", False, False) for c, t in entries.items()}
    )
    law = {"sol-3-3/text": Translated("Du ska få veta.", "You are told.", True, False)}

    found = story(english, of_rights=[Catalogue("en", law)])

    assert {text.to("en").text for text in found.texts()} <= {f"en {t}" for t in entries.values()}
    assert all(text.to("en").marked for text in found.texts())
    assert found.laws[0].text.to("en").text == "You are told."
    assert not found.laws[0].text.to("en").marked


def test_the_context_of_a_text_is_the_same_read_from_the_file_and_in_its_entry():
    written = read(STORIES, "stories.yaml")

    assert {entry.context for entry in written.document.entries()} <= set(written.texts())
