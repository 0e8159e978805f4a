"""The library: the shipped banks, with the installation's own revisions on top.

A revision is a whole text, only ever appended. Which is the newest is asked of the database every
time, so that many web nodes give the same words at once; reading a text is done once for each
text there has been. A broken file doesn't hide the others: ``problems`` tells what is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, func, insert, select, tuple_
from sqlalchemy.exc import IntegrityError

from prepkit.core import check
from prepkit.core.bank import Bank, BankKind, Topics
from prepkit.core.bankfile import Document, Written, read
from prepkit.core.catalogue import Catalogue
from prepkit.core.deadlines import Clocks
from prepkit.core.deck import Deck
from prepkit.core.errors import BankError, EditConflict, PrepkitError, Problem, UnknownName
from prepkit.core.language import LANGUAGES, SWEDISH, language
from prepkit.core.office import Office
from prepkit.core.reference import Contacts, Practices, Rights
from prepkit.core.stock import Stocks
from prepkit.core.story import Stories, ToldStory, told
from prepkit.core.text import one_line
from prepkit.store.shipped import Shipped
from prepkit.store.tables import reading, revision, writing

LONGEST_NOTE = 300  # characters
Shape = TypeVar("Shape", bound=Document)


@dataclass(frozen=True)
class Change:
    """One text before and after; empty where it wasn't there, or isn't any more."""

    context: str
    before: str
    after: str


@dataclass(frozen=True)
class Revision:
    """One saved edit of one document. ``undoes`` is the number of the revision it took back."""

    document: str
    number: int
    author: str
    at: datetime
    note: str
    changes: tuple[Change, ...]
    undoes: int | None = None


_CHANGES = TypeAdapter(tuple[Change, ...])


class Library:
    """Every document of one installation. ``clock`` gives the time with its zone."""

    def __init__(
        self, engine: Engine, banks: Path, translations: Path, clock: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._shipped = Shipped(banks, translations)
        self._clock = clock
        self._revised: dict[str, tuple[str, Written]] = {}

    # reading

    def documents(self) -> tuple[Document, ...]:
        """Every document that can be read, by file name."""
        return tuple(written.document for written in self._everything([]))

    def meetings(self) -> tuple[Bank, ...]:
        """The banks for one meeting each."""
        return self._banks_for(BankKind.MEETING)

    def core(self) -> Bank:
        """The questions for all meetings."""
        return _only(self._banks_for(BankKind.CORE), "core bank")

    def own(self) -> Bank:
        """The questions a young person may want to ask."""
        return _only(self._banks_for(BankKind.OWN), "bank of own questions")

    def decks(self) -> tuple[Deck, ...]:
        """The decks of cards, in the order they are offered."""
        decks = [each for each in self.documents() if isinstance(each, Deck)]
        return tuple(sorted(decks, key=lambda deck: deck.place))

    def bank(self, id: str) -> Bank:
        """The bank of questions with this id; raises UnknownName."""
        return self._document(id, Bank, "bank")

    def deck(self, id: str) -> Deck:
        """The deck with this id; raises UnknownName."""
        return self._document(id, Deck, "deck")

    def topics(self) -> Topics:
        return self._document("topics", Topics, "list")

    def contacts(self) -> Contacts:
        return self._document("contacts", Contacts, "list")

    def rights(self) -> Rights:
        return self._document("rights", Rights, "list")

    def clocks(self) -> Clocks:
        return self._document("clocks", Clocks, "list")

    def stories(self) -> Stories:
        return self._document("stories", Stories, "list")

    def told(self, id: str) -> ToldStory:
        """A story with its facts of law, in every language; raises UnknownName."""
        stories, rights = self.stories(), self.rights()
        of_rights = self.catalogues(rights.id)
        return told(stories.story(id), self.catalogues(stories.id), rights, of_rights)

    def office(self) -> Office:
        return self._document("office", Office, "list")

    def practices(self) -> Practices:
        return self._document("practices", Practices, "list")

    def stocks(self) -> Stocks:
        return self._document("stock", Stocks, "list")

    def written(self, id: str) -> Written:
        """A document with its text as it is today; raises UnknownName, and BankError if broken."""
        with reading(self._engine) as connection:
            return self._written(connection, id, _newest(connection, id))

    def export(self, id: str) -> str:
        """The whole text of a document as it is today; raises UnknownName."""
        return self.written(id).text

    def catalogue(self, document: str, tag: str) -> Catalogue:
        """The document's translation; empty where there is none, or none that can be read.

        Then the Swedish stands in its place. Raises UnknownName for a language not offered.
        """
        if language(tag) == SWEDISH:
            return Catalogue(tag)
        try:
            return self._shipped.catalogue(document, tag)
        except (FileNotFoundError, BankError):
            return Catalogue(tag)

    def catalogues(self, document: str) -> tuple[Catalogue, ...]:
        """The document's translations into every offered language but Swedish."""
        return tuple(self.catalogue(document, tag) for tag in _TRANSLATED)

    # editing

    def revision(self, id: str) -> int:
        """The number of the newest revision; 0 means as it was shipped."""
        with reading(self._engine) as connection:
            row = _newest(connection, id)
        return row.number if row else 0

    def history(self, id: str) -> tuple[Revision, ...]:
        """Every revision of a document, the newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(*_TOLD).where(revision.c.document == id).order_by(revision.c.number.desc())
            ).all()
        return tuple(_revision(row) for row in rows)

    def revise(
        self, id: str, changes: Mapping[str, str], *, base: int, author: str, note: str = ""
    ) -> Revision | None:
        """Change texts (context -> words) in the document as it was at revision ``base``.

        All of them together are one revision; None if nothing differs. Raises EditConflict if
        somebody saved in between, and BankError with every problem, each with its context as
        ``field``. Raises UnknownName for a context there is none such, and for an id, which
        never changes.
        """
        before, number = self._at(id)
        if number != base:
            raise EditConflict("somebody else saved this bank in between")
        after = _edited(before, changes)
        return self._append(before, after, number, author, one_line(note)[:LONGEST_NOTE])

    def undo(self, id: str, number: int, *, author: str) -> Revision | None:
        """Take back exactly what one revision changed, in a new revision.

        Raises EditConflict if a later revision changed one of the same texts, and UnknownName.
        """
        undone = next((each for each in self.history(id) if each.number == number), None)
        if undone is None:
            raise UnknownName("revision", str(number), [str(r.number) for r in self.history(id)])
        now, newest = self._at(id)
        if not _stands(undone, now):
            raise EditConflict("a later revision changed the same text")
        if number == newest:
            before = read(self._text_before(id, number), now.file)  # to the letter
        else:
            before = _edited(now, {change.context: change.before for change in undone.changes})
        return self._append(now, before, newest, author, "", undoes=number)

    def standing(self, id: str) -> frozenset[int]:
        """The numbers of the revisions whose every text is still as they left it: can be undone."""
        now, _ = self._at(id)
        return frozenset(each.number for each in self.history(id) if _stands(each, now))

    def problems(self) -> list[Problem]:
        """Everything that is wrong with any file, and what could be better (``warning``)."""
        problems: list[Problem] = []
        written = self._everything(problems)
        complete = not problems
        translations = list(self._translated(written, problems))
        problems.extend(check.problems(written, translations, self._clock().date(), complete))
        for tag in _TRANSLATED:
            if words := self._shipped.page_words(tag):
                file = self._shipped.catalogue_name("messages", tag)
                problems.extend(check.page_words(words, file))
        problems.extend(self._overtaken())
        return sorted(problems)

    # behind

    def _banks_for(self, kind: BankKind) -> tuple[Bank, ...]:
        return tuple(
            each for each in self.documents() if isinstance(each, Bank) and each.kind is kind
        )

    def _document(self, id: str, shape: type[Shape], what: str) -> Shape:
        try:
            document = self.written(id).document
        except UnknownName:
            document = None
        if not isinstance(document, shape):
            raise UnknownName(what, id, [d.id for d in self.documents() if isinstance(d, shape)])
        return document

    def _everything(self, problems: list[Problem]) -> list[Written]:
        """Every document that can be read; what is wrong with the others goes in ``problems``."""
        found = []
        with reading(self._engine) as connection:
            newest = _all_newest(connection)
            for id in sorted({*self._shipped.ids(), *newest}):
                try:
                    found.append(self._written(connection, id, newest.get(id)))
                except BankError as error:
                    problems.extend(error.problems)
        return found

    def _translated(
        self, documents: list[Written], problems: list[Problem]
    ) -> Iterator[check.Translation]:
        """Every document in every language; what can't be read goes in ``problems``."""
        for written in documents:
            for tag in _TRANSLATED:
                file = self._shipped.catalogue_name(written.document.id, tag)
                try:
                    catalogue = self._shipped.catalogue(written.document.id, tag)
                except FileNotFoundError:
                    catalogue = Catalogue(tag)
                except BankError as error:
                    problems.extend(error.problems)
                    continue
                yield check.Translation(written, catalogue, file)

    def _written(self, connection: Connection, id: str, newest: Row | None) -> Written:
        if newest is None:
            return self._shipped.document(id)
        kept = self._revised.get(id)
        if kept and kept[0] == newest.digest:
            return kept[1]
        words = connection.execute(
            select(revision.c.text).where(
                revision.c.document == id, revision.c.number == newest.number
            )
        ).scalar_one()
        written = read(words, self._shipped.name(id))
        self._revised[id] = (newest.digest, written)
        return written

    def _at(self, id: str) -> tuple[Written, int]:
        """A document as it is today, and the number of that revision."""
        with reading(self._engine) as connection:
            newest = _newest(connection, id)
            written = self._written(connection, id, newest)
        return written, newest.number if newest else 0

    def _text_before(self, id: str, number: int) -> str:
        """The text that a revision began from."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(revision.c.number, revision.c.text, revision.c.base_text).where(
                    revision.c.document == id, revision.c.number.in_([number - 1, number])
                )
            ).all()
        texts = {row.number: row for row in rows}
        return texts[number].base_text if number == 1 else texts[number - 1].text

    def _append(
        self,
        before: Written,
        after: Written,
        number: int,
        author: str,
        note: str,
        undoes: int | None = None,
    ) -> Revision | None:
        changes = tuple(_changes(before.texts(), after.texts()))
        if not changes:
            return None
        made = Revision(
            before.document.id, number + 1, author, self._clock(), note, changes, undoes
        )
        row = {
            "document": made.document,
            "number": made.number,
            "text": after.text,
            "digest": _digest(after.text),
            "author": author,
            "at": made.at,
            "note": note,
            "undoes": undoes,
            "changes": _CHANGES.dump_json(changes).decode(),
            "base_text": None if number else before.text,
            "base_version": None if number else _own_version(),
        }
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(revision).values(row))
        except IntegrityError:
            raise EditConflict("somebody else saved this bank in between") from None
        return made

    def _overtaken(self) -> Iterator[Problem]:
        """Documents whose shipped text has changed since they were first edited here."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(revision.c.document, revision.c.base_text).where(revision.c.number == 1)
            ).all()
        for row in rows:
            if self._shipped.text(row.document) != row.base_text:
                say = "Den medföljande texten har ändrats sedan banken ändrades här första gången."
                yield Problem(self._shipped.name(row.document), 0, say, warning=True)


