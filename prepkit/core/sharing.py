"""What leaves the young person: only what they chose to give.

The sheet for the meeting is made from a SharedView and from nothing else. A SharedView has no
place for an answer that wasn't given: not its words, its topic, its number, nor a gap.
"""

from dataclasses import dataclass

from prepkit.core.preparation import (
    Answer,
    Asked,
    OwnQuestions,
    Preparation,
    Sharing,
    TalkAlone,
    Texts,
)


@dataclass(frozen=True)
class SharedAnswer:
    """One given answer: the question, what was chosen, what was written."""

    topic: str
    ask: Texts
    choice: Texts | None
    words: str


@dataclass(frozen=True)
class SharedView:
    """Everything the sheet for the meeting may hold."""

    language: str
    talk_alone: TalkAlone | None
    most: str
    answers: tuple[SharedAnswer, ...]
    own_picked: tuple[Texts, ...]
    own_written: tuple[str, ...]


def shared_view(preparation: Preparation) -> SharedView:
    """What they give: answers marked *give it to them*, and the talk-alone line."""
    own, most = preparation.own, preparation.most
    given = own.sharing is Sharing.GIVE
    return SharedView(
        language=preparation.language,
        talk_alone=preparation.talk_alone,
        most=most.words if most.sharing is Sharing.GIVE else "",
        answers=tuple(
            shown(question, answer) for question, answer in answered(preparation, Sharing.GIVE)
        ),
        own_picked=tuple(each.ask for each in own.picked) if given else (),
        own_written=own.written if given else (),
    )


@dataclass(frozen=True)
class Audience:
    """What is for one audience: the most wanted, answers by question, own questions."""

    sharing: Sharing
    most: str
    answers: tuple[tuple[str, SharedAnswer], ...]
    own: OwnQuestions

    def __len__(self) -> int:
        return bool(self.most) + len(self.answers) + (not self.own.empty)


def audiences(preparation: Preparation) -> dict[Sharing, Audience]:
    """What is for whom, for the young person's own eyes."""
    own, most = preparation.own, preparation.most
    return {
        sharing: Audience(
            sharing,
            most.words if most.sharing is sharing else "",
            tuple((q.id, shown(q, a)) for q, a in answered(preparation, sharing)),
            own if own.sharing is sharing else OwnQuestions(),
        )
        for sharing in Sharing
    }


def answered(preparation: Preparation, sharing: Sharing) -> list[tuple[Asked, Answer]]:
    """The questions that have an answer for this audience, in the order they were asked."""
    pairs = ((question, preparation.answer_to(question)) for question in preparation.questions)
    return [(q, a) for q, a in pairs if a.sharing is sharing and not a.empty]


def shown(question: Asked, answer: Answer) -> SharedAnswer:
    """An answer as it is shown on paper and on the review page."""
    return SharedAnswer(question.topic, question.ask, question.choice(answer.choice), answer.words)
