"""The page for somebody whose preparation isn't there: why that may be, and what to do."""

from flask import render_template, request

from prepkit.core.errors import BoxGone
from prepkit.web.gate import YOUNG
from prepkit.web.prepare.landing import to_carry
from prepkit.web.prepare.opening import door_token
from prepkit.web.typed import typed


def lost(error: BoxGone) -> tuple[str, int]:
    """Answer 403 for no cookie at all, 410 for one whose box is gone."""
    had_cookie = bool(request.cookies.get(YOUNG))
    page = render_template(
        "prepare/lost.html",
        had_cookie=had_cookie,
        just_begun="new" in request.args,
        typed=typed(),
        carry=to_carry(),
        token=door_token(),
    )
    return page, 410 if had_cookie else 403
