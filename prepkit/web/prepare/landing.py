"""Brings what was typed back to its page, when a code had to be typed in between.

A session ends after two hours. What was being written then is shown, and goes along in the form
that asks for the code; opened by it, the text lands on the page it was written for.
"""

from dataclasses import replace

from flask import request
from werkzeug.datastructures import MultiDict

from prepkit.core.preparation import Preparation
from prepkit.core.text import tidy
from prepkit.web.gate import YOUNG, Desk
from prepkit.web.prepare.answering import form_of, mark, with_form
from prepkit.web.prepare.forms import AnswerForm, OwnForm
from prepkit.web.prepare.walk import Page, Step, steps

KEPT = "kept-"
_PAGE = "page"
_PAGES = ("prepare.step", "prepare.everything")
_LEFT_OUT = {"token", "to", "language"}

Carried = tuple[tuple[str, str], ...]


def to_carry() -> Carried:
    """What this request's form said, as fields for the form that asks for the code.

    Only for a request that still carries its cookie: see ``typed``.
    """
    known = request.cookies.get(YOUNG) and request.method == "POST"
    if not known or request.endpoint not in _PAGES:
        return ()
    page = str((request.view_args or {}).get("n", "all"))
    said = ((name, value) for name, value in request.form.items(multi=True))
    kept = ((f"{KEPT}{name}", value) for name, value in said if name not in _LEFT_OUT)
    return ((f"{KEPT}{_PAGE}", page), *kept)


def carried() -> Carried:
    """What came along with a code."""
    fields = request.form.items(multi=True)
    return tuple((name, value) for name, value in fields if name.startswith(KEPT))


def texts(carried: Carried) -> tuple[str, ...]:
    """The texts among what came along, to show them."""
    said = (tidy(value) for name, value in carried if name.endswith(("words", "written")))
    return tuple(text for text in said if text)


def land(desk: Desk, carried: Carried) -> bool:
    """Keep what came along where it was written; whether it belongs in this preparation."""
    said = MultiDict((name.removeprefix(KEPT), value) for name, value in carried)
    page, every = said.get(_PAGE, ""), steps(desk.preparation)
    here = every if page == "all" else [step for step in every if str(step.number) == page]
    if not here or said.get("asked") != " ".join(step.key for step in here):
        return False
    pairs = [(step, _form(step, desk, said, page)) for step in here]
    if not all([form.validate() for _, form in pairs]):
        return False

    def change(preparation: Preparation) -> Preparation:
        for step, form in pairs:
            preparation = _landed(preparation, step, form)
        return preparation

    desk.keep(change)
    return True


def landed_on(carried: Carried) -> str:
    """The page that the text belongs to: its number, or ``all``."""
    return dict(carried).get(f"{KEPT}{_PAGE}", "1")


def _form(step: Step, desk: Desk, said: MultiDict, page: str) -> AnswerForm | OwnForm:
    prefix = f"{step.number}-" if page == "all" else ""
    said[f"{prefix}token"] = desk.csrf  # the code has shown whose form it is
    return form_of(step, desk.csrf, desk.preparation, said, prefix)


def _landed(preparation: Preparation, step: Step, form: AnswerForm | OwnForm) -> Preparation:
    """With this form; where something else has been written meanwhile, with both texts."""
    now, after = mark(step, preparation), with_form(preparation, step, form)
    if form.base.data == now or mark(step, after) == now:
        return after
    if step.page is Page.OWN:
        written = (*preparation.own.written, *after.own.written)
        return replace(
            preparation, own=replace(preparation.own, written=tuple(dict.fromkeys(written)))
        )
    if step.page is Page.MOST:
        both = _both(preparation.most.words, after.most.words)
        return preparation.saying(replace(preparation.most, words=both))
    before, later = preparation.answer_to(step.question), after.answer_to(step.question)
    both = replace(before, words=_both(before.words, later.words))
    return preparation.answering(step.question, both)


def _both(first: str, second: str) -> str:
    return "\n\n".join(dict.fromkeys(text for text in (first, second) if text))
