"""A day is said the same way round with its weekday and without."""

from datetime import date

import pytest

from prepkit.core.days import said_day
from prepkit.core.language import TAGS


@pytest.mark.parametrize("tag", TAGS)
def test_a_day_is_said_as_it_is_with_its_weekday(tag):
    on = date(2026, 12, 14)

    assert said_day(on, tag) in said_day(on, tag, weekday=True)
