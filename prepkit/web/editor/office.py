"""The municipality's own names, numbers and hours: filled in by an editor, shown everywhere."""

from flask import Response, redirect, render_template, request, url_for
from wtforms import HiddenField, StringField
from wtforms.validators import Length, Regexp

from prepkit.core.errors import BankError, EditConflict
from prepkit.core.office import FIELDS, LONGEST, NUMBER, Office
from prepkit.core.text import one_line
from prepkit.web.editor.forms import PressForm
from prepkit.web.editor.routes import EDITOR, bp, saved_now
from prepkit.web.fields import TokenForm
from prepkit.web.gate import SignedIn, with_house, with_member
from prepkit.web.house import House
from prepkit.web.locale import words
from prepkit.web.messages import lazy

OFFICE = "office"  # the document's id
_NUMBER = lazy("Skriv numret med siffror, som 08-123 45 67.")
_LONG = lazy("Gör texten kortare: %(max)d tecken får plats.")


def _line(*more) -> StringField:
    return StringField(
        validators=[Length(max=LONGEST, message=_LONG), *more],
        filters=[lambda typed: one_line(typed or "")],
    )


class OfficeForm(TokenForm):
    """Every line, each of which may be empty; ``base`` is the revision they were read from."""

    base = HiddenField()
    name = _line()
    phone = _line(Regexp(NUMBER, message=_NUMBER))
    hours = _line()
    duty_phone = _line(Regexp(NUMBER, message=_NUMBER))
    duty_hours = _line()
    address = _line()
    web = _line()
    complaints = _line()

    def began_at(self) -> int:
        """The revision the typing began from; -1 for what is no number."""
        data = self.base.data or ""
        return int(data) if data.isascii() and data.isdecimal() and len(data) < 10 else -1

    def lines(self) -> dict[str, str]:
        """Each line as it will be kept."""
        return {name: self[name].data for name in FIELDS}


@bp.get("/editor/office")
@with_house
@with_member()
def office(member: SignedIn, house: House) -> str:
    """What is filled in, to change or to read."""
    found = house.library.office()
    form = OfficeForm(
        token=member.csrf,
        data={name: getattr(found, name) for name in FIELDS}
        | {"base": house.library.revision(OFFICE)},
    )
    return _page(house, member, form, saved=saved_now(house.library, OFFICE))


@bp.post("/editor/office")
@with_house
@with_member(EDITOR)
def save_office(member: SignedIn, house: House) -> Response | tuple[str, int]:
    """Save what was typed, as checked today; saving it unchanged says that all of it is right."""
    form = OfficeForm(request.form, token=member.csrf)
    if not form.validate():
        return _page(house, member, form), 400
    lines = form.lines()
    day = house.today().isoformat() if any(lines.values()) else ""
    try:
        made = house.library.revise(
            OFFICE, lines | {"checked_on": day}, base=form.began_at(), author=member.name
        )
    except EditConflict:
        form.base.data = str(house.library.revision(OFFICE))
        return _page(house, member, form, overtaken=True), 409
    except BankError as error:
        form.name.errors = [problem.words(words) for problem in error.problems]
        return _page(house, member, form), 400
    return redirect(url_for("editor.office", saved=made.number if made else None), 303)


def _page(house: House, member: SignedIn, form: OfficeForm, **more) -> str:
    now: Office = house.library.office()
    return render_template(
        "editor/office.html",
        member=member,
        form=form,
        now=now,
        undo=PressForm(token=member.csrf),
        document=OFFICE,
        **more,
    )
