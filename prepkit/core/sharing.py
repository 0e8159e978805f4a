"""What leaves the young person: only what they chose to give.

The sheet for the meeting, the screen that is held up, the text message and what a share code
opens are made from a SharedView and from nothing else. A SharedView has no place for an answer
that wasn't given: not its words, its topic, its number, nor a gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from prepkit.core.asked import Asked, Texts
from prepkit.core.needs import NeedLine, Way, for_audience, lines
from prepkit.core.preparation import Answer, OwnQuestions, Preparation, TalkAlone
from prepkit.core.sharing_state import Sharing


@dataclass(frozen=True)
class SharedAnswer:
    """One given answer: the question, what was chosen, what was written."""

    topic: str
    ask: Texts
    choice: Texts | None
    words: str


@dataclass(frozen=True)
class SharedView:
    """Everything that may leave: ``read_first`` asks the reader to begin in silence."""

    language: str
    talk_alone: TalkAlone | None
    most: str
    answers: tuple[SharedAnswer, ...]
    own_picked: tuple[Texts, ...]
    own_written: tuple[str, ...]
    needs: tuple[NeedLine, ...] = ()
    read_first: bool = False


def shared_view(preparation: Preparation) -> SharedView:
    """What they give: answers marked *give it to them*, and the talk-alone line."""
    own, most = preparation.own, preparation.most
    given = own.sharing is Sharing.GIVE
    needs = for_audience(preparation.needs, Sharing.GIVE)
    return SharedView(
        language=preparation.language,
        talk_alone=preparation.talk_alone,
        most=most.words if most.sharing is Sharing.GIVE else "",
        answers=tuple(
            shown(question, answer) for question, answer in answered(preparation, Sharing.GIVE)
        ),
        own_picked=tuple(each.ask for each in own.picked) if given else (),
        own_written=own.written if given else (),
        needs=lines(replace(needs, ways=tuple(w for w in needs.ways if w is not Way.READ_FIRST))),
        read_first=Way.READ_FIRST in needs.ways,
    )


def one_by_one(view: SharedView) -> tuple[SharedView, ...]:
    """The same, a thing at a time, to hold up: first the talk-alone line and how to begin."""
    return tuple(_one_by_one(view))


def _one_by_one(view: SharedView) -> Iterator[SharedView]:
    bare = SharedView(view.language, None, "", (), (), ())
    yield replace(bare, talk_alone=view.talk_alone, read_first=view.read_first)
    if view.most:
        yield replace(bare, most=view.most)
    if view.needs:
        yield replace(bare, needs=view.needs)
    yield from (replace(bare, answers=(answer,)) for answer in view.answers)
    yield from (replace(bare, own_picked=(asked,)) for asked in view.own_picked)
    yield from (replace(bare, own_written=(line,)) for line in view.own_written)


_AS_JSON = TypeAdapter(SharedView)


def to_bytes(view: SharedView) -> bytes:
    """The view as JSON, for sealing."""
    return _AS_JSON.dump_json(view)


def from_bytes(sealed: bytes) -> SharedView:
    """The view that ``to_bytes`` gave."""
    return _AS_JSON.validate_json(sealed)


@dataclass(frozen=True)
class Audience:
    """What is for one audience: the most wanted, needs, answers by question, own questions."""

    sharing: Sharing
    most: str
    answers: tuple[tuple[str, SharedAnswer], ...]
    own: OwnQuestions
    needs: tuple[NeedLine, ...] = ()

    def __len__(self) -> int:
        own, needs = not self.own.empty, bool(self.needs)
        return bool(self.most) + needs + len(self.answers) + own


def audiences(preparation: Preparation) -> dict[Sharing, Audience]:
    """What is for whom, for the young person's own eyes."""
    own, most = preparation.own, preparation.most
    return {
        sharing: Audience(
            sharing,
            most.words if most.sharing is sharing else "",
            tuple((q.id, shown(q, a)) for q, a in answered(preparation, sharing)),
            own if own.sharing is sharing else OwnQuestions(),
            lines(for_audience(preparation.needs, sharing)),
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


SHAPES = ("circle", "triangle", "square", "diamond")
FEWEST_SIGNS = len(SHAPES)


@dataclass(frozen=True)
class Sign:
    """What stands on paper for something that is only said when we are alone."""

    number: int
    shape: str


def signs(preparation: Preparation) -> tuple[Sign, ...]:
    """The signs on my own sheet, one for each thing for when we are alone, in their order.

    Everybody's sheet has at least four, so that up to four tell a reader nothing: not even
    whether there is anything. The review page says which sign is what.
    """
    alone = len(audiences(preparation)[Sharing.ALONE])
    count = max(FEWEST_SIGNS, alone)
    return tuple(Sign(n, SHAPES[(n - 1) % len(SHAPES)]) for n in range(1, count + 1))
