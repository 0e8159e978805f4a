"""In and out, and one's own password."""

from flask import Response, redirect, render_template, request, url_for

from prepkit.core.errors import StaffError
from prepkit.store.staff import StaffRole
from prepkit.web.editor.forms import PasswordForm, PressForm, SignInForm
from prepkit.web.editor.routes import bp
from prepkit.web.gate import STAFF, SignedIn, give_cookie, take_cookie, with_house, with_member
from prepkit.web.house import House
from prepkit.web.messages import lazy

# one sentence for every reason: a stranger learns nothing of which names there are
WRONG = lazy(
    "Namnet eller lösenordet stämmer inte. Har du försökt många gånger: vänta en halv minut."
)
WRONG_OLD = lazy("Lösenordet stämmer inte. Har du försökt många gånger: vänta en halv minut.")


# where somebody was going who had to sign in first, by what it belongs to
DOORS = {"meetings": "meetings.start", "receipts": "receipts.receipt"}


@bp.route("/editor/sign-in", methods=["GET", "POST"])
@with_house
def sign_in(house: House) -> Response | str | tuple[str, int]:
    """Ask for name and password."""
    form = SignInForm(request.form)
    if request.method == "GET":
        return render_template("editor/sign-in.html", form=form)
    if form.validate():
        try:
            token = house.staff.sign_in(form.name.data, form.password.data.strip())
            member = house.staff.member(token)
            return give_cookie(redirect(_onward(member.role), 303), STAFF, token)
        except StaffError:
            form.password.errors = [WRONG]
    return render_template("editor/sign-in.html", form=form), 400


def _onward(role: str) -> str:
    """To where they were going; or else to what somebody of their role does."""
    usual = "editor.banks" if role == StaffRole.EDITOR else "meetings.start"
    return url_for(DOORS.get(request.args.get("to", ""), usual))


@bp.post("/editor/sign-out")
@with_house
@with_member()
def sign_out(member: SignedIn, house: House) -> Response:
    """End the session here and in the database."""
    if PressForm(request.form, token=member.csrf).validate():
        house.staff.sign_out(request.cookies.get(STAFF, ""))
        return take_cookie(redirect(url_for("editor.sign_in"), 303), STAFF)
    return redirect(url_for("editor.banks"), 303)


@bp.route("/editor/password", methods=["GET", "POST"])
@with_house
@with_member()
def password(member: SignedIn, house: House) -> Response | str | tuple[str, int]:
    """Change one's own password; every other session ends."""
    form = PasswordForm(request.form, token=member.csrf)
    if request.method == "GET":
        return render_template("editor/password.html", form=form, member=member)
    if form.validate():
        try:
            token = house.staff.change_password(member.name, form.old.data, form.new.data)
        except StaffError:
            form.old.errors = [WRONG_OLD]
        else:
            page = redirect(url_for("editor.password", changed="yes"), 303)
            return give_cookie(page, STAFF, token)
    return render_template("editor/password.html", form=form, member=member), 400
