"""Pages beside the way, the young person's rooms, and the way to either when something is typed.

Where something may have been typed, a way to another page is a button of its form: what was typed
is kept before they go.
"""

import re
from urllib.parse import urlsplit

from flask import Response, redirect, request, url_for

PAGES = ("safe", "look")
ROOMS = (
    "meeting",
    "needs",
    "people",
    "keep",
    "paper",
    "after",
    "review",
    "decided",
    "clocks",
    "ask_for_decision",
)
_OURS = re.compile(r"p/[a-z0-9/]*")


def aside() -> Response | None:
    """To the page that the pressed button names; what was typed has been kept by then."""
    to = request.form.get("to", "")
    if to in PAGES:
        return redirect(url_for(f"visit.{to}"), 303)
    if to in ROOMS:
        return redirect(url_for(f"prepare.{to}"), 303)
    if to == "step":
        return redirect(url_for("prepare.step", n=1), 303)
    return redirect(url_for("about.soc"), 303) if to == "soc" else None


def came_from() -> str:
    """The young person's page they came from, without its language: ``p/3``; empty for another.

    Of the page itself (a form, a link to another language), or of the browser's Referer.
    """
    here = urlsplit(request.referrer or "")
    path = here.path.partition("/")[2].partition("/")[2] if here.netloc == request.host else ""
    given = request.values.get("back", path)
    return given if _OURS.fullmatch(given) else ""
