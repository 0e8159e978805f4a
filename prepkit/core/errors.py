"""What can go wrong, in the words of the domain.

PrepkitError
├── BankError        a file of questions, cards or references has problems: all of them, with lines
├── UnknownName      a meeting, deck, bank, language or stock that does not exist
├── SelectionError   a set of questions that can't be made
├── EditConflict     somebody else saved the same bank first
├── BoxGone          the preparation is not there: left, expired, or never made
├── BoxConflict      the preparation was changed from another tab
├── InviteGone       an invitation opens nothing: wrong, closed or expired, which is the same
├── InviteFull       no more questions fit: in an invitation, or among those that wait
├── ShareGone        a share's code opens nothing: wrong, taken back or expired
├── StaffError       an account can't be made, found or opened
├── Unavailable      the database can't be reached, or too much is asked at once: try again soon
└── PrintError       paper could not be made
    ├── DoesNotFit   a text is too long for its card
    └── PrintBusy    so much is being printed that this has to come back later
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend in a file, in a sentence that can be translated.

    ``say`` is a Swedish msgid with ``%(name)s`` places for ``values``;
    ``line`` counts from 1, and 0 means the file as a whole. ``field`` names
    the part of an entry it concerns (``hem-igen/text``), so that a form can
    show it at its field.
    """

    file: str
    line: int
    say: str
    values: Mapping[str, object] = field(default_factory=dict, compare=False)
    field: str = ""
    warning: bool = False

    def words(self, translate: Callable[[str], str] = str) -> str:
        """The sentence alone, through ``translate`` (a gettext)."""
        return translate(self.say) % self.values

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words()}"


class PrepkitError(Exception):
    """Anything prepkit refuses, with a sentence that says what to do."""


class BankError(PrepkitError):
    """A file that can't be used, with every problem found in it."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownName(PrepkitError):
    """A name that is not on the list; ``known`` is the list."""

    def __init__(self, what: str, name: str, known: list[str] | tuple[str, ...]) -> None:
        self.what, self.name, self.known = what, name, tuple(known)
        super().__init__(f"there is no {what} '{name}'; choose one of: {', '.join(self.known)}")


class SelectionError(PrepkitError):
    """The wishes can't be met by the questions there are."""


class EditConflict(PrepkitError):
    """The document has a newer revision than the edit began from."""


class BoxGone(PrepkitError):
    """There is no such preparation any more."""


class BoxConflict(PrepkitError):
    """The preparation was saved by somebody else in between."""


class AlreadyTold(PrepkitError):
    """A meeting stands under this code already."""


class InviteGone(PrepkitError):
    """There is no such invitation, or not any more."""


class InviteFull(PrepkitError):
    """So many questions don't fit."""


class ShareGone(PrepkitError):
    """There is no such share, or not any more."""


class StaffError(PrepkitError):
    """A staff account can't be used as asked."""


class Unavailable(PrepkitError):
    """Nothing is wrong with what was asked, and nothing was saved: try again soon."""


class PrintError(PrepkitError):
    """Paper could not be made; the sentence is for the one who asked."""


class PrintBusy(PrintError):
    """Too much is being printed at once; nothing was begun. Try again in ``wait`` seconds."""

    wait = 10


class DoesNotFit(PrintError):
    """Texts that don't fit their cards: ``texts`` says which, in which language and size."""

    def __init__(self, texts: list[str] | tuple[str, ...]) -> None:
        self.texts = tuple(texts)
        super().__init__("does not fit: " + "; ".join(self.texts))

    def __reduce__(self) -> tuple:
        return type(self), (self.texts,)  # it comes out of a child process
