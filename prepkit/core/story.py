"""What happens at a meeting and what one may always do, told in short paragraphs.

Every paragraph names the facts of law it rests on (ids in rights.yaml), so that its readers see
where each is written and when somebody last read it there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from prepkit.core.asked import Texts, texts
from prepkit.core.bank import Entry
from prepkit.core.catalogue import Catalogue
from prepkit.core.errors import UnknownName
from prepkit.core.format import Id, Words, written
from prepkit.core.reference import Right, Rights

PEOPLE, RIGHTS = "people", "rights"  # the two stories that belong to no meeting


class When(StrEnum):
    """Where in a meeting's story a paragraph stands."""

    BEFORE = "before"
    THERE = "there"
    AFTER = "after"


@written()
class Paragraph:
    """A few sentences under words that say the most important. ``rights`` are facts of law."""

    id: Id
    title: Words
    text: Words
    when: When | None = None
    rights: tuple[Id, ...] = ()


@written()
class Story:
    """One page: of a meeting (``id`` is its bank's), or one of the two about every meeting."""

    id: Id
    title: Words
    about: Words
    paragraphs: tuple[Paragraph, ...]

    def entries(self) -> Iterator[Entry]:
        yield Entry(f"{self.id}/title", self.title)
        yield Entry(f"{self.id}/about", self.about)
        for each in self.paragraphs:
            yield Entry(f"{self.id}/paragraph/{each.id}/title", each.title)
            yield Entry(f"{self.id}/paragraph/{each.id}/text", each.text)


@written()
class Stories:
    """Every story there is; ``title`` and ``about`` stand on the page that lists them."""

    id: Id
    kind: Literal["stories"]
    title: Words
    about: Words
    stories: tuple[Story, ...]

    def story(self, id: str) -> Story:
        for story in self.stories:
            if story.id == id:
                return story
        raise UnknownName("story", id, [story.id for story in self.stories])

    def entries(self) -> Iterator[Entry]:
        yield Entry("title", self.title)
        yield Entry("about", self.about)
        for story in self.stories:
            yield from story.entries()


@dataclass(frozen=True)
class Law:
    """A fact in plain words, where it is written, and the day somebody read it there."""

    id: str
    where: str
    text: Texts
    checked_on: date


@dataclass(frozen=True)
class Told:
    """A paragraph in every language there is."""

    id: str
    title: Texts
    text: Texts
    when: When | None
    laws: tuple[Law, ...]


@dataclass(frozen=True)
class ToldStory:
    """A story in every language there is."""

    id: str
    title: Texts
    about: Texts
    paragraphs: tuple[Told, ...]

    def at(self, when: When) -> tuple[Told, ...]:
        """What is told of before the meeting, of the meeting, or of after it."""
        return tuple(each for each in self.paragraphs if each.when is when)

    @property
    def laws(self) -> tuple[Law, ...]:
        """Every fact it rests on, once, in the order they are met."""
        return tuple({law.id: law for each in self.paragraphs for law in each.laws}.values())

    def texts(self) -> tuple[Texts, ...]:
        """Everything it says, to see which marks it needs."""
        said = [text for each in self.paragraphs for text in (each.title, each.text)]
        return (self.title, self.about, *said)


def told(
    story: Story, catalogues: Sequence[Catalogue], rights: Rights, of_rights: Sequence[Catalogue]
) -> ToldStory:
    """The story with its facts looked up; ``of_rights`` are the translations of those.

    A fact that rights.yaml doesn't have is left out; ``prepkit check`` reports it as an error.
    """
    said = {entry.context: texts(entry, catalogues) for entry in story.entries()}
    laws = {right.id: _law(right, of_rights) for right in rights.rights}
    return ToldStory(
        id=story.id,
        title=said[f"{story.id}/title"],
        about=said[f"{story.id}/about"],
        paragraphs=tuple(_told(story.id, each, said, laws) for each in story.paragraphs),
    )


def _law(right: Right, catalogues: Sequence[Catalogue]) -> Law:
    (entry,) = right.entries()
    where = f"{right.law} {right.paragraph}".replace(" §", "\u00a0§")  # never on two lines
    return Law(right.id, where, texts(entry, catalogues), right.checked_on)


def _told(
    story: str, paragraph: Paragraph, said: Mapping[str, Texts], laws: Mapping[str, Law]
) -> Told:
    return Told(
        id=paragraph.id,
        title=said[f"{story}/paragraph/{paragraph.id}/title"],
        text=said[f"{story}/paragraph/{paragraph.id}/text"],
        when=paragraph.when,
        laws=tuple(laws[each] for each in paragraph.rights if each in laws),
    )
