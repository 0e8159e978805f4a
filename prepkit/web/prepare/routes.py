"""A young person's pages. Addresses and titles say nothing of what is on them."""

from collections.abc import Sequence
from functools import partial

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from prepkit.core.asked import Texts
from prepkit.core.errors import BoxGone
from prepkit.core.language import TAGS
from prepkit.core.needs import lines
from prepkit.core.preparation import Preparation
from prepkit.core.sharing import audiences, giving, offers, signs
from prepkit.core.sharing_state import Sharing
from prepkit.store.boxes import Desk as Opened
from prepkit.web.fields import TokenForm
from prepkit.web.gate import (
    DOOR,
    HELPER,
    YOUNG,
    Desk,
    give_cookie,
    take_cookie,
    with_desk,
    with_house,
)
from prepkit.web.house import House
from prepkit.web.locale import best_of, current, day, words
from prepkit.web.prepare.answering import Differs, changed, form_of, mark, with_form
from prepkit.web.prepare.begin import begin as begin_with
from prepkit.web.prepare.forms import AnswerForm, OwnForm, WishesForm
from prepkit.web.prepare.walk import Page, Step, asks_alone, is_answered, steps
from prepkit.web.typed import typed
from prepkit.web.visit.aside import aside
from prepkit.web.visit.look import LOOK

bp = Blueprint("prepare", __name__)
doors = Blueprint("doors", __name__)  # the pages without a language: in, and out


@doors.get("/")
def enter() -> Response:
    """Greet a browser in its own language."""
    return redirect(url_for("prepare.start", tag=best_of(request.accept_languages).tag))


@doors.get("/leave")
@with_house
def leave(house: House) -> Response:
    """Forget everything and go: the row, the cookie, the page."""
    house.boxes.leave(request.cookies.get(YOUNG, ""))
    house.invites.leave(request.cookies.get(HELPER, ""))
    away = redirect(house.settings.leave_to or url_for("doors.blank"), 303)
    for name in (YOUNG, DOOR, HELPER, LOOK):
        take_cookie(away, name)
    return away


@doors.get("/blank")
def blank() -> str:
    """A page with nothing on it."""
    return render_template("prepare/blank.html")


@bp.get("/")
@with_house
def start(house: House) -> str:
    """What this is, what happens with what you write, and who to call."""
    return render_template(
        "prepare/start.html",
        contacts=house.contacts(current().tag, "nodnumret", "bris"),
        office=house.library.office(),
        begun=_there(house, request.cookies.get(YOUNG, "")),
    )


@bp.route("/p/", methods=["GET", "POST"])
@with_house
def begin(house: House) -> Response | str:
    """Choose meeting, age and time; the first POST makes the box and its cookie."""
    meetings = {bank.id: house.titles(bank.id) for bank in house.library.meetings()}
    form = WishesForm(request.form, meetings=tuple(meetings))
    token = request.cookies.get(YOUNG, "")
    if request.method == "GET" or not form.validate():
        return render_template(
            "prepare/begin.html", form=form, meetings=meetings, begun=_there(house, token)
        )
    chosen = form.meeting.data or ""
    title = meetings[chosen][0] if chosen else Texts("")
    preparation = begin_with(
        house.library, chosen, title, form.age_group(), form.count(), current().tag
    )
    house.boxes.leave(token)
    # answered with a page and not sent on: a page that holds answers never sets a cookie, or
    # the browser may show it from memory after *leave now* (security.md 2.7)
    page = make_response(render_template("prepare/ready.html", age=preparation.age))
    return give_cookie(page, YOUNG, house.boxes.begin(preparation))


@bp.route("/p/<int:n>", methods=["GET", "POST"])
@with_house
@with_desk
def step(n: int, desk: Desk, house: House) -> Response | str:
    """One numbered page: a question, what to ask them, or what matters most."""
    every = steps(desk.preparation)
    here = every[n - 1] if 0 < n <= len(every) else abort(404)
    posted = request.form if request.method == "POST" else None
    form = form_of(here, desk.csrf, desk.preparation, posted)
    if _is_strayed(here.key):
        return _strayed()
    if request.form.get("to") == "skip":
        form.keep_private()
    if request.method == "POST" and form.validate():
        try:
            desk.keep(partial(changed, steps=[here], forms=[form]))
        except Differs as differs:
            return _both(differs, desk, [here], [form])
        return _onward(n, len(every))
    return render_template(
        f"prepare/{here.page}.html",
        form=form,
        here_step=here,
        all=len(every),
        preparation=desk.preparation,
        names=house.topic_names(),
        asks_alone=asks_alone(here),
    )


