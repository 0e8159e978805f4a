"""Small banks to choose from, and the shipped files as they stand on disk."""

from pathlib import Path

from prepkit.core.bank import AgeGroup, Bank, BankKind, Question, Role
from prepkit.resources import folder

HERE = folder("question_banks")
SHIPPED = {path.relative_to(HERE).as_posix(): path for path in sorted(HERE.rglob("*.yaml"))}
ONE_EACH = (Role.OPENER, Role.WORKS, Role.CHANGE, Role.ALONE, Role.CLOSER)


def shipped(name: str) -> str:
    """The text of a shipped file, with the line ends it has."""
    return Path(SHIPPED[name]).read_bytes().decode()


def question(id: str, role: Role = Role.TOPIC, **other) -> Question:
    """A question that suits everybody, unless told otherwise."""
    return Question(
        **{"id": id, "role": role, "topic": "mar", "text": f"Berätta om {id}.", "source": "s"}
        | other
    )


def bank(id: str, kind: BankKind, *questions: Question) -> Bank:
    return Bank(id=id, kind=kind, title=id, about=id, questions=questions)


def plenty() -> tuple[Bank, Bank, Bank]:
    """Three banks with more than enough for any set of any age."""
    core = [question(f"{role}-{n}", role, level=n) for role in ONE_EACH for n in (1, 2, 3)]
    topics = [
        question(f"{topic}-{n}", topic=topic, level=n)
        for topic in ("mar", "skola", "fritid", "hemma", "soc", "familj", "trygg", "framat")
        for n in (1, 2, 3)
    ]
    own = [question(f"egen-{n}", Role.OWN, topic="soc") for n in range(4)]
    return (
        bank("core", BankKind.CORE, *core),
        bank("moten", BankKind.MEETING, *topics),
        bank("egna", BankKind.OWN, *own),
    )


AGES = (None, *AgeGroup)
