"""Prints what was measured, and whether it keeps what was promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """A figure with its bar: it may be ``most`` at most, or must be ``least`` at least."""

    what: str
    value: float
    most: float | None = None
    least: float | None = None

    @property
    def kept(self) -> bool:
        if self.most is not None:
            return self.value <= self.most
        return self.value >= self.least

    def __str__(self) -> str:
        bar = f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"
        digits = 0 if self.value >= 100 else 2
        return (
            f"  {self.what:53} {self.value:7.{digits}f}  {bar:14} {'' if self.kept else 'BROKEN'}"
        )


def rows(title: str, seconds: Mapping[str, float], base: str) -> None:
    """Every way with its seconds, and how many times those of ``base`` that is."""
    print(f"\n{title}")
    for name, value in seconds.items():
        print(f"  {name:53} {value:7.3f} s {value / seconds[base]:7.2f} x", flush=True)


def judge(promises: Sequence[Promise]) -> bool:
    """Print each promise; whether all are kept."""
    for each in promises:
        print(str(each).rstrip(), flush=True)
    return all(each.kept for each in promises)
