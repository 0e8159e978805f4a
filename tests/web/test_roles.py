"""Who comes in where: every visitor at every route, and every kind of code at every box.

The routes are those of the site itself, so a new one is refused here until it stands in ``WHO``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from prepkit.core.asked import Texts
from prepkit.core.codename import shown
from prepkit.core.meeting import Meeting
from prepkit.core.preparation import Answer
from prepkit.core.sharing import shared_view
from prepkit.core.sharing_state import Sharing
from prepkit.store.boxes import csrf_token
from prepkit.store.invites import Question
from prepkit.web.gate import HELPER, STAFF, YOUNG
from tests.canary import Canaries
from tests.pages import BASE

YOUNG_ONLY, HELPERS, MEMBERS, EDITORS = {"young"}, {"helper"}, {"worker", "editor"}, {"editor"}
EVERYBODY = {"nobody", "young", "helper", "worker", "editor"}

# endpoint -> who may get a page there
WHO = {
    **dict.fromkeys(
        [
            *("static_file", "doors.enter", "doors.blank", "doors.leave"),
            *("prepare.start", "prepare.begin", "prepare.open_kept", "prepare.deleted"),
            *("visit.safe", "visit.look", "link.knock", "link.enter", "invite.ask"),
            *("cards.choose", "cards.deck", "cards.one_sheet", "cards.others"),
            *("cards.sheet", "cards.calibration", "cards.own", "cards.play", "cards.play_others"),
            *("papers.choose", "papers.others", "papers.page", "papers.ask_page"),
            "papers.pack",
            *("receipts.receipt", "editor.sign_in"),
            *("about.soc", "about.meeting", "about.rights", "about.law"),
        ],
        EVERYBODY,
    ),
    **dict.fromkeys(
        [
            *("prepare.step", "prepare.everything", "prepare.review", "prepare.needs"),
            "prepare.give",
            *("prepare.paper", "prepare.show", "prepare.print_meeting", "prepare.print_mine"),
            *("prepare.meeting_pdf", "prepare.mine_pdf", "prepare.empty_pdf"),
            *("prepare.keep", "prepare.keep_now", "prepare.share", "prepare.share_now"),
            *("prepare.people", "prepare.decide", "prepare.invite", "prepare.invitation"),
            *("prepare.meeting", "prepare.opened", "prepare.sms"),
            *("prepare.after", "prepare.decided", "prepare.clocks", "prepare.ask_for_decision"),
        ],
        YOUNG_ONLY,
    ),
    **dict.fromkeys(["invite.write", "invite.sent"], HELPERS),
    **dict.fromkeys(
        [
            *("meetings.start", "meetings.new", "meetings.open_", "meetings.change"),
            "meetings.call_off",
            *("meetings.letter_pdf", "shared.start", "shared.open_"),
            *("editor.banks", "editor.bank", "editor.history", "editor.look"),
            *("editor.password", "editor.sign_out", "editor.office"),
        ],
        MEMBERS,
    ),
    **dict.fromkeys(["editor.edit", "editor.undo", "editor.save_office"], EDITORS),
}
GIVEN = {"n": 1, "number": 1, "document": "core", "id": "x", "name": "x", "tag": "sv"}
GIVEN |= {"meeting": "forsta", "story": "rights"}

# which box opens which kind of code
OPENS_AT = {
    ("draft", "prepare.open_kept"),
    ("helper", "invite.ask"),
    ("helper", "link.enter"),
    ("meeting", "invite.ask"),
    ("meeting", "link.enter"),
    ("meeting", "meetings.open_"),
    ("share", "shared.open_"),
}
BOXES = {
    "prepare.open_kept": ("nobody", "/sv/open"),
    "invite.ask": ("nobody", "/sv/ask"),
    "link.enter": ("nobody", "/i/{code}"),
    "meetings.open_": ("worker", "/sv/meetings/open"),
    "shared.open_": ("worker", "/sv/shared"),
}


@dataclass(frozen=True)
class Scene:
    """A site where everybody is there: their browsers, the codes there are, what was written."""

    app: Flask
    clients: dict[str, FlaskClient]
    tokens: dict[str, str]
    codes: dict[str, str]
    answers: Canaries


@pytest.fixture
def scene(settings, open_site, clock) -> Scene:
    app, answers = open_site(replace(settings, share_codes=True)), Canaries()
    house = app.extensions["house"]
    prepared = answers.preparation()
    given = {id: replace(each, sharing=Sharing.GIVE) for id, each in prepared.answers.items()}
    prepared = replace(
        prepared,
        questions=tuple(replace(each, topic="soc") for each in prepared.questions),
        most=Answer(answers.word(), sharing=Sharing.GIVE),
        answers=given,
    )
    until = clock() + timedelta(days=20)
    expected = prepared.expected.with_inbox(*house.invites.letterbox())
    invitation = house.invites.make(expected, answers.word(), "uppfoljning", until)
    prepared = replace(prepared, expected=expected.inviting(invitation))
    young = house.boxes.begin(prepared)
    draft = house.codenames.new("sv", lambda words: words[7])
    house.boxes.lock_up(young, draft, prepared, 1)
    helper = house.invites.open(invitation.code)
    house.invites.send(helper, [Question(answers.word(), "sv")])
    tokens = {"nobody": "", "young": young, "helper": helper}
    for role in ("worker", "editor"):
        password = house.staff.add(role, role)
        tokens[role] = house.staff.sign_in(role, password)
    codes = {
        "draft": draft,
        "helper": shown(invitation.code),
        "meeting": house.meetings.tell(Meeting("uppfoljning", Texts("Uppföljning"))),
        "share": house.shares.make(shared_view(prepared), until.date()).code,
    }
    cookies = {"young": YOUNG, "helper": HELPER, "worker": STAFF, "editor": STAFF}
    clients = {}
    for who, token in tokens.items():
        clients[who] = app.test_client()
        if token:
            clients[who].set_cookie(cookies[who], token, domain="localhost", secure=True)
    return Scene(app, clients, tokens, codes, answers)


def wrong(scene: Scene, part: str = "") -> Iterator[str]:
    """Everybody who came in where they may not, and every answer that was told to another.

    ``part`` is what an endpoint's name begins with.
    """
    for rule in scene.app.url_map.iter_rules():
        if not rule.endpoint.startswith(part):
            continue
        for who in scene.clients:
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield from _wrong(scene, rule, who, method)


def _wrong(scene: Scene, rule: Rule, who: str, method: str) -> Iterator[str]:
    may = who in WHO.get(rule.endpoint, ())
    if may and (method != "GET" or rule.endpoint == "doors.leave" or rule.rule.endswith(".pdf")):
        return  # what they do there is theirs, and what a PDF says can't be searched for here
    given = {**GIVEN, "code": scene.codes["helper"]}
    path = rule.build({name: given.get(name, "x") for name in rule.arguments})[1]
    token = scene.tokens[who]
    data = {"token": csrf_token(token) if token else "", "to": "accept", "code": "hej"}
    answer = scene.clients[who].open(
        path, method=method, base_url=BASE, data=data if method == "POST" else None
    )
    if answer.status_code == 200 and not may:
        yield f"{who} came in: {method} {path}"
    if who != "young" and scene.answers.mark.encode() in answer.data:
        yield f"{who} was told an answer: {method} {path}"


def test_every_route_stands_in_the_table_and_nothing_else(app):
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert routes == set(WHO)


def test_nobody_comes_in_where_they_may_not_and_no_answer_is_told_to_another(scene):
    assert list(wrong(scene)) == []


def test_everybody_comes_in_where_they_may(scene):
    """Without this, a site that is down would pass."""
    for who, path in [
        ("young", "/sv/p/done"),
        ("young", "/sv/p/ask"),
        ("helper", "/sv/ask/write"),
        ("worker", "/sv/meetings"),
        ("worker", "/sv/shared"),
        ("editor", "/sv/editor"),
    ]:
        answer = scene.clients[who].get(path, base_url=BASE)
        assert answer.status_code == 200, path
        assert (scene.answers.mark in answer.text) is (who == "young"), path


def test_a_route_that_forgets_to_ask_is_found(scene):
    @scene.app.get("/sv/p/leak", endpoint="leak")
    def leak() -> str:
        token = scene.tokens["young"]
        return str(scene.app.extensions["house"].boxes.open(token).preparation.answers)

    found = list(wrong(scene, "leak"))

    for who in EVERYBODY - YOUNG_ONLY:
        assert f"{who} came in: GET /sv/p/leak" in found
        assert f"{who} was told an answer: GET /sv/p/leak" in found


def test_a_code_opens_at_its_own_box_and_at_no_other(scene):
    opened = {(kind, box) for kind in scene.codes for box in BOXES if _opens(scene, kind, box)}

    assert opened == OPENS_AT


def _opens(scene: Scene, kind: str, box: str) -> bool:
    """Whether a code opens something: a session, the meeting's form, or what was shared."""
    who, path = BOXES[box]
    client = scene.app.test_client() if who == "nobody" else scene.clients[who]
    code = scene.codes[kind]
    token = csrf_token(scene.tokens[who]) if who != "nobody" else ""
    if box == "prepare.open_kept":
        page = client.get(path, base_url=BASE).text
        token = page.split('name="token"')[1].split('value="')[1].split('"')[0]
    answer = client.post(
        path.format(code=code.replace(" ", "-")),
        base_url=BASE,
        data={"code": code, "token": token},
    )
    cookies = answer.headers.getlist("Set-Cookie")
    if any(each.startswith((f"{YOUNG}=", f"{HELPER}=")) for each in cookies):
        return True
    told = scene.answers.mark in answer.text
    return told or (answer.status_code == 200 and who == "worker")
