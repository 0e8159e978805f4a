"""What a young person prepares: the questions as they stood when they began, and the answers.

A preparation holds the words themselves, in every language there was, so that an edit of a bank
never changes a question somebody is in the middle of answering. It changes nothing in place:
every method gives a new preparation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pydantic import TypeAdapter

from prepkit.core.after import After
from prepkit.core.after import words_of as words_after
from prepkit.core.asked import Asked, Texts
from prepkit.core.bank import AgeGroup
from prepkit.core.expected import Expected
from prepkit.core.keeping import Keeping
from prepkit.core.meeting import Invited
from prepkit.core.needs import Needs, words_of
from prepkit.core.share import Share
from prepkit.core.sharing_state import Sharing
from prepkit.core.text import one_line, tidy

LONGEST_OWN_QUESTION = 300  # characters
MOST_OWN = 20


class TalkAlone(StrEnum):
    """The neutral line that stands on every sheet, ticked or not."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


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
    invited: Invited | None = None
    expected: Expected = field(default_factory=Expected)
    needs: Needs = field(default_factory=Needs)
    keeping: Keeping = field(default_factory=Keeping)
    shares: tuple[Share, ...] = ()
    after: After = field(default_factory=After)

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
        own = (
            self.most.words,
            *answers,
            *self.own.written,
            *words_of(self.needs),
            *words_after(self.after),
        )
        return tuple(filter(None, own))

    def in_language(self, tag: str) -> "Preparation":
        return replace(self, language=tag)


_AS_JSON = TypeAdapter(Preparation)


def to_bytes(preparation: Preparation) -> bytes:
    """The preparation as JSON, for sealing."""
    return _AS_JSON.dump_json(preparation)


def from_bytes(sealed: bytes) -> Preparation:
    """The preparation that ``to_bytes`` gave."""
    return _AS_JSON.validate_json(sealed)
