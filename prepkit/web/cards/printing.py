"""Typesets decks beside the pages: whoever waits too long is told how far it has come instead.

A deck in its languages on its size of card is typeset once and kept on the shelf; then every print
of it takes milliseconds. So what has to be waited for is the typesetting alone, and everybody who
asks for the same waits for the same. One process knows of its own only: two may typeset the same
deck at once, and the later one is kept.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from threading import BoundedSemaphore, Event, Lock, Thread

from prepkit.core.errors import DoesNotFit, PrintBusy, PrintError
from prepkit.pdf import child
from prepkit.pdf.cards import Order, is_prepared, prepare, typeset_key
from prepkit.pdf.fit import fit
from prepkit.pdf.shelf import Shelf

AT_ONCE = 4  # typesettings that are begun; two of them run, see ``child``
WAITING = 4  # requests that wait for one: the others are told at once that it isn't ready
REMEMBERED = 60  # seconds that a failure waits to be told


class Step(StrEnum):
    """How far a typesetting has come."""

    WAITS = "waits"
    WORDS = "words"
    DRAWINGS = "drawings"


class NotReady(PrintError):
    """It takes longer than one should wait for a page; ``step`` is how far it has come."""

    def __init__(self, step: Step) -> None:
        self.step = step
        super().__init__("it is being typeset; ask again in a moment")


@dataclass
class _Job:
    key: str
    step: Step = Step.WAITS
    error: Exception | None = None
    ended: float = 0.0
    done: Event = field(default_factory=Event)


class Printing:
    """The typesetting of one process. ``patience`` is how many seconds a request waits."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lock = Lock()
        self._jobs: dict[str, _Job] = {}
        self._waiting = BoundedSemaphore(WAITING)

    def ready(self, order: Order, shelf: Shelf, longer: float = 0.0) -> None:
        """Have an order typeset; ``longer`` is more seconds to wait than is usual.

        Raises NotReady if it isn't in time, PrintBusy when it can't even begin, and DoesNotFit and
        PrintError as the typesetting does.
        """
        if not shelf.keeps:
            return  # what is typeset now couldn't be found again: it is done with the print
        if is_prepared(order, shelf):
            return
        job = self._begin(typeset_key(order), partial(_typeset, order, shelf))
        if not self._waiting.acquire(blocking=False):
            raise NotReady(job.step)
        try:
            if not job.done.wait(self._patience + longer):
                raise NotReady(job.step)
        finally:
            self._waiting.release()
        with self._lock:
            self._jobs.pop(job.key, None)  # the shelf has it; or it may go better the next time
        if job.error:
            raise job.error

    def finish(self) -> None:
        """Wait until nothing is being typeset any more."""
        for job in list(self._jobs.values()):
            job.done.wait()

    def _begin(self, key: str, work: Callable[[Callable], None]) -> _Job:
        """The job with this key, begun now if nobody has."""
        with self._lock:
            self._forget()
            if job := self._jobs.get(key):
                return job
            if sum(not job.done.is_set() for job in self._jobs.values()) >= AT_ONCE:
                raise PrintBusy("too much is being printed at once; try again in a moment")
            job = self._jobs[key] = _Job(key)
        Thread(target=self._do, args=(job, work), daemon=True).start()
        return job

    def _do(self, job: _Job, work: Callable[[Callable], None]) -> None:
        def run(function: Callable, *arguments: object):
            step = Step.WORDS if function.__name__ == "typeset_cards" else Step.DRAWINGS
            return child.run_told(lambda: setattr(job, "step", step), function, *arguments)

        try:
            work(run)
        except Exception as error:
            job.error = error
        finally:
            job.ended = time.monotonic()
            job.done.set()

    def _forget(self) -> None:
        """Drop what succeeded, for the shelf has it, and what failed and nobody asked about."""
        now = time.monotonic()
        for key, job in list(self._jobs.items()):
            if job.done.is_set() and (job.error is None or now - job.ended > REMEMBERED):
                del self._jobs[key]


def _typeset(order: Order, shelf: Shelf, run: Callable) -> None:
    """Typeset it; and if it doesn't fit, have that known to whoever chooses the same."""
    try:
        prepare(order, shelf, run)
    except DoesNotFit:
        fit(order, shelf, run)
        raise
