"""Opens what was shared with a code. The code is typed and sent, and never in an address."""

from flask import Blueprint, abort, render_template, request
from wtforms import StringField

from prepkit.core.codename import CodeKind, kind_of
from prepkit.core.errors import ShareGone
from prepkit.core.sharing import SharedView
from prepkit.web.fields import TokenForm
from prepkit.web.gate import SignedIn, with_house, with_member
from prepkit.web.house import House
from prepkit.web.messages import lazy

bp = Blueprint("shared", __name__)

# what another kind of code is answered, from its shape alone: nothing is looked up
NOT_MINE = {
    CodeKind.DRAFT: lazy("Det där är den ungas egen kod. Be aldrig om den, och skriv inte in den."),
    CodeKind.HELPER: lazy("Det där är en kod för den som ska skriva frågor. Den öppnar inget här."),
    CodeKind.MEETING: lazy("Det där är koden till en inbjudan. Den skrivs under Bjud in."),
    None: lazy("En sådan kod börjar med S och har 12 tecken till."),
}
NOT_OPEN = lazy("Koden öppnar inget. Den kan vara fel skriven, för gammal eller borttagen.")


class CodeForm(TokenForm):
    """The code that the young person gave."""

    code = StringField()


@bp.get("/shared")
@with_house
@with_member()
def start(member: SignedIn, house: House) -> str:
    """Ask for the code."""
    _switched_on(house)
    return _page(member, CodeForm(token=member.csrf))


@bp.post("/shared")
@with_house
@with_member()
def open_(member: SignedIn, house: House) -> str | tuple[str, int]:
    """Show what was shared, as it was in the moment of sharing."""
    _switched_on(house)
    form = CodeForm(request.form, token=member.csrf)
    view = _opened(house, form) if form.validate() else None
    if view is None:
        form.code.data = ""  # a code is never shown again: somebody's own least of all
        return _page(member, form), 400
    return render_template("shared/shared.html", member=member, view=view)


def _opened(house: House, form: CodeForm) -> SharedView | None:
    kind = kind_of(form.code.data or "")
    if kind is not CodeKind.SHARE:
        form.code.errors = [NOT_MINE[kind]]
        return None
    house.spend()
    try:
        return house.shares.open(form.code.data)
    except ShareGone:
        form.code.errors = [NOT_OPEN]
        return None


def _page(member: SignedIn, form: CodeForm) -> str:
    return render_template("shared/start.html", member=member, form=form)


def _switched_on(house: House) -> None:
    if not house.settings.share_codes:
        abort(404)
