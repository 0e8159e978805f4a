"""What is known from outside: documented practices, rights with their paragraphs, who to call."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from prepkit.core.asked import Texts, texts
from prepkit.core.bank import Entry
from prepkit.core.catalogue import Catalogue
from prepkit.core.format import Id, Words, written


@written()
class Practice:
    """Something done somewhere, told by someone: ``where`` is the source."""

    id: Id
    title: Words
    where: Words
    quote: str = ""


@written()
class Right:
    """A fact of law: statute, SFS number, paragraph, and the day it was read in the statute."""

    id: Id
    law: Words
    sfs: Words
    paragraph: Words
    valid_from: date
    checked_on: date
    text: Words

    def entries(self) -> Iterator[Entry]:
        yield Entry(f"{self.id}/text", self.text)


@written()
class Contact:
    """Someone to call, with the day the number was checked."""

    id: Id
    name: Words
    number: Words
    text: Words
    checked_on: date
    source: Words

    def entries(self) -> Iterator[Entry]:
        yield Entry(f"{self.id}/name", self.name)
        yield Entry(f"{self.id}/text", self.text)


@written()
class Practices:
    id: Id
    kind: Literal["practices"]
    practices: tuple[Practice, ...]


@written()
class Rights:
    id: Id
    kind: Literal["rights"]
    rights: tuple[Right, ...]

    def entries(self) -> Iterator[Entry]:
        for right in self.rights:
            yield from right.entries()


@written()
class Contacts:
    id: Id
    kind: Literal["contacts"]
    contacts: tuple[Contact, ...]

    def entries(self) -> Iterator[Entry]:
        for contact in self.contacts:
            yield from contact.entries()

    def numbers(self, *ids: str, catalogues: Sequence[Catalogue]) -> tuple[tuple[str, Texts], ...]:
        """The numbers of these, each with its name in every language there is."""
        return tuple(
            (contact.number, texts(next(contact.entries()), catalogues))
            for contact in self.contacts
            if contact.id in ids
        )
