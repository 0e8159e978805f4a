"""Chooses a set of questions: light before heavy, many topics, nothing asked twice.

The shape is fixed: an opener, a "so I work", topic invitations, a change-wish, a talk-alone, own
questions to ask them, and a light closer. What may fill a place is ordered by a hash of the seed
and the question's id, so the same seed gives the same set in every language and on every Python.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from prepkit.core.bank import AgeGroup, Bank, BankKind, Question, Role
from prepkit.core.errors import SelectionError

FEWEST, MOST = 6, 15  # peers' forms: 15 questions, ten minutes
MOST_TOPICS = 8
TWO_OWN_FROM = 12  # so large a set has room for a second question of their own


@dataclass(frozen=True)
class Pick:
    """A chosen question and the id of the bank it is from."""

    bank: str
    question: Question


@dataclass(frozen=True)
class Wishes:
    """What the set is for. Any ``seed`` is as good as another; ``age`` None means not said."""

    seed: str
    count: int = 11
    age: AgeGroup | None = None


def choose(banks: Sequence[Bank], wishes: Wishes) -> tuple[Pick, ...]:
    """The set, in the order it is asked.

    Never two questions of the same ``like`` group, and as many different topics as the count
    has room for. Raises SelectionError if the banks have too few questions that suit.
    """
    if not FEWEST <= wishes.count <= MOST:
        raise SelectionError(f"a set has {FEWEST} to {MOST} questions, not {wishes.count}")
    picks = list(_candidates(banks, wishes))
    seats = _Seats()
    for role in (Role.OPENER, Role.WORKS, Role.CHANGE, Role.ALONE, Role.OWN, Role.CLOSER):
        if not seats.add([pick for pick in picks if pick.question.role is role]):
            raise SelectionError(f"the banks have no '{role}' question that suits")
    if wishes.count >= TWO_OWN_FROM:
        seats.add([pick for pick in picks if pick.question.role is Role.OWN])
    _invite(seats, picks, wishes)
    if len(seats) < wishes.count:
        raise SelectionError(f"{wishes.count} questions wanted, {len(seats)} fit")
    return tuple(sorted(seats, key=lambda pick: _order(pick, wishes.seed)))


def _candidates(banks: Sequence[Bank], wishes: Wishes) -> Iterator[Pick]:
    """Every question that suits, what the meeting's own bank has first, then by hash."""
    meetings = [bank.id for bank in banks if bank.kind is BankKind.MEETING]
    found = [
        (
            bank.kind is not BankKind.MEETING,
            _hash(wishes.seed, question.id),
            Pick(bank.id, question),
        )
        for bank in banks
        for question in bank.questions
        if question.suits(wishes.age) and question.belongs(meetings)
    ]
    return (pick for *_, pick in sorted(found, key=lambda row: (*row[:2], row[2].bank)))


def _invite(seats: "_Seats", picks: Sequence[Pick], wishes: Wishes) -> None:
    """Fill up with topic invitations, one from each topic in turn, then with own questions."""
    topics: dict[str, list[Pick]] = {}
    for pick in picks:
        if pick.question.role is Role.TOPIC:
            topics.setdefault(pick.question.topic, []).append(pick)
    turn = sorted(topics, key=lambda topic: _hash(wishes.seed, topic))
    invited = 0
    grew = True
    while grew and len(seats) < wishes.count:
        grew = False
        for topic in turn:
            if len(seats) < wishes.count and invited < MOST_TOPICS and seats.add(topics[topic]):
                invited, grew = invited + 1, True
    own = [pick for pick in picks if pick.question.role is Role.OWN]
    while len(seats) < wishes.count and seats.count(Role.OWN) < 3 and seats.add(own):
        pass


class _Seats:
    """Places in the set, each with what may sit there; no two of a group ever sit together.

    A new place may make the others move to another of their candidates (Kuhn's augmenting paths),
    so a place is only refused when there is no way at all to fill it.
    """

    def __init__(self) -> None:
        self._wanted: list[Sequence[Pick]] = []
        self._taken: dict[str, tuple[int, Pick]] = {}

    def __len__(self) -> int:
        return len(self._taken)

    def __iter__(self) -> Iterator[Pick]:
        return (pick for _, pick in self._taken.values())

    def count(self, role: Role) -> int:
        return sum(pick.question.role is role for pick in self)

    def add(self, candidates: Sequence[Pick]) -> bool:
        self._wanted.append(candidates)
        if self._seat(len(self._wanted) - 1, set()):
            return True
        self._wanted.pop()
        return False

    def _seat(self, place: int, asked: set[str]) -> bool:
        for pick in self._wanted[place]:
            group = pick.question.like or f"{pick.bank}/{pick.question.id}"
            if group in asked:
                continue
            asked.add(group)
            if group not in self._taken or self._seat(self._taken[group][0], asked):
                self._taken[group] = (place, pick)
                return True
        return False


_PART = {Role.OPENER: 0, Role.OWN: 2, Role.CLOSER: 3}
_ROLES = list(Role)


def _order(pick: Pick, seed: str) -> tuple[int, int, int, bytes]:
    """Opener, then everything they may ask from light to heavy, then own questions, then closer."""
    question = pick.question
    part = _PART.get(question.role, 1)
    level = question.level if part == 1 else 0
    return part, level, _ROLES.index(question.role), _hash(seed, question.id)


def _hash(seed: str, id: str) -> bytes:
    # a seed typed at a terminal may hold half a character
    return blake2b(f"{seed}\n{id}".encode(errors="surrogatepass"), digest_size=8).digest()
