"""What another phone or tab wrote in a room while this one had its page open.

A room's form carries a mark of what stood there when its page was made. If something else stands
there when it is sent, and something else again was written in the form, nothing is kept: the same
page shows both, and its new mark lets the next press keep what the form says. A form without a mark
is kept.
"""

from collections.abc import Callable

from flask import request

from prepkit.core.preparation import Preparation
from prepkit.web.gate import Desk
from prepkit.web.prepare.answering import mark_of

Room = Callable[[Preparation], object]  # what stands in a room


class _Overtaken(Exception):
    """Something else was written in the room meanwhile; ``preparation`` is as it stands."""

    def __init__(self, preparation: Preparation) -> None:
        self.preparation = preparation
        super().__init__()


def keep(
    desk: Desk, room: Room, change: Callable[[Preparation], Preparation]
) -> Preparation | None:
    """Keep what this request's form changes in a room; None when that is done.

    If something else was written there meanwhile nothing is kept: gives what stands there.
    """
    base = request.form.get("base")

    def checked(preparation: Preparation) -> Preparation:
        changed = change(preparation)
        now, after = mark_of(room(preparation)), mark_of(room(changed))
        if not base or base == now or after == now:
            return changed
        if after == base:
            return preparation  # nothing was written here: what stands there stays
        raise _Overtaken(preparation)

    try:
        desk.keep(checked)
    except _Overtaken as overtaken:
        return overtaken.preparation
    return None


def base_of(room: Room, desk: Desk, there: Preparation | None) -> str:
    """The mark for the form on the page: of what it shows as already ``there``, if it does.

    A form that was refused or brought back keeps the mark it came with.
    """
    if there:
        return mark_of(room(there))
    return request.form.get("base") or mark_of(room(desk.preparation))
