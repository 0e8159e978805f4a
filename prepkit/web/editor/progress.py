"""How far the translations of a bank have come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prepkit.core.bank import Bank
from prepkit.core.catalogue import Catalogue, Status
from prepkit.core.deck import Deck
from prepkit.core.language import Language, language
from prepkit.core.story import Stories

ORDER = (Status.CHECKED, Status.UNCHECKED, Status.OUTDATED, Status.MISSING)


@dataclass(frozen=True)
class Progress:
    """One language: how many texts there are of each status, those that there are."""

    language: Language
    counts: tuple[tuple[Status, int], ...]


def progress(
    document: Bank | Deck | Stories, catalogues: Sequence[Catalogue]
) -> tuple[Progress, ...]:
    """The translation of every text of a bank, language by language."""
    return tuple(_one(document, catalogue) for catalogue in catalogues)


def _one(document: Bank | Deck | Stories, catalogue: Catalogue) -> Progress:
    counted = Counter(catalogue.status(entry) for entry in document.entries())
    found = tuple((status, counted[status]) for status in ORDER if counted[status])
    return Progress(language(catalogue.tag), found)
