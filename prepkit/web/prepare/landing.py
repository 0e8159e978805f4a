"""Brings what was typed back to its page, when a code had to be typed in between.

A session ends after two hours. What was being written then is shown, and goes along in the form
that asks for the code; nothing of it is kept here meanwhile. Opened by the code, it lands on the
page it was written for, whichever that is. A numbered page's form tells what stood there, so its
text is kept at once; any other page shows its form filled in, as one that was refused, for the
young person to send again, with the mark of what stood there then (``meanwhile``). The fields bear
their own names all the way, so that page needs to know nothing of where they have been.
"""

from dataclasses import replace
from urllib.parse import urlencode

from flask import current_app, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from prepkit.core.preparation import Preparation
from prepkit.web.gate import LANDED, YOUNG, Desk
from prepkit.web.locale import current
from prepkit.web.prepare.answering import form_of, mark, with_form
from prepkit.web.prepare.forms import AnswerForm, OwnForm
from prepkit.web.prepare.walk import Page, Step, steps
from prepkit.web.typed import FIELDS, texts_of

_ALL = "p/all"
_LEFT_OUT = {"token", "to", "language", LANDED}  # whatever the prefix of their form
_CODES_OWN = {"token", "code", "instead"}  # of the form that asks for the code
_BESIDE = 2_000  # bytes of a request for the code and what goes with it
_MOST = 290  # fields; with the code's own it is no more than a request may have

Carried = tuple[tuple[str, str], ...]


def to_carry() -> Carried:
    """What this request's form said, as fields for the form that asks for the code.

    Nothing of a form that nobody can type in, or of one so long that it would not fit in a request
    together with a code. Only for a request that still carries its cookie: see ``typed``.
    """
    known = request.cookies.get(YOUNG) and request.method == "POST"
    if not known or not any(name.endswith(FIELDS) for name in request.form):
        return ()
    _, _, page = request.path.lstrip("/").partition("/")  # after the language
    said = request.form.items(multi=True)
    kept = ((LANDED, page), *(s for s in said if s[0].rpartition("-")[2] not in _LEFT_OUT))
    room = current_app.config["MAX_CONTENT_LENGTH"] - _BESIDE
    return kept if len(kept) <= _MOST and len(urlencode(kept)) <= room else ()


def carried() -> Carried:
    """What came along with a code."""
    if LANDED not in request.form:
        return ()
    fields = request.form.items(multi=True)
    return tuple((name, value) for name, value in fields if name not in _CODES_OWN)


def texts(carried: Carried) -> tuple[str, ...]:
    """The texts among what came along, to show them."""
    return texts_of(carried)


def belongs(desk: Desk, carried: Carried) -> bool:
    """Whether it can have been written in this preparation: a numbered page says which asked."""
    said = MultiDict(carried)
    return "asked" not in said or said["asked"] == " ".join(s.key for s in _here(desk, said))


def land(desk: Desk, carried: Carried) -> bool:
    """Keep what came along where it was written; False if the page itself has to show it."""
    said = MultiDict(carried)
    pairs = [(step, _form(step, desk, said)) for step in _here(desk, said)]
    if not pairs or not all([form.validate() for _, form in pairs]):
        return False

    def change(preparation: Preparation) -> Preparation:
        for step, form in pairs:
            preparation = _landed(preparation, step, form)
        return preparation

    desk.keep(change)
    return True


def landed_on(carried: Carried) -> str:
    """The address of the page that it was written on; the overview for one that isn't there."""
    page = f"/{current().tag}/{dict(carried).get(LANDED, '')}"
    try:
        endpoint, _ = current_app.url_map.bind("").match(page, "POST")
    except HTTPException:
        endpoint = ""
    return page if endpoint.startswith("prepare.") else url_for("prepare.review")


def _here(desk: Desk, said: MultiDict) -> list[Step]:
    """The numbered pages that it was written on: one, all of them, or none."""
    page, every = said.get(LANDED), steps(desk.preparation)
    return [step for step in every if page in {_ALL, f"p/{step.number}"}]


def _form(step: Step, desk: Desk, said: MultiDict) -> AnswerForm | OwnForm:
    prefix = f"{step.number}-" if said[LANDED] == _ALL else ""
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
