"""Advice on the words of a question. It stands beside them, and never stops anybody from saving.

The rules are those of question_banks/README.md, and hold for the Swedish alone: a translation
follows the Swedish. They look at one text at a time, so they are about words and not about sense.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prepkit.core.bank import AgeGroup, Kind, Question, Role

MOST_WORDS: Mapping[AgeGroup, int] = {
    AgeGroup.LITTLE: 10,
    AgeGroup.MIDDLE: 12,
    AgeGroup.YOUNG_TEEN: 15,
    AgeGroup.TEEN: 18,
}
_OPEN = re.compile(r"(på vilk|berätta|vad|hur|vilk|när|var|vem|vart|beskriv|om )", re.IGNORECASE)
_WHY = re.compile(r"\bvarför\b", re.IGNORECASE)
_TWO = re.compile(r"\?.*\?|\b(?:och|eller) (?:vad|hur|när|var|vem|vilk\w+|varför)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:inte|aldrig|ingen|inget)\b", re.IGNORECASE)
_SECRET = re.compile(r"\bhemlig", re.IGNORECASE)


@dataclass(frozen=True)
class Advice:
    """One piece of advice: what was seen, and what to do. Both are msgids with places for values.

    ``good`` tells praise from something to mend.
    """

    seen: str
    do: str
    values: Mapping[str, object] = field(default_factory=dict)
    good: bool = False


def count_words(text: str) -> int:
    """How many words a text has, as the limits count them."""
    return len(text.split())


def advise_on(question: Question) -> tuple[Advice, ...]:
    """What could be better in a question's words; a child's own question to soc may be closed."""
    youngest = next((age for age in AgeGroup if age in question.ages), AgeGroup.LITTLE)
    asks = question.kind is Kind.TEXT and question.role is not Role.OWN
    return (*_too_long(question.text, youngest), *advise(question.text, asks=asks))


def advise(text: str, asks: bool = True) -> tuple[Advice, ...]:
    """What could be better in a text; ``asks`` is whether it asks the child to tell."""
    return tuple(_advice(text, asks))


def _too_long(text: str, youngest: AgeGroup) -> Iterator[Advice]:
    words, most = count_words(text), MOST_WORDS[youngest]
    if words > most:
        yield Advice(
            "%(words)s ord är många.",
            "Högst %(most)s ord för dem som är %(ages)s år. Stryk det som går.",
            {"words": words, "most": most, "ages": youngest.replace("-", "–")},
        )


def _advice(text: str, asks: bool) -> Iterator[Advice]:
    if asks and _WHY.search(text):
        yield Advice("”Varför” kan låta som skuld.", "Fråga vad som händer, eller vad som hjälper.")
    if _TWO.search(text):
        yield Advice("Två frågor i en.", "Barnet svarar ofta bara på den sista. Dela upp.")
    if asks and _NOT.search(text):
        yield Advice("Ett ”inte” gör frågan svårare.", "Fråga efter det som är.")
    if _SECRET.search(text):
        yield Advice("Lova aldrig att något blir hemligt.", "Soc kan behöva berätta vidare.")
    if asks and not _WHY.search(text):
        if _OPEN.match(text):
            yield Advice("Öppen fråga.", "Går inte att svara ja eller nej på. Bra.", good=True)
        elif text.rstrip().endswith("?"):
            yield Advice("Ja eller nej räcker som svar.", "Börja med Berätta, Hur eller Vad.")
