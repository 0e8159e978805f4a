"""A real Chromium, a site for it to visit, and phones to hold it in."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from prepkit.settings import Settings
from prepkit.web import create_app
from tests.browser.phone import Phone

SCREEN = {"width": 360, "height": 640}  # the smallest phone that is still common


def find_chromium() -> str:
    """The Chromium to use: the one named, or the first there is.

    Debian's chromium-headless-shell won't do: unlike a phone it never shows a page from memory.
    """
    named = os.environ.get("PREPKIT_CHROMIUM")
    for name in [named] if named else ["chromium", "google-chrome"]:
        if path := shutil.which(name):
            return path
    pytest.fail("There is no Chromium; name one in PREPKIT_CHROMIUM, or use ./run test.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., Browser]]:
    """A way to start the browser."""
    with sync_playwright() as playwright:
        yield partial(
            playwright.chromium.launch,
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )


@pytest.fixture(scope="session")
def browser(chromium: Callable[..., Browser]) -> Iterator[Browser]:
    browser = chromium()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site, with a database of its own that lives as long as the run."""
    folder: Path = tmp_path_factory.mktemp("site")
    address = f"sqlite:///{folder}/prepkit.sqlite3"
    folders = {"cache": folder / "cache", "peppers": folder / "peppers"}
    app = create_app(Settings(address, **folders, share_codes=True))
    app.wsgi_app = _from_nowhere(app.wsgi_app)
    yield app
    app.extensions["database"].dispose()


def _from_nowhere(site):
    """The site, for visitors without an address: many tests in a minute are not one guesser."""

    def answer(environ, start_response):
        environ["REMOTE_ADDR"] = ""
        return site(environ, start_response)

    return answer


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """An app on loopback: its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def serve() -> Callable[[Flask], AbstractContextManager[str]]:
    """A way to serve another app than the site."""
    return serving


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[str]:
    """The address of the site, on loopback."""
    with serving(app) as address:
        yield address


@pytest.fixture
def make_phone(browser: Browser, site: str) -> Iterator[Callable[..., Phone]]:
    """Makes phones; afterwards none of them may have asked another host or complained."""
    phones = []

    def make(width: int = SCREEN["width"], scripts: bool = True, language: str = "sv-SE") -> Phone:
        context = browser.new_context(
            viewport=SCREEN | {"width": width},
            java_script_enabled=scripts,
            locale=language,
            has_touch=True,
            accept_downloads=True,
        )
        context.set_default_timeout(60_000)  # a busy machine is slow
        phones.append(Phone(context, site))
        return phones[-1]

    yield make
    for phone in phones:
        phone.context.close()
    assert [fault for phone in phones for fault in phone.faults] == []


@pytest.fixture
def phone(make_phone: Callable[..., Phone]) -> Phone:
    return make_phone()
