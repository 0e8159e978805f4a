"""What a young person needs at the meeting, and how it is said on page and paper.

Everything is for one audience, *only me* until something else is chosen; the one they don't want
there has a choice of its own, since that is what hurts most in the wrong hands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from prepkit.core.language import TAGS, language
from prepkit.core.sharing_state import Sharing
from prepkit.core.text import one_line, tidy


def _(words: str) -> str:
    """Marks words for translation."""
    return words


class Way(StrEnum):
    """How they would rather talk."""

    READ_FIRST = "read-first"
    WRITE = "write"


class Who(StrEnum):
    """Who should interpret, if it matters."""

    WOMAN = "woman"
    MAN = "man"


class Wish(StrEnum):
    """What else matters about the interpreter."""

    PHONE = "phone"
    ELSEWHERE = "elsewhere"
    STRANGER = "stranger"
    ANOTHER = "another"
    STOP = "stop"


@dataclass(frozen=True)
class Interpreter:
    """Wishes about interpreting. ``language`` is a tag of ours or nothing."""

    language: str = ""
    dialect: str = ""
    who: Who | None = None
    wishes: tuple[Wish, ...] = ()
    translate: str = ""

    @property
    def wanted(self) -> bool:
        return bool(self.language or self.dialect or self.who or self.wishes)


@dataclass(frozen=True)
class Needs:
    """What one young person needs. ``without`` is who they don't want there."""

    with_me: str = ""
    without: str = ""
    without_for: Sharing = Sharing.ONLY_ME
    where: str = ""
    pause: str = ""
    ways: tuple[Way, ...] = ()
    interpreter: Interpreter = Interpreter()
    sharing: Sharing = Sharing.ONLY_ME


@dataclass(frozen=True)
class NeedLine:
    """One thing they need, as it is shown: a sentence of ours, what is ticked, what was written.

    ``say`` and ``choices`` are msgids, so that they can stand in two languages. ``ticked`` is
    false for a box that is there to be pointed at.
    """

    say: str
    words: str = ""
    choices: tuple[str, ...] = ()
    ticked: bool = True


WAYS = {
    Way.READ_FIRST: _("Läs pappret först, i tystnad."),
    Way.WRITE: _("Jag vill skriva i stället för att prata."),
}
WHO = {Who.WOMAN: _("en kvinna"), Who.MAN: _("en man")}
WISHES = {
    Wish.PHONE: _("på telefon"),
    Wish.ELSEWHERE: _("från en annan stad"),
    Wish.STRANGER: _("ingen som känner min familj"),
    Wish.ANOTHER: _("en annan tolk än förra gången"),
}
WITH_ME = _("Jag vill ha med mig")
WITHOUT = _("Jag vill inte att den här personen är med")
WHERE = _("Här vill jag att vi ses")
PAUSE = _("Så visar jag att jag behöver paus")
HOW = _("Så vill jag att vi pratar")
INTERPRETER = _("Jag vill ha tolk")
DIALECT = _("Språk och dialekt")  # on paper
TRANSLATE = _("Det här ska översättas, och för vem")
STOP = _("Om jag vill stoppa tolken pekar jag här")
STOPPED = _("Stopp. Jag vill byta tolk.")


def tidied(needs: Needs) -> Needs:
    """The same as it is kept: tidy words, a language of ours or none, ticks in their order."""
    asked = needs.interpreter
    return replace(
        needs,
        with_me=tidy(needs.with_me),
        without=tidy(needs.without),
        where=tidy(needs.where),
        pause=tidy(needs.pause),
        ways=tuple(way for way in Way if way in needs.ways),
        interpreter=replace(
            asked,
            language=asked.language if asked.language in TAGS else "",
            dialect=one_line(asked.dialect),
            wishes=tuple(wish for wish in Wish if wish in asked.wishes),
            translate=tidy(asked.translate),
        ),
    )


def for_audience(needs: Needs, sharing: Sharing) -> Needs:
    """What of it is for one audience, and nothing else."""
    kept = replace(needs, without="") if needs.sharing is sharing else Needs()
    return replace(kept, without=needs.without) if needs.without_for is sharing else kept


def lines(needs: Needs) -> tuple[NeedLine, ...]:
    """Everything they need, a line for each thing; nothing for what was left empty."""
    return tuple(line for line in _lines(needs) if line.words or line.choices)


def words_of(needs: Needs) -> tuple[str, ...]:
    """Everything of it in their own words."""
    asked = needs.interpreter
    written = (needs.with_me, needs.without, needs.where, needs.pause)
    return tuple(filter(None, (*written, asked.dialect, asked.translate)))


def _lines(needs: Needs) -> Iterator[NeedLine]:
    asked = needs.interpreter
    yield NeedLine(HOW, choices=tuple(WAYS[way] for way in needs.ways))
    yield NeedLine(PAUSE, needs.pause)
    yield NeedLine(WITH_ME, needs.with_me)
    yield NeedLine(WITHOUT, needs.without)
    yield NeedLine(WHERE, needs.where)
    yield NeedLine(INTERPRETER, asked.dialect, tuple(_interpreter(asked)))
    yield NeedLine(TRANSLATE, asked.translate)
    if Wish.STOP in asked.wishes:
        yield NeedLine(STOP, choices=(STOPPED,), ticked=False)


def _interpreter(asked: Interpreter) -> Iterator[str]:
    if asked.language in TAGS:
        yield language(asked.language).swedish
    if asked.who:
        yield WHO[asked.who]
    yield from (WISHES[wish] for wish in asked.wishes if wish in WISHES)
