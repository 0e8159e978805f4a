"""The papers say what they should, to whom they should, and nothing else."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest

from prepkit.core import bankfile
from prepkit.core.asked import Asked, Texts, asked, texts
from prepkit.core.bank import Kind, Role
from prepkit.core.catalogue import read_catalogue
from prepkit.core.errors import PrintError
from prepkit.core.expected import Sent
from prepkit.core.needs import STOPPED, WITHOUT, Interpreter, Needs, Way, Who, Wish, words_of
from prepkit.core.preparation import Answer, Preparation, TalkAlone
from prepkit.core.selection import Wishes, choose
from prepkit.core.sharing import shared_view
from prepkit.core.sharing_state import Sharing
from prepkit.core.taking_in import accepting
from prepkit.pdf.markup import language_in
from prepkit.pdf.needs_page import needs_page
from prepkit.pdf.papers import meeting_sheet, my_sheet, question_page
from prepkit.pdf.pen import direction, interpreter_lines
from prepkit.pdf.press import typeset
from prepkit.resources import folder
from tests.pdf.aloud import aloud, languages, starts_at

KEPT = [Sharing.ONLY_ME, Sharing.SAY, Sharing.ALONE]
PAGES = [("sv",), ("en",), ("ar",), ("ar", "sv"), ("en", "sv")]
ATTACKS = [
    "<script>alert(1)</script>",
    '<img src="http://foreign.example/x.png">',
    '<a href="https://foreign.example/">här</a>',
    "https://foreign.example/?q=1",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "prepkit:font/sans-400",
    "data:text/html,<b>x</b>",
    '"><link rel=attachment href="file:///etc/passwd">',
    "</p></div></body></html>",
    "<style>@import url(http://foreign.example/x.css)</style>",
    "{{ 7 * 7 }}{% include 'paper.html' %}",
    "url(http://foreign.example/y.png)",
    '<object data="file:///etc/passwd"></object>',
    "mailto:nagon@foreign.example",
]


@cache
def bank(name):
    return bankfile.read((folder("question_banks") / f"{name}.yaml").read_text(), name).document


@cache
def catalogues(name):
    path = folder("translations")
    files = {tag: path / tag / "LC_MESSAGES" / f"{name}.po" for tag in ("en", "ar")}
    return [read_catalogue(file.read_bytes(), tag, name) for tag, file in files.items()]


TOPICS = bank("topics")
NAMES = {topic.id: texts(topic.title, catalogues("topics")) for topic in TOPICS.topics}


def question(id, topic, swedish, arabic="", checked=False, **more):
    others = {"ar": (arabic, checked)} if arabic else {}
    given = {"role": Role.TOPIC, "kind": Kind.TEXT, "choices": ()} | more
    return Asked(id, topic, ask=Texts(swedish, others), **given)


SCALE = (
    ("bra", Texts("Ganska bra", {"ar": ("جيد إلى حد ما", False)})),
    ("olika", Texts("Det är olika", {"ar": ("الأمر يختلف", False)})),
)
HELPS = question("a", "funkar", "Vad hjälper dig?", "ما الذي يساعدك؟")
SCHOOL = question("b", "skola", "Hur är det i skolan?", "كيف المدرسة؟", choices=SCALE)
FAMILY = question("c", "familj", "Berätta hur du vill träffa din familj.", "احكِ عن عائلتك.")
DECIDES = question("o", "soc", "Vem bestämmer?", "من يقرر؟", role=Role.OWN)


def preparation(tag="sv", **answers):
    begun = Preparation("m", Texts("Möte"), tag, (HELPS, SCHOOL, FAMILY), (DECIDES,))
    for id, answer in answers.items():
        begun = begun.answering(next(q for q in begun.questions if q.id == id), answer)
    return begun


def meeting(prepared):
    return meeting_sheet(shared_view(prepared), TOPICS, NAMES)


def mine(prepared):
    return my_sheet(prepared, TOPICS, NAMES)


def says(pdf, words):
    """Whether the PDF says this; a line's last space is lost in its tags, so none is counted."""
    return "".join(words.split()) in "".join(aloud(pdf).split())


