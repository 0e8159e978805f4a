"""What happens at each meeting, who the people are, and what one may always do.

No session is needed, and nothing is kept.
"""

from flask import Blueprint, abort, render_template, request

from prepkit.core.asked import texts
from prepkit.core.errors import BoxGone, UnknownName
from prepkit.core.office import dialled
from prepkit.core.story import PEOPLE, RIGHTS, When
from prepkit.web.gate import YOUNG, with_house
from prepkit.web.house import House
from prepkit.web.visit.aside import came_from

bp = Blueprint("about", __name__)
bp.app_template_filter("dialled")(dialled)


@bp.get("/soc")
@with_house
def soc(house: House) -> str:
    """Every meeting there is a page about, the people, and the way to one's rights."""
    stories = house.library.stories()
    catalogues = house.library.catalogues(stories.id)
    said = {entry.context: texts(entry, catalogues) for entry in stories.entries()}
    banks = {bank.id for bank in house.library.meetings()}
    meetings = [story.id for story in stories.stories if story.id in banks]
    return render_template(
        "about/soc.html",
        title=said["title"],
        about=said["about"],
        meetings=[(id, said[f"{id}/title"], said[f"{id}/about"]) for id in meetings],
        people=house.library.told(PEOPLE),
        office=house.library.office(),
        back=came_from() or _open_here(house),
    )


def _open_here(house: House) -> str:
    """The way to the preparation that is open in this browser; empty without one."""
    try:
        house.boxes.open(request.cookies.get(YOUNG, ""))
    except BoxGone:
        return ""
    return "p/done"


@bp.get("/soc/<meeting>")
@with_house
def meeting(meeting: str, house: House) -> str:
    """What happens before a meeting, in the room and after it."""
    if meeting not in {bank.id for bank in house.library.meetings()}:
        abort(404)
    try:
        story = house.library.told(meeting)
    except UnknownName:
        abort(404)
    return render_template(
        "about/meeting.html",
        story=story,
        When=When,
        office=house.library.office(),
        back=came_from(),
    )


@bp.get("/rights")
@with_house
def rights(house: House) -> str:
    """What one may always do, and where each of it is written."""
    return render_template(
        "about/rights.html",
        story=house.library.told(RIGHTS),
        office=house.library.office(),
        back=came_from(),
    )


@bp.get("/law/<story>")
@with_house
def law(story: str, house: House) -> str:
    """Every fact of law that a page rests on: in plain words, where it is written, when read."""
    try:
        found = house.library.told(story)
    except UnknownName:
        abort(404)
    return render_template("about/law.html", story=found, back=came_from())
