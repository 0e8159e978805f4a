"""What leaves the young person: only what they chose to give.

The sheet for the meeting, the screen that is held up, the text message and what a share code
opens are made from a SharedView and from nothing else. A SharedView has no place for an answer
that wasn't given: not its words, its topic, its number, nor a gap.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from prepkit.core.asked import Asked, Texts
from prepkit.core.needs import NeedLine, Way, for_audience, lines
from prepkit.core.preparation import Answer, OwnQuestions, Preparation, TalkAlone
from prepkit.core.sharing_state import Sharing


@dataclass(frozen=True)
class SharedAnswer:
    """One given answer: the question, what was chosen, what was written.

    ``from_soc`` is for a question in the words of whoever invited to the meeting.
    """

    topic: str
    ask: Texts
    choice: Texts | None
    words: str
    from_soc: bool = False


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
    """The same, a thing at a time, to hold up.

    First how to begin, and the talk-alone line if it is ticked; one that isn't comes last.
    """
    return tuple(_one_by_one(view))


def _one_by_one(view: SharedView) -> Iterator[SharedView]:
    bare = SharedView(view.language, None, "", (), (), ())
    if view.talk_alone or view.read_first:
        yield replace(bare, talk_alone=view.talk_alone, read_first=view.read_first)
    if view.most:
        yield replace(bare, most=view.most)
    if view.needs:
        yield replace(bare, needs=view.needs)
    yield from (replace(bare, answers=(answer,)) for answer in view.answers)
    yield from (replace(bare, own_picked=(asked,)) for asked in view.own_picked)
    yield from (replace(bare, own_written=(line,)) for line in view.own_written)
    if not view.talk_alone:
        yield bare


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


@dataclass(frozen=True)
class Offer:
    """Something that is theirs alone or given: ``key`` finds it, ``ask`` is the bank's question."""

    key: str
    given: bool
    ask: Texts | None = None


MOST, NEEDS, OWN = "most", "needs", "own"  # keys of what isn't an answer; a question has its id
_ANSWER = "q."


def offers(preparation: Preparation) -> tuple[Offer, ...]:
    """What they may give or keep, several at once; what is said aloud or alone is left in peace.

    Somebody they don't want at the meeting isn't among it: that is never given with other things.
    """
    needs = replace(preparation.needs, without="")
    everything = [
        (MOST, None, preparation.most.words and preparation.most.sharing),
        (NEEDS, None, lines(needs) and needs.sharing),
        *(
            (_ANSWER + question.id, question.ask, answer.sharing)
            for question in preparation.questions
            if not (answer := preparation.answer_to(question)).empty
        ),
        (OWN, None, not preparation.own.empty and preparation.own.sharing),
    ]
    return tuple(
        Offer(key, sharing is Sharing.GIVE, ask)
        for key, ask, sharing in everything
        if sharing in (Sharing.GIVE, Sharing.ONLY_ME)
    )


def giving(
    preparation: Preparation, listed: Collection[str], given: Collection[str]
) -> Preparation:
    """With these of the listed things given, and the others of them theirs alone."""
    for offer in offers(preparation):
        if offer.key in listed:
            audience = Sharing.GIVE if offer.key in given else Sharing.ONLY_ME
            preparation = _shared(preparation, offer.key, audience)
    return preparation


def _shared(preparation: Preparation, key: str, sharing: Sharing) -> Preparation:
    if key in (MOST, NEEDS, OWN):
        part = replace(getattr(preparation, key), sharing=sharing)
        return replace(preparation, **{key: part})
    id = key.removeprefix(_ANSWER)
    answer = replace(preparation.answers[id], sharing=sharing)
    return replace(preparation, answers={**preparation.answers, id: answer})


def answered(preparation: Preparation, sharing: Sharing) -> list[tuple[Asked, Answer]]:
    """The questions that have an answer for this audience, in the order they were asked."""
    pairs = ((question, preparation.answer_to(question)) for question in preparation.questions)
    return [(q, a) for q, a in pairs if a.sharing is sharing and not a.empty]


def shown(question: Asked, answer: Answer) -> SharedAnswer:
    """An answer as it is shown on paper and on the review page."""
    choice = question.choice(answer.choice)
    return SharedAnswer(question.topic, question.ask, choice, answer.words, question.from_soc)


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
