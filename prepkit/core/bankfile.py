"""Reads a bank, a deck or a reference file, and changes one text in it.

YAML 1.2 as people write it: every scalar is a string until its field says otherwise, so that the
language ``no`` stays a word. Every problem is reported at once, each with its line. Changing a
text replaces that text's own characters and nothing else: comments and line breaks stay.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import yaml
from pydantic import TypeAdapter, ValidationError

from prepkit.core.bank import Bank, BankKind, Kind, Role, Topics
from prepkit.core.deck import Deck
from prepkit.core.errors import BankError, Problem
from prepkit.core.reference import Contacts, Practices, Rights

LARGEST = 1_000_000  # characters in one file
DEEPEST = 10  # levels of nesting; a bank has five
Document = Bank | Deck | Topics | Practices | Rights | Contacts
Path = tuple[str | int, ...]

_SHAPES: Mapping[str, TypeAdapter] = {
    **{kind: TypeAdapter(Bank) for kind in BankKind},
    "deck": TypeAdapter(Deck),
    "topics": TypeAdapter(Topics),
    "practices": TypeAdapter(Practices),
    "rights": TypeAdapter(Rights),
    "contacts": TypeAdapter(Contacts),
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
        return self._node(context).start_mark.line + 1

    def replace(self, context: str, words: str) -> str:
        """The whole file with one text changed; raises BankError if it no longer reads well.

        ``context`` is that of an entry (``hem-igen/text``); KeyError if there is none such.
        """
        words = " ".join(words.split())
        node = self._node(context)
        start, end = node.start_mark.index, node.end_mark.index
        while end > start and self.text[end - 1].isspace():
            end -= 1  # a block scalar ends on the next line
        text = self.text[:start] + _scalar(words, quoted=bool(node.style)) + self.text[end:]
        read(text, self.file)
        return text

    def _node(self, context: str) -> yaml.Node:
        for path, node in self.places.items():
            if isinstance(node, yaml.ScalarNode) and _context(path, self.places) == context:
                return node
        raise KeyError(context)


def read(text: str, file: str) -> Written:
    """Read one document; raises BankError with every problem in it."""
    root = _compose(text, file)
    places: dict[Path, yaml.Node] = {}
    problems: list[Problem] = []
    plain = _plain(root, (), places, problems, file)
    if problems:
        raise BankError(problems)
    kind = plain.get("kind") if isinstance(plain, dict) else None
    if kind not in _SHAPES:
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
    depth = 0
    try:
        for event in yaml.parse(text, _Loader):  # before composing, which follows aliases
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise BankError([Problem(file, line, "Skriv ut texten; hänvisningar med * går inte.")])
            if depth > DEEPEST:
                raise BankError([Problem(file, line, "Det är för många nivåer här.")])
        root = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        say = "Raden går inte att läsa. Se efter om ett kolon, ett citattecken eller ett indrag är fel."
        raise BankError([Problem(file, mark.line + 1 if mark else 0, say)]) from None
    except yaml.YAMLError:  # a character that no YAML may hold
        raise BankError([Problem(file, 0, "Filen innehåller ett tecken som inte går att läsa.")]) from None
    if root is None:
        raise BankError([Problem(file, 0, "Filen är tom.")])
    return root


def _plain(node, path, places, problems, file):
    """The node as dicts, lists and strings, noting where each stands."""
    places[path] = node
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(n, (*path, i), places, problems, file) for i, n in enumerate(node.value)]
    result = {}
    for key, value in node.value:
        if key.value in result:
            say = "%(key)s står två gånger."
            problems.append(Problem(file, key.start_mark.line + 1, say, {"key": key.value}))
        result[str(key.value)] = _plain(value, (*path, str(key.value)), places, problems, file)
    return result


def _line(path: Path, places: Mapping[Path, yaml.Node]) -> int:
    while path not in places and path:
        path = path[:-1]
    return places[path].start_mark.line + 1


def _context(path: Path, places: Mapping[Path, yaml.Node]) -> str:
    """An entry's msgctxt from its path: questions, 3, text -> hem-igen/text."""
    parts = []
    for i, step in enumerate(path):
        if isinstance(step, str):
            parts.append({"choices": "choice", "rules": "rule"}.get(step, step))
        else:
            own = places.get((*path[: i + 1], "id"))
            parts.append(own.value if own is not None else str(step))
    if parts and parts[0] in {"questions", "cards", "topics", "contacts", "practices", "rights"}:
        parts = parts[1:]
    return "/".join(parts)


def _explain(errors: ValidationError, places, file: str) -> Iterator[Problem]:
    """pydantic's errors in the words of whoever writes banks."""
    for error in errors.errors(include_url=False):
        path = tuple(step for step in error["loc"] if not _branch(step))
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
            case "string_pattern_mismatch":
                say = "”%(value)s” går inte som %(key)s: använd a-z, 0-9 och bindestreck."
            case _:
                say = "”%(value)s” går inte att förstå som %(key)s."
        values = {"key": key, "value": value, "max": error.get("ctx", {}).get("max_length", "")}
        yield Problem(file, _line(path, places), say, values, _context(path, places))


def _branch(step: object) -> bool:
    """Whether a step in a pydantic location names a branch of a union and not a key."""
    return isinstance(step, str) and not step.isidentifier()


def _odd(document: Document, places, file: str) -> Iterator[Problem]:
    """What each part says alone is right, but together it isn't."""
    if document.id != file.rsplit("/", 1)[-1].removesuffix(".yaml"):
        say = "id ska vara samma som filens namn."
        yield Problem(file, _line(("id",), places), say, field="id")
    for name in ("questions", "cards", "rules", "topics", "practices", "rights", "contacts"):
        seen: set[str] = set()
        for i, part in enumerate(getattr(document, name, ())):
            if part.id in seen:
                say = "id %(id)s finns redan; varje id får finnas en gång."
                yield Problem(file, _line((name, i, "id"), places), say, {"id": part.id})
            seen.add(part.id)
    if isinstance(document, Bank):
        for i, question in enumerate(document.questions):
            for key, say in _odd_question(question, document.kind):
                where = ("questions", i, key)
                yield Problem(file, _line(where, places), say, field=_context(where, places))


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


def _scalar(words: str, quoted: bool) -> str:
    """The words as YAML: plain where that reads back the same everywhere, else in quotes."""
    if not quoted:
        try:
            read_back = [
                yaml.compose(f"key: {words}", _Loader).value,
                yaml.compose(f"{{key: {words}, next: x}}", _Loader).value[:1],
            ]
        except yaml.YAMLError:
            read_back = []
        values = [value for _, value in chain.from_iterable(read_back)]
        if len(values) == 2 and all(
            isinstance(v, yaml.ScalarNode) and v.value == words and not v.style for v in values
        ):
            return words
    return json.dumps(words, ensure_ascii=False)
