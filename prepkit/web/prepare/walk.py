"""The order of the pages: the questions, what to ask them, what matters most, and the last one."""

from dataclasses import dataclass
from enum import StrEnum

from prepkit.core.asked import Asked
from prepkit.core.bank import Role
from prepkit.core.preparation import Preparation


class Page(StrEnum):
    """What a numbered page asks for."""

    QUESTION = "question"
    OWN = "own"
    MOST = "most"


@dataclass(frozen=True)
class Step:
    """One numbered page. ``number`` counts from 1; ``question`` is there on a question page."""

    number: int
    page: Page
    question: Asked | None = None

    @property
    def key(self) -> str:
        """What tells this page from every other, so that a form is never taken for another's."""
        return self.question.id if self.question else self.page.value


def steps(preparation: Preparation) -> tuple[Step, ...]:
    """Every numbered page in order. The light closer is last, so that it ends well."""
    closers = [q for q in preparation.questions if q.role is Role.CLOSER]
    asked = [q for q in preparation.questions if q.role is not Role.CLOSER]
    order = [
        *((Page.QUESTION, question) for question in asked),
        (Page.OWN, None),
        (Page.MOST, None),
        *((Page.QUESTION, question) for question in closers),
    ]
    return tuple(Step(n, page, question) for n, (page, question) in enumerate(order, 1))


def asks_alone(step: Step) -> bool:
    """Whether the talk-alone line stands on this page."""
    return step.question is not None and step.question.role is Role.ALONE


def is_answered(step: Step, preparation: Preparation) -> bool:
    """Whether anything has been said on this page."""
    if step.page is Page.OWN:
        return not preparation.own.empty
    if step.page is Page.MOST:
        return not preparation.most.empty
    return not preparation.answer_to(step.question).empty
