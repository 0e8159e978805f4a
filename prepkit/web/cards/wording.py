"""Where the words of a deck are, in one language or with Swedish beside it."""

from prepkit.core.face import Wording
from prepkit.core.language import SWEDISH
from prepkit.store.library import Library
from prepkit.web.locale import say


def wording(library: Library, deck: str, tags: tuple[str, ...]) -> Wording:
    """The languages of a deck, the child's first; Swedish alone needs no catalogue."""
    if tags[0] == SWEDISH.tag:
        return Wording(tags, None, None, say)
    topics = library.topics().id
    cards, names = (library.catalogue(document, tags[0]) for document in (deck, topics))
    return Wording(tags, cards, names, say)
