"""A promise of working days leaves the weekend out."""

from datetime import date

import pytest

from prepkit.core.receipt import promised


@pytest.mark.parametrize(
    ("today", "days", "day"),
    [
        (date(2026, 11, 23), 2, date(2026, 11, 25)),  # Monday to Wednesday
        (date(2026, 11, 26), 2, date(2026, 11, 30)),  # Thursday to Monday
        (date(2026, 11, 27), 2, date(2026, 12, 1)),  # Friday to Tuesday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # Saturday to Monday
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_working_days_are_counted_from_the_day_after(today, days, day):
    assert promised(today, days) == day
