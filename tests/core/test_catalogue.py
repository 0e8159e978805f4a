"""How far a translation can be trusted, and what is shown when it can't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.bank import Entry
from prepkit.core.catalogue import Catalogue, Status, Translated, read_catalogue
from prepkit.core.errors import BankError
from prepkit.core.wording import phrase

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = Entry("q/text", "Hur mår du?")
CHECKED = "# checked: 2026-11-21 Amina\n"
FUZZY = "#, fuzzy\n"


def catalogue(body, tag="ar"):
    return read_catalogue((HEADER + body).encode(), tag, f"{tag}/b.po")


def entry(before="", swedish="Hur mår du?", text="كيف حالك؟", context="q/text"):
    return f'{before}msgctxt "{context}"\nmsgid "{swedish}"\nmsgstr "{text}"\n\n'


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (entry(), Status.UNCHECKED),
        (entry(CHECKED), Status.CHECKED),
        (entry("#checked: 2026-11-21 Amina\n"), Status.CHECKED),
        (entry("# en anteckning\n" + CHECKED), Status.CHECKED),
        (entry("#: b.yaml:12\n" + CHECKED + "#, c-format\n"), Status.CHECKED),
        # what is not quite the word of somebody who speaks the language
        (entry("# checked: 2026-11-21\n"), Status.UNCHECKED),
        (entry("# checked: 2026-11-21 \n"), Status.UNCHECKED),
        (entry("# checked: yes\n"), Status.UNCHECKED),
        (entry("# not checked: 2026-11-21 Amina\n"), Status.UNCHECKED),
        (entry("#. checked: 2026-11-21 Amina\n"), Status.UNCHECKED),  # not the translator's comment
        # out of date
        (entry(swedish="Hur mår du"), Status.OUTDATED),
        (entry(CHECKED, swedish="Hur har du det?"), Status.OUTDATED),
        (entry(FUZZY), Status.OUTDATED),
        (entry(CHECKED + FUZZY), Status.OUTDATED),
        # not there
        ("", Status.MISSING),
        (entry(text=""), Status.MISSING),
        (entry(CHECKED, text=""), Status.MISSING),
        (entry(text="  "), Status.MISSING),
        (entry(text="\\n"), Status.MISSING),
        (entry(context="r/text"), Status.MISSING),
        (entry().replace('msgctxt "q/text"\n', ""), Status.MISSING),  # never by its Swedish alone
        ("".join(f"#~ {line}\n" for line in entry().splitlines()[:3]), Status.MISSING),
    ],
)
def test_a_translation_has_its_status(body, status):
    assert catalogue(body).status(ENTRY) is status


@pytest.mark.parametrize(
    ("body", "said", "tag", "marked", "stands_in"),
    [
        (entry(CHECKED), "كيف حالك؟", "ar", False, False),
        (entry(), "كيف حالك؟", "ar", True, False),
        (entry(FUZZY), "Hur mår du?", "sv", False, True),
        (entry(swedish="Hur är det?"), "Hur mår du?", "sv", False, True),
        ("", "Hur mår du?", "sv", False, True),
    ],
)
def test_what_is_said_has_the_mark_it_must_have(body, said, tag, marked, stands_in):
    phrased = phrase(ENTRY, catalogue(body))

    assert (phrased.text, phrased.tag) == (said, tag)
    assert phrased.swedish == "Hur mår du?"
    assert (phrased.marked, phrased.stands_in) == (marked, stands_in)
    assert phrased.foreign is (tag != "sv")


@pytest.mark.parametrize("swedish", [None, Catalogue("sv", {"q/text": Translated("x", "y", 1, 0)})])
def test_swedish_is_itself_and_never_marked(swedish):
    phrased = phrase(ENTRY, swedish)

    assert (phrased.text, phrased.tag, phrased.status) == ("Hur mår du?", "sv", Status.SOURCE)
    assert [phrased.marked, phrased.stands_in, phrased.foreign] == [False] * 3


@given(
    st.builds(
        Translated,
        source=st.sampled_from(["Hur mår du?", "Hur är det?"]),
        text=st.sampled_from(["", "How are you?"]),
        checked=st.booleans(),
        fuzzy=st.booleans(),
    )
)
def test_only_a_checked_translation_of_todays_swedish_goes_unmarked(translated):
    phrased = phrase(ENTRY, Catalogue("en", {"q/text": translated}))

    if phrased.text == "How are you?":
        assert translated.source == "Hur mår du?"
        assert not translated.fuzzy
        assert phrased.marked is not translated.checked
    else:
        assert phrased.text == "Hur mår du?"
        assert phrased.stands_in


@pytest.mark.parametrize(
    "twins",
    [
        entry() + entry(swedish="Hur är det?"),
        # a merge gone wrong: Babel would keep the first text and the second's check
        entry(text="A") + entry(CHECKED, text="B"),
        entry() + entry(),
    ],
)
def test_an_entry_that_stands_twice_is_refused_at_its_line(twins):
    with pytest.raises(BankError) as refused:
        catalogue(entry(context="a") + twins)

    at = [i for i, line in enumerate((HEADER + entry() + twins).splitlines(), 1) if "ctxt" in line]
    assert [problem.line for problem in refused.value.problems] == at[-1:]
    assert "q/text finns två gånger" in str(refused.value)


@pytest.mark.parametrize(
    "source",
    [
        b"hej",
        b'msgid "\xff\xfe"\nmsgstr "b"\n',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\nmsgid "a"\nmsgstr "b"\n',
        b"\x00\x01\x02",
        b"id: b\nkind: meeting\n",
    ],
)
def test_what_is_not_a_po_file_is_refused_in_words(source):
    with pytest.raises(BankError, match="går inte att läsa som en po-fil"):
        read_catalogue(source, "ar", "ar/b.po")


@pytest.mark.parametrize(
    ("torn", "line"),
    [
        (entry()[:-4], 7),  # the file ends in the middle of a word
        (entry().replace('"q/text"', '"q/text'), 5),
        (entry().replace('msgid "', "msgid "), 6),
        (entry(text='He said "no"'), 7),
        (entry(text='"\n"on the next" line'), 8),
        (entry(text="a\\"), 7),
    ],
)
def test_a_text_without_its_last_letter_is_never_shown(torn, line):
    with pytest.raises(BankError) as refused:
        catalogue(torn)

    assert [problem.line for problem in refused.value.problems] == [line]


@pytest.mark.parametrize("text", ['\\"hej\\"', '"\n"Hej', "\\\\", "", 'a"\n  "b'])
def test_a_text_with_both_its_ends_is_shown(text):
    assert catalogue(entry(text=text)).entries["q/text"]


@given(st.binary(max_size=80))
def test_no_bytes_at_all_bring_the_reader_down(junk):
    for source in (junk, (HEADER + entry()).encode() + junk, b'msgctxt "a"\nmsgid "' + junk):
        try:
            read_catalogue(source, "ar", "ar/b.po")
        except BankError as refused:
            said = str(refused)
        else:
            said = "read"
        assert said


def test_each_entry_knows_its_line():
    read = catalogue(entry() + entry(context="r/text"))

    assert [read.entries[context].line for context in ("q/text", "r/text")] == [6, 10]  # msgid
