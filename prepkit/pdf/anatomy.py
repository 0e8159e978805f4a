"""Where the parts of a card are and how large its letters, for a card of any size.

There are two families, upright and lying; each is drawn once, as look.md 2 states it, and
larger cards are the same card enlarged. Letters are never made smaller than the family's: a
smaller card has smaller drawings and less room. All lengths are mm from the top left corner of a
card read from the left; a card read from the right is its mirror image.
"""

from dataclasses import dataclass
from functools import cache
from math import floor

UPRIGHT, LYING = (63.0, 88.0), (85.0, 54.0)  # mm, as look.md draws them
FEWEST_MM = 45.0  # the shorter side of the smallest card there is sense in
CHILD_LEAST, ADULT_LEAST = 11.0, 8.0  # pt
LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Type:
    """A size of letters in pt and the distance between its lines in mm."""

    size: float
    line: float

    def enlarged(self, scale: float) -> "Type":
        return Type(round(self.size * scale, 2), round(self.line * scale, 3))


@dataclass(frozen=True)
class Family:
    """What look.md states of one family; steps of letters are by script, the largest first.

    ``together`` is the largest a question is when Swedish stands beside it.
    """

    card: tuple[float, float]
    asks_top: float
    radius: float
    slit: float
    apart: tuple[float, float, float]
    adult_bottom: float
    adult_room: float
    sign: float
    steps: dict[str, tuple[Type, ...]]
    together: float
    beside: Type
    inline: bool


_UPRIGHT = Family(
    card=UPRIGHT,
    asks_top=12.6,
    radius=10.5,
    slit=0.7,
    apart=(6.0, 3.0, 0.0),
    adult_bottom=10.0,
    adult_room=36.0,  # the look has 27, but above a short question there is room for two wordings
    sign=30.0,
    steps={
        "Latn": (Type(18, 7.3), Type(16, 6.6), Type(14, 5.9), Type(12.5, 5.3), Type(11, 4.7)),
        "Arab": (Type(15.5, 7.9), Type(14, 7.1), Type(12.5, 6.3), Type(11, 5.6)),
        "Ethi": (Type(16.5, 7.8), Type(14.5, 6.9), Type(12.5, 6.0), Type(11, 5.3)),
    },
    together=99,
    beside=Type(11, 4.9),
    inline=False,
)
_LYING = Family(
    card=LYING,
    asks_top=11.6,
    radius=8.0,
    slit=0.6,
    apart=(4.6, 2.3, 0.0),
    adult_bottom=9.4,
    adult_room=30.0,
    sign=21.0,
    steps={
        "Latn": (Type(15, 6.2), Type(13.5, 5.6), Type(12, 5.0), Type(11, 4.6)),
        "Arab": (Type(15, 7.4), Type(13.5, 6.6), Type(12, 6.0), Type(11, 5.5)),
        "Ethi": (Type(14, 6.6), Type(12.5, 5.9), Type(11, 5.2)),
    },
    together=13.5,
    beside=Type(10.5, 4.6),
    inline=True,
)
_NAMES = (Type(9.5, 4.0), Type(8.5, 4.0), Type(7.5, 4.0))
_ADULT = {"Latn": Type(8.5, 3.8), "Arab": Type(8.5, 4.1), "Ethi": Type(8, 3.8)}
_SECOND = Type(8, 3.5)
_SMALL = {"Latn": Type(8, 3.5), "Arab": Type(8, 3.8), "Ethi": Type(8, 3.7)}
_FOOT = Type(7, 3.0)
_ALOUD = 11, 10.2, 9.5, 8.7, ADULT_LEAST  # pt
_SIGN = 1.5, 1.25  # how much larger


