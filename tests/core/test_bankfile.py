"""Reading a file with every problem at its line, and changing one text in it."""

from dataclasses import asdict, replace
from itertools import zip_longest

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from prepkit.core import bankfile
from prepkit.core.bankfile import LARGEST, read
from prepkit.core.errors import BankError
from prepkit.core.text import one_line
from tests.core.small_banks import SHIPPED, shipped

WITH_TEXTS = [*(name for name in SHIPPED if "/" not in name), "reference/contacts.yaml"]


def flat(document):
    """Every value in a document by the way to it."""

    def walk(path, value):
        if isinstance(value, dict):
            for key, part in value.items():
                yield from walk((*path, key), part)
        elif isinstance(value, (list, tuple)):
            for i, part in enumerate(value):
                yield from walk((*path, i), part)
        else:
            yield path, value

    return dict(walk((), asdict(document)))


def changed(before, after):
    """The ways whose value differs between two documents."""
    pairs = flat(before), flat(after)
    return [path for path in {**pairs[0], **pairs[1]} if pairs[0].get(path) != pairs[1].get(path)]


def lines_changed(before, after):
    pairs = zip_longest(before.splitlines(), after.splitlines())
    return [(a, b) for a, b in pairs if a != b]


# Shipped files


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_reads_well(name):
    assert read(shipped(name), name).text == shipped(name)


@pytest.mark.parametrize(
    "every",  # how many texts on from one that is tried to the next
    [pytest.param(1, marks=pytest.mark.full), 4],
)
@pytest.mark.parametrize("name", WITH_TEXTS)
def test_changing_any_shipped_text_changes_one_line_and_that_text_alone(name, every):
    written = read(shipped(name), name)

    for entry in list(written.document.entries())[::every]:
        text = written.replace(entry.context, "Nytt: # hur, så?")

        after = read(text, name).document
        said = {each.context: each.text for each in after.entries()}
        assert len(lines_changed(written.text, text)) == 1
        assert len(changed(written.document, after)) == 1
        assert said[entry.context] == "Nytt: # hur, så?"


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_a_text_put_in_its_own_place_changes_nothing(name):
    written = read(shipped(name), name)

    for entry in written.document.entries():
        assert written.replace(entry.context, entry.text) == written.text


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_every_text_is_found_at_the_line_where_it_stands(name):
    written = read(shipped(name), name)
    lines = written.text.splitlines()

    for entry in written.document.entries():
        assert entry.text[:12] in lines[written.line(entry.context) - 1]


# One text in every way YAML can write it

BANK = """\
# överst 😀
id: b
kind: meeting
title: Titel  # bredvid
about: Om
questions:
  # om q
  - id: q
    topic: mar
    source: s
    kind: choice
    {text}
    # efter q
    choices:
      - {{id: ja, text: Ja, eller hur}}
      - {{id: nej, text: 'Nej, "nej"'}}
# sist
"""
STYLES = {
    "plain": "text: Vad är bra?",
    "plain with a comment": "text: Vad är bra?   # kvar",
    "single quotes": "text: 'Vad ''är'' bra?'",
    "double quotes": 'text: "Vad \\u00e4r bra?"  # kvar',
    "plain over lines": "text: Vad\n      är\n      bra?",
    "on the next line": "text:\n      Vad är bra?",
    "folded block": "text: >\n      Vad är\n      bra?\n",
    "folded block kept": "text: >+\n      Vad är\n      bra?\n\n",
    "literal block": "text: |\n      Vad är\n      bra?",
    "literal block stripped": "text: |-\n      Vad är bra?\n",
    "indented block": "text: |2-\n      Vad är bra?\n",
    "quoted over lines": 'text: "Vad\n      är\n\n      bra?"',
}
BANK = BANK.replace("text: Ja, eller hur", "text: Ja")
LINE_ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r"}
ANYTHING = st.text(st.characters(exclude_categories=()), min_size=1)
LIKE_YAML = st.text(
    st.sampled_from(" #:,-?[]{}&*!|>'\"%@`\\~\t\naåä😀=<.0"), min_size=1, max_size=12
)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _either_loader(request, monkeypatch):
    """libyaml's loader, and Python's own where there is no libyaml."""
    monkeypatch.setattr(bankfile, "_Loader", getattr(yaml, request.param))


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize("style", STYLES)
def test_a_text_is_changed_in_any_style_and_all_around_it_stays(style, end, bom):
    text = bom + BANK.format(text=STYLES[style]).replace("\n", LINE_ENDS[end])
    written = read(text, "b.yaml")

    after = written.replace("q/text", 'Hur: "så", och sen # slut')

    assert changed(written.document, read(after, "b.yaml").document) == [("questions", 0, "text")]
    assert read(after, "b.yaml").document.question("q").text == 'Hur: "så", och sen # slut'
    start, end = text.index("text:"), text.index("# efter q")
    assert after.startswith(text[:start] + "text:")
    assert after.endswith(text[end:])
    assert ("kvar" in after) is ("kvar" in text)


