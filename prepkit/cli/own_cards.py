"""Cards of one's own from a file, for one print: they are read and kept nowhere."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from prepkit.cli.refusal import Refusal
from prepkit.core.bank import Topics
from prepkit.core.dealing import LONGEST_OWN, OwnCard
from prepkit.core.text import tidy

_LINE = re.compile(r"(?P<topic>[a-z0-9-]+) +(?P<level>[123]) *: *(?P<text>[^|]+)(\|(?P<adult>.*))?")


def read_own_cards(file: Path, topics: Topics, tag: str) -> tuple[OwnCard, ...]:
    """A card for each line ``skola 2: the question | the adult's question``, in this language.

    The adult's question may be left out; empty lines and lines that begin with # are no cards.
    Raises Refusal with the line that can't be used, and never with its words.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeError):
        raise Refusal(f"can't read {file}; it is a text file in UTF-8") from None
    return tuple(_cards(lines, file.name, [topic.id for topic in topics.topics], tag))


def _cards(lines: Iterable[str], file: str, topics: list[str], tag: str) -> Iterator[OwnCard]:
    for number, line in enumerate(lines, 1):
        line = tidy(line)
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise Refusal(f"{file}:{number}: write TOPIC LEVEL: question | the adult's question")
        if found["topic"] not in topics:
            raise Refusal(f"{file}:{number}: there is no such topic; choose {', '.join(topics)}")
        text, adult = found["text"].strip(), (found["adult"] or "").strip()
        if max(len(text), len(adult)) > LONGEST_OWN:
            raise Refusal(f"{file}:{number}: a card has room for {LONGEST_OWN} characters")
        yield OwnCard(found["topic"], tag, int(found["level"]), text, adult)
