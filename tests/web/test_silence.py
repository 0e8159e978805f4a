"""A helper learns nothing: their pages are the same bytes whatever became of the preparation.

Security.md's P13. The pages are compared, headers and all, and with ``--full`` the time they take.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update

from prepkit.core.asked import Asked, Texts
from prepkit.core.bank import Kind, Role
from prepkit.core.expected import MOST_EACH
from prepkit.core.preparation import Answer, Preparation
from prepkit.core.taking_in import accepting, hiding
from prepkit.store.boxes import csrf_token
from prepkit.store.invites import Invites, Question
from prepkit.store.tables import draft, inbox, invite
from prepkit.web.gate import HELPER, YOUNG
from tests.pages import BASE

MANY = 50  # answers
RUNS = 200
WITHIN = 1.10


@dataclass
class Pair:
    """A young person and a helper they have invited, each in a browser of their own."""

    app: Flask
    young: str
    helper: str
    code: str
    client: FlaskClient

    @property
    def house(self):
        return self.app.extensions["house"]

    def preparation(self) -> Preparation:
        return self.house.boxes.open(self.young).preparation

    def keep(self, change: Callable[[Preparation], Preparation]) -> None:
        desk = self.house.boxes.open(self.young)
        self.house.boxes.keep(self.young, change(desk.preparation), desk.rev)

    def post(self, path: str, **data: object):
        data = {"token": csrf_token(self.helper), **data}
        return self.client.post(path, base_url=BASE, data=data)


def make_pair(app: Flask, clock) -> Pair:
    house = app.extensions["house"]
    prepared = Preparation("uppfoljning", Texts("Uppföljning"), "sv", questions=asked(MANY))
    expected = prepared.expected.with_inbox(*house.invites.letterbox())
    until = clock() + timedelta(days=20)
    invitation = house.invites.make(expected, "familjehemmet", "uppfoljning", until)
    young = house.boxes.begin(replace(prepared, expected=expected.inviting(invitation)))
    client, helper = app.test_client(), house.invites.open(invitation.code)
    client.set_cookie(HELPER, helper, domain="localhost", secure=True)
    return Pair(app, young, helper, invitation.code, client)


def asked(count: int) -> tuple[Asked, ...]:
    return tuple(
        Asked(f"q{n}", "soc", Role.TOPIC, Kind.TEXT, Texts(f"Hur är det {n}?"))
        for n in range(count)
    )


@pytest.fixture
def pair(app, clock) -> Pair:
    return make_pair(app, clock)


# what may have become of a preparation, in this order


def answer_all(pair: Pair) -> None:
    words = {each.id: Answer("Ett långt svar. " * 20) for each in asked(MANY)}
    pair.keep(lambda preparation: replace(preparation, answers=words))


def be_sent_more_by_another(pair: Pair) -> None:
    expected = pair.preparation().expected
    until = pair.house.clock() + timedelta(days=20)
    other = pair.house.invites.make(expected, "mamma", "", until)
    token = pair.house.invites.open(other.code)
    pair.house.invites.send(token, [Question("Hur sover du?", "sv")] * MOST_EACH)


def read(pair: Pair) -> None:
    young = pair.app.test_client()
    young.set_cookie(YOUNG, pair.young, domain="localhost", secure=True)
    assert "Hur sover du?" in young.get("/sv/p/ask", base_url=BASE).text


def accept_and_hide(pair: Pair) -> None:
    expected = pair.preparation().expected
    arrived = pair.house.invites.arrived(expected)
    pair.keep(lambda each: accepting(each, arrived[0], None))
    pair.keep(lambda each: hiding(each, arrived[1]))
    pair.house.invites.drop(expected, [each.id for each in arrived[:2]])


def empty_the_inbox(pair: Pair) -> None:
    _execute(pair, delete(inbox))


def end_the_session(pair: Pair) -> None:
    pair.house.boxes.leave(pair.young)


def be_deleted(pair: Pair) -> None:
    _execute(pair, delete(draft))


BECAME = (
    answer_all,
    be_sent_more_by_another,
    read,
    accept_and_hide,
    empty_the_inbox,
    end_the_session,
    be_deleted,
)


def seen(pair: Pair) -> Iterator[tuple[str, int, tuple, bytes]]:
    """Everything the helper is answered, whatever they do; afterwards it is as it was before."""
    link = f"/i/{pair.code}"
    for path in (link, "/sv/ask/write", "/ar/ask/write", "/sv/ask", "/sv/ask/sent"):
        yield _told(path, pair.client.get(path, base_url=BASE))
    for name, words in [("hints", "Varför det?"), ("nothing", ""), ("long", "a" * 301)]:
        yield _told(name, pair.post("/sv/ask/write", to="send", words=words))
    yield _told("sent", pair.post("/sv/ask/write", to="send", words="Hur går det?"))
    yield _told("after", pair.client.get("/sv/ask/write", base_url=BASE))
    with pair.app.extensions["database"].begin() as connection:
        connection.execute(
            update(invite).where(invite.c.left == MOST_EACH - 1).values(left=MOST_EACH)
        )


def _told(what: str, answer) -> tuple[str, int, tuple, bytes]:
    return what, answer.status_code, tuple(sorted(answer.headers.items())), answer.data


def _execute(pair: Pair, statement) -> None:
    with pair.app.extensions["database"].begin() as connection:
        connection.execute(statement)


def differences(pair: Pair) -> list[str]:
    """After which turn the helper is answered in another way, and where."""
    first, found = list(seen(pair)), []
    for turn in BECAME:
        turn(pair)
        pairs = zip(first, seen(pair), strict=True)
        found += [f"{turn.__name__}: {a[0]}" for a, b in pairs if a != b]
    return found


def test_the_helpers_pages_are_the_same_bytes_whatever_became_of_the_preparation(pair):
    assert differences(pair) == []


def test_all_of_it_is_really_seen(pair):
    """Without this, a page that is always the same error would pass."""
    told = {what: (status, body.decode()) for what, status, _, body in seen(pair)}

    assert told["hints"][0] == told["after"][0] == 200
    assert "kan låta som skuld" in told["hints"][1]
    assert "300 tecken" in told["long"][1]
    assert told["sent"][0] == 303
    assert told["after"][1] != told["/sv/ask/write"][1]  # one question less


def by_what_waits(pair: Pair, visit):
    """One who thinks that the room left is what the inbox has room for."""
    with pair.app.extensions["database"].connect() as connection:
        waiting = connection.execute(select(func.count()).select_from(inbox)).scalar_one()
    return replace(visit, left=MOST_EACH - waiting % MOST_EACH)


def by_how_much_is_written(pair: Pair, visit):
    """One who thinks that a helper would like to know which meeting it became."""
    with pair.app.extensions["database"].connect() as connection:
        size = connection.execute(select(func.max(func.length(draft.c.body)))).scalar()
    return replace(visit, meeting="uppfoljning" if (size or 0) < 12000 else "forsta")


def by_who_is_there(pair: Pair, visit):
    """One who closes the page when the young person isn't there any more."""
    with pair.app.extensions["database"].connect() as connection:
        drafts = connection.execute(select(func.count()).select_from(draft)).scalar_one()
    return replace(visit, left=visit.left if drafts else 0)


