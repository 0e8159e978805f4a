"""Runs print jobs in children with limits, so that no text can take the machine along.

A small server is started at the first job, loads the press once, and forks itself for each job: a
job starts warm, and whatever it breaks ends with it. A job may use 10 s of CPU, 15 s in all,
700 MiB of memory and write to no file. It sees nothing of this process: no Flask, no database, no
environment but what fonts need. Two run at once and a few wait; whoever comes then is told so at
once, because every waiting request holds a thread that could answer pages.
"""

import atexit
import gc
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from prepkit.core.errors import PrepkitError, PrintBusy, PrintError

CPU_SECONDS, WALL_SECONDS, MEMORY = 10, 15, 700 * 1024 * 1024
AT_ONCE = 2
WAITING = 4  # with those at work fewer than a server's threads (cli/server.py)
PATIENCE = 30  # seconds to wait for a turn

_ENDED = "printing took too long or too much room; try again with less text"
_BUSY = "too much is being printed at once; try again in a moment"
_turns = threading.BoundedSemaphore(AT_ONCE)
_places = threading.BoundedSemaphore(AT_ONCE + WAITING)
_starting = threading.Lock()


class _Server:
    """The process that forks; ``line`` carries one socket for each job."""

    def __init__(self) -> None:
        self.line, theirs = socket.socketpair()
        kept = ("PATH", "HOME", "TMPDIR", "LANG", "XDG_CACHE_HOME")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START, str(Path(__file__).parents[2])],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # Ctrl-C at the terminal is for its parent
            )
        self.owner = os.getpid()

    @property
    def usable(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def send(self, end: socket.socket) -> None:
        socket.send_fds(self.line, [b"j"], [end.fileno()])

    def close(self) -> None:
        self.line.close()
        if self.owner == os.getpid():
            self.process.wait()


_START = "import sys; sys.path.append(sys.argv[1]); from prepkit.pdf import child; child.serve()"
_server: _Server | None = None


def run(function: Callable, *arguments: object):
    """What ``function(*arguments)`` returns, worked out in a limited child.

    The function is one that can be imported; arguments and result can be pickled. What it raises
    of prepkit's own errors is raised here. Raises PrintError when the job was ended, and PrintBusy
    when too many wait already.
    """
    return run_told(lambda: None, function, *arguments)


def run_told(began: Callable[[], None], function: Callable, *arguments: object):
    """As ``run``; ``began`` is called when the job has waited for its turn."""
    if not _places.acquire(blocking=False):
        raise PrintBusy(_BUSY)
    try:
        if not _turns.acquire(timeout=PATIENCE):
            raise PrintBusy(_BUSY)
        try:
            began()
            return _answer(_ask(pickle.dumps((function, arguments))))
        finally:
            _turns.release()
    finally:
        _places.release()


def _ask(job: bytes) -> bytes:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _send(theirs)
        ours.settimeout(WALL_SECONDS + 5)  # the child's own alarm comes first
        try:
            ours.sendall(len(job).to_bytes(8) + job)
            with ours.makefile("rb") as answer:
                return answer.read()
        except OSError:
            raise PrintError(_ENDED) from None


def _send(end: socket.socket) -> None:
    global _server
    with _starting:
        for last in (False, True):
            if _server is None or not _server.usable:
                if _server is not None:
                    _server.close()
                _server = _Server()
            try:
                return _server.send(end)
            except OSError:  # it died; once more with a new one
                _server.close()
                _server = None
                if last:
                    raise PrintError(_ENDED) from None


def _answer(answer: bytes):
    if not answer.endswith(b"."):  # a pickle's last byte: else the child was ended while writing
        raise PrintError(_ENDED)
    kind, value = pickle.loads(answer)
    if kind == "error":
        raise value
    return value


@atexit.register
def _stop() -> None:
    if _server is not None:
        _server.close()


def serve() -> None:
    """Load the press, then fork for each socket that comes, until the line is closed."""
    from prepkit.pdf import cards, press, preview

    press.warm()
    cards.warm()
    preview.warm()
    gc.freeze()  # what is loaded is shared by every child and never garbage
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended children leave nothing behind
    line = socket.socket(fileno=0)
    while True:
        message, ends, _flags, _address = socket.recv_fds(line, 1, 1)
        if not message:
            return
        press.warm()  # fonts a machine has swept away are unpacked here, where files may be written
        if os.fork() == 0:
            line.close()
            _work(socket.socket(fileno=ends[0]))
        os.close(ends[0])


def _work(end: socket.socket) -> None:
    """In the child: one job under limits, its result, and the end.

    Whatever happens, nothing of the server's is tidied away on the way out: its fonts are shared.
    """
    try:
        gc.disable()  # it ends before it is worth tidying
        _limit()
        with end.makefile("rb") as job:
            function, arguments = pickle.loads(job.read(int.from_bytes(job.read(8))))
        try:
            answer = pickle.dumps(("result", function(*arguments)))
        except Exception as error:
            answer = _excuse(error)
        end.sendall(answer)
        end.close()
    finally:
        os._exit(0)


def _excuse(error: Exception) -> bytes:
    if isinstance(error, MemoryError):
        return b""
    if not isinstance(error, PrepkitError):
        frame = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} at {frame.filename}:{frame.lineno}"
        print("print job:", kind, file=sys.stderr)  # its message may hold words
        error = PrintError("the paper could not be made")
    return pickle.dumps(("error", error))


def _limit() -> None:
    signal.alarm(WALL_SECONDS)
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
