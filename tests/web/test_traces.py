"""No code, answer or name in any address, title, Referer, cookie or log (P22).

Everybody's whole way is walked through a watch that writes down what a browser's history, a proxy
and a log would keep. The one address that may carry a code is an invitation's, /i/<code>; the one
link that may carry words leads to the phone's own message app and never to a server.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from urllib.parse import quote, quote_plus, unquote_plus

import pytest
from bs4 import BeautifulSoup
from flask import Flask, redirect

from prepkit.core.codename import fold
from prepkit.settings import Settings
from tests.canary import Canaries
from tests.pages import Visitor
from tests.web.test_editor import sign_in  # noqa: F401  (a fixture)

MAY_HAVE_A_CODE = re.compile(r"^(https://localhost)?/i/[^/]+$")


@dataclass
class Watch:
    """Stands in front of the site and notes every place that is kept by others than us."""

    app: object
    traces: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, environ, start_response):
        asked = environ["PATH_INFO"] + "?" + environ["QUERY_STRING"]
        self.note("address", asked.rstrip("?"))
        self.note("Referer", environ.get("HTTP_REFERER", ""))
        self.note("cookie sent", environ.get("HTTP_COOKIE", ""))

        def started(status, headers, *more):
            for name, value in headers:
                self.note(name, value)
            return start_response(status, headers, *more)

        body = b"".join(self.app(environ, started))
        for where, what in kept_of_a_page(body):
            self.note(where, what)
        return [body]

    def note(self, where: str, what: str) -> None:
        if what and not MAY_HAVE_A_CODE.match(what):
            self.traces.append((where, what))


def kept_of_a_page(body: bytes) -> Iterator[tuple[str, str]]:
    """The title and every address of a page, as history and a press on them would keep them."""
    if body.lstrip()[:9].lower() != b"<!doctype":
        return
    page = BeautifulSoup(body, "html.parser")
    yield "title", page.title.get_text()
    for name in ("href", "src", "action", "formaction"):
        for each in page.select(f"[{name}]"):
            if not each[name].startswith("sms:"):
                yield f"<{each.name} {name}>", each[name]


def told(traces: list[tuple[str, str]], secrets: list[str]) -> list[tuple[str, str]]:
    """The traces in which a secret stands, however it is written in an address."""
    return [
        (where, what)
        for where, what in traces
        for secret in secrets
        if any(form in what or form in unquote_plus(what) for form in written_ways(secret))
    ]


def written_ways(secret: str) -> set[str]:
    ways = {secret, fold(secret), secret.replace(" ", ""), secret.replace("-", "")}
    return {form for way in ways if way for form in (way, quote(way), quote_plus(way))}


@pytest.fixture
def watch(settings: Settings, open_site) -> Watch:
    app = open_site(replace(settings, share_codes=True))
    watched = Watch(app.wsgi_app)
    app.wsgi_app = watched
    watched.flask = app
    return watched


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Everything that is logged, at every level."""
    text = StringIO()
    handler, root = logging.StreamHandler(text), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)


def journeys(app: Flask, canaries: Canaries) -> list[str]:
    """A young person, a helper and a worker, each with everything they can write; their codes."""
    young, other, helper, worker = (Visitor(app.test_client()) for _ in range(4))
    prepare(young, canaries)
    young.visit("/sv/p/keep")
    young.submit("Spara och visa koden")
    own = " ".join(young.page.soup.select_one(".frame").get_text(" ").split())
    young.visit("/sv/p/ask/new")
    page = young.submit("Gör en inbjudan", name=canaries.word())
    link, helpers = (each.get_text(strip=True) for each in page.soup.select(".handed"))

    helper.visit(link.removeprefix("https://localhost"))
    helper.submit("Öppna")
    helper.submit("Skicka", words=f"Hur är det med {canaries.word()}?")
    young.visit("/sv/p/ask")
    for path in ("done", "paper", "show", "show/2", "paper/a", "paper/b", "sms", "share"):
        young.visit(f"/sv/p/{path}")
    young.submit("Gör en kod")
    shared = young.page.soup.select_one(".frame .big").get_text(strip=True)

    password = app.extensions["house"].staff.add(name := canaries.word(), "worker")
    worker.visit("/sv/shared")
    worker.submit("Logga in", name=name, password=password)
    worker.visit("/sv/shared")
    for typed, status in ((own, 400), (helpers, 400), (shared, 200)):
        worker.visit("/sv/shared")
        worker.submit("Öppna", status, code=typed)

    other.visit("/sv/open")
    for wrong in (shared, helpers, own + "qq"):
        other.submit("Öppna", code=wrong)
        other.visit("/sv/open")
    other.submit("Öppna", code=own)
    other.follow("Visa vad jag har skrivit")
    other.visit("/leave")
    young.visit("/leave")
    return [own, helpers, shared, password]


def prepare(young: Visitor, canaries: Canaries) -> None:
    young.visit("/sv/p/")
    young.submit("Nästa", meeting="uppfoljning", time="short")
    young.follow("Till frågorna")
    while not young.page.path.endswith("/done"):
        names = {each.get("name") for each in young.page.soup.select("textarea")}
        young.submit("Nästa", sharing="give", **{name: canaries.word() for name in names})
    page = young.visit("/sv/p/needs")
    texts = page.soup.select("textarea, input[type=text]")
    words = {each["name"]: canaries.word() for each in texts}
    young.submit("Spara och tillbaka", sharing="give", without_for="give", **words)


def test_nobodys_way_leaves_a_code_an_answer_or_a_name_behind(watch, log):
    canaries = Canaries()

    codes = journeys(watch.flask, canaries)

    assert len(watch.traces) > 300
    assert all(codes)
    secrets = [canaries.mark, *codes]
    assert told(watch.traces, secrets) == []
    assert told([("log", log.getvalue())], secrets) == []


def test_a_word_in_any_of_these_places_is_found(watch, log):
    """The control: a route for each fault, and the watch sees every one."""
    canaries, app = Canaries(), watch.flask
    code = "älg sjö björk kaffe sommar sol"

    @app.get("/planted/<kind>")
    def planted(kind: str):
        word = canaries.word()
        if kind == "redirect":
            return redirect(f"/blank?words={word}")
        if kind == "code":
            return redirect(f"/blank?code={quote_plus(code)}")
        if kind == "cookie":
            answer = redirect("/blank")
            answer.set_cookie("last", word)
            return answer
        if kind == "log":
            logging.getLogger("prepkit").info("kept %s", word)
            return "kept"
        return f"<!doctype html><title>{word if kind == 'title' else 'x'}</title><a href='/{word}'>"

    for kind, where in (
        ("redirect", "Location"),
        ("code", "Location"),
        ("cookie", "Set-Cookie"),
        ("title", "title"),
        ("link", "<a href>"),
    ):
        before = len(watch.traces)
        app.test_client().get(f"/planted/{kind}")
        found = told(watch.traces[before:], [canaries.mark, code])
        assert where in {place for place, _ in found}, kind
    client = app.test_client()
    client.get("/blank", headers={"Referer": f"https://localhost/{canaries.word()}"})
    assert told(watch.traces[-20:], [canaries.mark])
    client.get("/planted/log")
    assert told([("log", log.getvalue())], [canaries.mark])
