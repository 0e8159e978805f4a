"""What is wrong between files that are each well written: told with file and line, all at once.

An error keeps something from working. A warning is something to look at: a translation that fell
behind, a date to check again, a question that is long for the youngest it is for.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from prepkit.core.advice import MOST_WORDS, count_words
from prepkit.core.bank import AgeGroup, Bank, BankKind, Entry, Question, Topics
from prepkit.core.bankfile import Written
from prepkit.core.catalogue import Catalogue, Status
from prepkit.core.deadlines import Clocks
from prepkit.core.deck import Card, Deck
from prepkit.core.errors import Problem, SelectionError
from prepkit.core.office import Office
from prepkit.core.reference import Contacts, Practices, Rights
from prepkit.core.selection import FEWEST, MOST, Wishes, choose
from prepkit.core.story import Stories

OLDEST = timedelta(days=366)  # since a statute or a number was last checked
_PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class Translation:
    """One document's catalogue in one language, and the file it is in or would be in."""

    written: Written
    catalogue: Catalogue
    file: str


def problems(
    documents: Sequence[Written],
    translations: Sequence[Translation],
    today: date,
    complete: bool = True,
) -> list[Problem]:
    """Everything there is to say about these files together.

    ``complete`` is False when a file is missing because it can't be read: then the others aren't
    blamed for what may be in it.
    """
    found = [
        *more_than_one(documents),
        *repeated_questions(documents),
        *long_questions(documents),
        *old_dates(documents, today),
    ]
    kinds = {type(written.document) for written in documents}
    if complete or Topics in kinds:
        found += unknown_topics(documents)
    if complete or {Practices, Rights} <= kinds:
        found += unknown_sources(documents)
        found += unknown_rights(documents)
        found += baseless_clocks(documents)
    if complete:
        found += [*lonely_likes(documents), *too_few(documents), *untold_meetings(documents)]
    for translation in translations:
        found += [*unused(translation), *behind(translation), *lost_places(translation)]
    return sorted(found)


def more_than_one(documents: Sequence[Written]) -> Iterator[Problem]:
    """A second bank of a kind that there is one of: nobody would ever be asked its questions."""
    first: dict[BankKind, str] = {}
    for written in documents:
        kind = written.document.kind
        if kind in {BankKind.CORE, BankKind.OWN} and first.setdefault(kind, written.file) != (
            written.file
        ):
            say = "Det finns redan en bank av slaget %(kind)s: %(file)s."
            yield _at(written, "kind", say, kind=kind, file=first[kind])


def unknown_topics(documents: Sequence[Written]) -> Iterator[Problem]:
    """Questions and cards on a topic that isn't in the list of topics."""
    lists = [w.document for w in documents if isinstance(w.document, Topics)]
    known = {topic.id for each in lists for topic in each.topics}
    for written, part in _parts(documents):
        if part.topic not in known:
            say = "Ämnet ”%(topic)s” finns inte i topics.yaml."
            yield _at(written, f"{part.id}/topic", say, topic=part.topic)


def unknown_sources(documents: Sequence[Written]) -> Iterator[Problem]:
    """Questions and cards whose source is neither a practice nor a right."""
    practices = [w.document for w in documents if isinstance(w.document, Practices)]
    rights = [w.document for w in documents if isinstance(w.document, Rights)]
    known = {practice.id for each in practices for practice in each.practices}
    known |= {right.id for each in rights for right in each.rights}
    for written, part in _parts(documents):
        if part.source not in known:
            say = "Källan ”%(source)s” finns varken bland praktikerna eller bland rättigheterna."
            yield _at(written, f"{part.id}/source", say, source=part.source)


def baseless_clocks(documents: Sequence[Written]) -> Iterator[Problem]:
    """Time limits that stand on no known fact of law."""
    rights = [w.document for w in documents if isinstance(w.document, Rights)]
    known = {right.id for each in rights for right in each.rights}
    for written in documents:
        for clock in written.document.clocks if isinstance(written.document, Clocks) else ():
            if clock.right not in known:
                say = "Rättigheten ”%(right)s” finns inte i rights.yaml."
                yield _at(written, f"{clock.id}/right", say, right=clock.right)


