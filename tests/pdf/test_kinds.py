"""Cards of every kind are drawn whole, in every language, size and ink."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from prepkit.core.catalogue import read_catalogue
from prepkit.core.dealing import OwnCard, beside, whole
from prepkit.core.deck import CardKind
from prepkit.core.face import Wording, face
from prepkit.core.ink import Ink
from prepkit.core.sheet import Layout, fronts
from prepkit.pdf.cards import Order, everything, here, manuscript, pages_on_each, print_deck
from prepkit.pdf.markup import t
from prepkit.pdf.shelf import Shelf
from prepkit.resources import folder
from tests.pdf.aloud import aloud, languages
from tests.pdf.decks import document
from tests.pdf.papers_held import PX, picture
from tests.pdf.scripts import made_up, say
from tests.pdf.test_cards import faults, painted

DECKS = "lara-kanna", "du-och-jag", "peka"


def order(name, *tags, stock="poker", papers=("rule",), **wishes):
    deck, topics = document(name), document("topics")
    each_side = wishes.pop("each_side", False)
    if tags[0] == "sv":
        wording = Wording(tags, None, None, t)
    else:
        names = made_up([topic.title for topic in topics.topics], tags[0], 0.6)
        wording = Wording(tags, made_up(deck.entries(), tags[0]), names, say, each_side)
    layout = Layout(document("reference/stock").stock(stock))
    return Order(deck, topics, wording, everything(deck), layout, papers=papers, **wishes)


@cache
def printed(name, *tags, **wishes):
    return print_deck(order(name, *tags, **wishes), None, here)


def unread(wanted, words):
    """Every text of the order's faces that is not read aloud."""
    found = []
    for side in wanted.wording.sides:
        for dealt in wanted.cards:
            shown = face(dealt, wanted.topics, side)
            texts = [
                shown.ask,
                shown.beside,
                *shown.notes,
                *(w for line in shown.lines for w in line),
            ]
            found += [each.text for each in texts if each and each.text not in words]
    return found


@pytest.mark.parametrize("tags", [("sv",), ("ar", "sv")])
@pytest.mark.parametrize("name", DECKS)
def test_every_word_of_every_kind_of_card_is_read_aloud(name, tags):
    assert unread(order(name, *tags), aloud(printed(name, *tags))) == []


def test_a_word_that_was_never_printed_is_found_missing():
    other = replace(order("peka", "sv"), cards=beside(document("lara-kanna")))

    assert unread(other, aloud(printed("peka", "sv")))


def test_the_decks_have_every_kind_of_card():
    kinds = {each.card.kind for name in DECKS for each in everything(document(name))}

    assert kinds == set(CardKind)


@pytest.mark.parametrize("tags", [("sv",), ("ar", "sv")])
def test_cards_of_every_kind_are_valid_pdf_ua(tags, tmp_path):
    for name in DECKS:
        assert not faults(printed(name, *tags), tmp_path)


def near_the_cut(pdf, card, slots):
    """The drawings that are nearer than 5 mm to the cut of the card they lie under."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as read:
        pages = len(read.pages)
    for number in range(2, pages, 2):
        for name, x, y, width, height in painted(pdf, number):
            if name[0] == "D" and not any(
                x - left >= 4.97
                and y - top >= 4.97
                and left + card[0] - x - width >= 4.97
                and top + card[1] - y - height >= 4.97
                for left, top in slots
            ):
                found.append((number, name))
    return found


@pytest.mark.parametrize("name", DECKS[:2])
@pytest.mark.parametrize("stock", ["poker", "bridge", "a7", "avery-32010"])
def test_no_half_is_nearer_the_cut_than_five_millimetres(name, stock):
    sheet = document("reference/stock").stock(stock)
    slots = [(slot.x, slot.y) for slot in fronts(sheet)]
    pdf = printed(name, "sv", stock=stock)

    assert near_the_cut(pdf, sheet.card, slots) == []
    assert near_the_cut(pdf, sheet.card, [(x + 1, y) for x, y in slots])


def drawn(pdf):
    """How each card's halves lie: mirrored or not, by page and place."""
    with pikepdf.open(BytesIO(pdf)) as read:
        text = read.pages[2].Contents.read_bytes().decode()
    return ["-1 0 0 1" in line for line in text.splitlines() if " cm /D" in line]