@dataclass(frozen=True)
class Anatomy:
    """One size of card. ``scale`` enlarges letters, ``small`` shrinks drawings."""

    width: float
    height: float
    family: Family
    scale: float
    small: float

    @property
    def lying(self) -> bool:
        return self.family is _LYING

    @property
    def margin(self) -> float:
        """Nothing but white is nearer the cut."""
        return 5 * self.scale

    @property
    def inner(self) -> float:
        return self.width - 2 * self.margin

    @property
    def radius(self) -> float:
        return self.family.radius * self.small

    @property
    def slit(self) -> float:
        return self.family.slit * self.small

    @property
    def pair_width(self) -> float:
        return 2 * self.radius + self.slit

    @property
    def pair_top(self) -> float:
        """The top of the adult's half, which stands still."""
        return self.height - self.margin - 2 * self.radius

    def apart(self, level: int) -> float:
        """How much higher the child's half stands: less, the deeper the question."""
        return self.family.apart[level - 1] * self.small if level in LEVELS else 0

    @property
    def asks_top(self) -> float:
        return self.family.asks_top * self.scale

    def heading(self, more: bool) -> float:
        """The room that a card to fill in keeps for its title and what is said of it."""
        least, most = (12.0, 20.0) if self.lying else (17.0, 36.0)
        return (most if more else least) * self.scale

    @property
    def adult_left(self) -> float:
        return self.margin + self.pair_width + 3 * self.scale

    @property
    def adult_width(self) -> float:
        return self.width - self.margin - self.adult_left

    @property
    def adult_bottom(self) -> float:
        """How far from the card's lower edge the adult's words end."""
        return self.family.adult_bottom * self.scale

    @property
    def adult_top(self) -> float:
        """The adult's words may begin here, and not higher."""
        return self.height - self.adult_bottom - self.family.adult_room * self.scale

    @property
    def sign(self) -> float:
        """The side of a large symbol."""
        return self.family.sign * self.small

    @property
    def back(self) -> tuple[float, float]:
        """Width and height of the mark on the back, with 9 mm free at the sides."""
        free = min((self.width - 18 * self.scale) / 45, (self.height - 16 * self.scale) / 52.8)
        return 45 * free, 52.8 * free

    @property
    def names(self) -> tuple[Type, ...]:
        return tuple(each.enlarged(self.scale) for each in _NAMES)

    @property
    def foot(self) -> Type:
        return _FOOT.enlarged(self.scale)

    def steps(self, script: str, sign: bool = False) -> tuple[Type, ...]:
        """The sizes a question may have, the largest first; the last is never under 11 pt.

        The word of a sign begins larger.
        """
        plain = self.family.steps[family_of(script)]
        if sign:
            plain = (*(plain[0].enlarged(more) for more in _SIGN), *plain)
        enlarged = [each.enlarged(self.scale) for each in plain]
        smaller = [each for each in plain if each.size < enlarged[-1].size * 0.95]
        return (*enlarged, *smaller)

    def aloud(self, script: str) -> tuple[Type, ...]:
        """The sizes of words to read aloud, the largest first; an adult reads them."""
        leading = _ADULT[family_of(script)]
        return tuple(
            Type(size, round(leading.line / leading.size * size, 2)).enlarged(
                self.scale if size > ADULT_LEAST else 1
            )
            for size in _ALOUD
        )

    def beside(self, small: bool) -> Type:
        """The Swedish under a question in another language, and words to the child beneath it."""
        return self.family.beside.enlarged(1 if small else self.scale)

    def adult(self, script: str, small: bool) -> Type:
        """The adult's words; never under 8 pt."""
        found = (_SMALL if small else _ADULT)[family_of(script)]
        return found if small else found.enlarged(self.scale)

    def second(self, small: bool) -> Type:
        """The adult's words in Swedish, under those in the child's language."""
        return _SECOND.enlarged(1 if small else self.scale)

    def rules(self, top: float, bottom: float, pitch: float) -> tuple[float, ...]:
        """Where lines to write on stand: the last at ``bottom``, none above ``top + pitch``."""
        pitch *= self.scale
        count = floor((bottom - top) / pitch + 1e-6)
        return tuple(round(bottom - pitch * back, 3) for back in reversed(range(count)))


SCRIPTS = ("Latn", "Arab", "Ethi")


def family_of(script: str) -> str:
    """The scripts are set as these three: Cyrillic as Latin is."""
    return script if script in SCRIPTS else "Latn"


@cache
def anatomy(card: tuple[float, float]) -> Anatomy:
    """The anatomy of cards of this width and height in mm; ValueError for one too small."""
    width, height = card
    if min(card) < FEWEST_MM:
        raise ValueError(f"a card of {width:g} x {height:g} mm is too small")
    family = _LYING if width > height else _UPRIGHT
    scale = min(width / family.card[0], height / family.card[1])
    return Anatomy(width, height, family, max(1.0, scale), scale)
