import difflib
import shutil
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from prepkit.core.bank import AgeGroup, BankKind
from prepkit.core.bankfile import read
from prepkit.core.catalogue import Status
from prepkit.core.errors import BankError, EditConflict, UnknownName
from prepkit.core.language import TAGS
from prepkit.core.text import one_line
from prepkit.resources import folder
from prepkit.store.library import Change, Library
from prepkit.store.tables import connect, create, metadata

BANK = """\
# En bank att pröva med. Anteckningen står kvar.
id: provet
kind: meeting
title: Provet   # också den här
about: Ett möte som inte finns.

questions:
  - id: prov-hem  # tjejen på Norrmalm
    topic: familj
    ages: [9-11, 12-14]
    level: 3
    text: Berätta vad du tänker om att flytta hem.
    source: norrmalm-forbereda
  - id: prov-helg
    topic: fritid
    kind: choice
    text: "Vad gör du helst: sover, spelar?"
    choices:
      - {id: sover, text: Sover}
      - {id: spelar, text: Spelar}
    source: norrmalm-forbereda
"""
HEM, HELG, SOVER = "prov-hem/text", "prov-helg/text", "prov-helg/choice/sover"
CATALOGUE = """\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "prov-hem/text"
msgid "Berätta vad du tänker om att flytta hem."
msgstr "Say what you think about moving back home."
"""


@pytest.fixture
def files(tmp_path):
    """The shipped folders, copied so that they can be changed, with one more bank."""
    banks, words = tmp_path / "question_banks", tmp_path / "translations"
    shutil.copytree(folder("question_banks"), banks)
    shutil.copytree(folder("translations"), words)
    (banks / "provet.yaml").write_text(BANK, "utf-8")
    (words / "en" / "LC_MESSAGES" / "provet.po").write_text(CATALOGUE, "utf-8")
    return banks, words


@pytest.fixture
def library(engine, files, clock) -> Library:
    return Library(engine, *files, clock)


@pytest.fixture
def own(file_engine, files, clock) -> Library:
    """A library on SQLite alone, for what no other database does otherwise."""
    return Library(file_engine, *files, clock)


def text_of(library, context):
    return library.written("provet").texts()[context]


# reading


def test_the_shipped_documents_are_there_by_kind(own):
    assert [bank.id for bank in own.meetings()] == ["forsta", "provet", "uppfoljning", "utredning"]
    assert own.core().kind is BankKind.CORE
    assert own.own().kind is BankKind.OWN
    assert [deck.id for deck in own.decks()] == [
        "lara-kanna", "du-och-jag", "sa-vill-vi-ha-det", "starkt-och-viktigt", "peka",
    ]  # fmt: skip
    assert own.topics().topic("skola").name == "Skolan"
    assert own.contacts().contacts
    assert own.rights().rights
    assert own.practices().practices
    assert own.stocks().stock("poker")


def test_a_bank_and_a_deck_are_found_by_id(own):
    assert own.bank("provet").question("prov-hem").ages == (AgeGroup.MIDDLE, AgeGroup.YOUNG_TEEN)
    assert len(own.deck("lara-kanna").cards) == 58


@pytest.mark.parametrize("id", ["nosuch", "", "../provet", "lara-kanna", "topics"])
def test_what_is_no_bank_is_refused_with_those_there_are(own, id):
    with pytest.raises(UnknownName, match=r"there is no bank .* provet") as told:
        own.bank(id)

    assert "lara-kanna" not in told.value.known


def test_a_deck_that_is_a_bank_is_refused(own):
    with pytest.raises(UnknownName, match="choose one of: du-och-jag, lara-kanna"):
        own.deck("provet")


def test_a_language_without_a_file_gives_an_empty_catalogue(own):
    catalogue = own.catalogue("provet", "ar")

    assert (catalogue.tag, dict(catalogue.entries)) == ("ar", {})
    assert own.catalogue("provet", "sv").entries == {}
    with pytest.raises(UnknownName):
        own.catalogue("provet", "xx")


