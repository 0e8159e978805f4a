from datetime import date

import pytest

from prepkit.core import check
from prepkit.core.bankfile import read
from prepkit.core.catalogue import read_catalogue
from prepkit.resources import folder
from tests.core.small_banks import SHIPPED, shipped

TODAY = date(2026, 11, 21)
QUESTION = """\
  - id: {id}
    topic: {topic}
    role: {role}
    text: {text}
    source: {source}
    ages: [{ages}]
    like: {like}
"""


def question(id="fraga", **other) -> str:
    usual = {
        "topic": "skola",
        "role": "topic",
        "text": "Berätta om skolan.",
        "source": "norrmalm",
        "ages": "9-11",
        "like": '""',
    }
    return QUESTION.format(id=id, **usual | other)


def bank(id: str, *questions: str, kind="meeting"):
    head = f"id: {id}\nkind: {kind}\ntitle: {id}\nabout: {id}\nquestions:\n"
    return read(head + "".join(questions), f"question_banks/{id}.yaml")


def rights(checked_on="2026-11-21"):
    text = f"""\
id: rights
kind: rights
rights:
  - id: sol-3-1
    law: SoL
    sfs: "2025:400"
    paragraph: 3 kap. 1 §
    valid_from: "2025-07-01"
    checked_on: "{checked_on}"
    text: Du får säga vad du tycker.
"""
    return read(text, "question_banks/reference/rights.yaml")


TOPICS = read(
    'id: topics\nkind: topics\ntopics:\n  - id: skola\n    name: Skolan\n    color: "#123456"\n'
    '    tint: "#FFFFFF"\n',
    "question_banks/topics.yaml",
)
PRACTICES = read(
    "id: practices\nkind: practices\npractices:\n  - id: norrmalm\n    title: T\n    where: W\n",
    "question_banks/reference/practices.yaml",
)
REFERENCE = (TOPICS, PRACTICES, rights())


def told(problems) -> list[str]:
    return [f"{'warning' if p.warning else 'error'} {p}" for p in problems]


def test_a_question_on_a_topic_there_is_none_such_is_an_error():
    banks = bank("a", question(), question("annan", topic="skolan"))

    assert told(check.unknown_topics([banks, *REFERENCE])) == [
        "error question_banks/a.yaml:14: Ämnet ”skolan” finns inte i topics.yaml."
    ]


def test_a_card_on_a_topic_there_is_none_such_is_an_error():
    deck = read(
        "id: lek\nkind: deck\ntitle: L\nabout: L\nrules: []\ncards:\n  - id: kort\n"
        "    topic: rymden\n    level: 1\n    text: Vad?\n    source: norrmalm\n",
        "question_banks/lek.yaml",
    )

    assert [p.field for p in check.unknown_topics([deck, *REFERENCE])] == ["kort/topic"]


def test_a_source_is_a_practice_or_a_right():
    good = [question("ett", source="norrmalm"), question("tva", source="sol-3-1")]
    banks = bank("a", *good, question("tre", source="hittepa"))

    assert told(check.unknown_sources([banks, *REFERENCE])) == [
        "error question_banks/a.yaml:24: Källan ”hittepa” finns varken bland praktikerna "
        "eller bland rättigheterna."
    ]


def lek(*cards, right="sol-3-1"):
    return read(
        "id: lek\nkind: deck\ntitle: L\nabout: L\nrules: []\ncards:\n"
        + "".join(
            f"  - {{id: kort-{n}, topic: skola, source: norrmalm, text: {text}, {more}}}\n"
            for n, (text, more) in enumerate(cards)
        )
        + f"guide:\n  - id: allvar\n    title: A\n    text: A\n    rights: [{right}]\n",
        "question_banks/lek.yaml",
    )


@pytest.mark.parametrize(("right", "found"), [("sol-3-1", 0), ("sol-99-9", 1)])
def test_a_paper_of_a_deck_rests_on_known_rights(right, found):
    problems = list(check.unknown_rights([lek(("Vad?", "level: 1"), right=right), *REFERENCE]))

    assert [(p.line, p.field) for p in problems] == [(9, "guide/allvar/id")] * found


def test_a_card_is_no_longer_than_its_youngest_can_take_in():
    eleven = "ord " * 11
    deck = lek(
        (eleven, "level: 1"),
        (eleven, "level: 1, ages: [9-11, 15-20]"),
        (eleven, "kind: point"),
    )

    assert told(check.long_questions([deck])) == [
        "warning question_banks/lek.yaml:7: 11 ord är många: högst 10 för dem som är 4–8 år."
    ]


@pytest.mark.parametrize(("right", "found"), [("sol-3-1", 0), ("sol-99-9", 1)])
def test_a_clock_stands_on_a_known_right(right, found):
    text = (
        "id: clocks\nkind: clocks\nclocks:\n  - id: en\n"
        f"    right: {right}\n    begins: Dagen\n    due: Klart.\n    days: 14\n"
    )
    clocks = read(text, "question_banks/reference/clocks.yaml")

    problems = list(check.baseless_clocks([clocks, *REFERENCE]))

    assert [(p.line, p.field) for p in problems] == [(5, "en/right")] * found