@pytest.mark.parametrize("style", STYLES)
def test_words_that_are_there_already_change_nothing_in_any_style(style):
    written = read(BANK.format(text=STYLES[style]), "b.yaml")

    asked = written.document.question("q").text

    assert written.replace("q/text", asked) == written.text
    assert written.replace("q/text", f"  {asked}\n ".replace(" ", "\n ")) == written.text


@pytest.mark.parametrize("context", ["title", "about", "q/text", "q/choice/ja", "q/choice/nej"])
@given(words=ANYTHING | LIKE_YAML)
@example(words="no")
@example(words="a, source: x")
@example(words="x}\n  - {id: y, text: z")
@example(words="\ufeffx")
@example(words="--- x")
@example(words="\x00\ud800x\uffff")
@example(words="12 år")
def test_any_words_read_back_as_they_were_and_move_nothing(context, words):
    written = read(BANK.format(text=STYLES["plain"]), "b.yaml")
    assume(one_line(words))

    text = written.replace(context, words)

    after = read(text, "b.yaml").document
    said = {entry.context: entry.text for entry in after.entries()}
    expected = {entry.context: entry.text for entry in written.document.entries()}
    assert said == expected | {context: one_line(words)}
    assert len(changed(written.document, after)) <= 1
    assert len(lines_changed(written.text, text)) <= 1


def test_plain_words_stay_plain_and_quoted_words_stay_quoted():
    written = read(BANK.format(text=STYLES["plain with a comment"]), "b.yaml")

    assert "text: Hur är det, egentligen?   # kvar\n" in written.replace(
        "q/text", "Hur är det, egentligen?"
    )
    assert '{id: ja, text: "Ja, gärna"}' in written.replace("q/choice/ja", "Ja, gärna")
    assert '{id: nej, text: "Nix"}' in written.replace("q/choice/nej", "Nix")


def test_an_empty_text_can_be_filled_and_emptied_again():
    deck = "id: d\nkind: deck\ntitle: T\nabout: A\nrules: []\ncards:\n  - id: k\n    topic: mar\n"
    deck += "    level: 1\n    text: Vad?\n    source: s\n    adult:\n"
    written = read(deck, "d.yaml")

    filled = written.replace("k/adult", "Vad då?")

    assert "    adult: Vad då?\n" in filled
    assert (
        read(read(filled, "d.yaml").replace("k/adult", ""), "d.yaml").document == written.document
    )


def test_words_that_do_not_fit_are_refused_at_their_field():
    written = read(BANK.format(text=STYLES["plain"]), "b.yaml")

    for words in ("", " \n", "å" * 1001, "\x00"):
        with pytest.raises(BankError) as refused:
            written.replace("q/text", words)
        assert [problem.field for problem in refused.value.problems] == ["q/text"]
        assert [problem.line for problem in refused.value.problems] == [12]


def test_a_text_that_is_not_there_is_a_key_error():
    written = read(BANK.format(text=STYLES["plain"]), "b.yaml")

    for context in ("q/texten", "q/choice", "q/choice/kanske", "", "questions"):
        with pytest.raises(KeyError):
            written.replace(context, "x")
        with pytest.raises(KeyError):
            written.line(context)


# Every problem at once, each at its line