def test_every_offered_language_but_swedish_has_its_catalogue(own):
    catalogues = own.catalogues("provet")

    assert [each.tag for each in catalogues] == [tag for tag in TAGS if tag != "sv"]
    assert catalogues[0].entries[HEM].text == "Say what you think about moving back home."


def test_a_broken_catalogue_leaves_the_swedish(own, files):
    (files[1] / "en" / "LC_MESSAGES" / "provet.po").write_bytes(b'msgid "\xff')

    assert own.catalogue("provet", "en").entries == {}
    assert any(p.file == "translations/en/LC_MESSAGES/provet.po" for p in own.problems())


def test_a_changed_file_is_read_again(own, files):
    own.bank("provet")
    (files[0] / "provet.yaml").write_text(BANK.replace("Provet ", "Omprovet "), "utf-8")
    own.catalogue("provet", "en")
    changed = CATALOGUE.replace("back home", "home again")
    (files[1] / "en" / "LC_MESSAGES" / "provet.po").write_text(changed, "utf-8")

    assert own.bank("provet").title == "Omprovet"
    assert own.catalogue("provet", "en").entries[HEM].text.endswith("home again.")


def test_a_broken_file_hides_no_other(own, files):
    (files[0] / "provet.yaml").write_text("id: provet\nkind: meeting\n", "utf-8")

    assert "provet" not in [document.id for document in own.documents()]
    assert own.core()
    with pytest.raises(BankError):
        own.bank("provet")


# editing


def test_nothing_is_revised_as_it_was_shipped(library):
    assert library.revision("provet") == 0
    assert library.history("provet") == ()
    assert library.export("provet") == BANK


def test_an_edit_is_read_at_once_by_every_node(library, engine, files, clock):
    other = Library(engine, *files, clock)
    other.bank("provet")

    library.revise("provet", {HEM: "Hur är det med hem?"}, base=0, author="Åsa")

    for each in (library, other):
        assert each.bank("provet").question("prov-hem").text == "Hur är det med hem?"
        assert each.revision("provet") == 1


def test_an_edit_outdates_its_translation_and_no_other(own):
    bank = own.bank("uppfoljning")
    first, second = (question.ask for question in bank.questions[:2])
    statuses = {c.tag: c.status(first) for c in own.catalogues("uppfoljning")}
    assert Status.OUTDATED not in statuses.values()

    own.revise("uppfoljning", {first.context: "Något helt annat."}, base=0, author="Åsa")

    changed = own.bank("uppfoljning").questions
    for catalogue in own.catalogues("uppfoljning"):
        assert catalogue.status(changed[0].ask) is Status.OUTDATED
        assert catalogue.status(second) is not Status.OUTDATED


def test_history_tells_who_when_and_what_newest_first(library, clock):
    first_day = clock()
    library.revise("provet", {HEM: "Ett?", SOVER: "Vilar"}, base=0, author="Åsa", note="kortare")
    clock.move(days=1)
    library.revise("provet", {HEM: "Två?"}, base=1, author="Bo")

    newest, oldest = library.history("provet")

    assert (newest.number, newest.author, newest.note) == (2, "Bo", "")
    assert newest.changes == (Change(HEM, "Ett?", "Två?"),)
    assert (oldest.number, oldest.author, oldest.note) == (1, "Åsa", "kortare")
    assert oldest.at == first_day
    assert oldest.changes == (
        Change(HEM, "Berätta vad du tänker om att flytta hem.", "Ett?"),
        Change(SOVER, "Sover", "Vilar"),
    )


def test_an_edit_changes_its_own_line_and_keeps_every_comment(library):
    library.revise("provet", {HEM: "Hur är det: med hem?"}, base=0, author="Åsa")

    changed = [
        line
        for line in difflib.ndiff(BANK.splitlines(), library.export("provet").splitlines())
        if line[0] in "+-"
    ]
    assert changed == [
        "-     text: Berätta vad du tänker om att flytta hem.",
        '+     text: "Hur är det: med hem?"',
    ]


