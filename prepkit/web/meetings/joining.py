"""What an invitation does for the young person who opens it, and what they see when it changes."""

from dataclasses import dataclass
from functools import partial

from flask import Response, redirect, render_template, request, url_for

from prepkit.core.bank import AgeGroup
from prepkit.core.codename import CodeKind
from prepkit.core.errors import BoxGone, InviteGone
from prepkit.core.invitation import changes, invited
from prepkit.core.meeting import Meeting, Standing
from prepkit.core.preparation import Preparation
from prepkit.web.fields import TokenForm
from prepkit.web.gate import YOUNG, Desk, give_cookie, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.invite.routes import OPENS
from prepkit.web.locale import current
from prepkit.web.prepare.begin import begin
from prepkit.web.prepare.forms import WishesForm
from prepkit.web.prepare.routes import bp


@dataclass(frozen=True)
class News:
    """How the meeting stands today beside what the young person has seen.

    ``changed`` names the parts that say something else; ``gone`` is for one that has been.
    """

    meeting: Meeting
    changed: tuple[str, ...] = ()
    gone: bool = False

    @property
    def called_off(self) -> bool:
        return self.meeting.standing is Standing.CALLED_OFF


def news(house: House, preparation: Preparation) -> News | None:
    """The meeting as it is told today; None for a preparation without an invitation."""
    if preparation.invited is None:
        return None
    seen = preparation.invited
    try:
        today = house.meetings.again(bytes.fromhex(seen.root)).meeting
    except InviteGone:
        return News(seen.meeting, gone=True)
    return News(today, changes(seen.meeting, today))


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
        fresh = invited(_begun(house, told.meeting, None, None), told.root.hex(), told.meeting)
        page = redirect(url_for("prepare.opened", tag=current().tag), 303)
        return give_cookie(page, YOUNG, house.boxes.begin(fresh))
    desk = Desk(house.boxes, token, opened.preparation)
    desk.keep(partial(invited, root=told.root.hex(), meeting=told.meeting))
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
        fresh = _begun(house, joined.meeting, form.age_group(), form.count())
        desk.keep(partial(_with_questions_of, fresh=fresh))
        return redirect(url_for("prepare.meeting"), 303)
    return render_template("prepare/opened.html", form=form, token=desk.csrf)


@bp.route("/p/meeting", methods=["GET", "POST"])
@with_house
@with_desk
def meeting(desk: Desk, house: House) -> Response | str:
    """The plain story of this meeting and of who will be there; and what is changed since."""
    told = news(house, desk.preparation)
    if told is None:
        return redirect(url_for("prepare.review"), 303)
    seen = TokenForm(request.form, token=desk.csrf)
    if request.method == "POST" and seen.validate():
        root = desk.preparation.invited.root
        desk.keep(partial(invited, root=root, meeting=told.meeting))
        return redirect(url_for("prepare.meeting"), 303)
    return render_template("prepare/meeting.html", news=told, token=desk.csrf)


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
    return invited(fresh, preparation.invited.root, preparation.invited.meeting)


OPENS[CodeKind.MEETING] = join
