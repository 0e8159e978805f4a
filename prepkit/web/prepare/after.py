"""After the meeting: how it was, what was decided, the law's clocks, and the letter of FL 12 §."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flask import Response, redirect, render_template, request, url_for
from wtforms import RadioField, StringField, TextAreaField

from prepkit.core.after import LONGEST, MOST_DECISIONS, After, Decision, Experience, Felt, tidied
from prepkit.core.asked import texts
from prepkit.core.deadlines import Clock, Deadline, deadline
from prepkit.core.language import TAGS
from prepkit.core.preparation import Preparation
from prepkit.core.request import Applied, Case, Sender, sender
from prepkit.pdf import child
from prepkit.pdf.request import Request, request_letter
from prepkit.web import download
from prepkit.web.fields import Been, Day, OneOf, Short, TokenForm
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current
from prepkit.web.prepare.meanwhile import Room, base_of, keep
from prepkit.web.prepare.paper import sources
from prepkit.web.prepare.routes import bp
from prepkit.web.visit.aside import aside

SPARE = 2  # empty rows to write in, below those that are filled in
SIX_MONTHS = "begara-beslut"  # the clock of FL 12 §
APPEAL = "overklaga"  # the one clock after which a right may be lost
PARTY = ("fl-12", "sol-3-4")  # what the letter rests on


def _felt() -> RadioField:
    return RadioField(choices=[], validate_choice=False, validators=[OneOf(tuple(Felt))])


class ExperienceForm(TokenForm):
    """How it was; everything may be left empty."""

    listened = _felt()
    understood = _felt()
    said = _felt()
    words = TextAreaField(validators=[Short()])

    def experience(self) -> Experience:
        felt = (self.listened, self.understood, self.said)
        answers = (Felt(field.data) if field.data else None for field in felt)
        return Experience(*answers, words=self.words.data or "")

    @classmethod
    def showing(cls, experience: Experience, **kwargs) -> "ExperienceForm":
        return cls(data=vars(experience), **kwargs)


class DecisionForm(TokenForm):
    """One row of what is to be decided."""

    question_words = StringField(validators=[Short(LONGEST, lines=1)])
    who_words = StringField(validators=[Short(LONGEST, lines=1)])
    with_words = StringField(validators=[Short(LONGEST, lines=1)])
    asked = Day()
    promised = Day()
    answer_words = TextAreaField(validators=[Short(LONGEST, lines=5)])

    def decision(self) -> Decision:
        return Decision(
            question=self.question_words.data or "",
            who=self.who_words.data or "",
            with_whom=self.with_words.data or "",
            asked=self.asked.data,
            promised=self.promised.data,
            answer=self.answer_words.data or "",
        )

    @classmethod
    def showing(cls, row: Decision, **kwargs) -> "DecisionForm":
        data = {
            "question_words": row.question,
            "who_words": row.who,
            "with_words": row.with_whom,
            "asked": row.asked,
            "promised": row.promised,
            "answer_words": row.answer,
        }
        return cls(data=data, **kwargs)


class ClockForm(TokenForm):
    """The day one clock began."""

    day = Day()


class RequestForm(TokenForm):
    """What decides whether the letter may be sent, and by whom."""

    applied = RadioField(choices=[], validate_choice=False, validators=[OneOf(tuple(Applied))])
    of_age = RadioField(choices=[], validate_choice=False, validators=[OneOf(("yes", "no"))])
    began = Day()

    def case(self) -> Case | None:
        """The case, once all three are answered."""
        if not (self.applied.data and self.of_age.data and self.began.data):
            return None
        return Case(Applied(self.applied.data), self.of_age.data == "yes", self.began.data)


@bp.route("/p/after", methods=["GET", "POST"])
@with_desk
def after(desk: Desk) -> Response | tuple[str, int]:
    """How was it: for the young person alone."""
    there = None  # what was written meanwhile
    if request.method == "GET":
        form = ExperienceForm.showing(desk.preparation.after.experience, token=desk.csrf)
    else:
        form = ExperienceForm(request.form, token=desk.csrf)
    if request.method == "POST" and form.validate():
        there = _keep(desk, _experience, experience=form.experience())
        if not there:
            return _onward("prepare.after", "prepare.decided")
    page = render_template(
        "prepare/after.html",
        form=form,
        base=base_of(_experience, desk, there),
        saved=there
        and ExperienceForm.showing(there.after.experience, prefix="saved-", token=desk.csrf),
    )
    return page, 409 if there else 200


@bp.route("/p/decided", methods=["GET", "POST"])
@with_house
@with_desk
def decided(desk: Desk, house: House) -> Response | tuple[str, int]:
    """What is to be decided: by whom, with whom in the room, asked and promised when, answered."""
    there = None
    if request.method == "POST":
        forms = [DecisionForm(request.form, prefix=f"{n}-", token=desk.csrf) for n in _sent()]
        right = [form.validate({"asked": [Been(house.today())]}) for form in forms]
        if all(right):  # a list: every form says its errors
            there = _keep(desk, _decisions, decisions=tuple(form.decision() for form in forms))
            if not there:
                return _onward("prepare.decided", "prepare.decided", saved=1)
    else:
        rows = [*desk.preparation.after.decisions, *[Decision()] * SPARE][:MOST_DECISIONS]
        forms = _rows(desk, rows)
    saved = there and _rows(desk, there.after.decisions, "saved-")
    page = render_template(
        "prepare/decided.html",
        forms=forms,
        base=base_of(_decisions, desk, there),
        saved=saved,
        passed=[form for form in forms + (saved or []) if form.decision().late(house.today())],
        just_saved=request.method == "GET" and "saved" in request.args,
    )
    return page, 409 if there else 200


@bp.route("/p/clocks", methods=["GET", "POST"])
@with_house
@with_desk
def clocks(desk: Desk, house: House) -> Response | tuple[str, int]:
    """The law's time limits, counted from the days that are filled in."""
    there = None
    every = house.library.clocks().clocks
    posted = request.form if request.method == "POST" else None
    forms = _days(desk, every, desk.preparation, posted=posted)
    been = {"day": [Been(house.today())]}
    if posted is not None and all([form.validate(been) for form in forms.values()]):
        days = {id: form.day.data for id, form in forms.items() if form.day.data}
        there = _keep(desk, _began, began=days)
        if not there:
            return _onward("prepare.clocks", "prepare.clocks")
    page = render_template(
        "prepare/clocks.html",
        forms=forms,
        base=base_of(_began, desk, there),
        saved=there and _days(desk, every, there, "saved-"),
        clocks=_said(house, every),
        due=_due(every, there or desk.preparation, house),
        SIX_MONTHS=SIX_MONTHS,
        APPEAL=APPEAL,
    )
    return page, 409 if there else 200