GOOD = """\
id: b
kind: meeting
title: T
about: A
questions:
  - id: q
    topic: mar
    source: s
    text: Vad är bra?
  - id: r
    topic: mar
    source: s
    ages: [9-11, 12-14]
    kind: choice
    text: Välj det som stämmer.
    choices:
      - {id: ja, text: Ja}
      - {id: nej, text: Nej}
"""


def added(line):
    """One line more in the first question, after its source on line 8."""
    return "source: s\n    text: V", f"source: s\n    {line}\n    text: V", 9


# a fault: what is written instead of what, the line it is reported at, and words of the report
FAULTS = {
    "another file's id": ("id: b", "id: c", 1, "samma som filens namn"),
    "an id with capitals": ("id: q", "id: Q", 6, "a-z, 0-9 och bindestreck"),
    "an id with a space": ("id: q", "id: q r", 6, "a-z, 0-9 och bindestreck"),
    "an id with å": ("id: q", "id: å", 6, "a-z, 0-9 och bindestreck"),
    "an id in a list": ("id: q", "id: [q]", 6, "id ska vara en text"),
    "an id with a line end": ("id: q", 'id: "q\\n"', 6, "a-z, 0-9 och bindestreck"),
    "an id that is long": ("id: q", f"id: {'q' * 61}", 6, "högst 60"),
    "an id twice": ("id: r", "id: q", 10, "id q finns redan"),
    "no kind": ("kind: meeting", "", 1, "kind ska vara något av"),
    "an unknown kind": ("kind: meeting", "kind: möte", 2, "kind ska vara något av: core, meeting"),
    "a kind in a list": ("kind: meeting", "kind: [meeting]", 2, "kind ska vara något av"),
    "no title": ("title: T", "", 1, "saknas title"),
    "an empty title": ("title: T", "title:", 3, "Skriv en text"),
    "an empty quoted title": ("title: T", 'title: "  "', 3, "Skriv en text"),
    "no source": ("source: s\n    text: Vad", "text: Vad", 6, "saknas source"),
    "a long text": ("Vad är bra?", "å" * 1001, 9, "högst 1000"),
    "a text in a list": ("Vad är bra?", "[Vad, är, bra]", 9, "text ska vara en text"),
    "a text with parts": ("Vad är bra?", "{sv: Vad}", 9, "text ska vara en text"),
    "a key misspelt": (*added("sorce: t"), "sorce finns inte"),
    "a key with a hyphen": (*added("so-urce: t"), "so-urce finns inte"),
    "a key twice": (*added("topic: skola"), "topic står två gånger"),
    "a key that is a list": (*added("? [a, b]\n    : c"), "ett enda ord"),
    "an unknown role": (*added("role: first"), "role kan inte vara ”first”"),
    "a level too high": (*added("level: 4"), "level kan inte vara ”4”"),
    "a level in words": (*added("level: tre"), "”tre” går inte"),
    "an own question": (*added("role: own"), "slaget own"),
    "a like with a space": (*added("like: x y"), "a-z, 0-9"),
    "an unknown age": ("[9-11, 12-14]", "[9-11, 12-15]", 13, "ages kan inte vara ”12-15”"),
    "an age alone": ("[9-11, 12-14]", "9-11", 13, "ages ska vara en lista"),
    "no ages": ("[9-11, 12-14]", "[]", 13, "minst en åldersgrupp"),
    "choices to a text": ("kind: choice", "kind: text", 17, "har inga val"),
    "one choice": ("      - {id: nej, text: Nej}\n", "", 17, "minst två val"),
    "a short scale": ("kind: choice", "kind: scale", 17, "minst fyra val"),
    "a choice twice": ("{id: nej", "{id: ja", 17, "Två val har samma id"),
    "a choice without id": ("{id: nej, text: Nej}", "{text: Nej}", 18, "saknas id"),
    "a choice of no words": ("{id: nej, text: Nej}", "{id: nej, text: ''}", 18, "Skriv en text"),
    "a choice that is a word": ("{id: nej, text: Nej}", "nej", 18, "namn och värde"),
    "an escaped NUL": ("Vad är bra?", '"Vad\\0"', 9, "U+0000"),
    "an escaped escape": ("Vad är bra?", '"Vad\\e[0m"', 9, "U+001B"),
    "a private character": ("Vad är bra?", "Vad \uf8ff", 9, "U+F8FF"),
    "a colon too many": ("Vad är bra?", "Vad: är bra?", 9, "kolon"),
    "a quote left open": ("Vad är bra?", '"Vad är bra?', 9, "citattecken"),
    "a bracket left open": ("[9-11, 12-14]", "[9-11, 12-14", 13, "läsa"),
    "a brace left open": ("{id: ja, text: Ja}", "{id: ja, text: Ja", 17, "läsa"),
    "an indent too deep": ("   topic: mar", "    topic: mar", 7, "indrag"),
    "a tab for indent": ("    topic: mar", "\ttopic: mar", 7, "indrag"),
    "an alias": ("Vad är bra?", "*a", 9, "hänvisningar"),
    "an anchor": ("Vad är bra?", "&a Vad", 9, "hänvisningar"),
    "a tag": ("Vad är bra?", "!!python/object/apply:os.system [ls]", 9, "!"),
    "a tag of one's own": ("Vad är bra?", "!sv Vad", 9, "!sv"),
    "a document more": ("      - {id: nej, text: Nej}\n", "---\nid: c\n", 18, "läsa"),
}  # fmt: skip


