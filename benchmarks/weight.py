"""What a job weighs in the process that does it: its processor time and its largest memory."""

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from prepkit.pdf import cards, child, press
from prepkit.resources import folder


@dataclass
class Scales:
    """Runs typesetting in children, as a print does, and sums up what they took.

    ``seconds`` are of processor time, of all children; ``peak`` is the largest child's, in MiB,
    with all it shares with the server that it was forked from.
    """

    seconds: float = 0.0
    peak: float = 0.0

    def run(self, function: Callable, *arguments: object):
        """As ``child.run``."""
        result, seconds, peak = child.run(weighed, function, *arguments)
        self.seconds += seconds
        self.peak = max(self.peak, peak)
        return result


def weighed(function: Callable, *arguments: object) -> tuple[object, float, float]:
    """What the function returns, and what this process took in all: seconds and MiB."""
    result = function(*arguments)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return result, used.ru_utime + used.ru_stime, _peak()


def _peak() -> float:
    """The most memory this process has had, in MiB.

    Not ``ru_maxrss``, which a started program takes over from the one that started it.
    """
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def apart(html: str, styles: Sequence[str], collecting: bool) -> tuple[float, float]:
    """Seconds and peak of WeasyPrint on this page, in a warmed process without our limits.

    ``collecting`` has Python's garbage collector at work: slower, and less memory.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.weight"],
        input=json.dumps([collecting, html, *styles]).encode(),
        stdout=subprocess.PIPE,
        cwd=folder("benchmarks").parent,
        check=True,
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def _main() -> None:
    press.warm()
    collecting, *work = json.load(sys.stdin)
    start = time.process_time()
    press.typeset(*work) if collecting else cards.here(press.typeset, *work)
    seconds = time.process_time() - start
    json.dump([seconds, _peak()], sys.stdout)


if __name__ == "__main__":
    _main()
