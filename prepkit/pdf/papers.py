"""The three papers: one for the meeting, one for the young person alone, one to fill in.

*Till mötet* is made from a SharedView and from nothing else. *Bara mitt* is made from the whole
preparation and looks so different that nobody hands over the wrong one. The question page is one
A4 for every set that is drawn; only more or longer questions than that take further pages. None
of them says in its title or metadata what it is, whose, or when it was made.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import Markup

from prepkit.core.asked import Asked, Texts
from prepkit.core.bank import Topics
from prepkit.core.errors import PrintError
from prepkit.core.language import SWEDISH, language
from prepkit.core.preparation import Preparation
from prepkit.core.sharing import SHAPES, SharedAnswer, SharedView, audiences, signs
from prepkit.core.sharing_state import Sharing
from prepkit.pdf import drawing
from prepkit.pdf.paper import Paper, Part, composed, marks_of, printed
from prepkit.pdf.pen import Pen
from prepkit.pdf.press import Composed

ICONS = {
    Sharing.SAY: "icon-say",
    Sharing.GIVE: "icon-give",
    Sharing.ONLY_ME: "icon-lock",
}  # in the order of *Bara mitt*
MOST_LINES = 12  # to write on, below a question
WIDEST = 11  # mm between lines to write on
MOST_ON_A_PAGE = 25  # questions: a line of 10 pt and one to write on are 11 mm
PAGE_END = 297 - 11  # mm from the top of the question page, where its margin begins


@dataclass(frozen=True)
class Fit:
    """A way to fit the question page: ``size`` in pt, ``closest`` lines to write on in mm.

    The last way has no frame for what they most want said.
    """

    size: float
    closest: float = 6.5
    framed: bool = True


FITS = (
    *(Fit(size) for size in (12.5, 12, 11.5, 11, 10.5, 10)),
    Fit(10, closest=5),
    Fit(10, closest=5, framed=False),
)


@dataclass(frozen=True)
class Ruling:
    """Lines to write on: ``lines`` below a question, one below an own one; ``pitch`` in mm.

    ``most`` are those in the frame for what they most want said.
    """

    lines: int = 0
    own: int = 0
    most: int = 0
    pitch: float = 0

    def below(self, asked: Asked) -> int:
        """Where a tick answers, there is a line less."""
        return max(0, self.lines - 1) if asked.choices else self.lines


LONG = Fit(11.5)  # letters of questions that don't fit one page
ROOMY = tuple(
    Ruling(lines, own=1, most=2, pitch=pitch) for lines, pitch in ((3, 8.5), (2, LONG.closest))
)  # their lines, the most first


def meeting_sheet(view: SharedView, topics: Topics, names: Mapping[str, Texts]) -> Paper:
    """*Till mötet*: what they give, in their language and in Swedish beside it.

    ``names`` are the topics' names by id. A sheet with much white left has lines to write on, the
    same whether nothing was written or nothing was given.
    """
    languages = (language(view.language), SWEDISH)
    languages = languages[1:] if languages[0] == SWEDISH else languages
    texts = [*_texts(view.answers), *(names[answer.topic] for answer in view.answers)]
    return printed(
        "meeting_sheet.html",
        Pen(view.language),
        languages=languages,
        drawings=_drawings(topics),
        names=names,
        view=view,
        room_to_write=_room(view),
        marks=marks_of([*texts, *view.own_picked], languages),
    )


def my_sheet(preparation: Preparation, topics: Topics, names: Mapping[str, Texts]) -> Paper:
    """*Bara mitt*: everything that was written, by who it is for, and no skipped question.

    What is for when we are alone has a sign and no words, and everybody's sheet has four signs.
    """
    mine = language(preparation.language)
    heard = audiences(preparation)
    groups = [heard[sharing] for sharing in ICONS if len(heard[sharing])]
    answers = [answer for group in groups for _, answer in group.answers]
    texts = [*_texts(answers), *(names[answer.topic] for answer in answers)]
    texts += [asked.ask for group in groups for asked in group.own.picked]
    return printed(
        "my_sheet.html",
        Pen(preparation.language),
        languages=[mine],
        drawings=_drawings(topics),
        names=names,
        talk_alone=preparation.talk_alone,
        groups=groups,
        signs=signs(preparation),
        marks=marks_of(texts, [mine]),
    )


def question_page(
    questions: Sequence[Asked],
    own: Sequence[Asked],
    languages: Sequence[str],
    topics: Topics,
    names: Mapping[str, Texts],
) -> Paper:
    """The questions with room to write by hand, on one A4 if it can be: see ``question_part``."""
    return question_part(questions, own, languages, topics, names).paper()


def question_part(
    questions: Sequence[Asked],
    own: Sequence[Asked],
    languages: Sequence[str],
    topics: Topics,
    names: Mapping[str, Texts],
) -> Part:
    """One A4 with the questions and room to write by hand, in one language or two side by side.

    The first of ``languages`` stands at the start. The text shrinks by steps, never below 10 pt,
    and last the frame for what they most want said is left out. What doesn't fit one page even so
    takes more, in larger letters again. Raises PrintError for a third language.
    """
    spoken = [language(tag) for tag in languages]
    if not 1 <= len(spoken) <= 2:
        raise PrintError("a question page has one language or two")
    texts = [text for asked in (*questions, *own) for text in (asked.ask, *_choices(asked))]
    values = {
        "languages": spoken,
        "drawings": _drawings(topics),
        "names": names,
        "questions": questions,
        "own": own,
        "choices": _choices,
        "marks": marks_of(texts, spoken),
        "density": "airy",
    }

    def laid_out(fit: Fit, ruling: Ruling) -> Composed:
        return composed("question_page.html", fit=fit, ruling=ruling, **values)

    @cache
    def on_one_page(fit: Fit) -> Ruling | None:
        bare = laid_out(fit, Ruling())
        free = PAGE_END - bare.boxes()["end"].y if len(bare.pages) == 1 else 0
        return _share_out(free, fit, questions, own)

    ways = FITS if len(questions) <= MOST_ON_A_PAGE else ()
    first = bisect_left(ways, True, key=lambda fit: on_one_page(fit) is not None)
    if first < len(ways):
        fit, ruling = ways[first], on_one_page(ways[first])
    else:
        fit, ruling = LONG, _roomiest(lambda ruling: len(laid_out(LONG, ruling).pages))
    return Part("question_page.html", {**values, "fit": fit, "ruling": ruling})


def _roomiest(pages: Callable[[Ruling], int]) -> Ruling:
    """The most lines that take no more pages than the fewest do."""
    *roomier, last = ROOMY
    fewest = pages(last)
    return ROOMY[bisect_left(roomier, True, key=lambda each: pages(each) == fewest)]


def _share_out(
    free: float, fit: Fit, questions: Sequence[Asked], own: Sequence[Asked]
) -> Ruling | None:
    """As many lines below each question as ``free`` mm has room for, or None if not even one."""
    best = None
    for lines in range(1, MOST_LINES + 1):
        ruling = Ruling(lines, own=1, most=min(lines, 2) if fit.framed else 0)
        below = sum(ruling.below(asked) for asked in questions)
        total = below + ruling.most + max(len(own), 2)
        if free < total * fit.closest:
            break
        pitch = min(WIDEST, int(100 * free / total) / 100)
        spare = min(2, int((free - total * pitch) / pitch)) if fit.framed else 0
        best = replace(ruling, most=ruling.most + spare, pitch=pitch)
    return best


def _room(view: SharedView) -> int:
    """Lines to write on, on a sheet with much white left."""
    own = len(view.own_picked) + len(view.own_written)
    given = bool(view.most) + len(view.answers) + own + len(view.needs)
    return max(0, 8 - 2 * given)


def _choices(asked: Asked) -> list[Texts]:
    return [text for _, text in asked.choices]


def _texts(answers: Iterable[SharedAnswer]) -> list[Texts]:
    """The bank's texts beside these answers."""
    return [text for answer in answers for text in (answer.ask, answer.choice) if text]


def _drawings(topics: Topics) -> list[tuple[str, Markup]]:
    """The papers' drawings as CSS classes; every colour in them was checked when it was read."""
    found = [
        ("the-mark", drawing.plain("mark", 16.2, 19)),
        ("lock", drawing.plain("icon-lock", 17, 17, drawing.WHITE)),
        *((f"for-{sharing}", drawing.plain(icon, 5, 5)) for sharing, icon in ICONS.items()),
        *((f"sign-{shape}", drawing.plain(f"sign-{shape}", 5, 5)) for shape in SHAPES),
    ]
    for topic in topics.topics:
        found += [
            (f"pair-{topic.id}", drawing.pair(topic, radius=5.8, apart=1.5)),
            (f"small-{topic.id}", drawing.pair(topic, radius=3.6, apart=1, slit=0.5)),
            (f"half-{topic.id}", drawing.own_half(topic, radius=5.8)),
            (f"word-{topic.id}", f"color:{topic.color}"),
        ]
    return [(name, Markup(css)) for name, css in found]
