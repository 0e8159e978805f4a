"""The words of codes: easy to write and to tell apart, and kind whichever six stand together.

The rules are those of prepkit/core/words/README.md. Every rule is a function that gives the words
against it, and each is tried on a planted fault too.
"""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

import prepkit.core.codename
from prepkit.core.codename import Codenames, folded_word, words
from prepkit.resources import word_lists

LISTS = word_lists()
EACH = pytest.mark.parametrize("tag", ["sv", "en"])
LETTERS = {"sv": "a-zåäöé", "en": "a-z"}
ENDINGS = {
    "sv": ("a", "ar", "are", "n", "en", "er", "et", "na", "or", "r", "s", "t"),
    "en": ("d", "ed", "er", "es", "ing", "ly", "s", "y"),
}

# What no list may hold, kept by hand: `-x-` anywhere in a word, `x-` at its start, `x` as a word.
# A stem that hits a good word is written longer; no word is let through by an exception.
FORBIDDEN = {
    "sv": """
        -vapen- -kniv- -svärd- -gevär- -pistol- bomb- mord- mörd- död- -våld- strid- skott skjut-
        stryp- tänd- bråk- slag slagsm- slå slåss tortyr- -misshand- gift krig- pil bur snara rep
        bälte- piska- brand- eld- blod- -skada- stryk- spark- hota- hot hotfull straff- yxa sabel
        -sex- naken- nak- porr- erot- bröst- rump- fitt- snopp- snipp- kuk- penis- vagin- kåt-
        kyss- puss krama- smek- röra rör- suga slick- hora- knull- runk- trekant säng- sova sovrum
        bajs- kiss- prutt- snor snorig- spy- trosa- kalsong- blöj- skit- urin- piss- toa- kropp
        mage rumpa röv stjärt tunga hals hår hud lem mus mussla ollon -mamma- -pappa- mormor-
        morfar- farfar- farmor- mor far bror- syster- son dotter- moster faster kusin- familj-
        föräld- barn- baby tant gubb- man kvinn- flick- pojk- fru brud- knark- hasch- kokain-
        heroin- sprit- vodka- öl vin rom gin whisk- champag- alkohol- tobak- cigar- snus- rök- rus
        bong- joint- lim hög gräs drog- spruta- nål tablett- poker- gud- kyrk- präst- bibel- moské-
        jesus allah synd- helvet- djäv- jävl- satan- fan jul julaf- julk- julgr- julros påsk- tro
        kors bön ängel sjuk- cancer- feber- smärt- läkar- medicin- värk- gravid- grav lik kista-
        -polis- fängel- häkt- boja tjuv- brott- rån- åklag- domar- vakt- lås- ledsen- sorg- gråt-
        ensam- rädd- rädsl- ångest- hata- tyst- hemlig- göm- saknad- tår idiot- dum- ful fula full
        fulla tjock- mongo- neger- bög- apa ap svin- gris- åsna- ko orm ormar svensk- arab- turkar
        turkisk engelsk- tysk- finsk- somal- afghan- kines- lapp fart slut- prick- kock- dick-
        hell- fitness gay- kod hemort rymma lämna dra
    """,
    "en": """
        -weapon- knife- sword- rifle- bullet- gun- bomb- murder- kill- dead- death- violen- fight-
        attack- war wars hit hurt- whip- rope- strang- cage- punch- slap- stab- shoot- blood- burn-
        kick- sex- naked- nude- porn- erot- breast- nipple- boob- dick- cock- penis- vagina- kiss-
        slut- whore- lust- grope- touch- bed bath body- hand hands skin lap knob shit- piss- poop-
        poo pee vomit- panties pants diaper- fart- bum butt toilet- urin- mother- mum mom father-
        dad- sister- brother- aunt- uncle- cousin- family- parent- orphan- son daughter- child-
        baby- boy- girl- man woman- wife- husband- kid- step drug- cocaine- heroin- beer- wine-
        whisky- vodka- alcohol- tobacco- smok- drunk- rum gin ale high dope weed- grass pot joint-
        bong- needle- syringe- poker- pill pills speed- church- priest- bible- mosque- jesus- god-
        devil- demon- hell sin cross pray- christ- easter- sick- cancer- fever- hospital- wound-
        pain pains grave graves coffin- tomb die dying- ill police- prison- jail- thief- crime-
        steal- lock cell chain- guard- sheriff- court lonely- afraid- scare- scary anger- angry-
        hate- silent- secret- hid- punish- threat- sad sadly sadness cry fear- quiet- hush-
        abandon- tear tears help idiot- dumb- stupid- ugly- loser- bastard- monkey- ape apes pig
        pigs cow cows ass fat- gay- donkey- weasel- queer- retard- english- swed- turk- somali-
        arab- african- indian- german- french- nation- fan hora kuk- fitta puss mus slag code
        address
    """,
}


