"""From a page's form to the preparation, and back; and what two devices wrote in one place.

A form carries a mark of what stood on its page. If something else stands there when it is sent, and
the form says something else again, nobody can tell which of the two was meant: the person is shown
both and chooses.
"""

from collections.abc import Sequence
from hashlib import blake2b

from prepkit.core.preparation import Preparation
from prepkit.web.prepare.forms import AnswerForm, OwnForm
from prepkit.web.prepare.walk import Page, Step, asks_alone

MINE, THEIRS = "mine", "theirs"


class Differs(Exception):
    """Something was changed on another device in between, on these pages."""

    def __init__(self, steps: Sequence[Step], preparation: Preparation) -> None:
        self.steps, self.preparation = tuple(steps), preparation
        super().__init__()


def form_of(
    step: Step, token: str, preparation: Preparation, posted=None, prefix: str = ""
) -> AnswerForm | OwnForm:
    """The form of a page: as posted, or as it stands."""
    given = {"token": token, "prefix": prefix}
    if step.page is Page.OWN:
        form = OwnForm(posted, **given) if posted else OwnForm.showing(preparation.own, **given)
    elif posted:
        form = AnswerForm(posted, question=step.question, **given)
    elif step.page is Page.MOST:
        form = AnswerForm.showing(preparation.most, **given)
    else:
        answer = preparation.answer_to(step.question)
        talk = preparation.talk_alone
        form = AnswerForm.showing(answer, talk, question=step.question, **given)
    if not posted:
        form.base.data = mark(step, preparation)
    return form


def changed(
    preparation: Preparation, steps: Sequence[Step], forms: Sequence[AnswerForm | OwnForm]
) -> Preparation:
    """The preparation with what these pages' forms say; raises Differs."""
    differing = []
    for step, form in zip(steps, forms, strict=True):
        base, now = form.base.data, mark(step, preparation)
        after = with_form(preparation, step, form)
        if base and base != now and mark(step, after) != now:
            differing.append(step)
        elif form.pick.data != THEIRS:
            preparation = after
    if differing:
        raise Differs(differing, preparation)
    return preparation


def with_form(preparation: Preparation, step: Step, form: AnswerForm | OwnForm) -> Preparation:
    """The preparation with what this page's form says, whatever stood there."""
    if step.page is Page.OWN:
        return preparation.asking(form.picked.data, form.lines(), form.audience())
    if step.page is Page.MOST:
        return preparation.saying(form.answer())
    if asks_alone(step):
        preparation = preparation.talking_alone(form.wish())
    return preparation.answering(step.question, form.answer())


def mark(step: Step, preparation: Preparation) -> str:
    """What tells what stands on a page now from what stood there before."""
    if step.page is Page.OWN:
        own = preparation.own
        stands = ([asked.id for asked in own.picked], own.written, own.sharing)
    elif step.page is Page.MOST:
        stands = preparation.most
    else:
        talk = preparation.talk_alone if asks_alone(step) else None
        stands = (preparation.answer_to(step.question), talk)
    return mark_of(stands)


def mark_of(stands: object) -> str:
    """The same for the same, whoever asks: 16 digits for a form to carry."""
    return blake2b(repr(stands).encode(), digest_size=8).hexdigest()
