"""One address may try ten codes a minute and sixty an hour, and keeps nobody else waiting."""

import pytest
from flask import Flask

from prepkit.settings import Settings
from prepkit.web.limits import Limits, TooOften, source


@pytest.fixture
def limits(clock) -> Limits:
    return Limits(clock)


def test_ten_tries_are_free_and_the_next_has_to_wait(limits):
    for _ in range(10):
        limits.spend("192.0.2.1")

    with pytest.raises(TooOften) as said:
        limits.spend("192.0.2.1")

    assert 1 <= said.value.wait <= 6
    limits.spend("192.0.2.2")


def test_waiting_as_long_as_told_is_enough(limits, clock):
    for _ in range(10):
        limits.spend("a")
    with pytest.raises(TooOften) as said:
        limits.spend("a")

    clock.move(seconds=said.value.wait)

    limits.spend("a")


def test_sixty_an_hour_however_patient(limits, clock):
    tries = 0
    for _ in range(40):
        clock.move(seconds=15)  # ten minutes in all
        try:
            for _ in range(3):
                limits.spend("a")
                tries += 1
        except TooOften:
            continue

    assert 60 <= tries <= 72  # sixty, and what comes back in ten minutes


def test_no_address_is_kept_as_it_is_and_none_for_more_than_a_day(limits, clock):
    limits.spend("192.0.2.1")
    names = set(limits._buckets)
    clock.move(days=1)
    limits.spend("192.0.2.1")

    assert b"192.0.2.1" not in b"".join(names)
    assert not names & set(limits._buckets)


def test_ten_thousand_addresses_are_remembered_and_no_more(limits):
    for n in range(10_050):
        limits.spend(str(n))

    assert len(limits._buckets) == 10_000


@pytest.mark.parametrize(
    ("tls", "told", "known"),
    [
        (False, None, "127.0.0.1"),
        (False, "203.0.113.9", "127.0.0.1"),  # anybody may say that
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.9.9.9, 203.0.113.9", "203.0.113.9"),  # the last is the proxy's word
        (True, None, ""),
        (True, "nonsense", ""),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_a_visitor_is_known_by_what_can_be_trusted(tls, told, known):
    headers = {"X-Forwarded-For": told} if told else {}
    with Flask("x").test_request_context(
        headers=headers, environ_base={"REMOTE_ADDR": "127.0.0.1"}
    ):
        assert source(Settings(tls=tls)) == known
