"""The printed deck: every card whole and readable, every back behind its front."""

import re
from dataclasses import replace
from io import BytesIO

import page
import pikepdf
import pytest

from prepkit.core.dealing import whole
from prepkit.core.errors import DoesNotFit, PrintError
from prepkit.core.face import face
from prepkit.core.turning import Edge
from prepkit.pdf import cards
from prepkit.pdf.anatomy import anatomy
from prepkit.pdf.cards import here, print_deck
from prepkit.pdf.fit import fit
from prepkit.pdf.setting import ladder
from prepkit.pdf.shelf import Shelf
from tests.pdf.aloud import aloud, languages
from tests.pdf.decks import document, order, printed

POINT = 72 / 25.4
WORDINGS = [("sv",), ("en",), ("ar",), ("ar", "sv"), ("en", "sv")]
PAINTED = re.compile(rb"q ([-\d. ]+) cm /([CD]\d+) Do Q")


def faults(pdf, tmp_path):
    file = tmp_path / "x.pdf"
    file.write_bytes(pdf)
    found = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    return "0 failed, 104 total" not in str(found) and str(found)


def painted(pdf, number):
    """What a page paints: name, where its corner is in mm from the paper's top left, size."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as read:
        sheet = read.pages[number]
        height = float(sheet.MediaBox[3])
        for matrix, name in PAINTED.findall(sheet.Contents.read_bytes()):
            a, _b, _c, d, x, y = map(float, matrix.split())
            box = [float(edge) for edge in sheet.Resources.XObject[f"/{name.decode()}"].BBox]
            left, right = sorted((x, x + a * box[2]))
            low, high = sorted((y, y + d * box[3]))
            lengths = (left, height - high, right - left, high - low)
            found.append((name.decode(), *(round(length / POINT, 2) for length in lengths)))
    return found


@pytest.mark.parametrize("tags", WORDINGS)
def test_the_deck_is_a_leaf_and_six_sheets_of_a4(tags):
    with pikepdf.open(BytesIO(printed(*tags))) as read:
        sizes = {tuple(round(float(edge) / POINT) for edge in p.MediaBox) for p in read.pages}

        assert len(read.pages) == 2 + 2 * 6
        assert sizes == {(0, 0, 210, 297)}


@pytest.mark.parametrize("tags", WORDINGS)
def test_the_deck_is_valid_pdf_ua(tags, tmp_path):
    assert not faults(printed(*tags), tmp_path)


def test_the_validator_sees_a_deck_whose_tags_are_lost(tmp_path):
    with pikepdf.open(BytesIO(printed("sv"))) as read:
        del read.Root.StructTreeRoot
        spoilt = BytesIO()
        read.save(spoilt)

    assert faults(spoilt.getvalue(), tmp_path)


@pytest.mark.parametrize("tags", WORDINGS)
def test_every_card_is_read_aloud_whole_and_in_order(tags):
    wanted = order(*tags)
    words = aloud(printed(*tags))
    place = 0

    for dealt in wanted.cards:
        asked = wanted.wording.of(dealt.card.ask, wanted.wording.cards).text
        place = words.find(asked, place)
        assert place >= 0, f"card {dealt.number}: {asked}"
        if len(tags) > 1:
            assert words.find(dealt.card.text, place) >= 0
        assert words.find(str(dealt.number), place) >= 0


def dropped(wanted, pdf):
    """The numbers of the cards on which a wording of the adult's question is not read aloud."""
    words, place, found = aloud(pdf), 0, []
    for dealt in wanted.cards:
        shown = face(dealt, wanted.topics, wanted.wording)
        place = words.index(shown.ask.text, place) + len(shown.ask.text)
        end = words.index(shown.passes.text, place)
        if any(line.says.text not in words[place:end] for line in shown.adult):
            found.append(dealt.number)
    return found


@pytest.mark.parametrize("tags", WORDINGS)
def test_no_shipped_card_drops_a_wording_of_the_adults_question(tags):
    assert dropped(order(*tags), printed(*tags)) == []


def test_where_both_wordings_have_no_room_the_arabic_one_is_dropped():
    wanted = order("ar", "sv")
    said = dict(wanted.wording.cards.entries)
    asked = said["for-mycket/adult"]
    said["for-mycket/adult"] = replace(asked, text=" ".join([asked.text] * 3))
    catalogue = replace(wanted.wording.cards, entries=said)
    wanted = replace(wanted, wording=replace(wanted.wording, cards=catalogue))
    wanted = replace(wanted, cards=wanted.cards[:9])

    pdf = print_deck(wanted, None, here)

    assert dropped(wanted, pdf) == [7]
    assert wanted.deck.cards[6].adult in aloud(pdf)


