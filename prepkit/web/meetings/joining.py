"""What an invitation does for the young person who opens it, and what they see when it changes."""

from functools import partial

from flask import Response, g, redirect, render_template, request, url_for

from prepkit.core.bank import AgeGroup
from prepkit.core.codename import CodeKind
from prepkit.core.days import said_day
from prepkit.core.errors import BoxGone
from prepkit.core.invitation import asked_too, invited
from prepkit.core.meeting import Meeting
from prepkit.core.preparation import Preparation
from prepkit.web.fields import TokenForm
from prepkit.web.gate import YOUNG, Desk, give_cookie, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.invite.routes import OPENS
from prepkit.web.locale import current
from prepkit.web.prepare.begin import begin
from prepkit.web.prepare.forms import WishesForm
from prepkit.web.prepare.passes import passes
from prepkit.web.prepare.routes import bp
from prepkit.web.prepare.walk import steps


def join(code: str, house: House) -> Response:
    """Open an invitation: into the preparation there is, or into a new one.

    The answer shows nothing of the meeting, and the page after it neither: the page that set the
    cookie must not be one to find by going back (security.md 2.7).
    """
    told = house.meetings.open(code)
    token = request.cookies.get(YOUNG, "")
    try:
        opened = house.boxes.open(token)
    except BoxGone:
        begun = _begun(house, told.meeting, None, None)
        fresh = invited(begun, told.root.hex(), told.meeting, passes())
        page = redirect(url_for("prepare.opened", tag=current().tag), 303)
        return give_cookie(page, YOUNG, house.boxes.begin(fresh))
    desk = Desk(house.boxes, token, opened.preparation)
    desk.keep(partial(invited, root=told.root.hex(), meeting=told.meeting, passes=passes()))
    return redirect(url_for("prepare.meeting", tag=current().tag), 303)


@bp.route("/p/opened", methods=["GET", "POST"])
@with_house
@with_desk
def opened(desk: Desk, house: House) -> Response | str:
    """Before the meeting is shown: what leaving does, and for which age the questions are."""
    form = WishesForm(request.form, meetings=())
    joined = desk.preparation.invited
    if joined is None:
        return redirect(url_for("prepare.begin"), 303)
    token = TokenForm(request.form, token=desk.csrf)
    if request.method == "POST" and token.validate() and form.validate():
        count = form.count(len(joined.meeting.picked) + len(joined.meeting.written))
        fresh = _begun(house, joined.meeting, form.age_group(), count)
        desk.keep(partial(_with_questions_of, fresh=fresh))
        return redirect(url_for("prepare.meeting"), 303)
    return render_template("prepare/opened.html", form=form, token=desk.csrf)


@bp.route("/p/meeting", methods=["GET", "POST"])
@with_desk
def meeting(desk: Desk) -> Response | str:
    """The plain story of this meeting and of who will be there; and what is changed since.

    Questions that are new since then are among the young person's own from here on.
    """
    told = g.news
    if told is None:
        return redirect(url_for("prepare.review"), 303)
    seen = TokenForm(request.form, token=desk.csrf)
    if request.method == "POST" and seen.validate():
        root = desk.preparation.invited.root
        desk.keep(partial(invited, root=root, meeting=told.meeting, passes=passes()))
        return redirect(url_for("prepare.meeting"), 303)
    if "questions" in told.changed:
        desk.keep(partial(asked_too, meeting=told.meeting, passes=passes()))
    day = told.meeting.day
    return render_template(
        "prepare/meeting.html",
        news=told,
        on=said_day(day, current().tag, weekday=True) if day else "",
        first=_first_unanswered(desk.boxes.open(desk.token).preparation),
        token=desk.csrf,
    )


def _first_unanswered(preparation: Preparation) -> int:
    """The number of the first page whose question has no answer; the first when all have."""
    asked = [step for step in steps(preparation) if step.question]
    unanswered = (s.number for s in asked if preparation.answer_to(s.question).empty)
    return next(unanswered, 1)


def _begun(house: House, meeting: Meeting, age: AgeGroup | None, count: int | None) -> Preparation:
    """A preparation for the meeting's kind; for a kind there is no bank of any more, for any."""
    known = {bank.id for bank in house.library.meetings()}
    kind = meeting.kind if meeting.kind in known else ""
    usual = WishesForm(meetings=()).count()
    return begin(house.library, kind, meeting.title, age, count or usual, current().tag)


def _with_questions_of(preparation: Preparation, *, fresh: Preparation) -> Preparation:
    """The questions for the age that was told, unless somebody has begun to answer."""
    if preparation.answers or preparation.written():
        return preparation
    joined = preparation.invited
    return invited(fresh, joined.root, joined.meeting, passes())


OPENS[CodeKind.MEETING] = join
