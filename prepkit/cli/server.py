"""Runs the pages under gunicorn, and purges the store once an hour.

Nothing is logged of a request: no address, no page, no words.
"""

import resource
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from threading import Event, Thread

from gunicorn.app.base import BaseApplication

from prepkit.cli.installation import purge
from prepkit.cli.refusal import Refusal
from prepkit.core.errors import PrepkitError
from prepkit.settings import Settings
from prepkit.web import create_app

HOUR = 3600  # seconds
WORKERS = 2
THREADS = 8  # in each: six may wait for a print (pdf/child.py), and pages are answered still


class _Server(BaseApplication):
    """The pages, in worker processes that each make their own app.

    What they import is loaded before they part, but no app: an open database must not be shared
    between processes.
    """

    def __init__(self, settings: Settings, options: dict[str, object]) -> None:
        self._settings, self._options = settings, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self):
        # in a worker, before it takes its time to make the app: a terminal sends Ctrl-C to all of
        # them, and a second stop makes gunicorn's thread worker wait for itself, so only the
        # master is to tell it
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return create_app(self._settings)


def run(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve on a listening socket, which it takes over, until a signal ends it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold answers
    purge(settings)
    options = {
        "bind": f"fd://{listener.detach()}",
        "worker_class": "gthread",
        "workers": WORKERS,
        "threads": THREADS,
        "loglevel": "error",  # below that gunicorn names visitors' addresses
        "control_socket_disable": True,
        "graceful_timeout": 5,  # seconds; a page takes milliseconds, a paper a few seconds
        "when_ready": lambda server: ready(),
        # in the workers: a thread in the process that forks them could leave them a closed lock
        "post_worker_init": partial(_begin_work, settings),
    }
    _Server(settings, options).run()


def _begin_work(settings: Settings, worker: object) -> None:
    Thread(target=keep_purging, args=(settings, Event().wait), daemon=True).start()


def keep_purging(settings: Settings, wait: Callable[[int], bool]) -> None:
    """Purge after every hour's wait, until a wait ends early and says so by True."""
    while not wait(HOUR):
        try:
            purge(settings)
        except (Refusal, PrepkitError) as error:  # it may go better in an hour
            print("prepkit: could not purge:", error, file=sys.stderr)