def test_the_level_and_the_mark_are_read_aloud_and_not_only_drawn():
    with pikepdf.open(BytesIO(printed("en"))) as read:
        said = [str(each.Alt) for each in read.objects if _is_figure(each)]

    assert len(said) == 54 * 2
    assert {text[:5] for text in said} >= {"Level"} or {"Nivå "} <= {t[:5] for t in said}


def _is_figure(each):
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"


def test_each_language_is_named_in_the_tag_tree():
    assert {"ar", "sv"} <= languages(printed("ar", "sv"))
    assert languages(printed("sv")) == {"sv"}


def misplaced(pdf, edge):
    """The cards of the first sheet whose back is not behind them when it is turned."""
    front = [(x + 63 / 2, y + 88 / 2) for name, x, y, *_ in painted(pdf, 2) if name[0] == "C"]
    back = [(x + w / 2, y + h / 2) for _, x, y, w, h in painted(pdf, 3)]
    assert len(front) == len(back)
    seen = [(210 - x, y) if edge is Edge.LONG else (x, 297 - y) for x, y in back]
    return [
        each
        for each, there in zip(front, seen, strict=True)
        if each != pytest.approx(there, abs=0.02)
    ]


def laid(wanted, **layout):
    return replace(wanted, layout=replace(wanted.layout, **layout))


@pytest.mark.parametrize("edge", Edge)
@pytest.mark.parametrize("tags", [("sv",), ("ar",)])
def test_every_back_covers_its_front_when_the_sheet_is_turned(tags, edge):
    pdf = print_deck(laid(order(*tags, count=7), edge=edge), None, here)

    other = Edge.SHORT if edge is Edge.LONG else Edge.LONG
    assert misplaced(pdf, edge) == []
    assert misplaced(pdf, other)


def test_cards_stand_in_their_slots_and_nothing_touches_the_trim():
    for number in range(2, 14, 2):
        for name, x, y, width, height in painted(printed("sv"), number):
            column, row = (x - 10.5) / 63, (y - 16.5) / 88
            if name.startswith("C"):
                assert (column % 1, row % 1) == pytest.approx((0, 0), abs=0.001)
                assert (width, height) == (63, 88)
            else:
                left, top = x - 10.5 - 63 * int(column), y - 16.5 - 88 * int(row)
                assert left >= 5
                assert left + width <= 63 - 5
                assert top + height <= 88 - 5 + 0.02


def test_the_childs_half_stands_six_three_or_no_mm_higher():
    wanted, higher = order("sv"), {1: 6, 2: 3, 3: 0}
    halves = [
        each for n in range(2, 14, 2) for each in painted(printed("sv"), n) if each[0][0] == "D"
    ]

    assert len(halves) == 2 * 54
    for dealt, own, other in zip(wanted.cards, halves[::2], halves[1::2], strict=True):
        assert other[2] - own[2] == pytest.approx(higher[dealt.card.level], abs=0.02)
        assert other[1] - own[1] == pytest.approx(10.5 + 0.7, abs=0.02)


