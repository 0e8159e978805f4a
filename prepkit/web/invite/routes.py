"""The way in by a link or a code, and the one page where a helper writes questions.

Nothing here looks at the preparation that the questions are for, and nothing could: a helper's
pages are the same whether it is empty, full, read or gone (security.md, P13).
"""

from collections.abc import Callable

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from prepkit.core.asked import Texts, texts
from prepkit.core.bank import Role
from prepkit.core.codename import CodeKind, kind_of
from prepkit.core.errors import BoxGone, InviteFull, InviteGone
from prepkit.core.language import TAGS, language
from prepkit.web.gate import HELPER, YOUNG, Helper, give_cookie, with_helper, with_house
from prepkit.web.house import House
from prepkit.web.invite.forms import QuestionsForm, Ready
from prepkit.web.locale import best_of, current
from prepkit.web.messages import lazy
from prepkit.web.typed import typed

bp = Blueprint("invite", __name__)
link = Blueprint("link", __name__)  # a link on a letter or in a text message, without a language

ASKS = {Role.WORKS, Role.TOPIC, Role.CHANGE, Role.ALONE}  # what somebody may expect to be asked
GONE = lazy("Koden öppnar inget. Den kan vara felskriven, stängd eller för gammal.")
OTHER = {
    CodeKind.DRAFT: lazy("Det där ser ut som koden till sparade svar. Den skrivs inte här."),
    CodeKind.SHARE: lazy("Det där är koden till något som delas med soc. Den skrivs inte här."),
    None: lazy("Det där är ingen kod. Den börjar med F eller M, och har tolv tecken till."),
}


@link.get("/i/<code>")
@with_house
def knock(code: str, house: House) -> str | tuple[str, int]:
    """A page with a button. A chat that fetches the link for a preview uses nothing up."""
    chosen = request.args.get("in", "")
    g.language = language(chosen) if chosen in TAGS else best_of(request.accept_languages)
    if kind_of(code) not in OPENS:
        return render_template("invite/code.html", error=GONE, status=404), 404
    may_have_saved = kind_of(code) is CodeKind.MEETING and not _is_open(house)
    return render_template("invite/knock.html", code=code, may_have_saved=may_have_saved)


@link.post("/i/<code>")
@with_house
def enter(code: str, house: House) -> Response | tuple[str, int]:
    """Open what the link leads to, and go on to an address without the code."""
    chosen = request.form.get("in", "")
    g.language = language(chosen) if chosen in TAGS else best_of(request.accept_languages)
    return _opened(code, house)


@bp.route("/ask", methods=["GET", "POST"])
@with_house
def ask(house: House) -> Response | str | tuple[str, int]:
    """Where a code is typed that stands on a letter or came in a text message."""
    if request.method == "GET":
        return render_template("invite/code.html")
    return _opened(request.form.get("code", ""), house)


@bp.route("/ask/write", methods=["GET", "POST"])
@with_house
@with_helper
def write(helper: Helper, house: House) -> Response | str:
    """Write questions, one to a line, or pick some; hints come before anything is sent."""
    offered = _offered(house, helper.visit.meeting)
    ready = [Ready(id, words.swedish) for id, words in offered]
    posted = request.form if request.method == "POST" else None
    form = QuestionsForm(posted, left=helper.visit.left, ready=ready, token=helper.csrf)
    hints, tag = [], current().tag
    if request.form.get("to") in {"send", "anyway"} and form.validate():
        hints = form.hints(tag) if request.form["to"] == "send" else []
        if not hints:
            helper.send(form.questions(tag))
            return redirect(url_for("invite.sent"), 303)
    return render_template(
        "invite/write.html", form=form, left=helper.visit.left, offered=offered, hints=hints
    )


@bp.get("/ask/sent")
@with_helper
def sent(helper: Helper) -> str:
    """It is sent; and they will not be told what becomes of it."""
    return render_template("invite/sent.html", left=helper.visit.left)


def gone(error: InviteGone) -> tuple[str, int]:
    """For a helper whose visit has ended or whose invitation is closed: the same for all of it."""
    return render_template("invite/code.html", ended=True, typed=typed()), 410


def full(error: InviteFull) -> tuple[str, int]:
    """Others with the same invitation have sent theirs in between."""
    return render_template("invite/full.html", typed=typed()), 409


def _opened(code: str, house: House) -> Response | tuple[str, int]:
    """Open the code, or say by its shape what it is; only a code of the right shape is tried."""
    kind = kind_of(code)
    if kind not in OPENS:
        return render_template("invite/code.html", error=OTHER[kind], typed_code=code), 200
    try:
        house.spend()
        return OPENS[kind](code, house)
    except InviteGone:
        return render_template("invite/code.html", error=GONE, typed_code=code), 410


def _is_open(house: House) -> bool:
    """Whether a preparation is open in this browser: an invitation joins that one."""
    try:
        house.boxes.open(request.cookies.get(YOUNG, ""))
    except BoxGone:
        return False
    return True


def _let_in(code: str, house: House) -> Response:
    """A helper's way in."""
    token = house.invites.open(code)
    return give_cookie(redirect(url_for("invite.write"), 303), HELPER, token)


def _offered(house: House, meeting: str) -> list[tuple[str, Texts]]:
    """The questions they may pick: those of the meeting, or of every meeting if it isn't known."""
    known = {bank.id: bank for bank in house.library.meetings()}
    bank = known.get(meeting) or house.library.core()
    catalogues = house.library.catalogues(bank.id)
    return [
        (f"{bank.id}/{each.id}", texts(each.ask, catalogues))
        for each in bank.questions
        if each.role in ASKS and each.suits(None)
    ]


# What a code opens, by its kind: each takes the code and the house, or raises InviteGone.
OPENS: dict[CodeKind | None, Callable[[str, House], Response]] = {CodeKind.HELPER: _let_in}
