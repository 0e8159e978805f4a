"""What they give, said so briefly that it fits in a few text messages.

Our own words are Swedish, because whoever gets the message reads Swedish; the young person's stand
as they wrote them. Nothing is ever cut: what doesn't fit is left out as a whole, and they choose
what.
"""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from prepkit.core.asked import Texts
from prepkit.core.needs import INTERPRETER, NeedLine
from prepkit.core.preparation import TalkAlone
from prepkit.core.sharing import SharedAnswer, SharedView
from prepkit.core.sms import count

MOST_PARTS = 3
MOST = "Det här vill jag mest ha sagt"
ALONE = {
    TalkAlone.YES: "Jag vill prata en stund själv med er.",
    TalkAlone.NO: "Jag behöver inte prata själv med er.",
}


@dataclass(frozen=True)
class Piece:
    """One thing to say or leave out. ``ask`` is the bank's text that it answers, if there is one;
    ``say`` one of our sentences, and ``words`` their own where the sentence tells nothing of it.
    What is ``needed`` for the meeting to work at all comes before the rest when not all fits."""

    id: str
    text: str
    ask: Texts | None = None
    say: str = ""
    words: str = ""
    needed: bool = False


def pieces(view: SharedView) -> tuple[Piece, ...]:
    """Everything that may be said, what matters most first."""
    said = tuple(_pieces(view))
    return tuple(replace(piece, id=str(n)) for n, piece in enumerate(said, 1))


def written(chosen: Collection[Piece]) -> str:
    """The message itself: a line for each thing."""
    return "\n".join(piece.text for piece in chosen)


def that_fit(every: Collection[Piece]) -> tuple[Piece, ...]:
    """As many as fit in three messages: what is needed first, then what matters most."""
    chosen: tuple[Piece, ...] = ()
    for piece in sorted(every, key=lambda each: not each.needed):
        more = tuple(each for each in every if each in chosen or each is piece)
        if count(written(more)).parts <= MOST_PARTS:
            chosen = more
    return chosen


def _pieces(view: SharedView) -> Iterator[Piece]:
    if view.most:
        yield Piece("", f"{MOST}: {_apart(view.most)}", say=MOST)
    if view.talk_alone in ALONE:
        yield Piece("", ALONE[view.talk_alone], say="Jag vill prata en stund själv med soc")
    for line in view.needs:
        text = f"{line.say}: {_needed(line)}"
        yield Piece("", text, say=line.say, needed=line.say == INTERPRETER)
    for answer in view.answers:
        yield Piece("", _answered(answer), answer.ask)
    for asked in view.own_picked:
        yield Piece("", asked.swedish, asked)
    for words in view.own_written:
        yield Piece("", _apart(words), say="Min fråga till er", words=words)


def _needed(line: NeedLine) -> str:
    return ", ".join([*line.choices, *([_apart(line.words)] if line.words else [])])


def _answered(answer: SharedAnswer) -> str:
    chosen = [answer.choice.swedish] if answer.choice else []
    said = ". ".join([*chosen, *([_apart(answer.words)] if answer.words else [])])
    return f"{_apart(answer.ask.swedish)} {said}"


def _apart(words: str) -> str:
    """What a person wrote, each line in a direction of its own where some of it is read from the
    right: else the Swedish around it tears its numbers apart (UAX 9, 2.4.2).

    Only there: the isolates are outside the GSM alphabet, as those letters are.
    """
    if not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words):
        return words
    return "\n".join(f"\u2068{line}\u2069" for line in words.split("\n"))
