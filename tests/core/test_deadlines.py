"""The law's clocks are counted as the paragraphs say."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepkit.core.bankfile import read
from prepkit.core.deadlines import Clock, deadline

BANKS = Path(__file__).parents[2] / "question_banks" / "reference"
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def clock(**length):
    return Clock("x", "sol-20-2", "När det började", "Det är klart.", **length)


def shipped(id):
    file = BANKS / "clocks.yaml"
    return read(file.read_text("utf-8"), file.name).document.clock(id)


@pytest.mark.parametrize(
    ("id", "began", "ends"),
    [
        ("forhandsbedomning", date(2026, 11, 21), date(2026, 12, 5)),  # SoL 20:2, 14 days
        ("utredning", date(2026, 11, 21), date(2027, 3, 21)),  # SoL 20:3, 4 months
        ("utredning", date(2026, 10, 31), date(2027, 2, 28)),  # no 31 February
        ("utredning", date(2027, 10, 31), date(2028, 2, 29)),  # but a leap day
        ("begara-beslut", date(2026, 8, 31), date(2027, 2, 28)),  # FL 12, 6 months
        ("svar-pa-begaran", date(2026, 12, 7), date(2027, 1, 4)),  # FL 12, 4 weeks
        ("overklaga", date(2026, 12, 11), date(2027, 1, 1)),  # FL 44, 3 weeks
    ],
)
def test_the_shipped_clocks_end_on_the_day_the_law_says(id, began, ends):
    assert shipped(id).ends(began) == ends


@given(DAYS, st.integers(1, 24))
def test_months_end_in_the_right_month_on_the_same_day_or_its_last(began, months):
    ends = clock(months=months).ends(began)

    assert (ends.year * 12 + ends.month) - (began.year * 12 + began.month) == months
    assert ends.day == began.day or (ends + timedelta(days=1)).day == 1


def test_days_left_turn_negative_once_the_day_has_passed():
    began = date(2026, 11, 1)

    left = [deadline(clock(days=14), began, date(2026, 11, day)).left for day in (14, 15, 16)]

    assert left == [1, 0, -1]


@given(DAYS, st.integers(0, 4000))
def test_what_comes_round_is_due_again_within_its_time(began, later):
    today = began + timedelta(days=later)

    due = deadline(clock(months=6, again=True), began, today)

    assert 0 <= due.left <= 184


def test_what_comes_round_does_not_drift_from_the_day_it_began_on():
    due = deadline(clock(months=6, again=True), date(2026, 8, 31), date(2027, 8, 1))

    assert due.ends == date(2027, 8, 31)  # and not the 28th, for February in between


@pytest.mark.parametrize("length", [{}, {"days": 1, "weeks": 1}])
def test_a_clock_has_one_length(length):
    with pytest.raises(ValueError, match="one of days"):
        clock(**length)
