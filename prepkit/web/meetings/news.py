"""How a meeting stands today beside what the young person has seen of it."""

from dataclasses import dataclass

from prepkit.core.errors import InviteGone
from prepkit.core.invitation import changes
from prepkit.core.meeting import Meeting, Standing
from prepkit.core.preparation import Preparation
from prepkit.web.house import House


@dataclass(frozen=True)
class News:
    """The meeting as it is told today.

    ``changed`` names the parts that say something else; ``gone`` is for one that has been.
    """

    meeting: Meeting
    changed: tuple[str, ...] = ()
    gone: bool = False

    @property
    def called_off(self) -> bool:
        return self.meeting.standing is Standing.CALLED_OFF and not self.gone


def news(house: House, preparation: Preparation) -> News | None:
    """The meeting as it is told today; None for a preparation without an invitation."""
    if preparation.invited is None:
        return None
    seen = preparation.invited
    try:
        today = house.meetings.again(bytes.fromhex(seen.root)).meeting
    except InviteGone:
        return News(seen.meeting, gone=True)
    return News(today, changes(seen.meeting, today))
