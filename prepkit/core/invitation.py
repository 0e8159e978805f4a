"""What a worker's invitation brings into a preparation, and what a change of it changes."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from prepkit.core.asked import PASSES, Asked, Passes, own_words
from prepkit.core.bank import Kind, Role
from prepkit.core.meeting import Invited, Meeting
from prepkit.core.preparation import Preparation

_OWN = "soc-"  # begins the id of a question that the worker wrote


def invited(
    preparation: Preparation, root: str, meeting: Meeting, passes: Passes = PASSES
) -> Preparation:
    """The preparation with this meeting, as it was just seen; ``passes`` as in ``asked_too``."""
    with_all = asked_too(following(preparation, meeting), meeting, passes)
    return replace(with_all, invited=Invited(root, meeting), meeting_title=meeting.title)


def following(preparation: Preparation, meeting: Meeting) -> Preparation:
    """The preparation, kept as long as this meeting's day wants.

    A day that the young person took over from the invitation moves with it; their own stays.
    """
    keeping, before = preparation.keeping, preparation.invited
    own = keeping.meets_on
    if before and own == before.meeting.day:
        own = None
    return replace(preparation, keeping=replace(keeping, meets_on=own, invited_on=meeting.day))


def asked_too(preparation: Preparation, meeting: Meeting, passes: Passes = PASSES) -> Preparation:
    """The preparation with the questions that the worker plans to ask.

    They come after the light first question, each once. What they no longer plan to ask stays:
    somebody may have answered it. ``passes`` are the answers that every question has, in the
    languages there are: whoever invites knows only the Swedish.
    """
    said = {(question.id, question.ask.swedish) for question in preparation.questions}
    ids = {question.id for question in preparation.questions}
    planned = (*meeting.picked, *_own_questions(meeting, said, ids))
    fresh = tuple(replace(each, passes=passes) for each in planned if each.id not in ids)
    return replace(
        preparation,
        questions=(*preparation.questions[:1], *fresh, *preparation.questions[1:]),
    )


def _own_questions(meeting: Meeting, said: set, ids: set) -> Iterator[Asked]:
    """The worker's own questions that aren't asked yet, each under an id of its own."""
    asked = {words for id, words in said if id.startswith(_OWN)}
    numbers = (n for n in count(1) if f"{_OWN}{n}" not in ids)
    for words in meeting.written:
        if words not in asked:
            yield Asked(
                id=f"{_OWN}{next(numbers)}",
                topic="soc",
                role=Role.TOPIC,
                kind=Kind.TEXT,
                ask=own_words(words, meeting.written_in),
            )


def changes(before: Meeting, now: Meeting) -> tuple[str, ...]:
    """Which parts say something else now: names of Meeting's fields, in their order."""
    names = ("standing", "day", "time", "minutes", "where", "people", "decision", "about")
    asked = ("picked", "written")
    told = [name for name in names if getattr(before, name) != getattr(now, name)]
    if any(getattr(before, name) != getattr(now, name) for name in asked):
        told.append("questions")
    return tuple(told)
