"""What leaves the young person: what is true before it does, the sheets on screen and on paper."""

from flask import Response, render_template

from prepkit.core.glyphs import printable
from prepkit.core.preparation import Preparation
from prepkit.core.sharing import SharedView, answered, audiences, shared_view, shown
from prepkit.core.sharing_state import Sharing
from prepkit.pdf import child, papers
from prepkit.pdf.press import covered
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current, day, words
from prepkit.web.prepare.routes import bp

TRUTHS = ("sol-14-3", "osl-12-3", "sol-19-1")  # what the page says before anything is given


@bp.get("/p/paper")
@with_house
@with_desk
def paper(desk: Desk, house: House) -> str:
    """What is true before something is given, and the papers."""
    known = {right.id: right for right in house.library.rights().rights}
    rights = [known[id] for id in TRUTHS]
    return render_template(
        "prepare/paper.html",
        empty=not audiences(desk.preparation)[Sharing.GIVE],
        laws=", ".join(f"{right.law} {right.paragraph}" for right in rights),
        read_on=day(min(right.checked_on for right in rights)),
        unprintable=printable("\n".join(desk.preparation.written()), covered(), words)[1],
        contacts=house.contacts(current().tag, "bris"),
    )


@bp.get("/p/show")
@with_desk
def show(desk: Desk) -> str:
    """The sheet for the meeting in large type, to hold up."""
    return render_template("prepare/show.html", view=_view(desk))


@bp.get("/p/paper/b")
@with_desk
def print_meeting(desk: Desk) -> str:
    """The sheet for the meeting as a page to print."""
    view = _view(desk)
    return render_template(
        "prepare/print.html",
        heading=words("Till mötet"),
        swedish_heading="Till mötet",
        most=view.most,
        talk_alone=view.talk_alone,
        groups=[("", view.answers)],
        picked=view.own_picked,
        written=view.own_written,
    )


@bp.get("/p/paper/a")
@with_desk
def print_mine(desk: Desk) -> str:
    """My own sheet as a page to print: everything, by who it is for."""
    preparation = _here(desk)
    labels = {
        Sharing.GIVE: words("Ge det till soc"),
        Sharing.SAY: words("Jag säger det själv"),
        Sharing.ALONE: words("Bara när vi är ensamma"),
        Sharing.ONLY_ME: words("Bara jag"),
    }
    return render_template(
        "prepare/print.html",
        heading=words("Bara mitt"),
        swedish_heading="Bara mitt",
        most=preparation.most.words,
        talk_alone=preparation.talk_alone,
        groups=[
            (label, [shown(q, a) for q, a in answered(preparation, sharing)])
            for sharing, label in labels.items()
        ],
        picked=[asked.ask for asked in preparation.own.picked],
        written=preparation.own.written,
    )


@bp.get("/p/paper/b.pdf")
@with_house
@with_desk
def meeting_pdf(desk: Desk, house: House) -> Response:
    """The sheet for the meeting, as PDF."""
    return _pdf("papper-mote", papers.meeting_sheet, house, _view(desk))


@bp.get("/p/paper/a.pdf")
@with_house
@with_desk
def mine_pdf(desk: Desk, house: House) -> Response:
    """My own sheet, as PDF."""
    return _pdf("papper-eget", papers.my_sheet, house, _here(desk))


@bp.get("/p/paper/c.pdf")
@with_house
@with_desk
def empty_pdf(desk: Desk, house: House) -> Response:
    """The same questions on one paper, to write on by hand."""
    tag = current().tag
    languages = (tag,) if tag == "sv" else (tag, "sv")
    prepared = desk.preparation
    about = (prepared.questions, prepared.own.picked, languages)
    return _pdf("papper-tomt", papers.question_page, house, *about)


def _pdf(name: str, make, house: House, *about) -> Response:
    """A paper made in the limited child, under a name that tells nothing."""
    paper = child.run(make, *about, house.library.topics(), house.topic_names())
    response = Response(paper.pdf, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response


def _here(desk: Desk) -> Preparation:
    """The preparation in the language of the page's address."""
    return desk.preparation.in_language(current().tag)


def _view(desk: Desk) -> SharedView:
    return shared_view(_here(desk))
