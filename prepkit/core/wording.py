"""What to say for an entry in a language, and how it has to be marked.

Every translated text a person sees comes through ``phrase``, so that nothing unchecked is ever
shown without its mark and nothing outdated is shown at all.
"""

from dataclasses import dataclass

from prepkit.core.bank import Entry
from prepkit.core.catalogue import Catalogue, Status
from prepkit.core.language import language


@dataclass(frozen=True)
class Phrase:
    """A text ready to show: the words, the language they really are in, and the Swedish behind.

    ``tag`` is the language of ``text``: Swedish where the translation is missing or out of date.
    ``swedish`` is empty for what a person wrote in a language of their own.
    """

    text: str
    tag: str
    swedish: str
    status: Status

    @property
    def direction(self) -> str:
        """The direction of ``text``, as HTML names it."""
        return language(self.tag).direction

    @property
    def marked(self) -> bool:
        """Whether a person has to be told that nobody who speaks the language has read it."""
        return self.status is Status.UNCHECKED

    @property
    def stands_in(self) -> bool:
        """Whether the Swedish stands where a translation should be."""
        return self.status in {Status.OUTDATED, Status.MISSING}

    @property
    def own(self) -> bool:
        """Whether a person wrote it in a language of their own, and nobody translates it."""
        return not self.swedish

    @property
    def foreign(self) -> bool:
        """Whether the Swedish should stand beside it; a person's own words have none."""
        return self.tag != "sv" and bool(self.swedish)


def phrase(entry: Entry, catalogue: Catalogue | None = None) -> Phrase:
    """The entry in the catalogue's language; in Swedish without one."""
    if catalogue is None or catalogue.tag == "sv":
        return Phrase(entry.text, "sv", entry.text, Status.SOURCE)
    status = catalogue.status(entry)
    if status in {Status.OUTDATED, Status.MISSING}:
        return Phrase(entry.text, "sv", entry.text, status)
    return Phrase(catalogue.entries[entry.context].text, catalogue.tag, entry.text, status)
