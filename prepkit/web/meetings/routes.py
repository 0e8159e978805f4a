"""The worker's pages: invite to a meeting, take out letter and message, change it, call it off.

Only who is signed in writes here: a stranger must not send letters in the office's name. The code
stands in forms and never in an address.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from flask import Blueprint, Response, redirect, render_template, request, url_for

from prepkit.core.asked import Asked, asked
from prepkit.core.bank import Role
from prepkit.core.codename import CodeKind, fold, kind_of, shown
from prepkit.core.days import said_day
from prepkit.core.errors import AlreadyTold, EditConflict, InviteGone, Unavailable
from prepkit.core.language import LANGUAGES, SWEDISH
from prepkit.core.meeting import Meeting, Standing
from prepkit.core.qr import qr
from prepkit.core.sms import count
from prepkit.pdf import child
from prepkit.pdf.letter import Way, letter
from prepkit.pdf.markup import t
from prepkit.store.meetings import Told
from prepkit.web import download
from prepkit.web.gate import SignedIn, with_house, with_member
from prepkit.web.house import House
from prepkit.web.locale import current, named
from prepkit.web.meetings.forms import CodeForm, MeetingForm
from prepkit.web.messages import lazy
from prepkit.web.outside import outside

bp = Blueprint("meetings", __name__)

NOT_OPEN = lazy("Koden öppnar inget. Den kan vara felskriven, eller så har mötet varit.")
NOT_MINE = {
    CodeKind.DRAFT: lazy("Det där är den ungas egen kod. Be aldrig om den, och skriv inte in den."),
    CodeKind.SHARE: lazy("Det där är en kod till något som delas. Den skrivs under Delat."),
    CodeKind.HELPER: lazy("Det där är en kod för den som ska skriva frågor. Den öppnar inget här."),
    None: lazy("Det där är ingen kod. Den börjar med M, och har tolv tecken till."),
}
TOLD_ALREADY = lazy("Inbjudan är redan gjord, med den här koden. Spara om du vill ändra den.")
OVERTAKEN = lazy("Någon annan ändrade mötet före dig. Det du skrev finns kvar. Se efter och spara.")


def with_told(view: Callable) -> Callable:
    """Hand the view the code in its form and the meeting it opens; else ask for the code again."""

    @wraps(view)
    def handed(member: SignedIn, house: House):
        form = CodeForm(request.form, token=member.csrf)
        told = _told(house, form) if form.validate() else None
        if told is None:
            return _start(house, member, form), 400
        return view(member=member, house=house, code=form.code.data, told=told)

    return handed


@bp.get("/meetings")
@with_house
@with_member()
def start(member: SignedIn, house: House) -> str:
    """Invite to a new meeting, or open one by its code."""
    return _start(house, member, CodeForm(token=member.csrf))


@bp.route("/meetings/new", methods=["GET", "POST"])
@with_house
@with_member()
def new(member: SignedIn, house: House) -> Response | str | tuple[str, int]:
    """Tell of a meeting; the answer to the last press has its code, letter and message."""
    kind = request.args.get("kind", "")
    if kind not in {bank.id for bank in house.library.meetings()}:
        return redirect(url_for("meetings.start"))
    if request.method == "GET":
        empty = Meeting(kind, house.titles(kind)[0], about=house.abouts.of(member.name))
        empty = replace(empty, language=current().tag, written_in=current().tag)
        return _form_page(
            member, kind, house, _showing(house, member, empty), house.meetings.code()
        )
    form = _posted(house, member, kind)
    code = _code_of_form(house)
    if not form.validate():
        return _form_page(member, kind, house, form, code), 400
    meeting = form.meeting(kind, house.titles(kind)[0], Standing.PLANNED)
    try:
        house.meetings.tell(meeting, code)
    except Unavailable:
        return _form_page(member, kind, house, form, code, busy=True), 503
    except AlreadyTold:
        return _told_already(house, member, code, form, meeting)
    house.abouts.keep(member.name, meeting.about)
    return _ready(house, member, code, meeting, hints=form.hints())


def _code_of_form(house: House) -> str:
    """The code that the form was given when it was shown.

    A form that is sent twice, by a reload or a second press, so makes one invitation.
    """
    code = request.form.get("code", "")
    return fold(code) if kind_of(code) is CodeKind.MEETING else house.meetings.code()


def _told_already(
    house: House, member: SignedIn, code: str, form: MeetingForm, meeting: Meeting
) -> str | tuple[str, int]:
    """The same form once more: its page again; or, if it says something else, to change it."""
    told = house.meetings.open(code)
    if told.meeting == meeting:
        return _ready(house, member, code, meeting, hints=form.hints())
    return _change_page(house, member, code, told, form, problem=TOLD_ALREADY), 409


@bp.post("/meetings/open")
@with_house
@with_member()
@with_told
def open_(member: SignedIn, house: House, code: str, told: Told) -> str | tuple[str, int]:
    """The form of a meeting that was told before, by the code on the worker's copy."""
    return _change_page(house, member, code, told)


@bp.post("/meetings/change")
@with_house
@with_member()
@with_told
def change(member: SignedIn, house: House, code: str, told: Told) -> str | tuple[str, int]:
    """Tell the meeting in another way; who has opened it sees that it is changed."""
    before = told.meeting
    form = _posted(house, member, before.kind)
    if not form.validate():
        return _change_page(house, member, code, told, form), 400
    meeting = form.meeting(before.kind, before.title, Standing.CHANGED)
    try:
        if request.form.get("rev") != str(told.rev):
            raise EditConflict("somebody else changed the meeting")
        house.meetings.change(told, meeting)
    except EditConflict:
        told = house.meetings.again(told.root)
        if told.meeting == meeting:  # the same form once more
            return _ready(house, member, code, meeting, hints=form.hints())
        return _change_page(house, member, code, told, form, problem=OVERTAKEN), 409
    house.abouts.keep(member.name, meeting.about)
    return _ready(house, member, code, meeting, hints=form.hints())