@bp.route("/p/request", methods=["GET", "POST"])
@with_house
@with_desk
def ask_for_decision(desk: Desk, house: House) -> Response | tuple[str, int]:
    """Who may send the letter after six months; and the letter, for those who may."""
    clock = house.library.clocks().clock(SIX_MONTHS)
    posted = request.form if request.method == "POST" else None
    form = RequestForm(posted, token=desk.csrf, data={"began": _asked(desk.preparation)})
    there = None
    right = request.method == "POST" and form.validate({"began": [Been(house.today())]})
    if right and (away := aside()):
        there = _keep_asked(desk, form.began.data)
        if not there:
            return away
    case = form.case() if right and not there else None
    who = sender(case, clock, house.today()) if case else None
    if who in {Sender.YOU, Sender.GUARDIAN} and "letter" in request.form:
        asked = Request(case.began, who is Sender.GUARDIAN, current().tag)
        return download.pdf(child.run(request_letter, asked).pdf, "brev")
    page = render_template(
        "prepare/request.html",
        form=form,
        base=base_of(_asked, desk, there),
        saved=there
        and RequestForm(data={"began": _asked(there)}, prefix="saved-", token=desk.csrf),
        who=who,
        Sender=Sender,
        ends=clock.ends(case.began) if case else None,
        incomplete=right and case is None and not there,
        law=sources(house, *PARTY),
    )
    return page, 409 if there else 200


def _said(house: House, every: Sequence[Clock]) -> list[tuple]:
    """Each clock with its words, the fact of law it stands on, and when that was read."""
    catalogues = house.library.catalogues("clocks")
    rights = {right.id: right for right in house.library.rights().rights}
    return [
        (each, *(texts(entry, catalogues) for entry in each.entries()), rights[each.right])
        for each in every
    ]


def _sent() -> list[int]:
    """The numbers of the rows in the form, as many as there may be."""
    return [n for n in range(1, MOST_DECISIONS + 1) if f"{n}-question_words" in request.form]


def _rows(desk: Desk, decisions: Sequence[Decision], before: str = "") -> list[DecisionForm]:
    return [
        DecisionForm.showing(row, prefix=f"{before}{n}-", token=desk.csrf)
        for n, row in enumerate(decisions, 1)
    ]


def _days(
    desk: Desk, every: Sequence[Clock], preparation: Preparation, before: str = "", posted=None
) -> dict[str, ClockForm]:
    """Each clock's form, by its id: as posted, or as it stands."""
    began = preparation.after.began
    return {
        each.id: ClockForm(
            posted,
            prefix=f"{before}{each.id}-",
            token=desk.csrf,
            data={"day": began.get(each.id)},
        )
        for each in every
    }


def _due(every: Sequence[Clock], preparation: Preparation, house: House) -> dict[str, Deadline]:
    """When the clocks that were started run out, by their id."""
    began = preparation.after.began
    return {
        each.id: deadline(each, began[each.id], house.today()) for each in every if each.id in began
    }


def _experience(preparation: Preparation) -> Experience:
    return preparation.after.experience


def _decisions(preparation: Preparation) -> tuple[Decision, ...]:
    return preparation.after.decisions


def _began(preparation: Preparation) -> list[tuple[str, date]]:
    return sorted(preparation.after.began.items())


def _asked(preparation: Preparation) -> date | None:
    return preparation.after.began.get(SIX_MONTHS)


def _keep_asked(desk: Desk, day: date | None) -> Preparation | None:
    """Keep the day they asked soc for something, if it is said; as ``meanwhile.keep``."""

    def change(preparation: Preparation) -> Preparation:
        began = {**preparation.after.began, SIX_MONTHS: day}
        return replace(preparation, after=replace(preparation.after, began=began))

    return keep(desk, _asked, change) if day else None


def _keep(desk: Desk, room: Room, **changed: object) -> Preparation | None:
    """Keep one part of it, and the others as they are; as ``meanwhile.keep``."""

    def change(preparation: Preparation) -> Preparation:
        after: After = replace(preparation.after, **changed)
        return replace(preparation, after=tidied(after))

    return keep(desk, room, change)


def _onward(here: str, then: str, **said: int) -> Response:
    """To this page in another language, to where the button says, to the same or to the next."""
    tag = request.form.get("language", "")
    if tag in TAGS:
        return redirect(url_for(here, tag=tag), 303)
    return aside() or redirect(url_for(here if "more" in request.form else then, **said), 303)
