"""Questions that people around a young person think will be asked, and what became of them.

The young person makes an invitation under a name of their own choosing; whoever has it may send
questions and see nothing. Each question says which invitation it came by, which is no proof of
who wrote it. The young person takes it in among the questions, or hides it, and may regret either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

LONGEST_QUESTION = 300  # characters (security.md 2.5)
LONGEST_NAME = 40  # characters, of an invitation
MOST_EACH = 20  # questions by one invitation
MOST_WAITING = 60  # questions that nobody has decided about
MOST_INVITATIONS = MOST_WAITING // MOST_EACH  # open at once: then all of them have room for theirs
MOST_QUESTIONS = 60  # in a preparation (security.md 2.8)
MOST_KEPT = 120  # decided questions that are remembered; the oldest hidden ones give way


@dataclass(frozen=True)
class Invitation:
    """One that was made: ``id`` (hex) finds its row without its code, ``name`` is the child's."""

    id: str
    name: str
    code: str = field(repr=False)
    until: datetime


@dataclass(frozen=True)
class Sent:
    """A question as it came, in the words and the language of whoever wrote it.

    ``id`` is random and its own; ``name`` and ``invitation`` are the invitation's name and id.
    ``picked`` is ``bank/id`` for one that was chosen from a bank: then it can be shown in every
    language the bank has.
    """

    id: str
    name: str
    words: str
    language: str
    picked: str = ""
    invitation: str = ""


@dataclass(frozen=True)
class Expected:
    """What a preparation knows of those it has asked.

    ``inbox`` and ``secret`` (hex) find and open what was sent: made with the first invitation.
    """

    inbox: str = ""
    secret: str = field(default="", repr=False)
    invitations: tuple[Invitation, ...] = ()
    accepted: tuple[Sent, ...] = ()
    hidden: tuple[Sent, ...] = ()

    def invitation(self, id: str) -> Invitation | None:
        return next((each for each in self.invitations if each.id == id), None)

    def found(self, id: str) -> Sent | None:
        """A question that was decided about."""
        return next((each for each in (*self.accepted, *self.hidden) if each.id == id), None)

    def undecided(self, arrived: Sequence[Sent]) -> tuple[Sent, ...]:
        """Those of what has arrived that the young person has not decided about."""
        return tuple(each for each in arrived if not self.found(each.id))

    def with_inbox(self, inbox: str, secret: str) -> "Expected":
        """With this inbox, unless there is one: what was sent to that must stay readable."""
        return self if self.inbox else replace(self, inbox=inbox, secret=secret)

    def inviting(self, invitation: Invitation) -> "Expected":
        return replace(self, invitations=(*self.invitations, invitation))

    def closing(self, id: str) -> "Expected":
        left = tuple(each for each in self.invitations if each.id != id)
        return replace(self, invitations=left)

    def accepting(self, sent: Sent) -> "Expected":
        without = self.forgetting(sent.id)
        return replace(without, accepted=(*without.accepted, sent))

    def hiding(self, sent: Sent) -> "Expected":
        without = self.forgetting(sent.id)
        room = max(0, MOST_KEPT - len(without.accepted) - 1)
        kept = without.hidden[-room:] if room else ()
        return replace(without, hidden=(*kept, sent))

    def forgetting(self, id: str) -> "Expected":
        """Without a question, wherever it is."""
        return replace(
            self,
            accepted=tuple(each for each in self.accepted if each.id != id),
            hidden=tuple(each for each in self.hidden if each.id != id),
        )

    def open_at(self, now: datetime) -> tuple[Invitation, ...]:
        """The invitations that can still be used, if nobody has sent all their questions by it."""
        return tuple(each for each in self.invitations if each.until > now)


def room(waiting: int, promised: int) -> int:
    """How many questions one more invitation may bring.

    ``waiting`` questions are undecided, and ``promised`` may still come by other invitations. The
    room is given away when an invitation is made, so that nobody ever learns from a full inbox
    what somebody else has sent.
    """
    return max(0, min(MOST_EACH, MOST_WAITING - waiting - promised))
