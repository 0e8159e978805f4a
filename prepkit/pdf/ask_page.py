"""*Frågor jag tror att du får*: one A4 for a helper to fill in by hand, without any screen.

It is made of nothing but our own words and the topics' names: no preparation comes near it.
"""

from collections.abc import Mapping, Sequence

from prepkit.core.asked import Texts
from prepkit.core.bank import Topics
from prepkit.core.errors import PrintError
from prepkit.core.language import language
from prepkit.pdf import drawing
from prepkit.pdf.paper import Paper, Part, composed, marks_of

MOST, FEWEST = 10, 6  # questions there is room for
LINES = 2  # to write on, for each
NARROWEST, WIDEST = 8.2, 11  # mm between lines
PAGE_END = 297 - 11  # mm from the top, where the margin begins


def ask_page(languages: Sequence[str], topics: Topics, names: Mapping[str, Texts]) -> Paper:
    """One A4 for a helper: see ``ask_part``."""
    return ask_part(languages, topics, names).paper()


def ask_part(languages: Sequence[str], topics: Topics, names: Mapping[str, Texts]) -> Part:
    """The page in one language, or in two side by side with the first at the start.

    ``names`` are the topics' names by id. Raises PrintError for a third language.
    """
    spoken = [language(tag) for tag in languages]
    if not 1 <= len(spoken) <= 2:
        raise PrintError("this page has one language or two")
    values = {
        "languages": spoken,
        "drawings": [
            (f"small-{topic.id}", drawing.pair(topic, radius=3.6, apart=1, slit=0.5))
            for topic in topics.topics
        ],
        "topics": topics.topics,
        "names": names,
        "marks": marks_of(names.values(), spoken),
        "density": "airy",
    }
    bare = composed("ask_page.html", count=0, lines=0, pitch=0, **values)
    free = PAGE_END - bare.boxes()["end"].y
    for count in range(MOST, FEWEST - 1, -1):
        pitch = min(WIDEST, int(100 * free / (count * LINES)) / 100)
        if pitch >= NARROWEST or count == FEWEST:
            break
    part = Part("ask_page.html", {**values, "count": count, "lines": LINES, "pitch": pitch})
    if len(composed(part.template, **part.values).pages) > 1:
        raise PrintError("the page has more words than one A4 holds")
    return part
