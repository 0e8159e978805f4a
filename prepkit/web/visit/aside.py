"""Pages beside the way, and the way back from them."""

import re
from urllib.parse import urlsplit

from flask import Response, redirect, request, url_for

PAGES = ("safe", "look")
_OURS = re.compile(r"p/[a-z0-9/]*")


def aside() -> Response | None:
    """To the page beside that the pressed button names; what was typed has been kept by then."""
    to = request.form.get("to", "")
    return redirect(url_for(f"visit.{to}"), 303) if to in PAGES else None


def came_from() -> str:
    """The young person's page they came from, without its language: ``p/3``; empty for another.

    Of the page itself (a form, a link to another language), or of the browser's Referer.
    """
    here = urlsplit(request.referrer or "")
    path = here.path.partition("/")[2].partition("/")[2] if here.netloc == request.host else ""
    given = request.values.get("back", path)
    return given if _OURS.fullmatch(given) else ""
