"""The shipped banks: what a child is asked is short, open and kind, and comes from somewhere.

Figures are domain.md's (e): 2 to 5 and 7. Every rule is a function that gives the faults of one
question or bank, and each is tried on a planted fault too.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest

from prepkit.core.advice import advise
from prepkit.core.bank import AgeGroup, Bank, BankKind, Kind, Question, Role
from prepkit.core.bankfile import read
from prepkit.core.catalogue import Status, read_catalogue
from prepkit.core.dealing import whole
from prepkit.core.deck import Card, CardKind, Deck
from prepkit.core.language import LANGUAGES
from prepkit.core.reference import Rights
from prepkit.core.selection import FEWEST, MOST, TWO_OWN_FROM, Pick, Wishes, choose
from prepkit.core.story import Stories
from prepkit.resources import folder

HERE = folder("question_banks")
FILES = {
    path.relative_to(HERE).as_posix(): read(path.read_text("utf-8"), path.name).document
    for path in sorted(HERE.rglob("*.yaml"))
}
BANKS = [each for each in FILES.values() if isinstance(each, Bank)]
MEETINGS = [bank for bank in BANKS if bank.kind is BankKind.MEETING]
EVERYWHERE = [bank for bank in BANKS if bank.kind is not BankKind.MEETING]
DECKS = [each for each in FILES.values() if isinstance(each, Deck)]
GAMES = [deck for deck in DECKS if any(card.kind.asks for card in deck.cards)]
POINTING = [deck for deck in DECKS if deck not in GAMES]
CARDS = [card for deck in DECKS for card in deck.cards]
ASKING = [card for card in CARDS if card.kind.asks]
QUESTIONS = [question for bank in BANKS for question in bank.questions]
TO_THE_CHILD = [question for question in QUESTIONS if question.role is not Role.OWN]
TRANSLATIONS = [
    (name, document, each)
    for name, document in FILES.items()
    for each in LANGUAGES[1:]
    if hasattr(document, "entries")
]

MOST_WORDS = {
    AgeGroup.LITTLE: 10,
    AgeGroup.MIDDLE: 12,
    AgeGroup.YOUNG_TEEN: 15,
    AgeGroup.TEEN: 18,
}
LONGEST_CARD, LONGEST_ADULT, LONGEST_WORD = 66, 60, 16  # characters that a card has room for
HOW_TO_PLAY = (
    "svarar ni båda",
    "Den vuxna börjar",
    "Ett pass är lika bra som ett svar",
    "säg tack",
    "aldrig varför",
    "15–20 minuter",
    "6–10 kort",
    "(stoppar|avslutar) spelet",
    "Barnet väljer",
    "måste jag genast anmäla",
    "19 kap. 1 §",
)
LONGEST_POINTED = 18  # characters of a word to point to


def words(text):
    return re.findall(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*|\d+", text)


def unkind(text):
    """Words that blame, or that a child has to turn around in the head (domain.md c4)."""
    return [word for word in words(text.lower()) if word in {"varför", "inte", "aldrig", "ingen"}]


def too_long(question):
    most = MOST_WORDS[min(question.ages, key=list(AgeGroup).index)]
    return len(words(question.text)) > most


def is_open(text):
    return bool(re.match(r"(Berätta|Hur|Vad)\b", text))


def is_closed(text):
    """Whether yes or no is an answer."""
    return not re.match(r"(Berätta|Hur|Vad|Vem|Vilk[ae]n?|Vilket|Var|Vart|När)\b", text)


def long_words(texts):
    """The share of words of more than six letters."""
    every = [word for text in texts for word in words(text)]
    return sum(len(word) > 6 for word in every) / len(every)


def two_in_one(text):
    return text.count("?") > 1 or bool(re.search(r"\boch (hur|vad|vem|när|var|vilka?)\b", text))


def asks_who_one_is(text):
    asked = r"\b(heter du|ditt namn|din adress|vilken skola|personnummer|telefonnummer)\b"
    return bool(re.search(asked, text.lower()))


def promises_secrecy(text):
    return bool(re.search(r"\b(hemlig\w*|ingen får veta|mellan oss)\b", text.lower()))


def known_sources():
    parts = chain.from_iterable(
        getattr(document, name)
        for document in FILES.values()
        for name in ("practices", "rights")
        if hasattr(document, name)
    )
    return {part.id for part in parts}


def ids(questions):
    return [question.id for question in questions]


def plant(text, **other):
    return Question(**{"id": "x", "topic": "mar", "source": "s", "text": text} | other)


def test_no_question_asks_why_or_turns_on_a_not():
    assert [q.id for q in TO_THE_CHILD if unkind(q.text)] == []
    assert [c.id for c in ASKING if unkind(f"{c.text} {c.adult}")] == []

    assert unkind("Varför blir du arg?")
    assert unkind("Vad vill du inte prata om?")
    assert not unkind("Vad vill du helst slippa, interna skämt?")


def test_no_question_is_longer_than_the_youngest_can_hold():
    assert [q.id for q in QUESTIONS if too_long(q)] == []
    assert [card.id for card in ASKING if too_long(card)] == []

    assert too_long(plant("ett två tre fyra fem sex sju åtta nio tio elva"))
    assert not too_long(plant("ett två tre fyra fem sex sju åtta nio tio"))
    for age, most in MOST_WORDS.items():
        assert not too_long(plant("ord " * most, ages=(AgeGroup.TEEN, age)))
        assert too_long(plant("ord " * (most + 1), ages=(AgeGroup.TEEN, age)))


@pytest.mark.parametrize(
    "bank", [b for b in BANKS if b.kind is not BankKind.OWN], ids=lambda b: b.id
)
def test_most_questions_are_open(bank):
    opened = sum(is_open(question.text) for question in bank.questions)

    assert opened / len(bank.questions) >= 0.7

    assert is_open("Berätta om en dag.")
    assert not is_open("Trivs du i skolan?")
    assert not is_open("Vadå?")


@pytest.mark.parametrize("document", [*BANKS, *GAMES], ids=lambda document: document.id)
def test_few_words_are_long(document):
    parts = asking(document) if isinstance(document, Deck) else document.questions

    assert long_words([part.text for part in parts]) <= 0.15

    assert long_words(["Berätta om socialtjänstens handläggning"]) == 3 / 4
    assert long_words(["Hur mår du"]) == 0


def test_no_question_is_two():
    asked = [(part.id, part.text) for part in [*TO_THE_CHILD, *ASKING]]

    assert [id for id, text in asked if two_in_one(text)] == []

    assert two_in_one("Vad gör du? Hur känns det?")
    assert two_in_one("Vad gör du och hur känns det?")


def test_nothing_asks_who_the_child_is_or_promises_that_it_is_secret():
    said = {
        entry.context: entry.text
        for document in FILES.values()
        if not isinstance(document, Rights | Stories)  # tests/test_stories.py
        for entry in (document.entries() if hasattr(document, "entries") else ())
    }
    theirs = {question.ask.context for question in QUESTIONS if question.role is Role.OWN}
    # which say that the adult never promises it
    warnings = {"rule/allvar/text", "guide/kan-inte-lova/text"}

    assert [context for context, text in said.items() if asks_who_one_is(text)] == []
    promised = {context for context, text in said.items() if promises_secrecy(text)}
    assert promised - theirs - warnings == set()

    assert asks_who_one_is("Vad heter du?")
    assert promises_secrecy("Det stannar mellan oss.")


@pytest.mark.parametrize(
    ("id", "levels"),
    [
        ("lara-kanna", {1: 24, 2: 20, 3: 10}),
        ("du-och-jag", {1: 11, 2: 10, 3: 6}),
        ("sa-vill-vi-ha-det", {1: 11, 2: 10, 3: 6}),
        ("starkt-och-viktigt", {1: 11, 2: 10, 3: 6}),
    ],
)
def test_a_deck_has_more_light_cards_than_deep_ones_and_fills_its_sheets(id, levels):
    deck = deck_of(id)

    assert Counter(card.level for card in asking(deck)) == levels
    assert len(asking(deck)) % 9 == 0
    assert sum(card.copies for card in deck.cards if not card.kind.played) == 9


def deck_of(id):
    return next(deck for deck in DECKS if deck.id == id)


def asking(deck):
    return [card for card in deck.cards if card.kind.asks]


def test_a_card_is_short_enough_to_be_read_at_arms_length():
    assert [card.id for card in ASKING if crowded(card)] == []

    assert crowded(ask("å " * 34))
    assert crowded(ask("Vad?", adult="å " * 31))
    assert crowded(ask("Berätta om familjehemsförälder."))
    assert not crowded(ask("å " * 33, adult="å " * 30))


def crowded(card):
    long = len(card.text.strip()) > LONGEST_CARD or len(card.adult.strip()) > LONGEST_ADULT
    return long or any(len(word) > LONGEST_WORD for word in words(f"{card.text} {card.adult}"))


def ask(text, **other):
    return Card(**{"id": "x", "topic": "mar", "level": 1, "source": "s", "text": text} | other)


@pytest.mark.parametrize("deck", GAMES, ids=lambda deck: deck.id)
def test_seven_cards_in_ten_are_open(deck):
    opened = sum(is_open(card.text) for card in asking(deck))

    assert opened / len(asking(deck)) >= 0.7


def test_the_editors_own_advice_finds_nothing_to_mend_in_a_card():
    assert [(card.id, seen) for card in ASKING for seen in to_mend(card)] == []

    assert to_mend(ask("Varför blir du arg?"))
    assert to_mend(ask("Trivs du?"))
    assert to_mend(ask("Vad gör du?", adult="Trivs du på jobbet?"))


def to_mend(card):
    said = [*advise(card.text), *(advise(card.adult) if card.adult else ())]
    return [advice.seen for advice in said if not advice.good]


def test_no_two_cards_to_play_with_ask_the_same():
    played = [(card.kind, card.text) for card in CARDS if card.kind.played]

    assert [each for each, count in Counter(played).items() if count > 1] == []


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_the_papers_of_a_deck_are_easy_to_read(deck):
    for _, paragraphs in deck.papers:
        if paragraphs:
            assert lix(". ".join(f"{each.title}. {each.text}" for each in paragraphs)) <= 25

    assert lix("Du väljer. Säg pass.") < 10
    assert lix("Socialnämnden beslutar beträffande handläggningen av barnavårdsärenden.") > 60


def lix(text):
    """Words in a sentence and hundredths of words of more than six letters (Björnsson 1968)."""
    sentences = len(re.findall(r"[.:?!]+(?=\W|$)", text))
    return len(words(text)) / sentences + 100 * long_words([text])


@pytest.mark.parametrize("deck", GAMES, ids=lambda deck: deck.id)
def test_the_leaf_of_every_game_says_how_to_play(deck):
    said = " ".join(f"{rule.title} {rule.text}" for rule in deck.rules)

    for needed in HOW_TO_PLAY:
        assert re.search(needed, said), needed


@pytest.mark.parametrize("deck", GAMES, ids=lambda deck: deck.id)
def test_every_game_has_what_lies_beside_it(deck):
    kinds = Counter(card.kind for card in deck.cards for _ in range(card.copies))

    assert kinds[CardKind.PASS] == 2  # one each: the child's is worth no less
    assert kinds[CardKind.STOP] == 1
    assert kinds[CardKind.BLANK] >= 4
    assert {"larde", "mer"} <= {each.id for each in deck.debrief}


def test_the_same_thing_beside_a_game_says_the_same_in_every_deck():
    beside = [card for card in CARDS if not card.kind.played]
    said = {(card.id, card.text, card.note, card.lines) for card in beside}

    assert len(said) == len({card.id for card in beside})


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.id)
def test_the_adults_page_says_how_to_listen_and_what_the_law_asks(deck):
    said = " ".join(f"{each.title} {each.text}" for each in deck.guide)

    assert "112" in said
    assert "lova" in said
    assert {"sol-19-1", "sol-20-1"} <= {right for each in deck.guide for right in each.rights}
    assert "sol-19-1" in by_id(deck.guide, "kan-inte-lova").rights


def by_id(parts, id):
    return next(part for part in parts if part.id == id)


def test_only_the_childs_and_parents_deck_has_mirror_cards():
    mirrors = Counter(deck.id for deck in DECKS for c in deck.cards if c.kind is CardKind.MIRROR)

    assert mirrors == {"du-och-jag": 6}
    assert any(rule.id == "spegel" for rule in deck_of("du-och-jag").rules)


def test_a_card_to_point_to_is_a_word_and_a_drawing_that_there_is():
    symbols = (folder("templates") / "print" / "symbols.svg").read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', symbols))
    pointed = [card for card in CARDS if card.kind is CardKind.POINT]

    assert len(pointed) == 36
    assert Counter(card.topic for card in pointed) == {
        "funkar": 8, "mar": 8, "viktiga": 7, "hemma": 6, "soc": 7,
    }  # fmt: skip
    assert [card.id for card in pointed if len(card.text) > LONGEST_POINTED] == []
    assert {card.symbol for card in pointed if card.symbol} <= drawn
    assert "point-nosuch" not in drawn


def test_a_group_of_cards_to_point_to_has_a_heading_of_its_own():
    (deck,) = POINTING

    headings = {dealt.card.id: dealt.heading.text for dealt in whole(deck)}

    assert headings["sjukhuset"] == "Platser"
    assert len(set(headings.values())) == 5
    assert all(dealt.heading is None for game in GAMES for dealt in whole(game))


def test_every_drawing_to_point_to_is_pointed_to():
    symbols = (folder("templates") / "print" / "symbols.svg").read_text("utf-8")

    assert set(re.findall(r'<symbol id="(point-[\w-]+)"', symbols)) == {
        card.symbol for card in CARDS if card.symbol.startswith("point-")
    }


def test_the_interpreters_card_is_a_promise_and_says_nothing_of_the_law():
    (deck,) = POINTING
    (card,) = [card for card in deck.cards if card.kind is CardKind.READ]

    assert "berättar jag inte" in card.note
    assert not re.search(r"§|lag(en)?\b|tystnadsplikt|sekretess", card.note.lower())


def test_no_id_is_used_twice_in_all_the_banks():
    def twice(questions):
        return [id for id, count in Counter(ids(questions)).items() if count > 1]

    assert twice(QUESTIONS) == []

    assert twice([*QUESTIONS, QUESTIONS[0]]) == [QUESTIONS[0].id]


def test_every_question_and_card_comes_from_something_documented():
    def unfounded(parts):
        return [part.id for part in parts if part.source not in known_sources()]

    assert unfounded([*QUESTIONS, *CARDS]) == []

    assert unfounded([plant("Vad?", source="hittat-pa")]) == ["x"]


def test_there_are_about_150_questions():
    assert 140 <= len(QUESTIONS) <= 190


def test_the_meetings_are_those_the_contracts_name():
    assert {bank.id for bank in MEETINGS} == {"uppfoljning", "forsta", "utredning"}
    assert [deck.id for deck in sorted(DECKS, key=lambda deck: deck.place)] == [
        "lara-kanna", "du-och-jag", "sa-vill-vi-ha-det", "starkt-och-viktigt", "peka",
    ]  # fmt: skip


def test_a_child_in_a_foster_home_can_say_that_they_want_to_go_home():
    followup = next(bank for bank in MEETINGS if bank.id == "uppfoljning")

    assert any(re.search(r"\bhem\b", q.text) and q.topic == "familj" for q in followup.questions)


@pytest.mark.parametrize("age", [None, *AgeGroup], ids=str)
@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda bank: bank.id)
def test_every_meeting_has_a_set_of_every_size_for_every_age(meeting, age):
    banks = [*EVERYWHERE, meeting]

    for count in range(FEWEST, MOST + 1):
        for seed in range(20):
            picks = choose(banks, Wishes(str(seed), count, age))
            asked = [p.question for p in picks if p.question.role is not Role.OWN]
            topics = {q.topic for q in asked if q.role is Role.TOPIC}

            assert len(picks) == count
            assert picks[-1].question.level == 1 == picks[0].question.level
            assert [q.id for q in asked if is_closed(q.text) and q.role is not Role.ALONE] == []
            assert len(topics) == count - (6 if count < TWO_OWN_FROM else 7)


def not_open_enough(banks, seeds):
    """The wishes whose set begins fewer than seven questions in ten with an open word."""
    every = [
        Wishes(str(seed), count, age)
        for age in (None, *AgeGroup)
        for count in range(FEWEST, MOST + 1)
        for seed in range(seeds)
    ]
    return [wishes for wishes in every if share_open(choose(banks, wishes)) < 0.7]


def share_open(picks):
    return sum(is_open(pick.question.text) for pick in picks) / len(picks)


@pytest.mark.parametrize("meeting", [None, *MEETINGS], ids=lambda bank: bank and bank.id)
def test_seven_in_ten_are_open_in_every_set(meeting):
    """All that is on the sheet counts, so the child's own questions to soc do too."""
    banks = [*EVERYWHERE, meeting] if meeting else EVERYWHERE

    assert not_open_enough(banks, seeds=20) == []


