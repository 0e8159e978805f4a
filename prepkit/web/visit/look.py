"""The look somebody chose for this visit: text size and colours, in a cookie of nothing else.

It ends with the browser, and *leave now* takes it away: a shared phone tells nothing of who read.
"""

from dataclasses import dataclass

from flask import Flask, request

LOOK = "__Host-look"
SIZES = ("large", "largest")
COLORS = ("calm",)


@dataclass(frozen=True)
class Look:
    """Text size and colours; empty is as usual."""

    size: str = ""
    colors: str = ""

    def __str__(self) -> str:
        """As classes of the page, and as the cookie holds it but for its separator."""
        return " ".join(filter(None, (self.size, self.colors)))

    @property
    def cookie(self) -> str:
        return str(self).replace(" ", ".")


def look() -> Look:
    """What this request's cookie says; what it can't mean is as usual."""
    chosen = set(request.cookies.get(LOOK, "").split("."))
    one = {which: next((n for n in names if n in chosen), "") for which, names in _ALL.items()}
    return Look(**one)


_ALL = {"size": SIZES, "colors": COLORS}


def install(app: Flask) -> None:
    """Let every page know its look."""
    app.jinja_env.globals["look"] = look
