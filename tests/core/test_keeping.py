"""How long a preparation is kept."""

from datetime import date, timedelta

import pytest

from prepkit.core.keeping import LONGEST, Keeping

TODAYS = [date(2026, 11, 16) + timedelta(days=n) for n in range(14)]


@pytest.mark.parametrize("today", TODAYS)
def test_without_a_meeting_it_is_kept_sixty_days_and_to_the_sunday(today):
    last = Keeping().last_day(today)

    assert last.weekday() == 6
    assert 60 <= (last - today).days <= 66


@pytest.mark.parametrize("today", TODAYS)
def test_with_a_meeting_it_is_kept_fourteen_days_after_it(today):
    meets_on = today + timedelta(days=20)

    last = Keeping(meets_on).last_day(today)

    assert last.weekday() == 6
    assert 14 <= (last - meets_on).days <= 20


@pytest.mark.parametrize("today", TODAYS)
def test_nothing_is_kept_for_more_than_180_days(today):
    last = Keeping(today + timedelta(days=900)).last_day(today)

    assert last.weekday() == 6
    assert LONGEST - timedelta(days=6) <= last - today <= LONGEST


def test_a_save_after_the_meeting_does_not_lengthen_it():
    keeping = Keeping(meets_on=date(2026, 12, 1))

    assert keeping.last_day(date(2026, 11, 21)) == keeping.last_day(date(2026, 12, 14))


def test_a_wish_lengthens_it_and_later_saves_leave_it_there():
    today = date(2026, 12, 14)
    keeping = Keeping(meets_on=date(2026, 12, 1)).longer(today)

    last = keeping.last_day(today)

    assert (last - today).days >= 60
    assert keeping.last_day(today + timedelta(days=30)) == last


def test_a_wish_never_shortens_it():
    today = date(2026, 11, 21)
    far = Keeping(meets_on=today + timedelta(days=100))

    assert far.longer(today).last_day(today) == far.last_day(today)


def test_the_day_of_an_invitation_counts_until_they_say_their_own():
    today, invited_on, own = date(2026, 11, 21), date(2027, 1, 12), date(2027, 2, 9)

    assert Keeping(invited_on=invited_on).last_day(today) == Keeping(invited_on).last_day(today)
    assert Keeping(own, invited_on=invited_on).last_day(today) == Keeping(own).last_day(today)