@pytest.mark.parametrize(("tags", "ask"), [(("sv",), False), (("ar", "sv"), True)])
def test_on_a_mirror_card_the_halves_have_changed_places(tags, ask):
    wanted = order("du-och-jag", *tags)
    first = [
        next(e for e in wanted.cards if e.card.kind is kind)
        for kind in (CardKind.ASK, CardKind.MIRROR)
    ]

    pdf = print_deck(replace(wanted, cards=tuple(first)), None, here)

    assert drawn(pdf) == [ask, ask, not ask, not ask]


def test_a_card_is_read_aloud_as_often_as_it_is_printed():
    wanted = order("lara-kanna", "sv")
    passes = [each for each in wanted.cards if each.card.kind is CardKind.PASS]

    words = aloud(print_deck(replace(wanted, cards=tuple(passes), papers=()), None, here))

    assert len(passes) > 1
    assert words.count(passes[0].card.note) == len(passes)


def test_a_language_on_each_side_has_the_swedish_on_the_back_of_its_own_card():
    wanted = order("lara-kanna", "ar", "sv", each_side=True)
    wanted = replace(wanted, cards=whole(wanted.deck)[:9], papers=())
    pdf = print_deck(wanted, None, here)

    front, back = painted(pdf, 0), painted(pdf, 1)
    cards = [[e for e in side if e[0][0] == "C"] for side in (front, back)]
    assert {"ar", "sv"} <= languages(pdf)
    assert [len(side) for side in cards] == [9, 9]
    for one, other in zip(*cards, strict=True):
        assert one[1] == pytest.approx(210 - other[1] - 63, abs=0.02)
    assert unread(wanted, aloud(pdf)) == []
    swedish = face(wanted.cards[0], wanted.topics, wanted.wording.sides[1])
    assert (swedish.tag, swedish.beside, swedish.marked) == ("sv", None, False)


def colors(pdf):
    """Every colour that is painted with, as it stands in the file."""
    found = set()
    with pikepdf.open(BytesIO(pdf)) as read:
        for each in read.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form":
                for operands, operator in pikepdf.parse_content_stream(each):
                    if str(operator).lower() in {"rg", "g", "k", "sc", "scn"}:
                        found.add(tuple(round(float(o), 2) for o in operands))
    return found


def test_pure_black_has_no_other_colour_and_full_has_the_topics():
    few = whole(document("lara-kanna"))[:9]
    inks = {
        ink: colors(print_deck(replace(order("lara-kanna", "sv", ink=ink), cards=few), None, here))
        for ink in Ink
    }

    black = {(0.0,), (0.0, 0.0, 0.0), (1.0,), (1.0, 1.0, 1.0)}
    assert inks[Ink.BLACK] <= black
    assert not inks[Ink.FULL] <= black
    tint = tuple(round(int("F9D8C6"[i : i + 2], 16) / 255, 2) for i in (0, 2, 4))
    assert tint in inks[Ink.FULL]
    assert tint not in inks[Ink.LOW]


@pytest.mark.parametrize("ink", Ink)
def test_every_ink_is_drawn_once_and_kept(ink, tmp_path):
    done = []

    def run(function, *arguments):
        done.append(function.__name__)
        return here(function, *arguments)

    wanted = replace(order("lara-kanna", "sv", ink=ink), cards=whole(document("lara-kanna"))[:9])
    first = print_deck(wanted, Shelf(tmp_path), run)

    assert print_deck(wanted, Shelf(tmp_path), run) == first
    assert sorted(done) == ["typeset_cards", "typeset_drawings"]


def test_a_card_of_ones_own_is_printed_and_nothing_of_it_is_kept(tmp_path):
    own = OwnCard(
        topic="fritid", tag="sv", text="Vad gör du på onsdagar?", adult="Vad gjorde du då?"
    )
    wanted = replace(order("lara-kanna", "sv"), cards=whole(document("lara-kanna"))[:2], own=(own,))

    words = aloud(print_deck(wanted, Shelf(tmp_path), here))

    assert own.text in words
    assert own.adult in words
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 1  # the drawings
    assert own.text.encode() not in kept


