"""Sign in, and look at the banks."""

from flask import Blueprint, render_template

from prepkit.store.staff import Member
from prepkit.web.gate import with_member

bp = Blueprint("editor", __name__)


@bp.get("/editor")
@with_member()
def banks(member: Member):
    return render_template("editor/banks.html", member=member)


@bp.get("/editor/sign-in")
def sign_in():
    return render_template("editor/sign-in.html")