def test_two_more_closed_questions_in_a_set_are_seen():
    def closing(*roles):
        return [
            replace(
                bank,
                questions=tuple(
                    replace(q, text="Vem då?") if q.role in roles else q for q in bank.questions
                ),
            )
            for bank in EVERYWHERE
        ]

    assert not_open_enough(closing(), seeds=1) == []
    assert not_open_enough(closing(Role.OPENER, Role.CLOSER), seeds=1)

    seven_in_ten = [Pick("b", plant(text)) for text in ["Hur då?"] * 7 + ["Vem då?"] * 3]
    assert share_open(seven_in_ten) == 0.7
    assert share_open(seven_in_ten[1:]) < 0.7


def test_a_question_that_yes_can_answer_is_told_from_one_that_it_cannot():
    assert is_closed("Trivs du i skolan?")
    assert not is_closed("Vem tröstar dig?")


def test_every_question_can_come_up():
    for meeting in MEETINGS:
        banks = [*EVERYWHERE, meeting]
        seen = {
            pick.question.id
            for age in AgeGroup
            for seed in range(60)
            for pick in choose(banks, Wishes(str(seed), MOST, age))
        }

        assert set(ids(meeting.questions)) <= seen


def test_every_scale_goes_by_words_and_leaves_room_for_it_depends():
    for question in QUESTIONS:
        if question.kind is Kind.SCALE:
            assert 4 <= len(question.choices) <= 5, question.id


