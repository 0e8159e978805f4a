"""What the whole site shares, handed to the views that ask for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from babel.dates import get_timezone

from prepkit.core.asked import Texts, texts
from prepkit.core.codename import Codenames
from prepkit.core.preparation import Preparation
from prepkit.core.story import RIGHTS
from prepkit.core.wording import Phrase
from prepkit.pdf.rights_page import Known
from prepkit.settings import Settings
from prepkit.store.about import Abouts
from prepkit.store.boxes import Boxes
from prepkit.store.invites import Invites
from prepkit.store.library import Library
from prepkit.store.meetings import Meetings
from prepkit.store.shares import Shares
from prepkit.store.staff import Staff
from prepkit.web.cards.printing import Printing
from prepkit.web.limits import Limits, source


@dataclass(frozen=True)
class House:
    """The library, the boxes and the staff of one installation, with its settings and clock."""

    library: Library
    boxes: Boxes
    staff: Staff
    settings: Settings
    clock: Callable[[], datetime]
    invites: Invites
    meetings: Meetings = field(kw_only=True)
    abouts: Abouts = field(kw_only=True)
    shares: Shares = field(kw_only=True)
    codenames: Codenames = field(kw_only=True)
    limits: Limits = field(kw_only=True)
    printing: Printing = field(kw_only=True)

    def spend(self) -> None:
        """Count one try of a code against this request's address; raises TooOften."""
        self.limits.spend(source(self.settings))

    def sever(self, preparation: Preparation, everything: bool = False) -> None:
        """End what others were given from this preparation: its code was seen, or all goes.

        With ``everything`` also what they have sent. Says nothing in the preparation itself.
        """
        if everything:
            self.invites.end(preparation.expected)
        self.shares.end(preparation.shares)
        for invitation in preparation.expected.invitations:
            self.invites.close(preparation.expected, invitation, unread=False)

    def severed(self, preparation: Preparation) -> Preparation:
        """The preparation without what ``sever`` has ended."""
        expected = replace(preparation.expected, invitations=())
        return replace(preparation, expected=expected, shares=())

    def today(self) -> date:
        """The day it is in Sweden."""
        return self.clock().astimezone(get_timezone("Europe/Stockholm")).date()

    def topic_names(self) -> Mapping[str, Texts]:
        """Every topic's name in every language, by the topic's id."""
        topics = self.library.topics()
        catalogues = self.library.catalogues(topics.id)
        return {topic.id: texts(topic.title, catalogues) for topic in topics.topics}

    def titles(self, document: str) -> tuple[Texts, Texts]:
        """A bank's or a deck's title and what it is about, in every language."""
        entries = {e.context: e for e in self.library.written(document).document.entries()}
        catalogues = self.library.catalogues(document)
        return texts(entries["title"], catalogues), texts(entries["about"], catalogues)

    def known(self) -> Known:
        """What the paper about one's rights is made of."""
        contacts, library = self.library.contacts(), self.library
        catalogues = library.catalogues(contacts.id)
        numbers = contacts.numbers("nodnumret", "bris", catalogues=catalogues)
        return Known(library.told(RIGHTS), library.office(), numbers)

    def contacts(self, tag: str, *ids: str) -> tuple[tuple[str, Phrase, Phrase], ...]:
        """Who to call, of these: number, name and what they do, in a language."""
        contacts = self.library.contacts()
        catalogues = self.library.catalogues(contacts.id)
        entries = {e.context: texts(e, catalogues).to(tag) for e in contacts.entries()}
        return tuple(
            (c.number, entries[f"{c.id}/name"], entries[f"{c.id}/text"])
            for c in contacts.contacts
            if c.id in ids
        )
