"""*Dina rättigheter*: what one may always do, where it is written, and who to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from prepkit.core.asked import Texts
from prepkit.core.days import said_day
from prepkit.core.errors import PrintError
from prepkit.core.language import language
from prepkit.core.office import Office
from prepkit.core.story import ToldStory
from prepkit.pdf import drawing
from prepkit.pdf.paper import Paper, Part, fitted, marks_of
from prepkit.pdf.pen import Pen


@dataclass(frozen=True)
class Known:
    """What the page is made of: the story, the municipality's own numbers, and those for all."""

    story: ToldStory
    office: Office
    numbers: tuple[tuple[str, Texts], ...]


def rights_page(known: Known, languages: Sequence[str]) -> Paper:
    """The page alone: see ``rights_part``."""
    return rights_part(known, languages).paper()


def rights_part(known: Known, languages: Sequence[str]) -> Part:
    """One sheet in one language, or in two side by side with the first at the start.

    Raises PrintError for a third language.
    """
    spoken = [language(tag) for tag in languages]
    if not 1 <= len(spoken) <= 2:
        raise PrintError("this page has one language or two")
    names = [name for _, name in known.numbers]
    return fitted(
        "rights.html",
        Pen(languages[0]),
        languages=spoken,
        drawings=[("the-mark", drawing.plain("mark", 16.2, 19))],
        story=known.story,
        office=known.office,
        numbers=known.numbers,
        day=said_day,
        marks=marks_of([*known.story.texts(), *names], spoken),
    )