WORDS = st.text(max_size=80).filter(lambda words: one_line(words))


@settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes=st.dictionaries(st.sampled_from([HEM, HELG, SOVER, "title"]), WORDS, min_size=1))
def test_any_words_are_kept_as_they_are_and_undone_to_the_letter(own, changes):
    base, before = own.revision("provet"), own.export("provet")
    texts = own.written("provet").texts()

    made = own.revise("provet", changes, base=base, author="Åsa")

    after = own.written("provet").texts()
    wanted = {context: one_line(words) for context, words in changes.items()}
    assert after == {**texts, **wanted}
    assert len(own.export("provet").splitlines()) == len(BANK.splitlines())
    if made:
        own.undo("provet", made.number, author="Åsa")
    assert own.export("provet") == before


def test_an_edit_that_changes_nothing_is_no_revision(library):
    same = {HEM: "  Berätta vad du\ntänker om att flytta hem. "}

    assert library.revise("provet", same, base=0, author="Åsa") is None
    assert library.revise("provet", {}, base=0, author="Åsa") is None
    assert library.revision("provet") == 0


def test_every_problem_of_an_edit_is_told_at_its_field_and_nothing_is_saved(library):
    wrong = {HEM: " ", "title": "x" * 2000, SOVER: "Vilar"}

    with pytest.raises(BankError) as told:
        library.revise("provet", wrong, base=0, author="Åsa")

    assert {problem.field for problem in told.value.problems} == {HEM, "title"}
    assert library.export("provet") == BANK


@pytest.mark.parametrize(
    "context", ["nosuch/text", "", "id", "kind", "prov-hem/id", "prov-helg/choice/sover/id"]
)
def test_what_is_not_there_and_what_never_changes_cannot_be_changed(own, context):
    with pytest.raises(UnknownName):
        own.revise("provet", {context: "nytt"}, base=0, author="Åsa")

    assert own.revision("provet") == 0


def test_an_edit_that_began_before_anothers_is_refused(library):
    library.revise("provet", {HEM: "Åsas"}, base=0, author="Åsa")

    with pytest.raises(EditConflict):
        library.revise("provet", {HEM: "Bos"}, base=0, author="Bo")

    assert text_of(library, HEM) == "Åsas"


@pytest.mark.parametrize("address", ["file", "postgres"], indirect=True)
def test_of_many_who_save_at_once_one_is_first_and_the_others_are_told(address, files, clock):
    setup = connect(address)
    metadata.drop_all(setup)
    create(setup)
    engines = [connect(address) for _ in range(6)]
    ready, saved, refused = threading.Barrier(len(engines)), [], []

    def save(n):
        library = Library(engines[n], *files, clock)
        library.bank("provet")
        ready.wait()
        try:
            saved.append(library.revise("provet", {HEM: f"Text {n}"}, base=0, author=str(n)))
        except EditConflict:
            refused.append(n)

    threads = [threading.Thread(target=save, args=[n]) for n in range(len(engines))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(saved), len(refused)) == (1, 5)
    assert text_of(Library(setup, *files, clock), HEM) == saved[0].changes[0].after
    for engine in (setup, *engines):
        engine.dispose()


# taking back


def test_undo_takes_back_one_revision_and_leaves_the_later_ones(library):
    library.revise("provet", {HEM: "Ett?"}, base=0, author="Åsa")
    library.revise("provet", {SOVER: "Vilar"}, base=1, author="Bo")

    undone = library.undo("provet", 1, author="Cia")

    assert (undone.number, undone.author, undone.undoes) == (3, "Cia", 1)
    assert undone.changes == (Change(HEM, "Ett?", "Berätta vad du tänker om att flytta hem."),)
    assert text_of(library, SOVER) == "Vilar"
    assert library.history("provet")[0] == undone
    assert library.export("provet") == BANK.replace("text: Sover", "text: Vilar")


