"""Only who may send the letter of FL 12 § is told that they may."""

from datetime import date

import pytest

from prepkit.core.deadlines import Clock
from prepkit.core.request import Applied, Case, Sender, sender

SIX_MONTHS = Clock("begara-beslut", "fl-12", "Dagen då", "Då.", months=6)
BEGAN = date(2026, 5, 21)


@pytest.mark.parametrize(
    ("applied", "of_age", "today", "who"),
    [
        (Applied.ME, True, date(2026, 11, 22), Sender.YOU),
        (Applied.ME, False, date(2026, 11, 22), Sender.GUARDIAN),
        (Applied.FAMILY, True, date(2026, 11, 22), Sender.GUARDIAN),
        (Applied.FAMILY, False, date(2026, 11, 22), Sender.GUARDIAN),
        (Applied.OTHERS, True, date(2027, 11, 22), Sender.NOT_PARTY),
        (Applied.ME, True, date(2026, 11, 21), Sender.TOO_EARLY),  # the six months' last day
    ],
)
def test_who_may_send_the_letter(applied, of_age, today, who):
    assert sender(Case(applied, of_age, BEGAN), SIX_MONTHS, today) is who
