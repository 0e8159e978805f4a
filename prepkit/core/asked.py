"""A question as it was asked of somebody: its words in every language there was that day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prepkit.core.bank import AgeGroup, Kind, Question, Role
from prepkit.core.catalogue import Catalogue, Status
from prepkit.core.wording import Phrase, phrase


@dataclass(frozen=True)
class Texts:
    """A text in Swedish and in the other languages there were: tag -> (words, checked).

    What a person wrote in a language of their own stands as they wrote it: see ``own_words``.
    """

    swedish: str
    others: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    written_in: str = ""

    def to(self, tag: str) -> Phrase:
        """The text in a language, marked as it must be."""
        if self.written_in:
            return Phrase(self.swedish, self.written_in, "", Status.SOURCE)
        if tag == "sv":
            return Phrase(self.swedish, "sv", self.swedish, Status.SOURCE)
        if tag not in self.others:
            return Phrase(self.swedish, "sv", self.swedish, Status.MISSING)
        words, checked = self.others[tag]
        return Phrase(words, tag, self.swedish, Status.CHECKED if checked else Status.UNCHECKED)


Passes = tuple[tuple[str, Texts], ...]

# answers to every question there is; a child may always not know, and always not want to
PASSES: Passes = (("vet-inte", Texts("Vet inte")), ("vill-inte", Texts("Vill inte svara")))


@dataclass(frozen=True)
class Asked:
    """A question as it stood when the preparation began.

    ``by`` is what the young person called whoever expects it, if somebody sent it to them.
    """

    id: str
    topic: str
    role: Role
    kind: Kind
    ask: Texts
    choices: tuple[tuple[str, Texts], ...] = ()
    by: str = ""
    passes: Passes = PASSES

    def choice(self, id: str) -> Texts | None:
        return dict(self.given).get(id)

    @property
    def from_soc(self) -> bool:
        """Whether whoever invited to the meeting wrote it: nobody translates that."""
        return bool(self.ask.written_in) and not self.by

    @property
    def given(self) -> tuple[tuple[str, Texts], ...]:
        """Every answer that needs no words: the question's own, and the two that always are."""
        return (*self.choices, *self.passes)


def own_words(words: str, tag: str) -> Texts:
    """What somebody wrote, in the language they wrote it in; it is never translated."""
    return Texts(words, written_in=tag)


def asked(
    question: Question,
    catalogues: Sequence[Catalogue],
    age: AgeGroup | None = None,
    passes: Passes = PASSES,
) -> Asked:
    """The question with its words in every language that has them today.

    Somebody of the youngest ``age`` is offered fewer steps of a scale; ``passes`` are the answers
    that every question has, in the languages there are.
    """
    return Asked(
        id=question.id,
        topic=question.topic,
        role=question.role,
        kind=question.kind,
        ask=texts(question.ask, catalogues),
        choices=tuple((id, texts(entry, catalogues)) for id, entry in question.offered(age)),
        passes=passes,
    )


def texts(entry, catalogues: Sequence[Catalogue]) -> Texts:
    """An entry's words in every language that has them today."""
    said = ((catalogue.tag, phrase(entry, catalogue)) for catalogue in catalogues)
    return Texts(
        entry.text,
        {tag: (each.text, not each.marked) for tag, each in said if each.tag == tag != "sv"},
    )
