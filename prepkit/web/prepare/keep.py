"""Keeping it for later: the code, how long, a new code, and deleting everything."""

import secrets
from dataclasses import replace
from datetime import date, timedelta

from flask import Response, make_response, redirect, render_template, request, url_for
from wtforms import StringField, ValidationError

from prepkit.core.errors import BoxConflict
from prepkit.core.keeping import Keeping
from prepkit.core.preparation import Preparation
from prepkit.web.fields import TokenForm
from prepkit.web.gate import YOUNG, Desk, take_cookie, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current
from prepkit.web.messages import lazy
from prepkit.web.prepare.routes import bp

_FARTHEST = timedelta(days=730)


class KeepForm(TokenForm):
    """The meeting's day, if they know it."""

    meets = StringField()

    def __init__(self, formdata=None, *, today: date, **kwargs) -> None:
        super().__init__(formdata, **kwargs)
        self._today = today

    def validate_meets(self, field) -> None:
        if not (field.data or "").strip():
            return
        day = self.meets_on()
        if day is None:
            raise ValidationError(lazy("Skriv dagen så här: 2026-12-24. Eller lämna tomt."))
        if not self._today <= day <= self._today + _FARTHEST:
            raise ValidationError(lazy("Skriv en dag som inte har varit än."))

    def meets_on(self) -> date | None:
        try:
            return date.fromisoformat((self.meets.data or "").strip())
        except ValueError:
            return None


@bp.get("/p/keep")
@with_house
@with_desk
def keep(desk: Desk, house: House) -> str:
    """What keeping it means, or how long it is kept."""
    return _page(desk, house, _form(desk, house))


@bp.post("/p/keep")
@with_house
@with_desk
def keep_now(desk: Desk, house: House) -> Response | str:
    """What the pressed button says. A code is only ever shown in the answer to a press."""
    form = KeepForm(request.form, today=house.today(), token=desk.csrf)
    if not form.validate():
        return _page(desk, house, form)
    to = request.form.get("to", "")
    if to == "save" and not desk.last_day:
        onward = url_for("prepare.share") if request.form.get("then") == "share" else ""
        return code_page(keep_for_later(desk, house, form.meets_on()), onward=onward)
    if to == "code" and desk.last_day:
        house.sever(desk.preparation)
        return code_page(keep_for_later(desk, house, renewed=True), renewed=True)
    if to == "longer" and desk.last_day:
        desk.keep(lambda p: replace(p, keeping=p.keeping.longer(house.today())))
    if to == "day" and desk.last_day:
        desk.keep(lambda p: replace(p, keeping=_on(p.keeping, form.meets_on())))
    if to == "delete":
        return render_template("prepare/delete.html", form=form, kept=bool(desk.last_day))
    if to == "delete-now":
        house.sever(desk.preparation, everything=True)
        desk.boxes.delete(desk.token)
        return take_cookie(redirect(url_for("prepare.deleted"), 303), YOUNG)
    return redirect(url_for("prepare.keep"), 303)


@bp.get("/gone")
def deleted() -> str:
    """Everything is deleted."""
    return render_template("prepare/deleted.html")


def keep_for_later(
    desk: Desk, house: House, meets_on: date | None = None, renewed: bool = False
) -> str:
    """Keep the preparation under a new code; gives the code, which is kept nowhere.

    One Argon2id: raises Unavailable, and TooOften from an address that asked too often.
    """
    house.spend()
    code = house.codenames.new(current().tag, secrets.choice)

    def kept(preparation: Preparation) -> Preparation:
        if renewed:
            preparation = house.severed(preparation)
        day = meets_on or preparation.keeping.meets_on
        return replace(preparation, keeping=_on(preparation.keeping, day))

    for _ in range(5):
        fresh = desk.boxes.open(desk.token)
        try:
            desk.boxes.lock_up(desk.token, code, kept(fresh.preparation), fresh.rev)
        except BoxConflict:
            continue
        return code
    raise BoxConflict("the preparation is being changed from somewhere else")


def code_page(code: str, renewed: bool = False, onward: str = "") -> Response:
    """The page that shows a code this once; ``onward`` is where its button leads."""
    page = render_template(
        "prepare/code.html",
        code=code.split(),
        digits=code.replace(" ", "").isdecimal(),
        renewed=renewed,
        onward=onward or url_for("prepare.review"),
    )
    return make_response(page)


def days_left(last_day: date, house: House) -> int:
    """How many days more it can be opened; 0 on the last one."""
    return max(0, (last_day - house.today()).days)


def _page(desk: Desk, house: House, form: KeepForm) -> str:
    return render_template(
        "prepare/keep.html",
        form=form,
        today=house.today().isoformat(),
        last_day=desk.last_day,
        left=days_left(desk.last_day, house) if desk.last_day else 0,
        contacts=house.contacts(current().tag, "bris"),
    )


def _form(desk: Desk, house: House) -> KeepForm:
    """As it stands: the day they said, or the day an invitation says."""
    day = desk.preparation.keeping.day
    return KeepForm(
        today=house.today(), token=desk.csrf, data={"meets": day.isoformat() if day else ""}
    )


def _on(keeping: Keeping, day: date | None) -> Keeping:
    """With this day as their own; the invitation's is the invitation's, and moves with it."""
    return replace(keeping, meets_on=None if day == keeping.invited_on else day)