@bp.post("/meetings/call-off")
@with_house
@with_member()
@with_told
def call_off(member: SignedIn, house: House, code: str, told: Told) -> str | tuple[str, int]:
    """Call the meeting off, when it has been asked once more; everything else stands as it was."""
    if "sure" not in request.form:
        return render_template("meetings/call-off.html", member=member, code=code)
    meeting = replace(told.meeting, standing=Standing.CALLED_OFF)
    try:
        house.meetings.change(told, meeting)
    except EditConflict:  # changed in this very moment: show it, and ask again
        told = house.meetings.again(told.root)
        return _change_page(house, member, code, told, problem=OVERTAKEN), 409
    return _ready(house, member, code, meeting, hints=[])


@bp.post("/meetings/letter")
@with_house
@with_member()
@with_told
def letter_pdf(member: SignedIn, house: House, code: str, told: Told) -> Response | tuple[str, int]:
    """The letter, as a PDF to print."""
    way = _way(house, code, told.meeting)
    return download.pdf(child.run(letter, told.meeting, way).pdf, "brev")


def _told(house: House, form: CodeForm) -> Told | None:
    """The meeting under the typed code; None, with the reason at its field."""
    kind = kind_of(form.code.data or "")
    if kind is not CodeKind.MEETING:
        form.code.errors = [NOT_MINE[kind]]
        return None
    house.spend()
    try:
        return house.meetings.open(form.code.data)
    except InviteGone:
        form.code.errors = [NOT_OPEN]
        return None


def _posted(house: House, member: SignedIn, kind: str) -> MeetingForm:
    return MeetingForm(
        request.form, bank=_bank(house, kind), today=house.today(), token=member.csrf
    )


def _showing(house: House, member: SignedIn, meeting: Meeting) -> MeetingForm:
    bank = _bank(house, meeting.kind)
    return MeetingForm.showing(meeting, bank=bank, today=house.today(), token=member.csrf)


def _bank(house: House, kind: str) -> tuple[Asked, ...]:
    """The questions that belong to this meeting, to pick from."""
    catalogues = house.library.catalogues(kind)
    questions = house.library.bank(kind).questions
    return tuple(asked(each, catalogues) for each in questions if each.role is Role.TOPIC)


def _way(house: House, code: str, meeting: Meeting) -> Way:
    """The way in, in the young person's language; a link without one takes the device's."""
    tag = meeting.language
    spoken = {} if tag == SWEDISH.tag else {"in": tag}
    return Way(
        code=shown(fold(code)),
        link=outside(house, "link.knock", code=fold(code), **spoken),
        address=outside(house, "invite.ask", tag=tag).split("://", 1)[1],
    )


def _start(house: House, member: SignedIn, form: CodeForm) -> str:
    meetings = {bank.id: house.titles(bank.id) for bank in house.library.meetings()}
    return render_template("meetings/start.html", member=member, form=form, meetings=meetings)


def _form_page(
    member: SignedIn, kind: str, house: House, form: MeetingForm, code: str, busy: bool = False
) -> str:
    return render_template(
        "meetings/new.html",
        member=member,
        form=form,
        kind=kind,
        code=code,
        title=house.titles(kind)[0],
        bank=_bank(house, kind),
        named_languages=[(each.tag, named(each)) for each in LANGUAGES],
        busy=busy,
    )


def _change_page(
    house: House,
    member: SignedIn,
    code: str,
    told: Told,
    form: MeetingForm | None = None,
    problem: str = "",
) -> str:
    form = form or _showing(house, member, told.meeting)
    if problem:
        form.day.errors = [*form.day.errors, problem]
    return render_template(
        "meetings/change.html",
        member=member,
        form=form,
        told=told,
        code=code,
        title=told.meeting.title,
        bank=_bank(house, told.meeting.kind),
        named_languages=[(each.tag, named(each)) for each in LANGUAGES],
    )


def _ready(house: House, member: SignedIn, code: str, meeting: Meeting, hints: list) -> str:
    way = _way(house, code, meeting)
    message = _message(meeting, meeting.language, way.link)
    foreign = meeting.language != SWEDISH.tag
    return render_template(
        "meetings/ready.html",
        member=member,
        meeting=meeting,
        way=way,
        code=code,
        square=qr(way.link),
        message=message,
        in_swedish=_message(meeting, SWEDISH.tag, "…") if foreign else "",
        counted=count(message),
        hints=hints,
        form=CodeForm(data={"code": code}, token=member.csrf),
    )


def _message(meeting: Meeting, tag: str, link: str) -> str:
    """The text message, in the language of this tag, as the meeting stands."""
    if meeting.standing is Standing.CHANGED:
        return t(tag, "Hej! Mötet är ändrat. Läs vad som gäller nu: %(link)s", link=link)
    if meeting.standing is Standing.PLANNED:
        return t(tag, "Hej! Läs om vårt möte och tänk igenom frågorna här: %(link)s", link=link)
    if meeting.day is None:
        return t(tag, "Hej! Mötet är inställt.")
    return t(tag, "Hej! Mötet den %(day)s är inställt.", day=said_day(meeting.day, tag))