@bp.route("/p/all", methods=["GET", "POST"])
@with_house
@with_desk
def everything(desk: Desk, house: House) -> Response | str:
    """Every page on one; nothing is kept unless all of it can be."""
    every = steps(desk.preparation)
    keys = " ".join(each.key for each in every)
    if _is_strayed(keys):
        return _strayed()
    posted = request.form if request.method == "POST" else None
    forms = [
        form_of(each, desk.csrf, desk.preparation, posted, f"{each.number}-") for each in every
    ]
    if posted and all([form.validate() for form in forms]):  # a list: every form says its errors
        try:
            desk.keep(partial(changed, steps=every, forms=forms))
        except Differs as differs:
            return _both(differs, desk, every, forms)
        if request.form.get("to") == "unfold":
            return redirect(url_for("prepare.everything", unfold=1), 303)
        return _onward(len(every), len(every))
    return render_template(
        "prepare/all.html",
        forms=forms,
        steps=every,
        keys=keys,
        preparation=desk.preparation,
        names=house.topic_names(),
        asks_alone=asks_alone,
        unfold="unfold" in request.args,
    )


@bp.get("/p/done")
@with_house
@with_desk
def review(desk: Desk, house: House) -> str:
    """Everything, with a way to change it, and what the sheet for the meeting will hold."""
    preparation = desk.preparation
    return render_template(
        "prepare/review.html",
        preparation=preparation,
        steps={each.question.id: each.number for each in steps(preparation) if each.question},
        alone_step=next((each.number for each in steps(preparation) if asks_alone(each)), 0),
        own_step=_step_of(preparation, Page.OWN),
        most_step=_step_of(preparation, Page.MOST),
        audiences=audiences(preparation),
        signs=signs(preparation),
        notes=_notes(desk),
        waiting=_waiting(preparation, house),
        offers=offers(preparation),
        tick_all="all" in request.args,
        token=desk.csrf,
        Sharing=Sharing,
    )


@bp.post("/p/done")
@with_desk
def give(desk: Desk) -> Response:
    """Give what is ticked, and keep what isn't; only what the page listed is changed."""
    saved = TokenForm(request.form, token=desk.csrf).validate()
    if saved:
        listed, given = (request.form.getlist(name) for name in ("listed", "given"))
        desk.keep(partial(giving, listed=listed, given=given))
    return (saved and aside()) or redirect(url_for("prepare.review"), 303)


def _waiting(preparation: Preparation, house: House) -> int:
    """How many questions from others nobody has decided about."""
    expected = preparation.expected
    return len(expected.undecided(house.invites.arrived(expected)))


def _notes(desk: Desk) -> dict[str, str]:
    """How far each room has come, for the way between them."""
    preparation, last_day = desk.preparation, desk.last_day
    every = steps(preparation)
    many = {"n": sum(is_answered(each, preparation) for each in every), "all": len(every)}
    return {
        "prepare.step": words("%(n)s av %(all)s") % many,
        "prepare.needs": words("Ifyllt") if lines(preparation.needs) else words("Inte än"),
        "prepare.keep": words("Sparat till %(day)s") % {"day": day(last_day)}
        if last_day
        else words("Inte sparat"),
    }


def _is_strayed(key: str) -> bool:
    """Whether a form was made for other questions: they began again in another tab."""
    return request.method == "POST" and request.form.get("asked", key) != key


def _strayed() -> tuple[str, int]:
    return render_template("prepare/strayed.html", typed=typed()), 409


def _there(house: House, token: str) -> Opened | None:
    """What is open in this browser already, if anything is."""
    try:
        return house.boxes.open(token)
    except BoxGone:
        return None


def _both(
    differs: Differs, desk: Desk, every: Sequence[Step], forms: Sequence[AnswerForm | OwnForm]
) -> tuple[str, int]:
    """What was written here and on another device, to choose between; nothing is kept yet."""
    there, form_by = differs.preparation, {s.key: f for s, f in zip(every, forms, strict=True)}
    here = there
    for step in differs.steps:
        here = with_form(here, step, form_by[step.key])
    bases = {form_by[step.key].base.name: mark(step, there) for step in differs.steps}
    left_out = {form.pick.name for form in forms} | set(bases)
    return render_template(
        "prepare/differs.html",
        steps=[(step, form_by[step.key].pick) for step in differs.steps],
        here_now=here,
        there=there,
        bases=bases,
        fields=[each for each in request.form.items(multi=True) if each[0] not in left_out],
    ), 409


def _onward(n: int, last: int) -> Response:
    """To the page the button named: a language, back, the review, or the next."""
    tag = request.form.get("language", "")
    if tag in TAGS:
        return redirect(url_for(request.endpoint, tag=tag, **(request.view_args or {})), 303)
    if away := aside():
        return away
    to = request.form.get("to", "")
    if to == "back" and n > 1:
        return redirect(url_for("prepare.step", n=n - 1), 303)
    if to == "review" or n >= last:
        return redirect(url_for("prepare.review"), 303)
    return redirect(url_for("prepare.step", n=n + 1), 303)


def _step_of(preparation: Preparation, page: Page) -> int:
    return next(step.number for step in steps(preparation) if step.page is page)
