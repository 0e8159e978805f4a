"""Every page a young person can meet, in one list; tests of all pages take them from here.

The list is the site's own map: a new page under ``/<tag>/p/`` is on it the moment it has an
address, and is looked at, read, weighed and left as the others are. What its owner adds here is
what somebody may have written on it (``filled``), so that it is seen not to come back, and what
has to have happened for it to be there (``lived_in``).
"""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from flask import Flask

from prepkit.core.after import LONGEST, After, Decision, Experience, Felt
from prepkit.core.expected import LONGEST_NAME, LONGEST_QUESTION, Expected
from prepkit.core.invitation import invited
from prepkit.core.meeting import Meeting, Standing
from prepkit.core.needs import Interpreter, Needs
from prepkit.core.preparation import Answer, OwnQuestions, Preparation, Sharing
from prepkit.core.sharing import shared_view
from prepkit.core.taking_in import accepting, hiding
from prepkit.store.invites import Question
from prepkit.web.house import House
from prepkit.web.prepare.passes import passes
from prepkit.web.prepare.walk import steps

FILES = (".pdf",)
BESIDE = ("", "safe", "look", "open", "gone", "soc", "rights")  # pages that are not under p/
TOLD = {  # of the pages about soc: what stands for their parts
    "meeting": ("forsta", "utredning", "uppfoljning"),
    "story": ("people", "rights", "utredning"),
}


def young_paths(app: Flask, preparation: Preparation) -> list[str]:
    """The addresses after the language, one of each kind of page: ``""``, ``p/``, ``p/1``, …"""
    kinds = {(step.page, step.question and step.question.kind): step for step in steps(preparation)}
    numbers = [step.number for step in kinds.values()]
    found = []
    for rule in app.url_map.iter_rules():
        start, _, rest = rule.rule.partition(":tag>/")
        if not start.startswith("/<any(") or "GET" not in rule.methods or rest.endswith(FILES):
            continue
        if rest in BESIDE or rest.startswith(("p/", "soc/", "law/")):
            found += _addresses(rest, numbers)
    return sorted(set(found))


def _addresses(rest: str, numbers: list[int]) -> list[str]:
    if "<" not in rest:
        return [rest]
    assert rest.count("<") == 1, f"{rest}: say here what stands for its parts"
    before, part, after = rest.replace(">", "<").split("<")
    if part in TOLD:
        return [f"{before}{each}{after}" for each in TOLD[part]]
    assert part == "int:n", f"{rest}: say here what stands for <{part}>"
    return [f"{before}{n}{after}" for n in (numbers if before == "p/" and not after else [1])]


def filled(preparation: Preparation, words: str) -> Preparation:
    """With these words wherever somebody can write, everything given, something chosen."""
    short = words[:LONGEST]
    answers = {
        asked.id: Answer(words, asked.choices[0][0] if asked.choices else "", Sharing.GIVE)
        for asked in preparation.questions
    }
    return replace(
        preparation,
        answers=answers,
        own=OwnQuestions(preparation.suggested[:2], (words,), Sharing.GIVE),
        most=Answer(words, sharing=Sharing.GIVE),
        needs=Needs(
            short,
            short,
            where=short,
            pause=short,
            interpreter=Interpreter(dialect=short, translate=short),
            sharing=Sharing.GIVE,
        ),
        after=After(
            Experience(Felt.PARTLY, said=Felt.NO, words=words),
            (Decision(short, short, short, answer=short), Decision(short)),
        ),
    )


@dataclass(frozen=True)
class Codes:
    """What opens each thing that was made: the young person's own, and what others hold."""

    own: str
    meeting: str
    share: str
    helper: str


def lived_in(app: Flask, token: str, words: str) -> Codes:
    """Everything that can have happened to the preparation of this token, with these words.

    It is kept and shared, came by a meeting that has moved since, and has three questions from
    somebody who was invited: one taken in, one hidden, one waiting. Seven Argon2id.
    """
    house: House = app.extensions["house"]
    desk, own = house.boxes.open(token), house.codenames.new("sv", secrets.choice)
    preparation, meeting = _met(house, filled(desk.preparation, words), words)
    preparation, helper = _helped(house, preparation, words)
    share = house.shares.make(shared_view(preparation), house.today() + timedelta(days=9))
    house.boxes.lock_up(token, own, replace(preparation, shares=(share,)), desk.rev)
    return Codes(own, meeting, share.code, helper)


def _met(house: House, preparation: Preparation, words: str) -> tuple[Preparation, str]:
    """By the invitation to a meeting, which is moved afterwards; and its code."""
    bank, day = house.library.meetings()[0], house.today() + timedelta(days=9)
    planned = Meeting(bank.id, house.titles(bank.id)[0], day=day, where=words, written=(words,))
    code = house.meetings.tell(planned)
    told = house.meetings.open(code)
    preparation = invited(preparation, told.root.hex(), told.meeting, passes())
    moved = replace(planned, day=day + timedelta(days=2), standing=Standing.CHANGED)
    house.meetings.change(told, moved)
    return preparation, code


def _helped(house: House, preparation: Preparation, words: str) -> tuple[Preparation, str]:
    """With questions from somebody; and the code of their invitation."""
    expected, until = Expected().with_inbox(*house.invites.letterbox()), house.today()
    until = datetime.combine(until + timedelta(days=9), time(), UTC)
    one = house.invites.make(expected, words[:LONGEST_NAME], "", until)
    expected = expected.inviting(one)
    sent = [Question(words[:LONGEST_QUESTION], "sv")] * 3
    house.invites.send(house.invites.open(one.code), sent)
    first, second, _waiting = house.invites.arrived(expected)
    house.invites.drop(expected, [first.id, second.id])
    preparation = accepting(replace(preparation, expected=expected), first, None, passes())
    return hiding(preparation, second), one.code
