"""After the meeting: how it was, what was decided, the law's clocks, and the letter of FL 12 §."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, redirect, render_template, request, url_for
from wtforms import RadioField, StringField, TextAreaField

from prepkit.core.after import LONGEST, MOST_DECISIONS, After, Decision, Experience, Felt, tidied
from prepkit.core.asked import texts
from prepkit.core.deadlines import Clock, deadline
from prepkit.core.language import TAGS
from prepkit.core.request import Applied, Case, Sender, sender
from prepkit.pdf import child
from prepkit.pdf.request import Request, request_letter
from prepkit.web import download
from prepkit.web.fields import Day, OneOf, Short, TokenForm
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current
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
def after(desk: Desk) -> Response | str:
    """How was it: for the young person alone."""
    kept = desk.preparation.after
    form = ExperienceForm(request.form, token=desk.csrf, data=vars(kept.experience))
    if request.method == "POST" and form.validate():
        _keep(desk, experience=form.experience())
        return _onward("prepare.after", "prepare.decided")
    return render_template("prepare/after.html", form=form, after=kept)


@bp.route("/p/decided", methods=["GET", "POST"])
@with_house
@with_desk
def decided(desk: Desk, house: House) -> Response | str:
    """What is to be decided: by whom, with whom in the room, asked and promised when, answered."""
    kept = desk.preparation.after
    rows = [*kept.decisions, *[Decision()] * SPARE][:MOST_DECISIONS]
    if request.method == "POST":
        forms = [DecisionForm(request.form, prefix=f"{n}-", token=desk.csrf) for n in _sent()]
        if all([form.validate() for form in forms]):  # a list: every form says its errors
            _keep(desk, decisions=tuple(form.decision() for form in forms))
            return _onward("prepare.decided", "prepare.decided", saved=1)
    else:
        forms = [
            DecisionForm.showing(row, prefix=f"{n}-", token=desk.csrf)
            for n, row in enumerate(rows, 1)
        ]
    passed = [form for form in forms if form.decision().late(house.today())]
    saved = request.method == "GET" and "saved" in request.args
    return render_template("prepare/decided.html", forms=forms, passed=passed, saved=saved)


@bp.route("/p/clocks", methods=["GET", "POST"])
@with_house
@with_desk
def clocks(desk: Desk, house: House) -> Response | str:
    """The law's time limits, counted from the days that are filled in."""
    every, began = house.library.clocks().clocks, desk.preparation.after.began
    posted = request.form if request.method == "POST" else None
    forms = {
        each.id: ClockForm(
            posted, prefix=f"{each.id}-", token=desk.csrf, data={"day": began.get(each.id)}
        )
        for each in every
    }
    if posted is not None and all([form.validate() for form in forms.values()]):
        _keep(desk, began={id: form.day.data for id, form in forms.items() if form.day.data})
        return _onward("prepare.clocks", "prepare.clocks")
    return render_template(
        "prepare/clocks.html",
        forms=forms,
        clocks=_said(house, every),
        due={
            each.id: deadline(each, began[each.id], house.today())
            for each in every
            if each.id in began
        },
        SIX_MONTHS=SIX_MONTHS,
        APPEAL=APPEAL,
    )


@bp.route("/p/request", methods=["GET", "POST"])
@with_house
@with_desk
def ask_for_decision(desk: Desk, house: House) -> Response | str:
    """Who may send the letter after six months; and the letter, for those who may."""
    clock = house.library.clocks().clock(SIX_MONTHS)
    began = desk.preparation.after.began.get(SIX_MONTHS)
    posted = request.form if request.method == "POST" else None
    form = RequestForm(posted, token=desk.csrf, data={"began": began})
    right = request.method == "POST" and form.validate()
    if right and (away := aside()):
        if form.began.data:
            _keep(desk, began={**desk.preparation.after.began, SIX_MONTHS: form.began.data})
        return away
    case = form.case() if right else None
    who = sender(case, clock, house.today()) if case else None
    if who in {Sender.YOU, Sender.GUARDIAN} and "letter" in request.form:
        asked = Request(case.began, who is Sender.GUARDIAN, current().tag)
        return download.pdf(child.run(request_letter, asked).pdf, "brev")
    return render_template(
        "prepare/request.html",
        form=form,
        who=who,
        Sender=Sender,
        ends=clock.ends(case.began) if case else None,
        incomplete=request.method == "POST" and case is None and not form.errors,
        law=sources(house, *PARTY),
    )


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


def _keep(desk: Desk, **changed: object) -> None:
    """Keep one part of it; the others stay as they are."""

    def change(preparation):
        after: After = replace(preparation.after, **changed)
        return replace(preparation, after=tidied(after))

    desk.keep(change)


def _onward(here: str, then: str, **said: int) -> Response:
    """To this page in another language, to where the button says, to the same or to the next."""
    tag = request.form.get("language", "")
    if tag in TAGS:
        return redirect(url_for(here, tag=tag), 303)
    return aside() or redirect(url_for(here if "more" in request.form else then, **said), 303)
