"""Sets cards in type: the largest letters that fit, measured after layout.

A text that does not fit steps down through the sizes of the card's anatomy. At the smallest it is
reported by card, language and size.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prepkit.core.deck import CardKind
from prepkit.core.errors import DoesNotFit
from prepkit.core.face import AdultWords, Face, Words
from prepkit.core.language import SWEDISH
from prepkit.pdf import drawing
from prepkit.pdf.anatomy import Anatomy, Type, family_of
from prepkit.pdf.press import Box, Composed

LONG, LONGER = 44, 66  # characters in a question for its second and third size, look.md 2
SIGNS = {CardKind.POINT, CardKind.PASS, CardKind.STOP}
_TURNED = {"sign-pass"}  # a symbol that goes somewhere goes the way one reads
_FEWEST_LINES = 2  # to fill in
_LEVEL_NAME = 19  # characters that a topic's word may have at its first size on 63 mm


@dataclass(frozen=True)
class Plan:
    """One way to set a face. ``ask``, ``name`` are steps; ``small`` is the rest of the words.

    ``key`` names the card's elements on its page.
    """

    key: str
    face: Face
    color: str
    ask: int
    name: int
    small: bool
    adult: tuple[AdultWords, ...]
    sizes: Anatomy
    most_lines: int = 99

    @property
    def lines(self) -> tuple[tuple[Words, ...], ...]:
        """The lines to fill in that there is room for."""
        return self.face.lines[: self.most_lines]

    @property
    def kind(self) -> str:
        return "sign" if self.face.kind in SIGNS else str(self.face.kind)

    @property
    def bare(self) -> bool:
        """Whether the card has no topic's word and no dots over its words."""
        return not self.face.kind.played

    @property
    def top(self) -> float:
        """Where the words begin, in mm."""
        return self.sizes.margin if self.bare else self.sizes.asks_top

    @property
    def steps(self) -> tuple[Type, ...]:
        return _steps(self.face, self.sizes)

    @property
    def type(self) -> Type:
        """The letters of what steps down."""
        return self.steps[self.ask]

    @property
    def ask_class(self) -> str:
        if self.face.kind is CardKind.READ:
            return "title"  # it is what stands beneath that steps down
        return f"{family_of(self.face.ask.script)}{self.ask}"

    @property
    def symbol(self) -> str:
        """The large symbol of a sign, the small one of what is read aloud."""
        side = self.sizes.sign if self.kind == "sign" else 6 * self.sizes.scale
        turned = self.face.symbol in _TURNED and self.face.direction == "rtl"
        style = drawing.plain(self.face.symbol, side, side, self.color)
        return style + (";transform:scaleX(-1)" if turned else "")

    @property
    def rules(self) -> tuple[float, ...]:
        """Where the lines of a card to write on stand."""
        sizes = self.sizes
        bottom = sizes.height - sizes.margin if sizes.lying else sizes.pair_top - 4
        return sizes.rules(self.top + sizes.heading(self.small), bottom, 9)

    @property
    def line_height(self) -> float:
        """Each line to fill in has at least this, so that they share the card's room.

        Under a tall heading they are as low as their words and a hand allow.
        """
        sizes = self.sizes
        room = sizes.height - sizes.margin - self.top - sizes.heading(self.small)
        return 0 if self.small else round(room / len(self.lines), 3)

    @property
    def dropped(self) -> bool:
        """Whether one of the adult's wordings has no room on this card."""
        return len(self.adult) < len(self.face.adult)

    @property
    def dots(self) -> tuple[float, ...]:
        """The middle of each level dot in mm, the first one first."""
        middles = (1.05, 4.35, 7.65)
        return middles if self.face.direction == "ltr" else middles[::-1]


@dataclass(frozen=True)
class Set:
    """A card as it came to be set: its plan, and its page in a layout."""

    plan: Plan
    page: object
    layout: Composed


Compose = Callable[[Sequence[Plan]], Composed]


def set_cards(
    faces: Mapping[str, Face],
    colors: Mapping[str, str],
    sizes: Anatomy,
    compose: Compose,
    least: bool = False,
) -> list[Set]:
    """Every face in the largest letters that fit, in their order; ``compose`` lays out plans.

    With ``least`` only in the smallest: what fits at all is known sooner. Raises DoesNotFit with
    every text that has no room.
    """
    ways = smallest if least else ladder
    ladders = {
        key: _with_names(ways(key, each, colors[each.topic], sizes), sizes)
        for key, each in faces.items()
    }
    plans = {key: next(ladder) for key, ladder in ladders.items()}
    found: dict[str, Set] = {}
    too_long: list[str] = []
    while plans:
        composed = compose(list(plans.values()))
        boxes, pages = composed.boxes(), composed.pages
        spoilt = {page for box in boxes.values() for page in box.spills}
        smaller = {}
        for key, plan in plans.items():
            faults, page = list(_faults(plan, boxes)), boxes[f"{key}-asks"].page
            if not faults and page in spoilt:
                smaller[key] = plan  # what stood before it ran over onto its page
            elif not faults:
                found[key] = Set(plan, pages[page], composed)
            elif next_plan := ladders[key].send(faults):
                smaller[key] = next_plan
            else:
                too_long += [f"{_where(plan)}: {fault}" for fault in faults]
        plans = smaller
    if too_long:
        raise DoesNotFit(too_long)
    return [found[key] for key in faces]