def problems(text, file="b.yaml"):
    with pytest.raises(BankError) as refused:
        read(text, file)
    return refused.value.problems


def test_a_file_without_faults_is_not_accused():
    assert len(read(GOOD, "b.yaml").document.questions) == 2


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_once_at_its_line_in_words(fault):
    instead_of, written, line, words = FAULTS[fault]
    assert GOOD.count(instead_of) == 1 or "id" in instead_of or "topic" in instead_of

    found = problems(GOOD.replace(instead_of, written, 1))

    assert [problem.line for problem in found] == [line]
    assert words in str(found[0])
    assert str(found[0]).startswith(f"b.yaml:{line}: ")


def test_many_faults_are_reported_at_once():
    text = GOOD
    planted = ["an id with capitals", "an empty title", "an unknown age", "a choice of no words"]
    for fault in [*planted, "a level too high"]:
        text = text.replace(*FAULTS[fault][:2], 1)

    assert [problem.line for problem in problems(text)] == [3, 6, 9, 14, 19]


def test_faults_that_only_the_whole_shows_are_reported_at_once():
    text = GOOD
    for fault in ("another file's id", "an id twice", "no ages", "a choice twice"):
        text = text.replace(*FAULTS[fault][:2], 1)

    assert [problem.line for problem in problems(text)] == [1, 10, 13, 17]


def test_the_field_of_a_problem_is_that_of_the_text():
    text = GOOD.replace("text: Nej", "text: ''").replace("Vad är bra?", "''").replace(": T", ":")

    assert [problem.field for problem in problems(text)] == ["title", "q/text", "r/choice/nej"]


@pytest.mark.parametrize(
    ("kind", "part", "fault"),
    [
        ("topics", "name: A, color: '#FFFFFF'", "tint: white"),
        (
            "rights",
            "law: L, sfs: S, paragraph: P, text: T, checked_on: 2026-01-01",
            "valid_from: x",
        ),
        ("contacts", "name: A, number: '1', text: T, source: s", "checked_on: 2026-02-30"),
        ("practices", "title: T", "where: ''"),
        ("stories", "title: T, about: A", "paragraphs: [{id: p, title: T, text: T, when: now}]"),
        ("deck", "topic: t, text: T, source: s", "level: 0"),
    ],
)
def test_every_kind_of_file_is_checked(kind, part, fault):
    before = "title: T\nabout: A\nrules: []\ncards" if kind == "deck" else kind
    before = f"title: T\nabout: A\n{kind}" if kind == "stories" else before
    text = f"id: b\nkind: {kind}\n{before}:\n  - {{id: a, {part},\n     {fault}}}\n"

    assert [problem.line for problem in problems(text)] == [text.count("\n")]


DECK = """\
id: d
kind: deck
title: T
about: A
rules: []
guide:
  - {id: g, title: T, text: T, rights: [sol-19-1]}
groups: [{id: mar, text: Det jag känner}]
cards:
  - id: k
    topic: mar
    kind: KIND
    text: Vad?
    source: s
"""


