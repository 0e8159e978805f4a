"""How often one address may ask for what costs the server much: opening and making codes.

This is for the processor's sake, not against guessing: the codes are too long to guess. So nothing
is ever locked for a preparation, and an address only has to wait. Addresses are kept in memory
alone, mixed with a key that is thrown away every day (security.md 2.8).
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from math import ceil
from threading import Lock

from flask import request

from prepkit.core.errors import Unavailable
from prepkit.settings import Settings

PACES = ((10, 60), (60, 3600))  # so many in so many seconds; schools share an address
_REMEMBERED = 10_000  # addresses
_ONE_HOUSE = 64  # bits of an IPv6 address that one subscriber has


class TooOften(Unavailable):
    """This address has to wait; ``wait`` is how many seconds."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"too often from one address; again in {wait} seconds")


@dataclass
class _Bucket:
    """What is left of each pace, at a moment."""

    left: list[float]
    at: float


class Limits:
    """The paces of one process. ``clock`` gives the time with its zone."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()
        self._day: date | None = None
        self._key = b""

    def spend(self, source: str) -> None:
        """Count one try from an address; raises TooOften. Nobody's address is never counted."""
        if not source:
            return
        now = self._clock()
        with self._lock:
            if self._day != now.date():
                self._day, self._key = now.date(), secrets.token_bytes(32)
                self._buckets.clear()
            name = blake2b(source.encode(), digest_size=16, key=self._key).digest()
            bucket = self._buckets.pop(name, None) or _Bucket([n for n, _ in PACES], 0)
            self._buckets[name] = bucket
            if len(self._buckets) > _REMEMBERED:
                self._buckets.popitem(last=False)
            _take(bucket, now.timestamp())


def _take(bucket: _Bucket, now: float) -> None:
    """Take one from the bucket, after it has filled up for the time that went by."""
    passed = max(0.0, now - bucket.at)
    bucket.at = now
    bucket.left = [
        min(most, left + passed * most / seconds)
        for left, (most, seconds) in zip(bucket.left, PACES, strict=True)
    ]
    waits = [
        (1 - left) * seconds / most
        for left, (most, seconds) in zip(bucket.left, PACES, strict=True)
        if left < 1
    ]
    if waits:
        raise TooOften(ceil(max(waits)))
    bucket.left = [left - 1 for left in bucket.left]


def source(settings: Settings) -> str:
    """Where this request comes from; behind a proxy, what the proxy says; else nothing.

    A proxy that doesn't say it would make all visitors one, and each could keep the others out.
    """
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    address = told if settings.tls else request.remote_addr or ""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:
        return str(known)
    return str(ip_network((known, _ONE_HOUSE), strict=False))
