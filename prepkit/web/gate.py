"""Who may come in: what is asked of every request, and what a view may be handed.

A view that needs the house, a young person's desk or a signed-in member asks for it with a
decorator and is given it; a view without the decorator can't reach it by accident.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from urllib.parse import urlsplit

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.exceptions import Forbidden

from prepkit.core.errors import BoxConflict
from prepkit.core.invitation import following
from prepkit.core.preparation import Preparation
from prepkit.store.boxes import Boxes, csrf_token
from prepkit.store.invites import Invites, Question, Visit
from prepkit.store.staff import StaffRole
from prepkit.web.house import House
from prepkit.web.meetings.news import news

YOUNG = "__Host-s"
DOOR = "__Host-d"  # of somebody who types a code: see ``opening``
STAFF = "__Host-staff"
HELPER = "__Host-h"
LANDED = "landed"  # in a form that comes by way of the code page: see ``landing``


@dataclass(frozen=True)
class Desk:
    """A young person's own desk while they prepare: read it, and keep a change."""

    boxes: Boxes
    token: str
    preparation: Preparation
    last_day: date | None = None  # that its code opens it; None if it isn't kept

    @property
    def csrf(self) -> str:
        return csrf_token(self.token)

    def keep(self, change: Callable[[Preparation], Preparation]) -> None:
        """Keep the change, made to what is there now; another tab's change is never lost."""
        for _ in range(5):
            fresh = self.boxes.open(self.token)
            try:
                self.boxes.keep(self.token, change(fresh.preparation), fresh.rev)
            except BoxConflict:
                continue
            return
        raise BoxConflict("the preparation is being changed from somewhere else")


@dataclass(frozen=True)
class Helper:
    """Somebody with an invitation: they may send questions, and see nothing of the preparation."""

    invites: Invites
    token: str
    visit: Visit

    @property
    def csrf(self) -> str:
        return csrf_token(self.token)

    def send(self, questions: Sequence[Question]) -> None:
        self.invites.send(self.token, questions)


@dataclass(frozen=True)
class SignedIn:
    """A member who is signed in, and what their forms carry."""

    name: str
    role: str
    csrf: str

    @property
    def edits(self) -> bool:
        return self.role == StaffRole.EDITOR


class NotYourRole(Forbidden):
    """The member is who they say, but this is for another role."""


def install(app: Flask, most_fields: int) -> None:
    """Look at every request before a view does, and let the menu know who is signed in."""
    app.jinja_env.globals["signed_in"] = signed_in

    @app.before_request
    def refuse() -> None:
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            if not _from_here():
                abort(403)
            if request.mimetype != "application/x-www-form-urlencoded":
                abort(415)  # file parts would be spooled to disk
            if request.get_data(cache=True).count(b"&") >= most_fields:
                abort(413)


def _from_here() -> bool:
    """Whether a form was sent from one of our own pages (Fetch Metadata, or else Origin).

    An old browser that says neither is let through: its cookies are SameSite=Strict, and every
    form that changes something carries a token.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def house() -> House:
    return current_app.extensions["house"]


def with_house(view: Callable) -> Callable:
    """Hand the view the house."""

    @wraps(view)
    def handed(*args, **values):
        return view(*args, house=house(), **values)

    return handed


def desk_of(token: str) -> Desk:
    """The desk that a token opens; raises BoxGone.

    What its invitation says today is in ``g.news``, for the pages that tell of it. Has the meeting
    moved, the preparation is kept for the new day from now on, whatever page is asked for.
    """
    desk = _desk(token)
    g.news = told = news(house(), desk.preparation)
    if told and not told.gone and told.meeting.day != desk.preparation.keeping.invited_on:
        desk.keep(partial(following, meeting=told.meeting))
        return _desk(token)
    return desk


def _desk(token: str) -> Desk:
    boxes = house().boxes
    opened = boxes.open(token)
    return Desk(boxes, token, opened.preparation, opened.last_day)


def with_desk(view: Callable) -> Callable:
    """Hand the view the young person's desk; raises BoxGone, which has a page of its own."""

    @wraps(view)
    def handed(*args, **values):
        desk = desk_of(request.cookies.get(YOUNG, ""))
        g.landed = LANDED in request.form  # the page says so, and blames nobody for its old token
        return view(*args, desk=desk, **values)

    return handed


def with_helper(view: Callable) -> Callable:
    """Hand the view the helper; raises InviteGone, which has a page of its own."""

    @wraps(view)
    def handed(*args, **values):
        token = request.cookies.get(HELPER, "")
        invites = house().invites
        return view(*args, helper=Helper(invites, token, invites.visit(token)), **values)

    return handed


def with_member(role: str | None = None) -> Callable:
    """Hand the view the signed-in member; others are asked to sign in first.

    Raises NotYourRole for a member of another role than ``role``.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def handed(*args, **values):
            member = signed_in()
            if member is None:
                return _sign_in_first()
            if role and member.role != role:
                raise NotYourRole
            return view(*args, member=member, **values)

        return handed

    return decorate


def _sign_in_first() -> Response | tuple[str, int]:
    """To the sign-in page; but what was typed is shown, or it would be lost."""
    unsaid = {"token", "base", "rev", "code", "password", "old", "new"}
    kept = [words for name, words in request.form.items() if name not in unsaid]
    if any(kept):
        return render_template("editor/signed-out.html", kept=[w for w in kept if w]), 403
    return redirect(url_for("editor.sign_in", to=request.blueprint), 303)


def signed_in() -> SignedIn | None:
    """Who has the session in the request's cookie."""
    token = request.cookies.get(STAFF, "")
    member = house().staff.member(token)
    return SignedIn(member.name, member.role, csrf_token(token)) if member else None


def give_cookie(response: Response, name: str, token: str) -> Response:
    """Set a session cookie that only this host, over TLS or loopback, ever gets back."""
    response.set_cookie(name, token, secure=True, httponly=True, samesite="Strict", path="/")
    return response


def take_cookie(response: Response, name: str) -> Response:
    """Take the cookie back."""
    response.delete_cookie(name, secure=True, httponly=True, samesite="Strict", path="/")
    return response
