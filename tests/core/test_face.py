"""A card's face says each text in the language it really is in, with its mark."""

from dataclasses import replace

from prepkit.core.bank import Topic, Topics
from prepkit.core.catalogue import Catalogue, Translated
from prepkit.core.dealing import Dealt
from prepkit.core.deck import Card
from prepkit.core.face import Wording, face

TOPICS = Topics("topics", "topics", (Topic("skola", "Skolan", "#56610F", "#EBEFB9"),))
CARD = Card(
    id="rast",
    topic="skola",
    level=2,
    text="Vad gör du på rasten?",
    source="norrmalm-spel",
    adult="Vad gjorde du på rasten?",
)
OWN = {("ar", "Den vuxna:"): "للبالغ:", ("ar", "samma fråga"): "السؤال نفسه"}


def arabic(**texts):
    source = {"rast/text": CARD.text, "rast/adult": CARD.adult}
    entries = {key: Translated(source[key], text, False, False) for key, text in texts.items()}
    return Catalogue("ar", entries)


def say(tag, msgid):
    return OWN.get((tag, msgid), msgid)


def wording(*tags, cards=None):
    return Wording(tags, cards, None, say)


def test_swedish_alone_says_the_adults_words_once():
    seen = face(Dealt(7, CARD), TOPICS, wording("sv"))

    assert (seen.number, seen.ask.text, seen.beside) == (7, "Vad gör du på rasten?", None)
    assert [(a.who.text, a.says.text) for a in seen.adult] == [
        ("Den vuxna:", "Vad gjorde du på rasten?")
    ]
    assert not seen.marked
    assert not seen.stands_in


def test_two_languages_have_the_childs_first_and_swedish_beside():
    words = arabic(**{"rast/text": "سؤال", "rast/adult": "سؤال البالغ"})

    seen = face(Dealt(7, CARD), TOPICS, wording("ar", "sv", cards=words))

    assert (seen.direction, seen.ask.tag, seen.beside.tag) == ("rtl", "ar", "sv")
    assert [line.says.tag for line in seen.adult] == ["ar", "sv"]
    assert [line.who.text for line in seen.adult] == ["للبالغ:", "Den vuxna:"]
    assert seen.marked


def test_where_a_translation_is_missing_the_swedish_stands_once_and_says_so():
    seen = face(Dealt(7, CARD), TOPICS, wording("ar", "sv", cards=arabic()))

    assert (seen.ask.text, seen.ask.tag, seen.ask.direction) == (CARD.text, "sv", "ltr")
    assert seen.beside is None
    assert [line.says.tag for line in seen.adult] == ["sv"]
    assert seen.stands_in
    assert seen.direction == "rtl"


def test_the_same_question_is_said_in_each_language():
    same = replace(CARD, adult="")

    seen = face(Dealt(1, same), TOPICS, wording("ar", "sv", cards=arabic(**{"rast/text": "سؤال"})))

    assert [line.says.text for line in seen.adult] == ["السؤال نفسه", "samma fråga"]


def test_our_own_words_without_a_translation_are_known_to_be_swedish():
    seen = face(Dealt(1, CARD), TOPICS, wording("ar", cards=arabic()))

    assert (seen.passes.text, seen.passes.tag) == ("Båda får passa", "sv")
