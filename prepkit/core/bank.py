"""A bank of questions: what may be asked, of whom, and why it is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from prepkit.core.errors import UnknownName
from prepkit.core.format import Color, Id, Words, written

STEPS = 4  # of every scale, from worst to best; what comes after them is no step
Level = Annotated[int, Field(ge=1, le=3)]


class AgeGroup(StrEnum):
    """The four groups; the law's own steps are at 12 and 15 (SoL 21:1, 3:4)."""

    LITTLE = "4-8"
    MIDDLE = "9-11"
    YOUNG_TEEN = "12-14"
    TEEN = "15-20"


class Role(StrEnum):
    """A question's place in a generated set, in the order of the set."""

    OPENER = "opener"
    WORKS = "works"
    TOPIC = "topic"
    CHANGE = "change"
    ALONE = "alone"
    OWN = "own"
    CLOSER = "closer"


class Kind(StrEnum):
    """How a question is answered; own words are welcome beside a choice or a scale."""

    TEXT = "text"
    CHOICE = "choice"
    SCALE = "scale"


class BankKind(StrEnum):
    """What a bank is for."""

    CORE = "core"
    MEETING = "meeting"
    OWN = "own"


@dataclass(frozen=True)
class Entry:
    """One translatable text: where it is (gettext's msgctxt) and its Swedish."""

    context: str
    text: str


@written()
class Topic:
    """One of the ten topics; ``color`` and ``tint`` are #RRGGBB."""

    id: Id
    name: Words
    color: Color
    tint: Color

    @property
    def title(self) -> Entry:
        return Entry(f"{self.id}/name", self.name)


@written()
class Choice:
    """One of the given answers to a choice or a scale."""

    id: Id
    text: Words


@written()
class Question:
    """A question as the bank has it, in Swedish."""

    id: Id
    topic: Id
    text: Words
    source: Id
    ages: tuple[AgeGroup, ...] = tuple(AgeGroup)
    role: Role = Role.TOPIC
    level: Level = 2
    kind: Kind = Kind.TEXT
    choices: tuple[Choice, ...] = ()
    like: Id | Literal[""] = ""
    meetings: tuple[Id, ...] = ()

    def belongs(self, meetings: Iterable[str]) -> bool:
        """Whether it is for one of these meetings; a question that names none is for all."""
        return not self.meetings or not set(self.meetings).isdisjoint(meetings)

    def suits(self, age: AgeGroup | None) -> bool:
        """Whether this may be asked at that age; of an unknown age, what suits most of 9 to 20."""
        return age in self.ages if age else AgeGroup.YOUNG_TEEN in self.ages

    @property
    def ask(self) -> Entry:
        return Entry(f"{self.id}/text", self.text)

    @property
    def options(self) -> tuple[tuple[str, Entry], ...]:
        return tuple((c.id, Entry(f"{self.id}/choice/{c.id}", c.text)) for c in self.choices)

    def offered(self, age: AgeGroup | None) -> tuple[tuple[str, Entry], ...]:
        """The options there are at that age.

        The youngest choose between the two ends of a scale, and whatever comes after its steps
        ("it varies"): two or three options, none in the middle (de Leeuw 2011).
        """
        if self.kind is not Kind.SCALE or age is not AgeGroup.LITTLE:
            return self.options
        return (self.options[0], *self.options[STEPS - 1 :])

    def entries(self) -> Iterator[Entry]:
        yield self.ask
        yield from (entry for _, entry in self.options)


@written()
class Bank:
    """A file of questions for one meeting, for all of them, or for the child to ask."""

    id: Id
    kind: BankKind
    title: Words
    about: Words
    questions: tuple[Question, ...]

    def question(self, id: str) -> Question:
        for question in self.questions:
            if question.id == id:
                return question
        raise UnknownName("question", id, [question.id for question in self.questions])

    def entries(self) -> Iterator[Entry]:
        """Every text a translator meets, in the order of the file."""
        yield Entry("title", self.title)
        yield Entry("about", self.about)
        for question in self.questions:
            yield from question.entries()


@written()
class Topics:
    """The topics, in the order they are shown."""

    id: Id
    kind: Literal["topics"]
    topics: tuple[Topic, ...]

    def topic(self, id: str) -> Topic:
        for topic in self.topics:
            if topic.id == id:
                return topic
        raise UnknownName("topic", id, [topic.id for topic in self.topics])

    def entries(self) -> Iterator[Entry]:
        yield from (topic.title for topic in self.topics)
