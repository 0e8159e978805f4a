"""What leaves the young person: what is true before it does, the sheets on screen and on paper."""

from dataclasses import dataclass

from flask import Response, abort, render_template

from prepkit.core.glyphs import printable
from prepkit.core.preparation import Preparation
from prepkit.core.sharing import SharedView, audiences, one_by_one, shared_view, signs
from prepkit.core.sharing_state import Sharing
from prepkit.pdf import child, papers
from prepkit.pdf.pen import interpreter_lines
from prepkit.pdf.press import covered
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current, day, words
from prepkit.web.prepare.routes import bp
from prepkit.web.prepare.walk import asks_alone, steps

# what the page says before anything is given
TRUTHS = ("sol-14-3", "osl-12-3", "sol-19-1", "sol-20-1")


@dataclass(frozen=True)
class Sources:
    """Where in the law something stands, and the day it was read there."""

    where: str
    read_on: str


def sources(house: House, *ids: str) -> Sources:
    """The paragraphs of these rights; the day is that of the one read longest ago."""
    known = {right.id: right for right in house.library.rights().rights}
    rights = [known[id] for id in ids]
    names = (f"{right.law} {right.paragraph}".replace(" ", "\u00a0") for right in rights)
    where = f"\u2066{', '.join(names)}\u2069"  # from the left, on every page
    return Sources(where, day(min(right.checked_on for right in rights)))


@bp.get("/p/paper")
@with_house
@with_desk
def paper(desk: Desk, house: House) -> str:
    """What is true before something is given, and the papers."""
    return render_template(
        "prepare/paper.html",
        empty=not audiences(desk.preparation)[Sharing.GIVE],
        law=sources(house, *TRUTHS),
        unprintable=printable("\n".join(desk.preparation.written()), covered(), words)[1],
        contacts=house.contacts(current().tag, "bris"),
    )


@bp.get("/p/show", defaults={"n": 1})
@bp.get("/p/show/<int:n>")
@with_desk
def show(n: int, desk: Desk) -> str:
    """The sheet for the meeting in large type, a thing at a time, to hold up."""
    things = one_by_one(_view(desk))
    view = things[n - 1] if 0 < n <= len(things) else abort(404)
    every = steps(desk.preparation)
    alone_step = next((each.number for each in every if asks_alone(each)), 0)
    return render_template(
        "prepare/show.html", view=view, n=n, all=len(things), alone_step=alone_step
    )


@bp.get("/p/paper/b")
@with_desk
def print_meeting(desk: Desk) -> str:
    """The sheet for the meeting as a page to print."""
    return render_template(
        "prepare/print.html", view=_view(desk), interpreter_lines=interpreter_lines
    )


@bp.get("/p/paper/a")
@with_desk
def print_mine(desk: Desk) -> str:
    """My own sheet as a page to print: by who it is for, and signs for when we are alone."""
    preparation = _here(desk)
    labels = {
        Sharing.GIVE: words("Ge det till soc"),
        Sharing.SAY: words("Jag säger det själv"),
        Sharing.ONLY_ME: words("Bara jag"),
    }
    heard = audiences(preparation)
    return render_template(
        "prepare/print-mine.html",
        view=preparation,
        tag=preparation.language,
        groups=[(heard[sharing], label) for sharing, label in labels.items()],
        signs=signs(preparation),
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
