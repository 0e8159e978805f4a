"""Choose a meeting and print its questions on one sheet."""

from flask import Blueprint, render_template

bp = Blueprint("papers", __name__)


@bp.get("/papers")
def choose():
    return render_template("papers/choose.html")
