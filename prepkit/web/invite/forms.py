"""What somebody with an invitation fills in: its code, and the questions they send."""

from collections.abc import Sequence
from dataclasses import dataclass

from wtforms import SelectMultipleField, TextAreaField, ValidationError

from prepkit.core.advice import Advice, advise
from prepkit.core.expected import LONGEST_QUESTION
from prepkit.core.language import SWEDISH
from prepkit.core.text import one_line, tidy
from prepkit.store.invites import Question
from prepkit.web.fields import TokenForm
from prepkit.web.messages import lazy

NOTHING = lazy("Skriv en fråga, eller välj en färdig.")
TOO_LONG = lazy("Gör frågan kortare: %(max)d tecken får plats.")
TOO_MANY = lazy("Välj ut de viktigaste: %(max)d frågor får plats.")


@dataclass(frozen=True)
class Hint:
    """Advice on one of the questions that were written."""

    words: str
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class Ready:
    """A question of a bank that can be picked: ``bank/id``, and its Swedish words."""

    id: str
    words: str


class QuestionsForm(TokenForm):
    """Questions, one to a line, and some of the bank's."""

    words = TextAreaField()
    picked = SelectMultipleField(choices=[], validate_choice=False)

    def __init__(self, formdata=None, *, left: int, ready: Sequence[Ready], **kwargs) -> None:
        super().__init__(formdata, **kwargs)
        self._left = left
        self._ready = {each.id: each for each in ready}

    def validate_words(self, field) -> None:
        if any(len(line) > LONGEST_QUESTION for line in self.lines()):
            raise ValidationError(TOO_LONG % {"max": LONGEST_QUESTION})
        count = len(self.lines()) + len(self.chosen())
        if count > self._left:
            raise ValidationError(TOO_MANY % {"max": self._left})
        if not count:
            raise ValidationError(NOTHING)

    def lines(self) -> list[str]:
        lines = map(one_line, tidy(self.words.data or "").split("\n"))
        return list(dict.fromkeys(line for line in lines if line))

    def chosen(self) -> list[Ready]:
        wanted = set(self.picked.data or [])
        return [each for id, each in self._ready.items() if id in wanted]

    def questions(self, tag: str) -> list[Question]:
        """What is sent, from a page in this language; only of a form that is valid."""
        written = [Question(line, tag) for line in self.lines()]
        return written + [Question(each.words, "sv", each.id) for each in self.chosen()]

    def hints(self, tag: str) -> list[Hint]:
        """What could be better in what was written. The rules know Swedish alone."""
        if tag != SWEDISH.tag:
            return []
        found = (Hint(line, tuple(a for a in advise(line) if not a.good)) for line in self.lines())
        return [hint for hint in found if hint.advice]