@pytest.mark.parametrize("fault", [by_what_waits, by_how_much_is_written, by_who_is_there])
def test_a_page_that_tells_is_found(pair, monkeypatch, fault):
    told = Invites.visit
    monkeypatch.setattr(Invites, "visit", lambda self, token: fault(pair, told(self, token)))

    assert differences(pair)


# how long it takes


@contextmanager
def timed(into: list[float]) -> Iterator[None]:
    began = perf_counter()
    yield
    into.append(perf_counter() - began)


def slower(app: Flask, clock, runs: int, planted: float = 0) -> dict[str, float]:
    """How many times longer a full preparation's helper waits than an empty one's, in turns.

    ``planted`` is a wait, in parts of the usual time, that only the full one's has.
    """
    empty, full = make_pair(app, clock), make_pair(app, clock)
    for turn in (answer_all, be_sent_more_by_another, accept_and_hide):
        turn(full)
    ratios = {}
    for what, act in {
        "page": lambda pair: pair.client.get("/sv/ask/write", base_url=BASE),
        "hints": lambda pair: pair.post("/sv/ask/write", to="send", words="Varför det?"),
        "sent": lambda pair: pair.post("/sv/ask/write", to="send", words="Hur går det?"),
    }.items():
        times: dict[str, list[float]] = {"empty": [], "full": []}
        for n in range(runs):
            order = [("empty", empty), ("full", full)]
            for name, pair in order if n % 2 else order[::-1]:
                with timed(times[name]):
                    act(pair)
                    if planted and name == "full" and times["empty"]:
                        _wait(planted * median(times["empty"]))
            _execute(empty, update(invite).values(left=MOST_EACH))
        ratios[what] = _usual(times["full"]) / _usual(times["empty"])
    return ratios


def _usual(times: list[float]) -> float:
    """The middle of the quicker half: what else a machine does only ever adds time."""
    return median(sorted(times)[: len(times) // 2])


def _wait(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


@pytest.mark.full
def test_a_full_preparation_takes_the_same_time_as_an_empty_one(app, clock):
    ratios = slower(app, clock, RUNS)
    print("\nfull : empty, over", RUNS, "runs:", {k: round(v, 3) for k, v in ratios.items()})

    assert all(1 / WITHIN < ratio < WITHIN for ratio in ratios.values()), ratios


@pytest.mark.full
def test_a_fifth_more_time_is_found(app, clock):
    ratios = slower(app, clock, RUNS // 4, planted=0.2)

    assert any(ratio > WITHIN for ratio in ratios.values()), ratios