def test_undo_can_itself_be_undone(library):
    library.revise("provet", {HEM: "Ett?"}, base=0, author="Åsa")
    library.undo("provet", 1, author="Åsa")
    library.undo("provet", 2, author="Åsa")

    assert text_of(library, HEM) == "Ett?"


def test_undo_is_refused_when_the_same_text_was_changed_later(library):
    library.revise("provet", {HEM: "Ett?", SOVER: "Vilar"}, base=0, author="Åsa")
    library.revise("provet", {HEM: "Två?"}, base=1, author="Bo")

    with pytest.raises(EditConflict):
        library.undo("provet", 1, author="Cia")

    assert (text_of(library, HEM), text_of(library, SOVER)) == ("Två?", "Vilar")


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_revision_that_is_not_there_cannot_be_undone(own, number):
    own.revise("provet", {HEM: "Ett?"}, base=0, author="Åsa")

    with pytest.raises(UnknownName):
        own.undo("provet", number, author="Åsa")


# the files beneath


def test_the_first_revision_keeps_what_it_began_from(own, file_engine):
    own.revise("provet", {HEM: "Ett?"}, base=0, author="Åsa")
    own.revise("provet", {HEM: "Två?"}, base=1, author="Åsa")

    table = metadata.tables["revision"]
    with file_engine.connect() as connection:
        rows = connection.execute(table.select().order_by(table.c.number)).all()

    assert [row.base_text for row in rows] == [BANK, None]


def test_a_new_shipped_text_under_an_edited_bank_is_told(own, files):
    own.revise("provet", {HEM: "Ett?"}, base=0, author="Åsa")
    assert [p for p in own.problems() if p.file.endswith("provet.yaml") and not p.field] == []

    (files[0] / "provet.yaml").write_text(BANK.replace("Ett möte", "Ett annat möte"), "utf-8")

    told = [p for p in own.problems() if p.file == "question_banks/provet.yaml" and not p.field]
    assert [p.warning for p in told] == [True]
    assert text_of(own, HEM) == "Ett?"


def test_an_edited_bank_is_there_when_its_file_is_not(own, files):
    own.revise("provet", {HEM: "Ett?"}, base=0, author="Åsa")
    (files[0] / "provet.yaml").unlink()

    assert own.bank("provet").question("prov-hem").text == "Ett?"


def test_problems_come_from_every_file_with_its_place(own, files):
    (files[0] / "core.yaml").write_text("id: core\nkind: core\ntitle: [x\n", "utf-8")
    (files[0] / "utredning.yaml").write_bytes("id: utredning\ntitle: Möte\n".encode("latin-1"))

    places = {(problem.file, problem.line) for problem in own.problems() if not problem.warning}

    # and that the questions don't suffice without those files isn't held against the others
    assert places == {("question_banks/core.yaml", 3), ("question_banks/utredning.yaml", 2)}


def test_a_page_catalogue_that_lost_a_place_is_told(own, files):
    file = files[1] / "en" / "LC_MESSAGES" / "messages.po"
    file.write_text('msgid "Fråga %(n)s"\nmsgstr "Question"\n', "utf-8")

    told = [p for p in own.problems() if p.file == "translations/en/LC_MESSAGES/messages.po"]

    assert [(p.line, p.warning) for p in told] == [(1, False)]


def test_a_page_costs_one_small_query_a_document(own, file_engine):
    own.revise("provet", {HEM: "Ett?"}, base=0, author="Åsa")
    own.bank("provet")
    asked = []

    @event.listens_for(file_engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    own.bank("provet")
    own.catalogues("provet")

    selects = [each for each in asked if each.startswith("SELECT")]
    assert len(selects) == 1
    assert ".text" not in selects[0]  # the whole text is fetched once for all


def test_what_is_shipped_has_no_errors(own):
    assert [str(problem) for problem in own.problems() if not problem.warning] == []


def test_every_exported_text_reads_as_the_document_it_is(own):
    for document in own.documents():
        written = own.written(document.id)
        assert read(own.export(document.id), written.file).document == document
