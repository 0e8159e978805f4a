"""What a young person prepares: the questions as they stood when they began, and the answers.

A preparation holds the words themselves, in every language there was, so that an edit of a bank
never changes a question somebody is in the middle of answering. It changes nothing in place:
every method gives a new preparation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pydantic import TypeAdapter

from prepkit.core.bank import AgeGroup, Kind, Question, Role
from prepkit.core.catalogue import Catalogue, Status
from prepkit.core.text import one_line, tidy
from prepkit.core.wording import Phrase, phrase

LONGEST_OWN_QUESTION = 300  # characters
MOST_OWN = 20


class Sharing(StrEnum):
    """Who an answer is for. The first is the default, everywhere."""

    ONLY_ME = "only-me"
    SAY = "say"
    GIVE = "give"
    ALONE = "alone"


class TalkAlone(StrEnum):
    """The neutral line that stands on every sheet, ticked or not."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Texts:
    """A text in Swedish and in the other languages there were: tag -> (words, checked)."""

    swedish: str
    others: Mapping[str, tuple[str, bool]] = field(default_factory=dict)

    def to(self, tag: str) -> Phrase:
        """The text in a language, marked as it must be."""
        if tag == "sv":
            return Phrase(self.swedish, "sv", self.swedish, Status.SOURCE)
        if tag not in self.others:
            return Phrase(self.swedish, "sv", self.swedish, Status.MISSING)
        words, checked = self.others[tag]
        return Phrase(words, tag, self.swedish, Status.CHECKED if checked else Status.UNCHECKED)


@dataclass(frozen=True)
class Asked:
    """A question as it stood when the preparation began."""

    id: str
    topic: str
    role: Role
    kind: Kind
    ask: Texts
    choices: tuple[tuple[str, Texts], ...] = ()

    def choice(self, id: str) -> Texts | None:
        return dict(self.choices).get(id)


@dataclass(frozen=True)
class Answer:
    """What was written or chosen, and who it is for."""

    words: str = ""
    choice: str = ""
    sharing: Sharing = Sharing.ONLY_ME

    @property
    def empty(self) -> bool:
        return not (self.words or self.choice)


@dataclass(frozen=True)
class OwnQuestions:
    """What the young person wants to ask them: picked from the bank, and written."""

    picked: tuple[Asked, ...] = ()
    written: tuple[str, ...] = ()
    sharing: Sharing = Sharing.ONLY_ME

    @property
    def empty(self) -> bool:
        return not (self.picked or self.written)


@dataclass(frozen=True)
class Preparation:
    """Everything one young person has prepared for one meeting.

    ``questions`` are what they may ask, in order; ``suggested`` are own questions to pick from,
    those the generator chose first.
    """

    meeting: str
    meeting_title: Texts
    language: str
    questions: tuple[Asked, ...]
    suggested: tuple[Asked, ...] = ()
    age: AgeGroup | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    own: OwnQuestions = OwnQuestions()
    most: Answer = Answer()
    talk_alone: TalkAlone | None = None

    def answer_to(self, question: Asked) -> Answer:
        return self.answers.get(question.id, Answer())

    def answering(self, question: Asked, answer: Answer) -> "Preparation":
        """With this answer; a choice the question doesn't have is no choice."""
        choice = answer.choice if question.choice(answer.choice) else ""
        answer = replace(answer, words=tidy(answer.words), choice=choice)
        return replace(self, answers={**self.answers, question.id: answer})

    def asking(
        self, picked: Sequence[str], written: Sequence[str], sharing: Sharing
    ) -> "Preparation":
        """With these own questions; what was picked is kept in the order it is shown."""
        chosen = tuple(asked for asked in self.suggested if asked.id in picked)
        lines = tuple(line for line in map(one_line, written) if line)
        return replace(self, own=OwnQuestions(chosen, lines, sharing))

    def saying(self, most: Answer) -> "Preparation":
        return replace(self, most=replace(most, words=tidy(most.words)))

    def talking_alone(self, wish: TalkAlone | None) -> "Preparation":
        return replace(self, talk_alone=wish)

    def written(self) -> tuple[str, ...]:
        """Everything in the young person's own words."""
        answers = (answer.words for answer in self.answers.values())
        return tuple(filter(None, (self.most.words, *answers, *self.own.written)))

    def in_language(self, tag: str) -> "Preparation":
        return replace(self, language=tag)


def asked(question: Question, catalogues: Sequence[Catalogue]) -> Asked:
    """The question with its words in every language that has them today."""
    return Asked(
        id=question.id,
        topic=question.topic,
        role=question.role,
        kind=question.kind,
        ask=texts(question.ask, catalogues),
        choices=tuple((id, texts(entry, catalogues)) for id, entry in question.options),
    )


def texts(entry, catalogues: Sequence[Catalogue]) -> Texts:
    """An entry's words in every language that has them today."""
    said = ((catalogue.tag, phrase(entry, catalogue)) for catalogue in catalogues)
    return Texts(
        entry.text,
        {tag: (each.text, not each.marked) for tag, each in said if each.tag == tag != "sv"},
    )


_AS_JSON = TypeAdapter(Preparation)


def to_bytes(preparation: Preparation) -> bytes:
    """The preparation as JSON, for sealing."""
    return _AS_JSON.dump_json(preparation)


def from_bytes(sealed: bytes) -> Preparation:
    """The preparation that ``to_bytes`` gave."""
    return _AS_JSON.validate_json(sealed)