def test_a_right_to_left_card_is_mirrored_and_the_sheet_is_not():
    swedish, arabic = (painted(printed(tag), 2) for tag in ("sv", "ar"))

    for left, right in zip(swedish, arabic, strict=True):
        slot = 63 * ((left[1] - 10.5) // 63) + 10.5
        if left[0].startswith("C"):
            assert left == right
        else:
            assert right[1] - slot == pytest.approx(63 - (left[1] - slot) - left[3], abs=0.02)


def test_a_choice_has_its_cards_alone_with_their_own_numbers():
    wanted = order("sv", count=6)
    pdf = printed("sv", count=6)
    words = aloud(pdf)

    with pikepdf.open(BytesIO(pdf)) as read:
        assert len(read.pages) == 2 + 2
    chosen = {dealt.card.id for dealt in wanted.cards}
    for dealt in whole(wanted.deck):
        assert (dealt.card.text in words) == (dealt.card.id in chosen)


def test_the_rules_are_on_the_leaf_in_both_languages():
    deck, words = document("lara-kanna"), aloud(printed("ar"))
    wording = order("ar").wording

    for rule in deck.rules:
        for entry in rule.entries():
            assert entry.text in words
            assert wording.of(entry, wording.cards).text in words


def test_the_file_asks_to_be_printed_as_it_is_and_tells_nothing_of_its_making():
    with pikepdf.open(BytesIO(printed("sv"))) as read:
        wishes = read.Root.ViewerPreferences
        assert (wishes.PrintScaling, wishes.Duplex) == ("/None", "/DuplexFlipLongEdge")
        assert wishes.DisplayDocTitle
        assert set(read.docinfo) == {"/Title", "/Producer"}
        assert str(read.docinfo.Producer) == "prepkit"
        assert not any("/Annots" in each.obj for each in read.pages)
        assert "/Names" not in read.Root
        assert "/Outlines" not in read.Root


def test_the_same_order_gives_the_same_bytes():
    assert print_deck(order("ar", "sv", count=6), None, here) == printed("ar", "sv", count=6)


def test_a_text_that_cannot_fit_is_named_with_card_language_and_size():
    deck = document("lara-kanna")
    endless = replace(deck.cards[3], text="Berätta allt du vet om " + "väldigt " * 40 + "mycket?")
    wide = replace(deck.cards[5], text="Hur känns " + "socialtjänst" * 5 + "?")
    spoilt = replace(deck, cards=(*deck.cards[:3], endless, deck.cards[4], wide, *deck.cards[6:]))

    with pytest.raises(DoesNotFit) as told:
        print_deck(order("sv", deck=spoilt), None, here)

    assert [text[:15] for text in told.value.texts] == ["card 4, sv, 63 ", "card 6, sv, 63 "]
    assert all(text.endswith(": question") for text in told.value.texts)


def test_a_deck_of_many_cards_is_typeset_in_parts(monkeypatch, tmp_path):
    monkeypatch.setattr(cards, "TOGETHER", 20)
    sizes = []

    def run(function, *arguments):
        if function is cards.typeset_cards:
            sizes.append((len(arguments[0].leaf), len(arguments[0].faces)))
        return function(*arguments)

    pdf = print_deck(order("ar", "sv"), None, run)

    assert sizes == [(2, 18), (0, 18), (0, 18)]
    assert aloud(pdf) == aloud(printed("ar", "sv"))
    assert painted(pdf, 2) == painted(printed("ar", "sv"), 2)
    assert not faults(pdf, tmp_path)


def test_texts_that_do_not_fit_are_named_from_every_part(monkeypatch):
    monkeypatch.setattr(cards, "TOGETHER", 20)
    deck = document("lara-kanna")
    wide = "Hur känns " + "socialtjänst" * 5 + "?"
    spoilt = [replace(c, text=wide) if n in {3, 50} else c for n, c in enumerate(deck.cards, 1)]
    wanted = order("sv", deck=replace(deck, cards=tuple(spoilt)))

    with pytest.raises(DoesNotFit) as told:
        print_deck(wanted, None, here)

    assert [text[:8] for text in told.value.texts] == ["card 3, ", "card 50,"]
    assert [text[:8] for text in fit(wanted, None).too_long] == ["card 3, ", "card 50,"]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Vad får dig att skratta?", 18),
        ("Vad behöver du för att komma i gång med dagen på morgonen?", 16),
        ("Vad skulle du vilja att alla vuxna du möter på soc visste om dig från början?", 14),
    ],
)
def test_a_longer_question_has_smaller_letters(text, size):
    deck = document("lara-kanna")
    one = replace(deck, cards=(replace(deck.cards[0], text=text), *deck.cards[1:]))
    first = cards.manuscript(order("sv", deck=one)).faces["c1x1"]

    plan = next(ladder("c1x1", first, "#000000", anatomy((63.0, 88.0))))

    assert plan.type.size == size


def test_words_that_look_like_markup_are_printed_as_words():
    deck = document("lara-kanna")
    text = '<b>Vad</b> & "hur"? <img src=x>'
    odd = replace(deck, cards=(replace(deck.cards[0], text=text), *deck.cards[1:]))

    words = aloud(
        print_deck(
            replace(order("sv", deck=odd), cards=order("sv", deck=odd).cards[:1]), None, here
        )
    )

    assert text in words


def test_a_stock_with_cards_too_small_to_read_is_refused_in_words():
    other = replace(order("sv").layout.stock, card=(60, 40))

    with pytest.raises(PrintError, match="too small"):
        print_deck(laid(order("sv"), stock=other), None, here)


def test_a_second_print_typesets_nothing(tmp_path):
    done = []

    def run(function, *arguments):
        done.append(function.__name__)
        return function(*arguments)

    first = print_deck(order("sv"), Shelf(tmp_path), run)
    again = print_deck(order("sv", count=9), Shelf(tmp_path), run)

    assert done == ["typeset_cards", "typeset_drawings"]
    assert first == printed("sv")
    assert again == printed("sv", count=9)


def test_a_changed_word_is_typeset_again(tmp_path):
    deck = document("lara-kanna")
    changed = replace(deck, cards=(replace(deck.cards[0], text="Vad är roligt?"), *deck.cards[1:]))
    print_deck(order("sv"), Shelf(tmp_path), here)

    again = print_deck(order("sv", deck=changed), Shelf(tmp_path), here)

    assert "Vad är roligt?" in aloud(again)
