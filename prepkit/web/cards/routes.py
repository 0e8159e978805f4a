"""Choose a deck and print it. Nobody signs in: what is on the cards is public."""

from flask import Blueprint, render_template

bp = Blueprint("cards", __name__)


@bp.get("/cards")
def choose():
    return render_template("cards/choose.html")
