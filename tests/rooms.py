"""Every page a young person can meet, in one list; tests of all pages take them from here.

The list is the site's own map: a new page under ``/<tag>/p/`` is on it the moment it has an
address, and is looked at, read, weighed and left as the others are. What its owner adds here is
what somebody may have written on it (``filled``), so that it is seen not to come back.
"""

from dataclasses import replace

from flask import Flask

from prepkit.core.preparation import Answer, OwnQuestions, Preparation, Sharing
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
    answers = {
        asked.id: Answer(words, asked.choices[0][0] if asked.choices else "", Sharing.GIVE)
        for asked in preparation.questions
    }
    return replace(
        preparation,
        answers=answers,
        own=OwnQuestions(preparation.suggested[:2], (words,), Sharing.GIVE),
        most=Answer(words, sharing=Sharing.GIVE),
    )