def card(kind, *lines):
    return DECK.replace("KIND", kind) + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        card("ask", "level: 1"),
        card("mirror", "level: 3", "adult: Vad då?", "ages: [12-14]"),
        card("point", "symbol: point-mat"),
        card("about", "lines: [{id: namn, text: Jag heter}]"),
        card("read", "note: Läs högt."),
        *(card(kind, "copies: 18") for kind in ("blank", "pass", "stop")),
    ],
    ids=lambda text: text.split("kind: ")[2].split()[0],
)
def test_a_card_of_every_kind_is_read_and_each_of_its_texts_is_found(text):
    written = read(text, "d.yaml")

    said = {entry.context: entry.text for entry in written.document.entries()}
    assert said.items() <= written.texts().items()
    assert all(written.line(context) for context in said)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (card("ask"), 10, "behöver level"),
        (card("mirror", "level: 0"), 15, "level kan inte vara"),
        (card("stop", "level: 2"), 15, "varken level eller adult"),
        (card("point", "adult: Vad då?"), 15, "varken level eller adult"),
        (card("about"), 10, "har rader"),
        (card("pass", "lines: [{id: a, text: A}]"), 15, "bara ett sådant"),
        (card("point", "copies: 2"), 15, "flera exemplar"),
        (card("blank", "copies: 19"), 15, "copies kan inte vara"),
        (card("ask", "level: 1", "ages: []"), 16, "minst en åldersgrupp"),
        (card("hug", "level: 1"), 12, "kind kan inte vara"),
        (
            DECK.replace("KIND", "stop").replace("]}", "]}\n  - {id: g, title: T, text: T}"),
            8,
            "id g",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) and len(part) < 30 else "",
)
def test_a_card_that_does_not_hang_together_is_told(text, line, words):
    found = problems(text, "d.yaml")

    assert [problem.line for problem in found] == [line]
    assert words in str(found[0])


# Hostile files


def bomb():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (bomb(), "hänvisningar"),
        ("[" * 20_000, "många nivåer"),
        ("- " * 20_000, "många nivåer"),
        ("{a: " * 20_000, "många nivåer"),
        ("? " * 20_000, "många nivåer"),
        ("a: " + "x" * LARGEST, "för stor"),
        ("id: b\0", "tecken"),
        ("id: \ud800", "tecken"),
        ("id: \x1b[2J", "tecken"),
        ("!!python/object/apply:os.system [ls]", "!"),
        ("!!python/name:os.system", "!"),
        ("<<: {id: b}\nkind: meeting", "<<"),
        ("%YAML 9.9\n---\nid: b", "läsa"),
        ("", "tom"),
        ("\ufeff", "tom"),
        ("# bara en rad", "tom"),
        ("hej", "kind"),
        ("[]", "kind"),
        ("- id: b", "kind"),
        ("kind: {a: {b: c}}", "kind"),
        ("kind: meeting\nid: {a: b}\ntitle: []\nabout: x\nquestions: {}", "lista"),
    ],
    ids=lambda part: part[:12].encode("ascii", "replace").decode() if isinstance(part, str) else "",
)
def test_a_hostile_file_is_refused_in_words(text, words):
    assert words in " ".join(str(problem) for problem in problems(text))


@given(st.text(st.characters(exclude_categories=()), max_size=60) | LIKE_YAML)
def test_no_text_at_all_brings_the_reader_down(text):
    for before in ("", "kind: meeting\nquestions:\n  - ", GOOD.replace("Vad är bra?", "") + "  - "):
        assert read_or_refused(before + text)


@given(st.data())
def test_no_change_in_a_good_file_brings_the_reader_down(data):
    at = data.draw(st.integers(0, len(GOOD)))
    length = data.draw(st.integers(0, 5))
    text = GOOD[:at] + data.draw(LIKE_YAML) + GOOD[at + length :]

    written = read_or_refused(text)

    if isinstance(written, BankError):
        lines = [problem.line for problem in written.problems]
        assert 0 <= min(lines) <= max(lines) <= text.count("\n") + 2
    else:
        after = read(written.replace("title", "Annat"), "b.yaml").document
        assert after == replace(written.document, title="Annat")


def read_or_refused(text):
    try:
        return read(text, "b.yaml")
    except BankError as refused:
        return refused
