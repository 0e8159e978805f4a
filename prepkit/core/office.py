"""The municipality's own names, numbers and hours. Everything is empty until staff fill it in."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from prepkit.core.format import Id, written

LONGEST = 200  # characters of each line
NUMBER = r"^(\+?[0-9][0-9 ()/-]{1,28}[0-9])?$"

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NUMBER)]


@written()
class Office:
    """Who to call here; what is empty is shown nowhere.

    ``duty`` is the socialjour, for evenings and weekends. ``complaints`` is who takes complaints
    in the municipality. ``checked_on`` is the day staff last said that all of it is right.
    """

    id: Id
    kind: Literal["office"]
    name: Line = ""
    phone: Number = ""
    hours: Line = ""
    duty_phone: Number = ""
    duty_hours: Line = ""
    address: Line = ""
    web: Line = ""
    complaints: Line = ""
    checked_on: date | Literal[""] = ""

    @property
    def empty(self) -> bool:
        return not any(getattr(self, name) for name in FIELDS)


FIELDS = (
    "name", "phone", "hours", "duty_phone", "duty_hours", "address", "web", "complaints",
)  # fmt: skip


def dialled(number: str) -> str:
    """The number as a phone dials it (RFC 3966): digits, and a plus before a country's code."""
    return re.sub(r"[^0-9+]", "", number)