def test_the_papers_that_are_wanted_come_before_the_cards():
    wanted = order("lara-kanna", "ar", "sv", papers=("rule", "debrief", "guide"))
    wanted = replace(wanted, cards=wanted.cards[:3])
    words = aloud(print_deck(wanted, None, here))

    for paragraph in (*wanted.deck.debrief, *wanted.deck.guide):
        assert paragraph.text in words
    for paragraph in wanted.deck.debrief:
        _, text = paragraph.entries("debrief")
        assert wanted.wording.of(text, wanted.wording.cards).text in words
    guide = [side.tag for side in manuscript(wanted).leaf if side.paper == "guide"]
    assert guide == ["sv", "sv"]
    alone = aloud(print_deck(replace(wanted, papers=()), None, here))
    assert wanted.deck.rules[0].text not in alone


def test_what_runs_over_from_one_card_never_stands_on_another():
    deck = document("lara-kanna")
    long = "Innan ni börjar: " + "Lyssna klart, säg tack och vänta en stund till. " * 6 + "Tack."
    cards = [
        replace(card, note=long) if card.kind is CardKind.STOP else card for card in deck.cards
    ]
    read = [replace(card, kind=CardKind.READ) if card.note == long else card for card in cards]
    wanted = order("lara-kanna", "sv", papers=())
    wanted = replace(wanted, deck=replace(deck, cards=tuple(read)))
    stop = next(i for i, each in enumerate(everything(wanted.deck)) if each.card.note == long)
    wanted = replace(wanted, cards=everything(wanted.deck)[stop - 1 : stop + 2])

    pdf = print_deck(wanted, None, here)

    assert aloud(pdf).count("Lyssna klart") == 6


def about_me(tag):
    """The card about me alone, as translated, with Swedish beside it; at a sheet's first place."""
    deck = document("lara-kanna")
    cards = [
        read_catalogue((folder("translations") / file).read_bytes(), tag, "x.po")
        for file in (
            f"{tag.replace('-', '_')}/LC_MESSAGES/{name}.po" for name in ("lara-kanna", "topics")
        )
    ]
    alone = tuple(each for each in beside(deck) if each.card.kind is CardKind.ABOUT)
    wanted = order("lara-kanna", "sv", papers=())
    wanted = replace(wanted, wording=Wording((tag, "sv"), *cards, t), cards=alone)
    return picture(print_deck(wanted, None, here), 0)


def rules(sheet):
    """Where lines to write on lie in the first poker card, in px from the top of the sheet."""
    left, right = round((10.5 + 6) * PX), round((10.5 + 57) * PX)
    across = sheet.crop((left, 0, right, round((16.5 + 88) * PX)))
    dark = [
        max(across.crop((0, y, across.width, y + 1)).tobytes()) < 200 for y in range(across.height)
    ]
    return [y for y, here in enumerate(dark) if here and not dark[y - 1]]


def crossed(sheet):
    """The lines with words nearer above them than 2.5 mm: there is nowhere to write."""
    left, right = round((10.5 + 5) * PX), round((10.5 + 58) * PX)
    room = round(2.5 * PX)
    return [
        y for y in rules(sheet) if min(sheet.crop((left, y - room, right, y - 2)).tobytes()) < 200
    ]


@pytest.mark.parametrize("tag", ["ar", "so", "uk"])
def test_there_is_room_to_write_on_every_line_about_me(tag):
    sheet = about_me(tag)

    assert len(rules(sheet)) >= 4
    assert crossed(sheet) == []
    spoilt = sheet.copy()
    spoilt.paste(0, (300, rules(sheet)[1] - 20, 320, rules(sheet)[1] - 10))  # words on a line
    assert crossed(spoilt) == [rules(sheet)[1]]


def test_a_deck_on_perforated_sheets_is_valid_and_its_rules_are_on_the_last_pages(tmp_path):
    wanted = order("lara-kanna", "sv", stock="avery-c9312")
    wanted = replace(wanted, cards=wanted.cards[-9:])

    pdf = print_deck(wanted, None, here)
    cards, papers = pages_on_each(wanted)

    assert not faults(pdf, tmp_path)
    assert [*cards, *papers] == [1, 2, 3, 4, 5, 6]
    assert len(painted(pdf, cards[0] - 1)) == 8  # as many cards as the sheet has
    assert painted(pdf, papers[0] - 1) == []  # a page of rules
