"""Takes a question that somebody sent into a preparation, and out again."""

from dataclasses import replace

from prepkit.core.asked import PASSES, Asked, Passes, own_words
from prepkit.core.bank import Kind, Role
from prepkit.core.expected import Sent
from prepkit.core.preparation import Preparation

_FROM = "from-"  # begins the id of a question that somebody wrote


def accepting(
    preparation: Preparation, sent: Sent, picked: Asked | None, passes: Passes = PASSES
) -> Preparation:
    """With the question among those they may ask; ``picked`` is the bank's, if it came from one.

    A question that is there already isn't asked twice. ``passes`` are the answers that every
    question has, in the languages there are.
    """
    question = replace(picked or _own(sent), by=sent.name, passes=passes)
    known = any(each.id == question.id for each in preparation.questions)
    return replace(
        preparation,
        questions=preparation.questions if known else (*preparation.questions, question),
        expected=preparation.expected.accepting(sent),
    )


def hiding(preparation: Preparation, sent: Sent) -> Preparation:
    """Without the question in the walk. What was answered to it stays, if it is taken in again."""
    expected = preparation.expected.hiding(sent)
    came = {_own(sent).id}
    if sent.picked not in {each.picked for each in expected.accepted}:
        came.add(sent.picked.partition("/")[2])
    left = tuple(each for each in preparation.questions if not (each.by and each.id in came))
    return replace(preparation, questions=left, expected=expected)


def question_id(sent: Sent) -> str:
    """The id of the question it became: the bank's for one that was picked."""
    own = _own(sent).id
    return sent.picked.partition("/")[2] or own


def _own(sent: Sent) -> Asked:
    return Asked(
        id=f"{_FROM}{sent.id}",
        topic="soc",
        role=Role.TOPIC,
        kind=Kind.TEXT,
        ask=own_words(sent.words, sent.language),
        by=sent.name,
    )
