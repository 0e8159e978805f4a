"""Makes a preparation from the library and what the young person wished for."""

from secrets import token_urlsafe

from prepkit.core.asked import Asked, Texts, asked
from prepkit.core.bank import AgeGroup, Bank, Role
from prepkit.core.errors import SelectionError
from prepkit.core.preparation import Preparation
from prepkit.core.selection import FEWEST, Pick, Wishes, choose
from prepkit.store.library import Library
from prepkit.web.prepare.passes import passes


def begin(
    library: Library, meeting: str, title: Texts, age: AgeGroup | None, count: int, language: str
) -> Preparation:
    """A new preparation for a meeting; ``meeting`` is empty when they don't know which.

    All questions they may pick to ask are suggested, those that the generator chose first.
    """
    banks = [library.core(), library.own()]
    if meeting:
        banks.insert(1, library.bank(meeting))
    picks = _choose(banks, age, count)
    chosen_own = [pick for pick in picks if pick.question.role is Role.OWN]
    own = (q for q in library.own().questions if q.suits(age) and q.belongs([meeting]))
    rest = [Pick(library.own().id, question) for question in own]
    suggested = [*chosen_own, *(pick for pick in rest if pick not in chosen_own)]
    if language == "sv":  # questions of interpreters come last to one who has none
        suggested.sort(key=lambda pick: pick.question.like == "tolk")
    return Preparation(
        meeting=meeting,
        meeting_title=title,
        language=language,
        age=age,
        questions=tuple(_asked(library, p, age) for p in picks if p not in chosen_own),
        suggested=tuple(_asked(library, pick, age) for pick in suggested),
    )


def _choose(banks: list[Bank], age: AgeGroup | None, count: int) -> tuple[Pick, ...]:
    """As many as wished, or as many as the banks have."""
    seed = token_urlsafe(8)
    for fewer in range(count, FEWEST - 1, -1):
        try:
            return choose(banks, Wishes(seed, fewer, age))
        except SelectionError as error:
            last = error
    raise last


def _asked(library: Library, pick: Pick, age: AgeGroup | None) -> Asked:
    return asked(pick.question, library.catalogues(pick.bank), age, passes())