def ladder(key: str, face: Face, color: str, sizes: Anatomy) -> Iterator[Plan]:
    """Ways to set a face, the best first: smaller letters before fewer of the adult's words.

    The adult reads Swedish, so where both wordings don't fit the Swedish one stands. Of the lines
    to fill in the last are left out where there is no room to write on them.
    """
    swedish = tuple(line for line in face.adult if line.says.tag == SWEDISH.tag)
    last = len(_steps(face, sizes)) - 1
    first = min(_first(face, sizes), last)
    large = range(first, max(first, min(last, 2)) + 1)
    ways = [(ask, False) for ask in large] + [(ask, True) for ask in range(large[-1], last + 1)]
    if face.lines:  # they take the room, so steps between say little and each costs a layout
        ways = [ways[0], *dict.fromkeys(((large[-1], True), ways[-1]))]
    for adult in dict.fromkeys((face.adult, swedish or face.adult)):
        for lines in range(len(face.lines), _FEWEST_LINES - 1, -1) or (0,):
            for ask, small in ways if lines == len(face.lines) else ways[1:]:
                name = _name(face, sizes)
                yield Plan(key, face, color, ask, name, small, adult, sizes, lines)


def smallest(key: str, face: Face, color: str, sizes: Anatomy) -> Iterator[Plan]:
    """The last ways of the ladder: with all of the adult's words, then with the Swedish alone."""
    last = {plan.adult: plan for plan in ladder(key, face, color, sizes)}
    yield from (replace(plan, name=len(sizes.names) - 1) for plan in last.values())


def _with_names(ladder: Iterator[Plan], sizes: Anatomy) -> Generator[Plan | None, list[str], None]:
    """The ladder, told each time what did not fit; a topic's word has steps of its own."""
    plan = next(ladder)
    name = plan.name
    while plan:
        faults = yield replace(plan, name=name)
        if "topic" in faults and name + 1 < len(sizes.names):
            name += 1
            if faults == ["topic"]:
                continue
        plan = next(ladder, None)
    yield None


def _first(face: Face, sizes: Anatomy) -> int:
    """Where a question begins, by its length and by what stands with it."""
    steps = _steps(face, sizes)
    if face.kind in SIGNS or face.kind is CardKind.READ:
        return 0
    if sizes.lying:
        most = sizes.family.together * sizes.scale if face.beside else steps[0].size
        return next(i for i, each in enumerate(steps) if each.size <= most)
    if family_of(face.ask.script) != "Latn":
        return 0
    return (len(face.ask.text) > LONG) + (len(face.ask.text) > LONGER)


def _steps(face: Face, sizes: Anatomy) -> tuple[Type, ...]:
    if face.kind is CardKind.READ:
        return sizes.aloud(face.ask.script)
    return sizes.steps(face.ask.script, face.kind in SIGNS)


def _name(face: Face, sizes: Anatomy) -> int:
    """Where a topic's word begins, by its length."""
    room = _LEVEL_NAME * (sizes.inner - 17 * sizes.scale) / (36 * sizes.scale)
    return int(len(face.name.text) > room)


def _faults(plan: Plan, boxes: Mapping[str, Box]) -> Iterator[str]:
    """The parts of a card that don't fit where the look has them; all lengths in mm."""
    sizes, box = plan.sizes, {part: boxes.get(f"{plan.key}-{part}") for part in _PARTS}
    for part, each in box.items():
        if each and part in {"name", "passes"} and (each.lines > 1 or each.widest > each.width):
            yield "topic" if part == "name" else "foot"
    asks, below = box["asks"], sizes.height - sizes.margin
    if plan.face.kind.asks:
        adult = box["adult"]
        below = min(adult.y, sizes.pair_top - sizes.apart(plan.face.level))
        below -= 0.4 if sizes.lying else 1
        if adult.widest > adult.width or adult.y < sizes.adult_top:
            yield "adult"
    elif filled := box["lines"]:
        below = filled.y
    elif plan.kind == "blank" and plan.rules:
        below = plan.rules[0] - 6 * sizes.scale
    too_low = asks.y + asks.height > below + 0.01
    too_high = asks.y < plan.top + (0 if sizes.lying else sizes.sign + 1)
    too_high = plan.kind == "sign" and too_high
    spilt = any(each.spills for each in box.values() if each)
    if asks.widest > asks.width or too_low or too_high or spilt:
        yield "question" if plan.face.kind.asks else "text"


_PARTS = ("name", "asks", "adult", "passes", "lines")


def _where(plan: Plan) -> str:
    number = plan.face.number or plan.face.kind
    size = f"{plan.sizes.width:g} x {plan.sizes.height:g} mm"
    return f"card {number}, {plan.face.tag}, {size}, {plan.type.size:g} pt"
