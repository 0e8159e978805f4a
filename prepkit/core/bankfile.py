"""Reads a bank, a deck or a reference file, and changes one text in it.

YAML 1.2 as people write it: every scalar is a string until its field says otherwise, so that the
language ``no`` stays a word. Every problem is reported at once, each with its line. Changing a
text replaces that text's own characters and nothing else: comments and line breaks stay.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml
from pydantic import TypeAdapter, ValidationError

from prepkit.core.bank import Bank, BankKind, Kind, Role, Topics
from prepkit.core.deadlines import Clocks
from prepkit.core.deck import Card, CardKind, Deck
from prepkit.core.errors import BankError, Problem
from prepkit.core.office import Office
from prepkit.core.reference import Contacts, Practices, Rights
from prepkit.core.stock import Stocks
from prepkit.core.story import Stories
from prepkit.core.text import one_line, printable

BOM = "\ufeff"  # Notepad writes one; marks count from after it
LARGEST = 1_000_000  # characters in one file
DEEPEST = 10  # levels of nesting; a bank has five
Document = Bank | Deck | Topics | Practices | Rights | Contacts | Clocks | Stocks | Stories | Office
Path = tuple[str | int, ...]

_SHAPES: Mapping[str, TypeAdapter] = {
    **{kind: TypeAdapter(Bank) for kind in BankKind},
    "deck": TypeAdapter(Deck),
    "topics": TypeAdapter(Topics),
    "practices": TypeAdapter(Practices),
    "rights": TypeAdapter(Rights),
    "contacts": TypeAdapter(Contacts),
    "clocks": TypeAdapter(Clocks),
    "stock": TypeAdapter(Stocks),
    "stories": TypeAdapter(Stories),
    "office": TypeAdapter(Office),
}
# what a list is called in a context, where it isn't called as in the file
_CALLED = {
    "choices": "choice",
    "groups": "group",
    "lines": "line",
    "paragraphs": "paragraph",
    "rules": "rule",
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Written:
    """A document together with the text it was read from."""

    file: str
    text: str
    document: Document
    places: Mapping[Path, yaml.Node]

    def line(self, context: str) -> int:
        """The line (from 1) where the text with this context stands."""
        return self._found(context)[1].start_mark.line + 1

    def texts(self) -> dict[str, str]:
        """Everything that is written, by its context, in the order of the file."""
        return {_context(path, self.places): words for path, words in _said(self.places).items()}

    def replace(self, context: str, words: str) -> str:
        """The whole file with one text changed; raises BankError if it no longer reads well.

        ``context`` is that of an entry (``hem-igen/text``); KeyError if there is none such.
        """
        path, node = self._found(context)
        words = one_line(words)
        if words == one_line(node.value):
            return self.text
        before, after = self._around(node)
        if not node.style and self._changes_only(path, words, before + words + after):
            return before + words + after
        text = before + json.dumps(words, ensure_ascii=False) + after
        read(text, self.file)
        return text

    def _found(self, context: str) -> tuple[Path, yaml.ScalarNode]:
        for path, node in self.places.items():
            if isinstance(node, yaml.ScalarNode) and _context(path, self.places) == context:
                return path, node
        raise KeyError(context)

    def _around(self, node: yaml.ScalarNode) -> tuple[str, str]:
        """What stands before and after a text."""
        skipped = len(BOM) if self.text.startswith(BOM) else 0
        start, end = node.start_mark.index + skipped, node.end_mark.index + skipped
        if start == end:  # an empty value stands right after its colon
            return self.text[:start] + " ", self.text[end:]
        while end > start and self.text[end - 1].isspace():
            end -= 1  # a block scalar ends on the next line
        return self.text[:start], self.text[end:]

    def _changes_only(self, path: Path, words: str, text: str) -> bool:
        """Whether the changed file says what this one says, but for these words at this place."""
        try:
            changed = read(text, self.file)
        except BankError:
            return False
        return _said(changed.places) == {**_said(self.places), path: words}


def read(text: str, file: str) -> Written:
    """Read one document; raises BankError with every problem in it."""
    root = _compose(text, file)
    places: dict[Path, yaml.Node] = {}
    problems: list[Problem] = []
    plain = _plain(root, (), places, problems, file)
    if problems:
        raise BankError(problems)
    kind = plain.get("kind") if isinstance(plain, dict) else None
    if not isinstance(kind, str) or kind not in _SHAPES:
        say = "kind ska vara något av: %(choices)s."
        line = _line(("kind",), places)
        raise BankError([Problem(file, line, say, {"choices": ", ".join(_SHAPES)})])
    try:
        document = _SHAPES[kind].validate_python(plain)
    except ValidationError as errors:
        raise BankError(list(_explain(errors, places, file))) from None
    if problems := list(_odd(document, places, file)):
        raise BankError(problems)
    return Written(file, text, document, places)


def _compose(text: str, file: str) -> yaml.Node:
    if len(text) > LARGEST:
        raise BankError([Problem(file, 0, "Filen är för stor.")])
    text = text.removeprefix(BOM)
    try:
        _refuse_what_is_not_plain(text, file)  # before composing, which follows aliases
        root = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        opened = any(what in (error.context or "") for what in ("quoted", "flow"))
        mark = error.context_mark if opened else error.problem_mark
        say = (
            "Raden går inte att läsa. "
            "Se efter om ett kolon, ett citattecken eller ett indrag är fel."
        )
        raise BankError([Problem(file, mark.line + 1 if mark else 0, say)]) from None
    except (yaml.YAMLError, UnicodeError):  # a character that no YAML may hold
        raise BankError(
            [Problem(file, 0, "Filen innehåller ett tecken som inte går att läsa.")]
        ) from None
    if root is None:
        raise BankError([Problem(file, 0, "Filen är tom.")])
    return root


def _refuse_what_is_not_plain(text: str, file: str) -> None:
    """Raise BankError at the first alias, anchor, tag or level too many."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None):
            say = "Skriv ut texten; hänvisningar med & och * går inte."
            raise BankError([Problem(file, line, say)])
        if getattr(event, "tag", None):
            say = "Sätt texten inom citattecken om den ska börja med !; annars ta bort %(tag)s."
            raise BankError([Problem(file, line, say, {"tag": event.tag})])
        if depth > DEEPEST:
            raise BankError([Problem(file, line, "Det är för många nivåer här.")])