def fold(tag):
    return [folded_word(word) for word in LISTS[tag]]


def first_four(folded):
    """Words that begin as another does."""
    many = Counter(word[:4] for word in folded)
    return [word for word in folded if many[word[:4]] > 1]


def badly_spelt(tag, given):
    return [word for word in given if not re.fullmatch(f"[{LETTERS[tag]}]{{3,9}}", word)]


def with_endings(tag, given):
    """Words that are another of the list and a simple ending."""
    known = set(given)
    return [word + end for word in given for end in ENDINGS[tag] if word + end in known]


def two_in_one(folded):
    """Words that are two of the list written together."""
    known = set(folded)
    return [
        word
        for word in folded
        if any(word[:at] in known and word[at:] in known for at in range(3, len(word) - 2))
    ]


def unkind(tag, given):
    """Words that nobody should find on a child's note."""
    told = FORBIDDEN[tag].split()
    whole = {each for each in told if "-" not in each}
    starts = tuple(each[:-1] for each in told if each[0] != "-" and each[-1] == "-")
    within = [each.strip("-") for each in told if each[0] == "-"]
    return [
        word
        for word in given
        if word in whole or word.startswith(starts) or any(each in word for each in within)
    ]


@EACH
def test_six_words_are_66_bits(tag):
    drawn = words(tag, LISTS[tag])

    assert len(drawn.words) == 2048
    assert (drawn.count, drawn.bits) == (6, 66)


@EACH
def test_a_list_is_sorted_and_ends_with_a_line_end(tag):
    file = folder_of_words() / f"{tag}.txt"

    text = file.read_bytes().decode("utf-8")

    assert text == "".join(f"{word}\n" for word in sorted(LISTS[tag]))


def folder_of_words():
    return Path(prepkit.core.codename.__file__).parent / "words"


@EACH
def test_a_word_is_short_and_of_the_letters_of_its_language(tag):
    assert badly_spelt(tag, LISTS[tag]) == []

    planted = ["is", "regnskogar", "Katt", "t-bana", "kаtt", "ñu"]  # the fourth has a Cyrillic a
    assert badly_spelt(tag, [*planted, "katt"]) == planted
    assert badly_spelt("en", ["älg"]) == ["älg"]


@EACH
def test_four_folded_letters_tell_which_word_it_is(tag):
    assert first_four(fold(tag)) == []

    assert first_four(["bara", "barack", "bar"]) == ["bara", "barack"]


@EACH
def test_no_word_is_another_with_an_ending(tag):
    assert with_endings(tag, LISTS[tag]) == []

    assert with_endings("sv", ["bil", "bilar", "sol", "solros"]) == ["bilar"]
    assert with_endings("en", ["cat", "cats", "row", "rowing"]) == ["cats", "rowing"]


@EACH
def test_a_space_too_many_or_too_few_makes_no_other_code(tag):
    assert two_in_one(fold(tag)) == []

    assert two_in_one(["sno", "boll", "snoboll"]) == ["snoboll"]


@EACH
def test_nothing_stands_in_a_list_that_should_not_be_on_a_childs_note(tag):
    assert unkind(tag, LISTS[tag]) == []

    bad = {
        "sv": ["brödkniv", "vapen", "mordisk", "mus", "sjukhus", "mamma"],
        "en": ["knife", "weaponry", "murderer", "pig", "sickness", "mother"],
    }[tag]
    assert unkind(tag, [*LISTS[tag], *bad]) == bad


@EACH
def test_no_word_of_one_list_is_unkind_in_the_other_language(tag):
    ugly = {"sv": "fart slut kock hell gay cock dick", "en": "fan hora kuk puss kiss mus"}[tag]

    assert [word for word in LISTS[tag] if word in ugly.split()] == []
    assert unkind(tag, ugly.split())


@EACH
def test_a_code_is_read_on_a_keyboard_without_its_letters(tag):
    codes = Codenames({each: words(each, lines) for each, lines in LISTS.items()})
    draw = Random(20261122)

    for _ in range(10):
        code = codes.new(tag, draw.choice)
        typed = " ".join(folded_word(word)[:40].upper() for word in code.split())
        assert codes.read(typed) == codes.read(code)
        assert codes.read(typed).whole
