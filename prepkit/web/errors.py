"""What a page says when something can't be done: calm, and what to do now.

The log gets the kind of error and where it happened, never its message: ``int("pappa slår")``
puts the words of a child in the message.
"""

import logging
import traceback

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException

from prepkit.core.errors import (
    BoxConflict,
    DoesNotFit,
    PrepkitError,
    PrintBusy,
    PrintError,
    Unavailable,
)
from prepkit.web.typed import typed

log = logging.getLogger("prepkit")


def install(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(PrintError, _unprinted)
    app.register_error_handler(PrintBusy, _crowded)
    for busy in (Unavailable, BoxConflict):
        app.register_error_handler(busy, _busy)
    app.register_error_handler(Exception, _broken)


def _refused(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    page = code if code in {403, 404, 413} else 400
    return render_template(f"errors/{page}.html"), code


def _unprinted(error: PrintError) -> tuple[str, int]:
    return render_template("errors/print.html", too_long=isinstance(error, DoesNotFit)), 503


def _crowded(error: PrintBusy) -> tuple[str, int, dict[str, str]]:
    """Nothing is wrong, others are before: what was chosen stands in the address to go back to."""
    again = request.full_path if request.method == "GET" else ""
    page = render_template("errors/print-busy.html", again=again)
    return page, 503, {"Retry-After": str(error.wait)}


def _busy(error: PrepkitError) -> tuple[str, int, dict[str, str]]:
    """The database is down or locked, or too much is being saved at once: it may go in a while."""
    wait = getattr(error, "wait", 5)  # seconds
    return render_template("errors/503.html", typed=typed()), 503, {"Retry-After": str(wait)}


def _broken(error: Exception) -> tuple[str, int]:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    log.error("%s at %s:%s", type(error).__name__, frame.filename.rsplit("/", 1)[-1], frame.lineno)
    return render_template("errors/500.html", typed=typed()), 500
