"""The page for somebody whose preparation isn't there: why that may be, and what to do.

What they had just typed is shown again, so that it can be copied, but only to a request that
still carries a cookie: after *leave now* a resubmitted form must show nothing.
"""

from flask import render_template, request

from prepkit.core.errors import BoxGone
from prepkit.core.text import tidy
from prepkit.web.gate import YOUNG


def lost(error: BoxGone) -> tuple[str, int]:
    """Answer 403 for no cookie at all, 410 for one whose box is gone."""
    had_cookie = bool(request.cookies.get(YOUNG))
    typed = (
        tidy(request.form.get("words") or request.form.get("written") or "") if had_cookie else ""
    )
    page = render_template(
        "prepare/lost.html", had_cookie=had_cookie, just_begun="new" in request.args, typed=typed
    )
    return page, 410 if had_cookie else 403
