"""The translation of one document into one language, read from a gettext catalogue.

An entry is found by its context alone. It counts only while its msgid is today's Swedish and it
is not fuzzy; it counts as checked only with the comment ``# checked: 2026-11-21 Name``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO

from babel.messages.pofile import PoFileError, read_po

from prepkit.core.bank import Entry
from prepkit.core.errors import BankError, Problem

_CONTEXT = re.compile(rb'^msgctxt "(.*)"', re.MULTILINE)
_STRING = re.compile(rb"""^[ \t]*(?:msg[a-z_]+(?:\[\d\])?)?[ \t]*"(?:[^"\\]|\\.)*"[ \t]*$""")
CHECKED = re.compile(r"checked: \d{4}-\d\d-\d\d \S")


class Status(StrEnum):
    """How far a translation can be trusted."""

    SOURCE = "source"  # the Swedish itself
    CHECKED = "checked"  # read by a person who speaks the language
    UNCHECKED = "unchecked"  # nobody has
    OUTDATED = "outdated"  # the Swedish has changed since, so the Swedish stands in its place
    MISSING = "missing"


@dataclass(frozen=True)
class Translated:
    """A catalogue's entry: what it translated, and to what."""

    source: str
    text: str
    checked: bool
    fuzzy: bool
    line: int = 0


@dataclass(frozen=True)
class Catalogue:
    """All entries for one document in one language, by context."""

    tag: str
    entries: Mapping[str, Translated] = field(default_factory=dict)

    def status(self, entry: Entry) -> Status:
        found = self.entries.get(entry.context)
        if not found or not found.text:
            return Status.MISSING
        if found.fuzzy or found.source != entry.text:
            return Status.OUTDATED
        return Status.CHECKED if found.checked else Status.UNCHECKED


def read_catalogue(source: bytes, tag: str, file: str) -> Catalogue:
    """Read a .po file; raises BankError if it isn't one."""
    try:
        catalog = read_po(BytesIO(source), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or 0
        raise BankError([Problem(file, line, "Filen går inte att läsa som en po-fil.")]) from None
    if problems := [*_torn(source, file), *_twice(source, file)]:
        raise BankError(problems)
    entries: dict[str, Translated] = {}
    for message in catalog:
        if not message.context:
            continue
        entries[message.context] = Translated(
            source=str(message.id),
            text=str(message.string).strip(),
            checked=any(CHECKED.match(comment) for comment in message.user_comments),
            fuzzy=message.fuzzy,
            line=message.lineno or 0,
        )
    return Catalogue(tag, entries)


def _torn(source: bytes, file: str) -> Iterator[Problem]:
    """Strings without their end, which Babel would read without their last letter."""
    for number, line in enumerate(source.splitlines(), 1):
        if line.lstrip().startswith((b"msg", b'"')) and not _STRING.match(line):
            yield Problem(file, number, "Raden ska sluta med ett citattecken och ha ett i början.")


def _twice(source: bytes, file: str) -> Iterator[Problem]:
    """What stands twice; Babel would make one entry of both, checked if either was."""
    seen = set()
    for found in _CONTEXT.finditer(source):
        context = found[1].decode(errors="replace")
        if context in seen:
            line = source.count(b"\n", 0, found.start()) + 1
            yield Problem(file, line, "%(context)s finns två gånger.", {"context": context})
        seen.add(context)