def _plain(node, path, places, problems, file):
    """The node as dicts, lists and strings, noting where each stands."""
    places[path] = node
    if isinstance(node, yaml.ScalarNode):
        problems.extend(_unprintable(node, file))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(n, (*path, i), places, problems, file) for i, n in enumerate(node.value)]
    result = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            problems.append(
                Problem(file, line, "Det som står före ett kolon ska vara ett enda ord.")
            )
            continue
        if key.value in result:
            problems.append(Problem(file, line, "%(key)s står två gånger.", {"key": key.value}))
        result[key.value] = _plain(value, (*path, key.value), places, problems, file)
    return result


def _unprintable(node: yaml.ScalarNode, file: str) -> Iterator[Problem]:
    for c in sorted(set(node.value)):
        if not printable(c):
            say = "Här finns ett tecken som inte går att skriva ut: %(code)s."
            yield Problem(file, node.start_mark.line + 1, say, {"code": f"U+{ord(c):04X}"})


def _said(places: Mapping[Path, yaml.Node]) -> dict[Path, str]:
    """Every text of a document by where it stands."""
    return {path: node.value for path, node in places.items() if isinstance(node, yaml.ScalarNode)}


def _line(path: Path, places: Mapping[Path, yaml.Node]) -> int:
    while path not in places and path:
        path = path[:-1]
    return places[path].start_mark.line + 1


def _context(path: Path, places: Mapping[Path, yaml.Node]) -> str:
    """An entry's msgctxt from its path: questions, 3, text -> hem-igen/text."""
    if len(path) > 2 and path[-3] in {"choices", "lines", "groups"} and path[-1] == "text":
        path = path[:-1]  # these are one text each, with no part to name
    parts = []
    for i, step in enumerate(path):
        if isinstance(step, str):
            parts.append(_CALLED.get(step, step))
        else:
            own = places.get((*path[: i + 1], "id"))
            parts.append(own.value if isinstance(own, yaml.ScalarNode) else str(step))
    if parts and parts[0] in {
        "questions",
        "cards",
        "topics",
        "contacts",
        "clocks",
        "practices",
        "rights",
        "stocks",
        "stories",
    }:
        parts = parts[1:]
    return "/".join(parts)


def _explain(errors: ValidationError, places, file: str) -> Iterator[Problem]:
    """pydantic's errors in the words of whoever writes banks, one for each place."""
    told = set()
    for error in errors.errors(include_url=False):
        path = _path(error["loc"], places)
        if path in told:  # each branch of a union complains for itself
            continue
        told.add(path)
        value = error["input"]
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        match error["type"]:
            case "missing" | "missing_argument":
                say = "Här saknas %(key)s."
            case "unexpected_keyword_argument" | "extra_forbidden":
                say = "%(key)s finns inte i formatet."
            case "enum" | "literal_error" | "greater_than_equal" | "less_than_equal":
                say = "%(key)s kan inte vara ”%(value)s”."
            case "string_too_short":
                say = "Skriv en text här."
            case "string_too_long":
                say = "Texten är för lång: högst %(max)s tecken får plats."
            case "string_pattern_mismatch" if key in {"color", "tint"}:
                say = "Skriv färgen som #A03A1E, inte ”%(value)s”."
            case "string_pattern_mismatch" if key in {"phone", "duty_phone"}:
                say = "Skriv numret med siffror, som 08-123 45 67."
            case "string_pattern_mismatch":
                say = "”%(value)s” går inte som %(key)s: använd a-z, 0-9 och bindestreck."
            case "tuple_type":
                say = "%(key)s ska vara en lista."
            case "dataclass_type":
                say = "Här ska stå namn och värde, som ”id: ett-namn”."
            case "string_type":
                say = "%(key)s ska vara en text."
            case _:
                say = "”%(value)s” går inte att förstå som %(key)s."
        values = {"key": key, "value": value, "max": error.get("ctx", {}).get("max_length", "")}
        yield Problem(file, _line(path, places), say, values, _context(path, places))