_TRANSLATED = tuple(each.tag for each in LANGUAGES if each != SWEDISH)
_TOLD = [c for c in revision.c if c.name not in {"text", "digest", "base_text", "base_version"}]


def _stands(made: Revision, now: Written) -> bool:
    """Whether nothing has changed the texts of a revision since."""
    texts = now.texts()
    return all(texts.get(change.context, "") == change.after for change in made.changes)


def _newest(connection: Connection, id: str) -> Row | None:
    return connection.execute(
        select(revision.c.number, revision.c.digest)
        .where(revision.c.document == id)
        .order_by(revision.c.number.desc())
        .limit(1)
    ).one_or_none()


def _all_newest(connection: Connection) -> dict[str, Row]:
    newest = select(revision.c.document, func.max(revision.c.number)).group_by(revision.c.document)
    rows = connection.execute(
        select(revision.c.document, revision.c.number, revision.c.digest).where(
            tuple_(revision.c.document, revision.c.number).in_(newest)
        )
    ).all()
    return {row.document: row for row in rows}


def _edited(written: Written, changes: Mapping[str, str]) -> Written:
    """With these words; raises BankError with every problem of every text."""
    problems: list[Problem] = []
    for context, words in changes.items():
        if context == "kind" or context.rsplit("/", 1)[-1] == "id":
            raise UnknownName("text to change", context, ())
        try:
            written = read(written.replace(context, words), written.file)
        except KeyError:
            raise UnknownName("text", context, ()) from None
        except BankError as error:
            problems.extend(replace(problem, field=context) for problem in error.problems)
    if problems:
        raise BankError(problems)
    return written


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for context in {**before, **after}:
        old, new = before.get(context, ""), after.get(context, "")
        if old != new:
            yield Change(context, old, new)


def _revision(row: Row) -> Revision:
    return Revision(
        document=row.document,
        number=row.number,
        author=row.author,
        at=row.at,
        note=row.note,
        changes=_CHANGES.validate_json(row.changes),
        undoes=row.undoes,
    )


def _only(banks: tuple[Bank, ...], what: str) -> Bank:
    if not banks:
        raise PrepkitError(f"there is no {what} that can be read; run: prepkit check")
    return banks[0]


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _own_version() -> str:
    try:
        return version("prepkit")
    except PackageNotFoundError:  # a checkout that isn't installed
        return ""
