"""What somebody had typed in a form that could not be kept, so that a page can show it again.

Only to a request that still carries their cookie: after *leave now*, a form that the browser sends
again must show nothing (security.md 2.7).
"""

from collections.abc import Iterable

from flask import request

from prepkit.core.text import tidy
from prepkit.web.gate import HELPER, YOUNG

# how the names of fields end that something is typed in: words, and days
FIELDS = ("words", "written", "name", "meets", "day", "-asked", "promised", "began")


def typed() -> tuple[str, ...]:
    """Every text and day of a young person's or a helper's form in this request, in order."""
    known = request.cookies.get(YOUNG) or request.cookies.get(HELPER)
    if not known or request.method != "POST":
        return ()
    return texts_of(request.form.items(multi=True))


def texts_of(fields: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The texts and days among a form's fields, to show them."""
    texts = (tidy(value) for name, value in fields if name.endswith(FIELDS))
    return tuple(text for text in texts if text)