# Translations


@pytest.mark.parametrize(
    ("name", "document", "language"), TRANSLATIONS, ids=lambda part: getattr(part, "tag", "")
)
def test_everything_is_translated_from_todays_swedish(name, document, language):
    catalogue = catalogue_of(document, language)

    behind = [e.context for e in document.entries() if catalogue.status(e) in STAND_INS]
    contexts = {entry.context for entry in document.entries()}

    assert behind == []
    assert set(catalogue.entries) <= contexts


STAND_INS = {Status.MISSING, Status.OUTDATED}


@pytest.mark.parametrize(
    ("name", "document", "language"), TRANSLATIONS, ids=lambda part: getattr(part, "tag", "")
)
def test_a_translation_is_checked_only_where_somebody_signed_it(name, document, language):
    signed = signed_in(source_of(document, language).decode())
    catalogue = catalogue_of(document, language)

    checked = {e.context for e in document.entries() if catalogue.status(e) is Status.CHECKED}

    assert checked <= signed


def signed_in(source):
    """The contexts with a signature right above them, read line by line."""
    blocks = [block.splitlines() for block in source.split("\n\n")]
    signature = re.compile(r"# checked: \d{4}-\d\d-\d\d \w")
    return {
        line.split('"')[1]
        for block in blocks
        if any(map(signature.match, block))
        for line in block
        if line.startswith("msgctxt")
    }


def test_a_signature_is_seen():
    entry = 'msgctxt "a/text"\nmsgid "x"\nmsgstr "y"\n'

    assert signed_in(f"# checked: 2026-11-21 Amina\n{entry}\n{entry.replace('a/', 'b/')}") == {
        "a/text"
    }


def source_of(document, language):
    place = folder("translations") / language.folder / "LC_MESSAGES" / f"{document.id}.po"
    return place.read_bytes()


def catalogue_of(document, language):
    return read_catalogue(source_of(document, language), language.tag, document.id)
