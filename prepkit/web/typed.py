"""What somebody had typed in a form that could not be kept, so that a page can show it again.

Only to a request that still carries their cookie: after *leave now*, a form that the browser sends
again must show nothing (security.md 2.7).
"""

from flask import request

from prepkit.core.text import tidy
from prepkit.web.gate import HELPER, YOUNG


def typed() -> tuple[str, ...]:
    """Every text of a young person's or a helper's form in this request, in their order."""
    known = request.cookies.get(YOUNG) or request.cookies.get(HELPER)
    if not known or request.method != "POST":
        return ()
    fields = (name for name in request.form if name.endswith(("words", "written")))
    texts = (tidy(text) for name in fields for text in request.form.getlist(name))
    return tuple(text for text in texts if text)
