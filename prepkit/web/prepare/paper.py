"""What leaves the young person: what is true before it does, the sheets on screen and on paper."""


from flask import render_template

from prepkit.core.preparation import Sharing
from prepkit.core.sharing import answered, shown
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current, words
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
        laws=", ".join(f"{right.law} {right.paragraph}" for right in rights),
        read_on=_day(min(right.checked_on for right in rights)),
        contacts=house.contacts(current().tag),
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
        most=preparation.most.words,
        talk_alone=preparation.talk_alone,
        groups=[
            (label, [shown(q, a) for q, a in answered(preparation, sharing)])
            for sharing, label in labels.items()
        ],
        picked=[asked.ask for asked in preparation.own.picked],
        written=preparation.own.written,
    )
