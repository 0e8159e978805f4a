"""What is edited on one page: a question, a card, a paragraph of a deck's papers or of a story,
or what a bank says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from prepkit.core.bank import Bank, Entry
from prepkit.core.bankfile import Document
from prepkit.core.catalogue import Catalogue, Status
from prepkit.core.deck import Deck
from prepkit.core.errors import UnknownName
from prepkit.core.office import Office
from prepkit.core.story import Stories

# what matters most about a part that has several texts
_WORST = (Status.MISSING, Status.OUTDATED, Status.UNCHECKED, Status.CHECKED)

PAPERS = ("rule", "debrief", "guide")


@dataclass(frozen=True)
class Part:
    """The texts of one page. ``id`` is empty for the title and the about of the bank."""

    id: str
    entries: tuple[Entry, ...]

    @property
    def paper(self) -> str:
        """Which of a deck's papers this is a paragraph of; group for the headings of its cards.

        In stories it is story for a paragraph, and page for what stands over all of a page.
        """
        if "/paragraph/" in self.id:
            return "story"
        if self.id and "title" in self.fields and "about" in self.fields:
            return "page"
        return self.id.partition("/")[0] if "/" in self.id or self.id == "group" else ""

    @property
    def words(self) -> str:
        """The text a person knows it by."""
        return self.entries[0].text

    @property
    def fields(self) -> dict[str, Entry]:
        """Each text by the name of its field: text, adult, choice-bra."""
        prefix = f"{self.id}/" if self.id else ""
        return {e.context.removeprefix(prefix).replace("/", "-"): e for e in self.entries}

    @property
    def contexts(self) -> frozenset[str]:
        return frozenset(entry.context for entry in self.entries)

    def status(self, catalogue: Catalogue) -> Status:
        """How far the translation can be trusted where it is worst."""
        found = {catalogue.status(entry) for entry in self.entries}
        return next(status for status in _WORST if status in found)


def parts(document: Bank | Deck | Stories) -> Iterator[Part]:
    """Every part, in the order of the file."""
    for id, entries in groupby(document.entries(), key=lambda entry: part_id(entry.context)):
        yield Part(id, tuple(entries))


def part(document: Bank | Deck | Stories, id: str) -> Part:
    """The part with this id; raises UnknownName."""
    known = {each.id: each for each in parts(document)}
    if id not in known:
        raise UnknownName("part", id, tuple(known))
    return known[id]


def part_id(context: str) -> str:
    """The id of the part that a text belongs to: rule/tack/title -> rule/tack."""
    steps = context.split("/")
    if steps[1:2] == ["paragraph"]:
        return "/".join(steps[:3])
    if steps[0] in PAPERS and len(steps) == 3:
        return "/".join(steps[:2])
    return steps[0] if len(steps) > 1 else ""


def editable(document: Document) -> bool:
    """Whether it is edited part by part: questions, cards, stories; not the lists behind them."""
    return isinstance(document, Bank | Deck | Stories)


def kept(document: Document) -> bool:
    """Whether the pages can change it, so that it has a history to look at."""
    return editable(document) or isinstance(document, Office)