def test_two_banks_may_not_share_the_id_of_a_question():
    first, second = bank("a", question("ett")), bank("b", question("tva"), question("ett"))

    assert told(check.repeated_questions([first, second])) == [
        "error question_banks/b.yaml:13: id ett finns redan i question_banks/a.yaml; "
        "varje fråga har ett eget id."
    ]


def test_a_second_core_bank_is_an_error_and_a_second_meeting_is_none():
    banks = [bank(id, question(id), kind=kind) for id, kind in (("a", "core"), ("b", "core"))]
    meetings = [bank(id, question(id)) for id in ("c", "d")]

    assert told(check.more_than_one([*banks, *meetings])) == [
        "error question_banks/b.yaml:2: Det finns redan en bank av slaget core: "
        "question_banks/a.yaml."
    ]


def test_a_group_of_one_is_looked_at_twice():
    first = bank("a", question("ett", like="hem"), question("tva", like="heem"))
    second = bank("b", question("tre", like="hem"), question("fyra"))

    assert told(check.lonely_likes([first, second])) == [
        "warning question_banks/a.yaml:19: Ingen annan fråga har like ”heem”. Är det rätt stavat?"
    ]


@pytest.mark.parametrize(
    ("ages", "most"), [("4-8, 9-11", 10), ("9-11, 12-14", 12), ("15-20, 12-14", 15), ("15-20", 18)]
)
def test_the_youngest_decide_how_many_words_a_question_may_have(ages, most):
    def problems(words):
        return list(check.long_questions([bank("a", question(text="ord " * words, ages=ages))]))

    assert problems(most) == []
    assert [p.warning for p in problems(most + 1)] == [True]


@pytest.mark.parametrize(
    ("checked_on", "warnings"), [("2025-11-21", 0), ("2025-11-20", 0), ("2025-11-19", 1)]
)
def test_a_right_is_checked_again_after_a_year(checked_on, warnings):
    problems = list(check.old_dates([rights(checked_on)], TODAY))

    assert [(p.line, p.warning) for p in problems] == [(9, True)] * warnings


@pytest.mark.parametrize(
    ("checked_on", "warnings"), [("2025-11-20", 0), ("2025-11-19", 1), ("", 0)]
)
def test_the_offices_own_numbers_are_checked_again_after_a_year(checked_on, warnings):
    filled = f'id: office\nkind: office\nphone: 08-12 34\nchecked_on: "{checked_on}"\n'
    emptied = filled.replace("08-12 34", '""')

    problems = list(check.old_dates([read(filled, "question_banks/reference/office.yaml")], TODAY))

    assert [(p.line, p.warning) for p in problems] == [(4, True)] * warnings
    assert not list(check.old_dates([read(emptied, "office.yaml")], TODAY))


STORIES = """\
id: stories
kind: stories
title: T
about: A
stories:
  - id: %s
    title: T
    about: A
    paragraphs: [{id: p, title: T, text: T, rights: [%s]}]
"""


@pytest.mark.parametrize(("right", "found"), [("sol-3-1", 0), ("sol-99-9", 1)])
def test_a_story_rests_on_known_rights(right, found):
    stories = read(STORIES % ("forsta", right), "question_banks/reference/stories.yaml")

    problems = list(check.unknown_rights([stories, *REFERENCE]))

    assert [(p.line, p.warning) for p in problems] == [(9, False)] * found


@pytest.mark.parametrize(
    ("story", "untold"), [("forsta", ["utredning"]), ("x", ["forsta", "utredning"])]
)
def test_a_meeting_that_no_page_tells_of_is_told(story, untold):
    meetings = [w for w in shipped_banks() if w.document.id in {"forsta", "utredning"}]
    stories = read(STORIES % (story, ""), "question_banks/reference/stories.yaml")

    problems = list(check.untold_meetings([*meetings, stories]))

    assert [p.values["meeting"] for p in problems] == untold
    assert all(p.warning for p in problems)


def shipped_banks(**changed):
    """The shipped documents, some with another text."""
    return [
        read(changed.get(path.stem, shipped(name)), f"question_banks/{name}")
        for name, path in SHIPPED.items()
    ]


def test_every_meeting_has_a_set_of_every_size_for_every_age():
    assert told(check.too_few(shipped_banks())) == []


def test_a_meeting_that_runs_short_is_named_with_the_age_and_the_first_number_it_lacks():
    roles = ("opener", "works", "change", "alone", "closer")
    core = bank("core", *(question(role, role=role) for role in roles), kind="core")
    own = bank("egna", question("egen", role="own"), kind="own")
    meeting = bank("mote", question("ett"), question("tva"))

    problems = told(check.too_few([core, own, meeting]))

    # five from core, two invitations and one own question
    assert (
        "error question_banks/mote.yaml:0: Frågorna räcker inte till 9 för åldern 9–11." in problems
    )
    assert len(problems) == 5  # the other groups, and those who don't say, get none at all


CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "fraga/text"
msgid "%s"
msgstr "%s"
"""


def translated(source="Berätta om skolan.", text="Tell me about school.", more=""):
    po = (CATALOGUE % (source, text) + more).encode()
    written = bank("a", question())
    file = "translations/en/LC_MESSAGES/a.po"
    return check.Translation(written, read_catalogue(po, "en", file), file)


def test_a_whole_translation_is_told_only_what_it_lacks():
    assert told(check.behind(translated())) == [
        "warning translations/en/LC_MESSAGES/a.po:0: Texter som inte är översatta: 2. "
        "Den första är title."
    ]
    assert told(check.unused(translated())) == []
    assert told(check.lost_places(translated())) == []


def test_a_translation_of_yesterdays_swedish_is_told():
    assert told(check.behind(translated(source="Berätta om din skola.")))[0] == (
        "warning translations/en/LC_MESSAGES/a.po:6: Svenskan har ändrats sedan fraga/text "
        "översattes."
    )


def test_an_unfinished_translation_is_told_as_such():
    fuzzy = translated()
    more = '\n#, fuzzy\nmsgctxt "title"\nmsgid "a"\nmsgstr "A"\n'

    problems = told(check.behind(translated(more=more)))

    assert any("title är märkt som inte färdig (fuzzy)" in each for each in problems)
    assert not any("fuzzy" in each for each in told(check.behind(fuzzy)))


def test_a_translation_of_what_is_gone_is_told():
    more = '\nmsgctxt "borta/text"\nmsgid "x"\nmsgstr "y"\n'

    assert told(check.unused(translated(more=more))) == [
        "warning translations/en/LC_MESSAGES/a.po:10: borta/text finns inte längre på svenska. "
        "Ta bort det här."
    ]


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        ("%(n)s frågor", "%(n)s questions", True),
        ("%(n)s frågor", "questions", False),
        ("%(n)s frågor", "%(m)s questions", False),
        ("%(n)s av %(all)s", "of %(all)s, %(n)s", True),
        ("100 %", "100 %", True),
        ("{namn}", "{name}", False),
    ],
)
def test_a_translation_keeps_the_places_for_values(source, text, right):
    problems = list(check.lost_places(translated(source, text)))

    assert [p.warning for p in problems] == ([] if right else [False])


PAGES = """\
msgid "%(n)s fråga"
msgid_plural "%(n)s frågor"
msgstr[0] "One question"
msgstr[1] "{plural}"

msgid "Nästa"
msgstr "{single}"
"""


def test_pages_may_leave_out_the_number_of_one_but_not_make_up_another():
    def problems(plural="%(n)s questions", single="Next"):
        source = PAGES.format(plural=plural, single=single).encode()
        return told(check.page_words(source, "messages.po"))

    assert problems() == []
    assert problems(plural="%(m)s questions") == [
        "error messages.po:1: Översättningen har inte samma platser som svenskan: %(m)s."
    ]
    assert problems(single="Next %(n)s")[0].startswith("error messages.po:6")
    assert problems(single="") == [
        "warning messages.po:6: Texter på sidorna som visas på svenska: 1. Den första är ”Nästa”."
    ]


def test_a_file_that_is_no_catalogue_is_told():
    assert told(check.page_words(b'msgid "x', "messages.po"))[0].startswith("error messages.po:")


def test_what_is_shipped_has_no_errors():
    documents = shipped_banks()
    problems = check.problems(documents, [], TODAY)

    assert [str(problem) for problem in problems if not problem.warning] == []


def test_a_fault_planted_in_what_is_shipped_is_found():
    planted = shipped("core.yaml").replace("topic: ", "topic: o", 1)
    documents = shipped_banks(core=planted)

    assert [p.file for p in check.problems(documents, [], TODAY) if not p.warning] == [
        "question_banks/core.yaml"
    ]


def test_a_file_that_could_not_be_read_is_not_held_against_the_others():
    without = [w for w in shipped_banks() if w.document.id not in {"topics", "rights", "core"}]

    assert [p for p in check.problems(without, [], TODAY, complete=False) if not p.warning] == []
    assert [p for p in check.problems(without, [], TODAY) if not p.warning]


def test_the_shipped_files_are_all_looked_at():
    assert {path.stem for path in folder("question_banks").rglob("*.yaml")} == {
        written.document.id for written in shipped_banks()
    }


def test_a_broken_bank_does_not_hide_a_wrong_topic_in_another():
    planted = shipped("core.yaml").replace("topic: ", "topic: o", 1)
    without = [w for w in shipped_banks(core=planted) if w.document.id != "forsta"]

    found = [p for p in check.problems(without, [], TODAY, complete=False) if not p.warning]

    assert [p.file for p in found] == ["question_banks/core.yaml"]