def _path(location: tuple[str | int, ...], places: Mapping[Path, yaml.Node]) -> Path:
    """Where an error is, without the branches of unions that pydantic names on the way there."""
    path: Path = ()
    for step in location:
        here = (*path, step)
        if here in places or not isinstance(step, str) or step.isidentifier():
            path = here
    return path


def _odd(document: Document, places, file: str) -> Iterator[Problem]:
    """What each part says alone is right, but together it isn't."""
    if document.id != file.rsplit("/", 1)[-1].removesuffix(".yaml"):
        say = "id ska vara samma som filens namn."
        yield Problem(file, _line(("id",), places), say, field="id")
    for name in (
        "questions",
        "cards",
        "rules",
        "debrief",
        "guide",
        "groups",
        "topics",
        "practices",
        "rights",
        "contacts",
        "stocks",
        "stories",
    ):
        seen: set[str] = set()
        for i, part in enumerate(getattr(document, name, ())):
            if part.id in seen:
                say = "id %(id)s finns redan; varje id får finnas en gång."
                yield Problem(file, _line((name, i, "id"), places), say, {"id": part.id})
            seen.add(part.id)
    if isinstance(document, Stocks):
        for i, stock in enumerate(document.stocks):
            if not stock.fits:
                say = "Korten på %(id)s får inte plats på arket, eller ligger på varandra."
                yield Problem(file, _line(("stocks", i), places), say, {"id": stock.id})
    for i, story in enumerate(document.stories if isinstance(document, Stories) else ()):
        counted = Counter(each.id for each in story.paragraphs)
        for id in [id for id, count in counted.items() if count > 1]:
            say = "id %(id)s finns redan; varje id får finnas en gång."
            yield Problem(file, _line(("stories", i, "paragraphs"), places), say, {"id": id})
    if isinstance(document, Bank):
        for i, question in enumerate(document.questions):
            for key, say in _odd_question(question, document.kind):
                where = ("questions", i, key)
                yield Problem(file, _line(where, places), say, field=_context(where, places))
    if isinstance(document, Deck):
        for i, card in enumerate(document.cards):
            for key, say in _odd_card(card):
                where = ("cards", i, key)
                yield Problem(file, _line(where, places), say, field=_context(where, places))


def _odd_card(card: Card) -> Iterator[tuple[str, str]]:
    if card.kind.asks and not card.level:
        yield "level", "Ett kort att svara på behöver level: 1, 2 eller 3."
    if not card.kind.asks and (card.level or card.adult):
        key = "level" if card.level else "adult"
        yield key, "Ett kort som ingen svarar på har varken level eller adult."
    if (card.kind is CardKind.ABOUT) != bool(card.lines):
        yield "lines", "Ett kort att fylla i (about) har rader (lines), och bara ett sådant."
    if card.kind.played and card.copies > 1:
        yield "copies", "Bara kort som ligger bredvid spelet får finnas i flera exemplar."
    if not card.ages:
        yield "ages", "Kortet behöver minst en åldersgrupp."


def _odd_question(question, kind: BankKind) -> Iterator[tuple[str, str]]:
    if question.kind is Kind.TEXT and question.choices:
        yield "choices", "En fråga med eget svar har inga val. Ta bort dem, eller ändra kind."
    if question.kind is Kind.CHOICE and len(question.choices) < 2:
        yield "choices", "En fråga att välja i har minst två val."
    if question.kind is Kind.SCALE and len(question.choices) < 4:
        yield "choices", "En skala har minst fyra val, från sämst till bäst."
    if len({choice.id for choice in question.choices}) < len(question.choices):
        yield "choices", "Två val har samma id."
    if not question.ages:
        yield "ages", "Frågan behöver minst en åldersgrupp."
    if (question.role is Role.OWN) != (kind is BankKind.OWN):
        yield "role", "Egna frågor (own) hör hemma i en bank av slaget own, och bara de."
