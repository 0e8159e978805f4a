"""Sharing with a code: what exactly is shared, how often it was opened, and taking it back."""

from dataclasses import replace
from hashlib import sha256
from hmac import compare_digest

from flask import Response, abort, redirect, render_template, request, url_for

from prepkit.core.codename import shown
from prepkit.core.preparation import Preparation
from prepkit.core.share import MOST, Share
from prepkit.core.sharing import SharedView, shared_view, to_bytes
from prepkit.store.shares import LONGEST
from prepkit.web.fields import TokenForm
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current, day
from prepkit.web.prepare.routes import bp


@bp.get("/p/share")
@with_house
@with_desk
def share(desk: Desk, house: House) -> str:
    """What would be shared, and what has been."""
    _switched_on(house)
    return _page(desk, house)


@bp.post("/p/share")
@with_house
@with_desk
def share_now(desk: Desk, house: House) -> Response | str | tuple[str, int]:
    """Make a code for exactly what they saw, or take one back."""
    _switched_on(house)
    if not TokenForm(request.form, token=desk.csrf).validate():
        return _page(desk, house), 400
    if "end" in request.form:
        return _take_back(desk, house)
    view = _view(desk)
    if not compare_digest(request.form.get("seen", ""), _seen(view)):
        return _page(desk, house, changed=True), 409
    if desk.last_day and len(_living(desk, house)) < MOST:
        house.spend()
        made = house.shares.make(view, desk.last_day)
        desk.keep(lambda preparation: _with(preparation, made))
    return redirect(url_for("prepare.share"), 303)


def _take_back(desk: Desk, house: House) -> Response | str:
    """End it, and say how often it had been opened: on this page, and in no address."""
    taken = _taken_back(desk.preparation)
    if not taken:
        return redirect(url_for("prepare.share"), 303)
    opened = house.shares.opens([taken]).get(taken.id, 0)
    house.shares.end([taken])
    desk.keep(lambda preparation: _without(preparation, taken))
    return _page(desk, house, taken_after=opened)


def _page(desk: Desk, house: House, changed: bool = False, taken_after: int | None = None) -> str:
    view, living = _view(desk), _living(desk, house)
    return render_template(
        "prepare/share.html",
        view=view,
        seen=_seen(view),
        changed=changed,
        taken_after=taken_after,
        more="more" in request.args,
        shares=[(each, shown(each.code), day(each.last_day), n) for each, n in living],
        full=len(living) >= MOST,
        kept=desk.last_day is not None,
        days=LONGEST.days,
        token=desk.csrf,
    )


def _living(desk: Desk, house: House) -> list[tuple[Share, int]]:
    """Their shares that still open, with how often each was opened."""
    opens = house.shares.opens(desk.preparation.shares)
    return [(each, opens[each.id]) for each in desk.preparation.shares if each.id in opens]


def _view(desk: Desk) -> SharedView:
    return shared_view(desk.preparation.in_language(current().tag))


def _seen(view: SharedView) -> str:
    """What tells whether the page showed this very view."""
    return sha256(to_bytes(view)).hexdigest()


def _taken_back(preparation: Preparation) -> Share | None:
    wanted = request.form.get("end", "")
    return next((each for each in preparation.shares if each.id == wanted), None)


def _with(preparation: Preparation, made: Share) -> Preparation:
    return replace(preparation, shares=(*preparation.shares, made))


def _without(preparation: Preparation, taken: Share) -> Preparation:
    return replace(preparation, shares=tuple(s for s in preparation.shares if s.id != taken.id))


def _switched_on(house: House) -> None:
    if not house.settings.share_codes:
        abort(404)
