"""Runs the pages under gunicorn, and purges the store once an hour.

Nothing is logged of a request: no address, no page, no words.
"""

import resource
import socket
import sys
from collections.abc import Callable
from threading import Thread
from time import sleep

from gunicorn.app.base import BaseApplication

from prepkit.cli.installation import purge
from prepkit.core.errors import PrepkitError
from prepkit.settings import Settings
from prepkit.web import create_app

HOUR = 3600  # seconds
WORKERS = 2
THREADS = 4  # in each, so that a slow phone keeps nobody waiting


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
        return create_app(self._settings)


def run(
    settings: Settings, listener: socket.socket, ready: Callable[[socket.socket], None]
) -> None:
    """Serve on a listening socket until a signal ends it; ``ready`` is called once it is open."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold answers
    purge(settings)
    options = {
        "bind": f"fd://{listener.fileno()}",
        "worker_class": "gthread",
        "workers": WORKERS,
        "threads": THREADS,
        "loglevel": "error",  # below that gunicorn names visitors' addresses
        "control_socket_disable": True,
        "when_ready": lambda server: ready(listener),
        # in the workers: a thread in the process that forks them could leave them a closed lock
        "post_worker_init": lambda worker: Thread(
            target=_purge_hourly, args=(settings,), daemon=True
        ).start(),
    }
    _Server(settings, options).run()


def _purge_hourly(settings: Settings) -> None:
    while True:
        sleep(HOUR)
        try:
            purge(settings)
        except PrepkitError as error:  # the next hour may go better
            print("prepkit: could not purge:", error, file=sys.stderr)
