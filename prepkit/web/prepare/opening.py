"""Opening what was kept: the code, what may be wrong with it, and the page before the answers.

The page needs a cookie of its own before a code is taken: a form that the browser sends again after
*leave now* carries none, and opens and shows nothing (security.md 2.7).
"""

from hmac import compare_digest

from flask import Response, make_response, redirect, render_template, request, url_for

from prepkit.core.codename import CodeKind, Read, kind_of
from prepkit.core.errors import BoxGone, Unavailable
from prepkit.store.boxes import csrf_token
from prepkit.store.seal import new_token
from prepkit.web.gate import DOOR, YOUNG, desk_of, give_cookie, take_cookie, with_house
from prepkit.web.gate import house as the_house
from prepkit.web.house import House
from prepkit.web.locale import current
from prepkit.web.prepare.keep import days_left
from prepkit.web.prepare.landing import (
    Carried,
    belongs,
    carried,
    land,
    landed_on,
    texts,
)
from prepkit.web.prepare.routes import bp
from prepkit.web.prepare.walk import steps

_LONGEST = 200  # characters


@bp.route("/open", methods=["GET", "POST"])
@with_house
def open_kept(house: House) -> Response | tuple[str, int] | str:
    """Ask for the code, and open what it opens."""
    token = door_token()
    if request.method == "GET" or not _is_ours(token):
        return _ask_anew(token, sent=request.method == "POST")
    typed, kept = request.form.get("code", "")[:_LONGEST], carried()
    if at_and_word := request.form.get("instead"):
        at, _, word = at_and_word.partition(" ")
        typed = house.codenames.instead(typed, int(at) if at.isdecimal() else -1, word)
    read = house.codenames.read(typed)
    kind = kind_of(typed)
    if kind in {CodeKind.HELPER, CodeKind.MEETING, CodeKind.SHARE}:
        return _refused(token, typed, kept, kind=str(kind))
    if not read.whole:
        return _refused(token, typed, kept, read=read)
    try:
        house.spend()
        opened = house.boxes.open_by_code(read.code)
    except BoxGone:
        return _refused(token, typed, kept, gone=True, status=404)
    except Unavailable as busy:
        page, _ = _refused(token, typed, kept, busy=True)
        return page, 503, {"Retry-After": str(getattr(busy, "wait", 5))}
    return _opened(opened, house, token, kept)


def door_token() -> str:
    """What the form for a code carries; empty without a cookie to go with it."""
    cookie = request.cookies.get(YOUNG) or request.cookies.get(DOOR) or ""
    try:
        return csrf_token(cookie)
    except BoxGone:
        return ""


def _is_ours(token: str) -> bool:
    """Whether the form was made for the cookie that came with it."""
    return bool(token) and compare_digest(request.form.get("token", "").encode(), token.encode())


def _ask_anew(token: str, sent: bool) -> Response:
    """An empty form, with its cookie; ``sent`` is for one that came without, or too late."""
    cookie = "" if token else new_token()
    page = _page(token or csrf_token(cookie), sent=sent)
    response = make_response(page, 403 if sent else 200)
    return give_cookie(response, DOOR, cookie) if cookie else response


def _refused(
    token: str, typed: str, kept: Carried, status: int = 200, **why: object
) -> tuple[str, int]:
    """The form again, with what was typed and what is wrong with it."""
    return _page(token, typed=typed, kept=kept, **why), status


def _page(token: str, typed: str = "", kept: Carried = (), **why: object) -> str:
    why = {"sent": False, "kind": "", "read": Read(""), "gone": False, "busy": False, **why}
    return render_template(
        "prepare/open.html",
        token=token,
        typed=typed,
        kept=kept,
        texts=texts(kept),
        in_words=the_house().codenames.in_words(current().tag),
        **why,
    )


def _opened(opened: str, house: House, token: str, kept: Carried) -> Response | tuple[str, int]:
    """Say that it is open, and set the cookie: on a page that shows no answers.

    What has to be shown on the page it was typed for goes there with the browser, which sends the
    same form once more (307). So this answer, which sets the cookie, holds none of it.
    """
    there = desk_of(opened)
    if kept and not belongs(there, kept):
        house.boxes.leave(opened)
        return _refused(token, "", kept, kind="another", status=409)
    house.boxes.leave(request.cookies.get(YOUNG, ""))
    if kept and not land(there, kept):
        away = redirect(landed_on(kept), 307)
        return take_cookie(give_cookie(away, YOUNG, opened), DOOR)
    page = make_response(
        render_template(
            "prepare/unlocked.html",
            questions=len(steps(there.preparation)),
            last_day=there.last_day,
            left=days_left(there.last_day, house),
            landed=bool(kept),
            onward=landed_on(kept) if kept else url_for("prepare.review"),
        )
    )
    return take_cookie(give_cookie(page, YOUNG, opened), DOOR)
