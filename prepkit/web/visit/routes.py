"""The page about leaving safely, and the page where the look is chosen. Neither needs a session."""

from flask import Blueprint, Response, make_response, render_template, request
from wtforms import Form, RadioField

from prepkit.web.fields import OneOf
from prepkit.web.gate import give_cookie, take_cookie
from prepkit.web.visit.aside import came_from
from prepkit.web.visit.look import COLORS, LOOK, SIZES, Look, look

bp = Blueprint("visit", __name__)


class LookForm(Form):
    """Text size and colours; nothing chosen is as usual."""

    size = RadioField(choices=[], validate_choice=False, validators=[OneOf(SIZES)])
    colors = RadioField(choices=[], validate_choice=False, validators=[OneOf(COLORS)])

    class Meta:
        locales = False

    def chosen(self) -> Look:
        return Look(self.size.data or "", self.colors.data or "")


@bp.get("/safe")
def safe() -> str:
    """What leaving hides, what it doesn't, and safer ways."""
    return render_template("visit/safe.html", back=came_from())


@bp.route("/look", methods=["GET", "POST"], endpoint="look")
def choose() -> Response | str:
    """Choose a look; answered with this page, so that no page of answers ever sets a cookie."""
    form = LookForm(request.form) if request.method == "POST" else LookForm(obj=look())
    kept = request.method == "POST" and form.validate()
    chosen = form.chosen() if kept else look()
    page = make_response(
        render_template("visit/look.html", form=form, chosen=chosen, kept=kept, back=came_from())
    )
    if not kept:
        return page
    return give_cookie(page, LOOK, chosen.cookie) if str(chosen) else take_cookie(page, LOOK)
