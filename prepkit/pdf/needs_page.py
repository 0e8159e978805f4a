"""*Det här behöver jag på mötet*: one A4 to fill in by hand, for whoever prepares on paper.

The one they don't want there has no line on it: a paper is left lying. It says when to say that.
"""

from collections.abc import Sequence

from prepkit.core.errors import PrintError
from prepkit.core.language import language
from prepkit.core.needs import (
    DIALECT,
    PAUSE,
    STOPPED,
    TRANSLATE,
    WAYS,
    WHERE,
    WHO,
    WISHES,
    WITH_ME,
)
from prepkit.pdf.paper import Paper, Part, composed, marks_of_page

WIDEST, NARROWEST = 10, 7  # mm between lines to write on
LINES = 8  # to write on, on the whole page
PAGE_END = 297 - 13  # mm from the top, where the margin begins


def needs_page(languages: Sequence[str]) -> Paper:
    """One A4 to fill in: see ``needs_part``."""
    return needs_part(languages).paper()


def needs_part(languages: Sequence[str]) -> Part:
    """The page in one language, or in two side by side with the first at the start.

    Raises PrintError for a third language, and if one of them needs more than an A4.
    """
    spoken = [language(tag) for tag in languages]
    if not 1 <= len(spoken) <= 2:
        raise PrintError("this page has one language or two")
    values = {
        "languages": spoken,
        "drawings": [],
        "written": {
            "with_me": WITH_ME,
            "where": WHERE,
            "pause": PAUSE,
            "dialect": DIALECT,
            "translate": TRANSLATE,
        },
        "ways": tuple(WAYS.values()),
        "wishes": (*WHO.values(), *WISHES.values()),
        "stopped": STOPPED,
        "marks": marks_of_page(spoken),
    }
    for density in ("airy", "tight"):
        bare = composed("needs_page.html", density=density, pitch=0, **values)
        free = PAGE_END - bare.boxes()["end"].y if len(bare.pages) == 1 else 0
        pitch = min(WIDEST, int(100 * free / LINES) / 100)
        if pitch >= NARROWEST:
            return Part("needs_page.html", {**values, "density": density, "pitch": pitch})
    raise PrintError("the page has more words than one A4 holds")