def unknown_rights(documents: Sequence[Written]) -> Iterator[Problem]:
    """Paragraphs of papers and stories that rest on a fact of law there is none such of."""
    known = {
        right.id for w in documents if isinstance(w.document, Rights) for right in w.document.rights
    }
    for written in documents:
        for place, rights in _rest_on(written.document):
            for right in sorted(set(rights) - known):
                say = "”%(right)s” finns inte i rights.yaml."
                yield _at(written, f"{place}/id", say, right=right)


def _rest_on(document: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every paragraph of a paper or a story by its context, with the facts it rests on."""
    for paper, paragraphs in document.papers if isinstance(document, Deck) else ():
        yield from ((f"{paper}/{each.id}", each.rights) for each in paragraphs)
    for story in document.stories if isinstance(document, Stories) else ():
        yield from ((f"{story.id}/paragraph/{p.id}", p.rights) for p in story.paragraphs)


def untold_meetings(documents: Sequence[Written]) -> Iterator[Problem]:
    """Meetings that no page tells of: nobody would know what happens there."""
    lists = [w.document for w in documents if isinstance(w.document, Stories)]
    known = {story.id for each in lists for story in each.stories}
    for written in documents:
        if written.document.kind == BankKind.MEETING and written.document.id not in known:
            say = "Ingen sida i stories.yaml berättar om mötet ”%(meeting)s”."
            yield _at(written, "id", say, warning=True, meeting=written.document.id)


def repeated_questions(documents: Sequence[Written]) -> Iterator[Problem]:
    """Ids that two banks share: a preparation keeps its answers by the question's id alone."""
    first: dict[str, str] = {}
    for written, question in _questions(documents):
        if first.setdefault(question.id, written.file) != written.file:
            say = "id %(id)s finns redan i %(file)s; varje fråga har ett eget id."
            yield _at(written, f"{question.id}/id", say, id=question.id, file=first[question.id])


def lonely_likes(documents: Sequence[Written]) -> Iterator[Problem]:
    """Groups of alike questions with one question in them: often a misspelt name."""
    members = Counter(question.like for _, question in _questions(documents))
    for written, question in _questions(documents):
        if question.like and members[question.like] == 1:
            say = "Ingen annan fråga har like ”%(like)s”. Är det rätt stavat?"
            yield _at(written, f"{question.id}/like", say, warning=True, like=question.like)


def long_questions(documents: Sequence[Written]) -> Iterator[Problem]:
    """Questions and cards with more words than the youngest they are for take in."""
    for written, part in _parts(documents):
        if isinstance(part, Card) and not part.kind.asks:
            continue
        youngest = next(age for age in AgeGroup if age in part.ages)
        words, most = count_words(part.text), MOST_WORDS[youngest]
        if words > most:
            say = "%(words)s ord är många: högst %(most)s för dem som är %(ages)s år."
            ages = youngest.replace("-", "–")
            yield _at(
                written, part.ask.context, say, warning=True, words=words, most=most, ages=ages
            )


def old_dates(documents: Sequence[Written], today: date) -> Iterator[Problem]:
    """Rights, contacts and the office's own numbers that nobody has checked for a year."""
    for written in documents:
        for context, checked_on in _checked(written.document):
            if today - checked_on > OLDEST:
                say = "Kontrollerades senast %(day)s. Kontrollera igen och ändra checked_on."
                yield _at(written, context, say, warning=True, day=checked_on.isoformat())


def _checked(document: object) -> Iterator[tuple[str, date]]:
    """Each day that somebody checked something, with its context."""
    facts = document.rights if isinstance(document, Rights) else ()
    facts = document.contacts if isinstance(document, Contacts) else facts
    yield from ((f"{each.id}/checked_on", each.checked_on) for each in facts)
    if isinstance(document, Office) and document.checked_on and not document.empty:
        yield "checked_on", document.checked_on


def too_few(documents: Sequence[Written]) -> Iterator[Problem]:
    """Meetings that some age group, wanting some number of questions, gets no set for."""
    banks = [w.document for w in documents if isinstance(w.document, Bank)]
    shared = [bank for bank in banks if bank.kind is not BankKind.MEETING]
    for written in documents:
        meeting = written.document
        if not isinstance(meeting, Bank) or meeting.kind is not BankKind.MEETING:
            continue
        for age in (*AgeGroup, None):
            for count in range(FEWEST, MOST + 1):
                try:
                    choose([meeting, *shared], Wishes("check", count, age))
                except SelectionError:
                    say = "Frågorna räcker inte till %(count)s för åldern %(ages)s."
                    ages = age.replace("-", "–") if age else "9–20"
                    values = {"count": count, "ages": ages}
                    yield Problem(written.file, 0, say, values)
                    break  # one more is never easier


def unused(translation: Translation) -> Iterator[Problem]:
    """Translated texts that the document doesn't have any more."""
    known = {entry.context for entry in _entries(translation.written)}
    for context, found in translation.catalogue.entries.items():
        if context not in known:
            say = "%(context)s finns inte längre på svenska. Ta bort det här."
            yield Problem(
                translation.file, found.line, say, {"context": context}, context, warning=True
            )


def behind(translation: Translation) -> Iterator[Problem]:
    """Texts that are shown in Swedish, because their translation is missing or out of date."""
    missing = []
    for entry in _entries(translation.written):
        status = translation.catalogue.status(entry)
        if status is Status.MISSING:
            missing.append(entry.context)
        if status is Status.OUTDATED:
            found = translation.catalogue.entries[entry.context]
            say = "Svenskan har ändrats sedan %(context)s översattes."
            if found.fuzzy:
                say = "Översättningen av %(context)s är märkt som inte färdig (fuzzy)."
            values = {"context": entry.context}
            yield Problem(translation.file, found.line, say, values, entry.context, warning=True)
    if missing:
        say = "Texter som inte är översatta: %(count)s. Den första är %(context)s."
        values = {"count": len(missing), "context": missing[0]}
        yield Problem(translation.file, 0, say, values, warning=True)


def lost_places(translation: Translation) -> Iterator[Problem]:
    """Translations that have lost, or made up, a place for a value such as %(name)s."""
    for context, found in translation.catalogue.entries.items():
        if found.text and places(found.source) != places(found.text):
            say = "Platserna i %(context)s är inte desamma som i svenskan: %(places)s."
            wanted = ", ".join(sorted(places(found.source))) or "–"
            values = {"context": context, "places": wanted}
            yield Problem(translation.file, found.line, say, values, context)


def page_words(source: bytes, file: str) -> Iterator[Problem]:
    """What is wrong in a catalogue of the pages (messages.po)."""
    try:
        messages = [
            message for message in read_po(BytesIO(source), abort_invalid=True) if message.id
        ]
    except (PoFileError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or 0
        yield Problem(file, line, "Filen går inte att läsa som en po-fil.")
        return
    for message in messages:
        if lost := _lost(message):
            say = "Översättningen har inte samma platser som svenskan: %(places)s."
            yield Problem(file, message.lineno or 0, say, {"places": ", ".join(sorted(lost))})
    behind = [message for message in messages if message.fuzzy or not any(_strings(message))]
    if behind:
        say = "Texter på sidorna som visas på svenska: %(count)s. Den första är ”%(first)s”."
        values = {"count": len(behind), "first": _ids(behind[0])[0]}
        yield Problem(file, behind[0].lineno or 0, say, values, warning=True)


def _lost(message: Message) -> set[str]:
    """Places that differ; the form for one may do without its number ("en fråga")."""
    wanted = [set(places(words)) for words in _ids(message)]
    strings = [set(places(words)) for words in _strings(message) if words]
    if isinstance(message.id, str):
        return set().union(*(wanted[0] ^ found for found in strings))
    return set().union(*(found - set().union(*wanted) for found in strings))


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def places(text: str) -> Counter[str]:
    """The places for values in a text, each as often as it stands there."""
    return Counter(_PLACE.findall(text))


def _questions(documents: Sequence[Written]) -> Iterator[tuple[Written, Question]]:
    for written in documents:
        if isinstance(written.document, Bank):
            yield from ((written, question) for question in written.document.questions)


def _parts(documents: Sequence[Written]) -> Iterator[tuple[Written, object]]:
    """Every question and every card."""
    yield from _questions(documents)
    for written in documents:
        if isinstance(written.document, Deck):
            yield from ((written, card) for card in written.document.cards)


def _entries(written: Written) -> tuple[Entry, ...]:
    """What there is to translate; practices and the office are shown in Swedish alone."""
    entries = getattr(written.document, "entries", tuple)
    return tuple(entries())


def _at(written: Written, context: str, say: str, warning: bool = False, **values) -> Problem:
    return Problem(written.file, written.line(context), say, values, context, warning)