def page_count(pdf):
    return len(pikepdf.open(BytesIO(pdf)).pages)


def faults(pdf):
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [failure.message for failure in report.failures]


def question_set(count, seed, meeting_bank="uppfoljning"):
    names = ("core", meeting_bank, "fragor-till-soc")
    known = {name: catalogues(name) for name in names}
    picks = choose([bank(name) for name in names], Wishes(seed, count))
    all_asked = [asked(pick.question, known[pick.bank]) for pick in picks]
    own = [each for each in all_asked if each.role is Role.OWN]
    return [each for each in all_asked if each not in own], own


@pytest.fixture(autouse=True)
def nothing_was_ignored(caplog):
    """WeasyPrint only logs a rule it doesn't know or a drawing it can't find."""
    yield
    assert [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")] == []


# Till mötet


@pytest.mark.parametrize("tag", ["sv", "ar"])
@pytest.mark.parametrize("sharing", KEPT)
def test_what_is_kept_leaves_no_trace_on_the_sheet_for_the_meeting(sharing, tag):
    given = preparation(tag, a=Answer("Att vara ifred", sharing=Sharing.GIVE))
    kept = given.answering(SCHOOL, Answer("Ingen vet", "bra", sharing))
    kept = kept.answering(FAMILY, Answer("Ingen vet det heller 你", sharing=sharing))
    kept = kept.asking(["o"], ["Får ni veta?"], sharing).saying(Answer("Mest", sharing=sharing))

    assert meeting(kept) == meeting(given)
    # the control: given, each of them is seen
    assert meeting(kept.saying(Answer("Mest", sharing=Sharing.GIVE))) != meeting(given)
    assert meeting(kept.answering(SCHOOL, Answer("", "bra", Sharing.GIVE))) != meeting(given)
    assert meeting(kept.asking([], ["Får ni veta?"], Sharing.GIVE)) != meeting(given)


def test_somebody_who_kept_everything_has_the_sheet_of_somebody_who_wrote_nothing():
    kept = preparation(a=Answer("Hemligt"), b=Answer("Hemligt", "olika", Sharing.SAY))

    assert meeting(kept) == meeting(preparation())


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_what_is_given_stands_on_the_sheet_in_both_languages(tag):
    given = preparation(
        tag,
        a=Answer("Att vara ifred.\nOch lugn.", sharing=Sharing.GIVE),
        b=Answer("", "bra", Sharing.GIVE),
    )
    given = given.asking(["o"], ["Får jag byta?"], Sharing.GIVE)
    given = given.saying(Answer("Jag vill bo med min bror", sharing=Sharing.GIVE))

    pdf = meeting(given).pdf

    for words in ["Till mötet", "Jag vill bo med min bror", HELPS.ask.swedish, "Att vara ifred."]:
        assert says(pdf, words)
    for words in ["Och lugn.", "✓ Ganska bra", DECIDES.ask.swedish, "Får jag byta?", "Vem, när"]:
        assert says(pdf, words)
    assert not says(pdf, FAMILY.ask.swedish)
    if tag == "ar":
        for phrase in (HELPS.ask, SCHOOL.ask, SCALE[0][1], DECIDES.ask):
            assert says(pdf, phrase.others["ar"][0])


def test_each_language_stands_on_its_own_side():
    middle = 210 / 2
    answer = Answer("Lugn", sharing=Sharing.GIVE)

    arabic, english = (meeting(preparation(tag, a=answer)).pdf for tag in ("ar", "en"))

    assert starts_at(arabic, "Till mötet") == pytest.approx(16, abs=0.5)  # the margin
    assert starts_at(arabic, "Lugn") > middle
    assert starts_at(english, "Till mötet") > middle
    assert starts_at(english, "Lugn") == pytest.approx(16, abs=0.5)


@pytest.mark.parametrize(
    ("wish", "ticked"),
    [
        (None, "själv ja nej vet inte"),
        (TalkAlone.YES, "själv ✓ ja nej vet inte"),
        (TalkAlone.NO, "själv ja ✓ nej vet inte"),
        (TalkAlone.UNSURE, "själv ja nej ✓ vet inte"),
    ],
)
def test_the_talk_alone_line_is_on_every_sheet(wish, ticked):
    prepared = preparation().talking_alone(wish)

    assert says(meeting(prepared).pdf, f"Jag vill prata en stund {ticked}")
    assert says(mine(prepared).pdf, f"Jag vill prata en stund {ticked}")


def test_the_interpreter_has_lines_as_high_as_the_answer():
    assert interpreter_lines("Ja") == 2
    # 360 letters are 10 printed lines of 6 mm: 60 mm, and 7 lines of 7.6 mm are 53.2 mm
    assert interpreter_lines("x" * 360) == 7
    assert interpreter_lines("x\n" * 119 + "x") == 94  # 120 * 6 / 7.6


# Bara mitt


def test_my_sheet_holds_everything_and_says_who_it_is_for():
    prepared = preparation(
        a=Answer("Säger jag", sharing=Sharing.SAY),
        b=Answer("Bara för mig", "olika", Sharing.ONLY_ME),
    )
    prepared = prepared.asking(["o"], ["Får jag byta?"], Sharing.GIVE)
    prepared = prepared.saying(Answer("Mitt viktigaste"))
    prepared = replace(prepared, needs=Needs(where="I parken", sharing=Sharing.SAY))

    pdf = mine(prepared).pdf

    assert says(pdf, "Bara mitt")
    assert not says(pdf, "Till mötet Namn")
    assert says(pdf, "Bara jag Det här vill jag mest ha sagt Mitt viktigaste")
    assert says(pdf, "Jag säger det själv Så funkar jag Vad hjälper dig? Säger jag")
    assert says(pdf, "Det här behöver jag Här vill jag att vi ses I parken")
    assert says(pdf, "Skolan Hur är det i skolan? ✓ Det är olika Bara för mig")
    assert says(pdf, "Ge det till soc Mina frågor till soc Vem bestämmer? Får jag byta?")


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_what_is_for_when_we_are_alone_leaves_no_word_on_my_sheet(tag):
    plain = preparation(tag, a=Answer("Lugn"))
    alone = plain.answering(SCHOOL, Answer("Ingen vet", "bra", Sharing.ALONE))
    alone = alone.saying(Answer("Mest", sharing=Sharing.ALONE))
    alone = alone.asking(["o"], ["Får ni veta?"], Sharing.ALONE)
    alone = replace(alone, needs=Needs(pause="Nu", without="Han", without_for=Sharing.ALONE))
    alone = replace(alone, needs=replace(alone.needs, sharing=Sharing.ALONE))

    # four signs stand on everybody's sheet, so four such things change nothing at all
    assert mine(alone) == mine(plain)
    # a fifth has a sign of its own, and still no word
    fifth = mine(alone.answering(FAMILY, Answer("Ingen vet det heller", sharing=Sharing.ALONE)))
    assert says(fifth.pdf, "5")
    assert not says(fifth.pdf, "Ingen vet")
    # the control: for oneself only, it is there
    assert says(mine(alone.answering(SCHOOL, Answer("Ingen vet"))).pdf, "Ingen vet")


NEEDS = Needs(
    with_me="Min moster",
    where="I parken",
    pause="Handen på bordet",
    ways=tuple(Way),
    interpreter=Interpreter("ar", "som i Syrien", Who.WOMAN, tuple(Wish), "Beslutet"),
    sharing=Sharing.GIVE,
)


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_what_is_needed_stands_on_both_sheets(tag):
    prepared = replace(preparation(tag), needs=NEEDS)

    for paper in (meeting(prepared), mine(prepared)):
        for words in words_of(NEEDS):
            assert says(paper.pdf, words)
        assert faults(paper.pdf) == []
    assert says(meeting(prepared).pdf, f"pekar jag här {STOPPED}")
    assert says(meeting(prepared).pdf, "Läs pappret först, i tystnad.")
    assert says(meeting(prepared).pdf, "✓ arabiska ✓ en kvinna ✓ på telefon")
    assert not says(meeting(preparation(tag)).pdf, "i tystnad")


def test_my_sheet_has_no_skipped_question():
    pdf = mine(preparation(a=Answer("Lugn"))).pdf

    assert says(pdf, HELPS.ask.swedish)
    assert not says(pdf, SCHOOL.ask.swedish)


# The question page


@pytest.mark.parametrize("count", [6, 15])
@pytest.mark.parametrize("tags", PAGES, ids="+".join)
def test_the_question_page_is_one_page_with_every_question(tags, count):
    questions, own = question_set(count, "frö")

    pdf = question_page(questions, own, tags, TOPICS, NAMES).pdf

    assert page_count(pdf) == 1
    assert faults(pdf) == []
    for each in [*questions, *own]:
        for tag in tags:
            assert says(pdf, each.ask.to(tag).text)
            for _, choice in each.choices:
                assert says(pdf, choice.to(tag).text)


@pytest.mark.full
@pytest.mark.parametrize("meeting_bank", ["uppfoljning", "forsta", "utredning"])
@pytest.mark.parametrize("seed", "abcdefgh")
def test_every_full_set_fits_one_page_in_two_languages(seed, meeting_bank):
    questions, own = question_set(15, seed, meeting_bank)

    assert page_count(question_page(questions, own, ("ar", "sv"), TOPICS, NAMES).pdf) == 1


def many(count, words):
    """Questions as long as this many times three words, in two languages."""
    return [
        question(
            f"q{n}",
            "soc",
            f"Fråga {n} " + "som är lång " * words,
            f"سؤال {n} " + "طويل جدا " * words,
        )
        for n in range(count)
    ]


def test_where_the_frame_takes_the_room_of_a_question_it_is_left_out():
    pdf = question_page(many(14, 4), [], ("ar", "sv"), TOPICS, NAMES).pdf

    assert page_count(pdf) == 1
    assert not says(pdf, "Det här vill jag mest ha sagt")


@pytest.mark.parametrize(
    ("count", "words", "fewest", "most"), [(15, 12, 2, 3), (25, 1, 2, 3), (60, 1, 3, 7)]
)
def test_what_is_too_much_for_one_page_takes_more_and_is_never_refused(count, words, fewest, most):
    questions, own = many(count, words), question_set(15, "frö")[1]

    pdf = question_page(questions, own, ("ar", "sv"), TOPICS, NAMES).pdf

    assert fewest <= page_count(pdf) <= most
    assert faults(pdf) == []
    for each in [*questions, *own]:
        assert says(pdf, each.ask.swedish)
        assert says(pdf, each.ask.to("ar").text)


@pytest.mark.parametrize("tags", [(), ("sv", "en", "ar")])
def test_a_question_page_has_one_language_or_two(tags):
    with pytest.raises(PrintError, match="one language or two"):
        question_page([HELPS], [], tags, TOPICS, NAMES)


def test_the_question_page_has_a_frame_for_what_matters_most_where_there_is_room():
    few, own = question_set(8, "frö")

    assert says(
        question_page(few, own, ("sv",), TOPICS, NAMES).pdf, "Det här vill jag mest ha sagt"
    )


def test_without_own_questions_there_is_room_to_write_some():
    pdf = question_page([HELPS], [], ("sv",), TOPICS, NAMES).pdf

    assert says(pdf, "Mina frågor till soc")


# Det här behöver jag, by hand


@pytest.mark.parametrize("tags", PAGES, ids="+".join)
def test_the_page_of_needs_is_one_page_and_asks_for_nobody_who_is_not_wanted(tags):
    pdf = needs_page(tags).pdf

    assert page_count(pdf) == 1
    assert faults(pdf) == []
    if "sv" in tags:
        for words in ("Jag vill ha med mig", "ingen som känner min familj", STOPPED):
            assert says(pdf, words)
        assert not says(pdf, WITHOUT)


@pytest.mark.parametrize("tags", [(), ("sv", "en", "ar")])
def test_a_page_of_needs_has_one_language_or_two(tags):
    with pytest.raises(PrintError, match="one language or two"):
        needs_page(tags)


# Marks


def test_an_unchecked_translation_is_said_to_be_unchecked():
    unchecked = preparation("ar", a=Answer("نعم", sharing=Sharing.GIVE))
    checked = replace(unchecked, questions=(replace(HELPS, ask=signed(HELPS.ask)),))
    names = {"funkar": signed(NAMES["funkar"])}

    all_checked = meeting_sheet(shared_view(checked), TOPICS, names)

    assert says(meeting(unchecked).pdf, "inte granskad av någon som talar språket")
    assert says(
        meeting(checked).pdf, "inte granskad av någon som talar språket"
    )  # the topic's name
    assert not says(all_checked.pdf, "inte granskad av någon som talar språket")
    assert says(mine(checked).pdf, "نعم")


def signed(texts):
    """The same words, checked in every language."""
    others = {tag: (words, True) for tag, (words, _) in texts.others.items()}
    return Texts(texts.swedish, others)


def test_a_topic_is_named_in_both_languages_of_the_sheet():
    given = preparation("ar", b=Answer("نعم", sharing=Sharing.GIVE))

    assert says(meeting(given).pdf, "المدرسة" + "Skolan")
    assert not says(meeting(given).pdf, "العائلة")


def test_swedish_that_stands_in_is_said_to():
    untranslated = replace(HELPS, ask=Texts("Vad hjälper dig?"))
    prepared = preparation("ar", a=Answer("نعم", sharing=Sharing.GIVE))
    stands_in = replace(prepared, questions=(untranslated,))

    assert says(meeting(stands_in).pdf, "Det här finns bara på svenska än.")
    assert not says(meeting(prepared).pdf, "Det här finns bara på svenska än.")


# Whatever a teenager types


def test_what_no_font_can_draw_is_named_on_paper():
    prepared = preparation(a=Answer("Hej 你好 😀", sharing=Sharing.GIVE))

    for paper in (meeting(prepared), mine(prepared)):
        assert says(paper.pdf, "Hej [kinesiska tecken]")
        assert faults(paper.pdf) == []
    rainbow = meeting(preparation(a=Answer("Hej 😀🏳️‍🌈", sharing=Sharing.GIVE)))
    assert not says(rainbow.pdf, "[")


@pytest.mark.parametrize("tag", ["sv", "ar"])
@pytest.mark.parametrize(
    "words",
    ["x" * 4000, "\n".join(f"rad {n}" for n in range(120)), "مرحبا hej\nhej مرحبا", "a\n\n\n\n\nb"],
    ids=["no space", "120 lines", "both ways", "blank lines"],
)
def test_any_legal_answer_prints_whole(words, tag):
    prepared = preparation(tag, a=Answer(words, sharing=Sharing.GIVE))

    for paper in (meeting(prepared), mine(prepared)):
        said = aloud(paper.pdf)
        assert faults(paper.pdf) == []
        assert said.count("x") >= words.count("x")  # over two pages, Swedish stands in between
        assert all(line in said for line in words.split("\n") if "xx" not in line)


def test_each_line_runs_its_own_way():
    assert direction("hej مرحبا") == "ltr"
    assert direction("123 – مرحبا hej") == "rtl"
    assert direction("123") == "auto"


def test_what_looks_like_code_or_an_address_is_only_words():
    every = " ".join(ATTACKS)
    given = preparation(a=Answer(every, sharing=Sharing.GIVE))
    given = given.asking([], ATTACKS, Sharing.GIVE).saying(Answer(every, sharing=Sharing.GIVE))

    for paper in (meeting(given), mine(given)):
        said = "".join(aloud(paper.pdf).split())
        for attack in ATTACKS:
            assert said.count("".join(attack.split())) >= 3
        assert reaching_out(paper.pdf) == []


def reaching_out(pdf):
    """Everything in a PDF that leads out of it or hides something in it."""
    with pikepdf.open(BytesIO(pdf)) as read:
        found = [key for key in ("/AF", "/OpenAction", "/AA") if key in read.Root]
        found += [key for key in ("/EmbeddedFiles", "/JavaScript") if key in _names(read)]
        return found + [str(note.Subtype) for p in read.pages for note in p.get("/Annots", [])]


def _names(read):
    return read.Root.get("/Names", {})


def test_a_link_would_be_found():
    linked = typeset("<html lang=sv><title>x</title><a href='https://a.example'>a</a>")

    assert reaching_out(linked) == ["/Link"]


# What every paper is


def papers(tag):
    full = preparation(
        tag,
        a=Answer("Lugn 😀", sharing=Sharing.GIVE),
        b=Answer("Ja", "bra", Sharing.SAY),
        c=Answer("مرحبا", sharing=Sharing.GIVE),
    )
    full = full.asking(["o"], ["Får jag byta?"], Sharing.GIVE).saying(Answer("Mest"))
    return {
        "meeting": meeting(full).pdf,
        "mine": mine(full).pdf,
        "empty": meeting(preparation(tag)).pdf,
        "nothing": mine(preparation(tag)).pdf,
    }


@pytest.mark.parametrize("tag", ["sv", "en", "ar"])
def test_every_paper_can_be_read_aloud(tag):
    for name, pdf in papers(tag).items():
        assert faults(pdf) == [], name
        assert tag in languages(pdf), name


def test_a_paper_that_can_not_be_read_aloud_is_found():
    bad = typeset("<html lang=sv><title>x</title><h1>a</h1><h4>b</h4>")

    assert faults(bad) != []


def test_no_paper_tells_what_it_is_or_when_it_was_made():
    for pdf in papers("sv").values():
        with pikepdf.open(BytesIO(pdf)) as read:
            info = {key: str(value) for key, value in read.docinfo.items()}
            meta = read.Root.Metadata.read_bytes().decode()
        assert info == {"/Title": "Papper", "/Producer": "prepkit"}
        assert not re.search("mötet|mitt|[12][0-9]{3}-[0-9]{2}|Author|creator", meta)


def test_the_same_words_give_the_same_bytes():
    assert papers("ar") == papers("ar")


def test_an_ordinary_sheet_is_one_page():
    words = "Jag vill veta mer om det här innan vi bestämmer något."
    for tag in ("sv", "ar"):
        given = preparation(tag, **{id: Answer(words, sharing=Sharing.GIVE) for id in "abc"})
        given = given.asking(["o"], [words], Sharing.GIVE)
        given = given.saying(Answer(words, sharing=Sharing.GIVE))

        assert page_count(meeting(given).pdf) == 1


def test_a_question_that_somebody_sent_stands_as_written_and_what_cant_be_drawn_is_named():
    prepared = preparation()
    for id, words, tag in (("a", "你好 hur mår du?", "sv"), ("b", "كيف تنام؟", "ar")):
        prepared = accepting(prepared, Sent(id, "mamma", words, tag), None)
        prepared = prepared.answering(prepared.questions[-1], Answer("Bra", sharing=Sharing.GIVE))

    sheet = meeting(prepared).pdf

    said = aloud(sheet)
    assert "[kinesiska tecken] hur mår du?" in said
    assert "كيف تنام؟" in said
    assert "mamma" not in said
    assert {"sv", "ar"} <= languages(sheet)
    assert faults(sheet) == []


def test_a_question_in_a_third_language_says_on_each_side_which():
    prepared = accepting(preparation("ar"), Sent("a", "mamma", "Sidee tahay?", "so"), None)
    prepared = accepting(prepared, Sent("b", "mamma", "Hur mår du?", "sv"), None)
    for asked_too in prepared.questions[-2:]:
        prepared = prepared.answering(asked_too, Answer("Bra", sharing=Sharing.GIVE))

    sheet = meeting(prepared).pdf

    assert says(sheet, "Sidee tahay? – somaliska")
    assert says(sheet, f"Sidee tahay? – {language_in('so', 'ar')}")
    assert not says(sheet, "– svenska")
    assert not says(sheet, f"– {language_in('sv', 'ar')}")
    assert faults(sheet) == []
