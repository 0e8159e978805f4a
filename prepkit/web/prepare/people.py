"""Questions from people around the young person: asking for them, and what becomes of each."""

from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial

from flask import Response, abort, redirect, render_template, request, url_for
from wtforms import HiddenField, StringField, ValidationError

from prepkit.core.asked import Asked, asked, own_words
from prepkit.core.codename import shown
from prepkit.core.errors import InviteFull, UnknownName
from prepkit.core.expected import LONGEST_NAME, MOST_QUESTIONS, Expected, Sent
from prepkit.core.language import TAGS, language
from prepkit.core.preparation import Preparation
from prepkit.core.qr import qr
from prepkit.core.taking_in import accepting, hiding, question_id
from prepkit.core.text import one_line
from prepkit.web.fields import TokenForm
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current
from prepkit.web.messages import lazy
from prepkit.web.outside import outside
from prepkit.web.prepare.keep import code_page, keep_for_later
from prepkit.web.prepare.passes import passes
from prepkit.web.prepare.routes import bp
from prepkit.web.prepare.walk import steps

FULL = lazy("Stäng en inbjudan, eller gå igenom frågorna du fått. Försök sedan igen.")


class InviteForm(TokenForm):
    """What to call somebody who is asked for questions."""

    name = StringField()

    def validate_name(self, field) -> None:
        if not self.called():
            raise ValidationError(lazy("Skriv vad du vill kalla den som får inbjudan."))
        if len(self.called()) > LONGEST_NAME:
            raise ValidationError(
                lazy("Gör namnet kortare: %(max)d tecken får plats.") % {"max": LONGEST_NAME}
            )

    def called(self) -> str:
        return one_line(self.name.data or "")


class DecideForm(TokenForm):
    """What to do with one question, or with one invitation."""

    id = HiddenField()


@bp.get("/p/ask")
@with_house
@with_desk
def people(desk: Desk, house: House) -> str:
    """What others have sent, who is asked, and how to ask somebody."""
    expected = desk.preparation.expected
    waiting = expected.undecided(house.invites.arrived(expected))
    every = (*waiting, *expected.accepted, *expected.hidden)
    return render_template(
        "prepare/people.html",
        form=DecideForm(token=desk.csrf),
        waiting=waiting,
        expected=expected,
        invitations=expected.open_at(house.clock()),
        words={sent.id: _words(sent, house) for sent in every},
        to_answer=_steps_of(desk.preparation),
        closed="closed" in request.args,
        room=len(desk.preparation.questions) < MOST_QUESTIONS,
        contacts=house.contacts(current().tag, "nodnumret", "bris"),
    )


@bp.post("/p/ask")
@with_house
@with_desk
def decide(desk: Desk, house: House) -> Response:
    """Take a question in, hide it, or close an invitation: one press each."""
    form = DecideForm(request.form, token=desk.csrf)
    if form.validate():
        expected, id, to = desk.preparation.expected, form.id.data or "", request.form.get("to", "")
        if to in {"accept", "hide"}:
            _decide(desk, house, to, id)
        elif invitation := expected.invitation(id):
            house.invites.close(expected, invitation, unread=to == "close-all")
            desk.keep(lambda fresh: _with(fresh, fresh.expected.closing(id)))
            return redirect(url_for("prepare.people", closed=1), 303)
    return redirect(url_for("prepare.people"), 303)


@bp.route("/p/ask/new", methods=["GET", "POST"])
@with_house
@with_desk
def invite(desk: Desk, house: House) -> Response | str:
    """Say what to call somebody, and get an invitation for them.

    The first one keeps the preparation under a code: the questions come another day.
    """
    form = InviteForm(request.form if request.method == "POST" else None, token=desk.csrf)
    if request.method == "POST" and form.validate():
        code = "" if desk.last_day else keep_for_later(desk, house)
        try:
            onward = url_for("prepare.invitation", n=_invited(desk, house, form.called()))
            return code_page(code, onward=onward) if code else redirect(onward, 303)
        except InviteFull:
            form.name.errors = [FULL]
    return render_template("prepare/invite.html", form=form, kept=bool(desk.last_day))


@bp.get("/p/ask/<int:n>")
@with_house
@with_desk
def invitation(n: int, desk: Desk, house: House) -> str:
    """One invitation, to hand over: link, code and QR, in a language if one is asked for."""
    invitations = desk.preparation.expected.open_at(house.clock())
    one = invitations[n - 1] if 0 < n <= len(invitations) else abort(404)
    theirs = request.args.get("in", "")
    spoken = {"in": theirs} if theirs in TAGS else {}
    link = outside(house, "link.knock", code=one.code, **spoken)
    return render_template(
        "prepare/invitation.html",
        n=n,
        invitation=one,
        theirs=language(theirs) if spoken else None,
        link=link,
        code=shown(one.code),
        qr=qr(link),
        form=DecideForm(token=desk.csrf),
    )


def _invited(desk: Desk, house: House, name: str) -> int:
    """Make an invitation, and the letterbox before it if it is the first; gives its number."""
    house.spend()
    made = house.invites.letterbox()
    desk.keep(lambda fresh: _with(fresh, fresh.expected.with_inbox(*made)))
    fresh = desk.boxes.open(desk.token)
    expected, meeting = fresh.preparation.expected, fresh.preparation.meeting
    until = datetime.combine(fresh.last_day, time(), UTC)
    one = house.invites.make(expected, name, meeting, until)
    desk.keep(lambda latest: _with(latest, latest.expected.inviting(one)))
    every = desk.boxes.open(desk.token).preparation.expected.open_at(house.clock())
    return every.index(one) + 1


def _decide(desk: Desk, house: House, to: str, id: str) -> None:
    """Take in or hide; a question that is not there (any more) changes nothing."""
    expected = desk.preparation.expected
    known = {each.id: each for each in (*house.invites.arrived(expected), *expected.hidden)}
    known |= {each.id: each for each in expected.accepted}
    if id not in known or (to == "accept" and len(desk.preparation.questions) >= MOST_QUESTIONS):
        return
    sent = known[id]
    picked = _picked(sent, house)
    change = partial(accepting, picked=picked, passes=passes()) if to == "accept" else hiding
    desk.keep(lambda fresh: change(fresh, sent=sent))
    house.invites.drop(expected, [id])


def _steps_of(preparation: Preparation) -> dict[str, int]:
    """The numbered page of each question that was taken in."""
    numbers = {each.question.id: each.number for each in steps(preparation) if each.question}
    found = {sent.id: numbers.get(question_id(sent)) for sent in preparation.expected.accepted}
    return {id: number for id, number in found.items() if number}


def _words(sent: Sent, house: House):
    """A question as it is shown: in the reader's language if a bank has it, else as it came."""
    picked = _picked(sent, house)
    words = picked.ask if picked else own_words(sent.words, sent.language)
    return words.to(current().tag)


def _picked(sent: Sent, house: House) -> Asked | None:
    """The bank's question that was picked, if the bank still has it."""
    bank, _, id = sent.picked.partition("/")
    try:
        return asked(house.library.bank(bank).question(id), house.library.catalogues(bank))
    except UnknownName:
        return None


def _with(preparation: Preparation, expected: Expected) -> Preparation:
    return replace(preparation, expected=expected)
