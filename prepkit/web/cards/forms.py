"""What somebody chooses before they print a deck. Everything stands in the address.

Cards of one's own don't: they are written on a page of their own (``own``) and never in an address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import StringField, ValidationError

from prepkit.core.bank import AgeGroup
from prepkit.core.dealing import FEWEST, MOST, Beside, Wish, cards_for, whole
from prepkit.core.deck import Deck
from prepkit.core.ink import Ink
from prepkit.core.language import TAGS
from prepkit.core.sheet import Sides
from prepkit.core.stock import Stocks
from prepkit.core.turning import FARTHEST, Edge, Offset, Turn, edge
from prepkit.pdf.leaf import PAPERS
from prepkit.web.fields import BOTH, ONE, AddressForm, OneOf, Whole, side_by_side
from prepkit.web.messages import lazy

EACH_SIDE = "sides"  # one language on the front, Swedish on the back
TURNED = (Turn.BOOK, Turn.CALENDAR, Sides.MANUAL, Sides.REVERSED, Sides.FOLD, Sides.FRONTS)
TIMES = {"15": 15, "20": 20, "30": 30, "45": 45}  # minutes
LEVELS = ("1", "2", "3")
NO_LENGTH = lazy("Skriv millimeter från −5 till 5, till exempel 0,5.")
IN_BOTH = lazy("Ett kort kan inte både hållas fast och tas bort.")


@dataclass(frozen=True)
class Choices:
    """A deck to print. ``languages`` are one, or the child's and then Swedish."""

    deck: str
    languages: tuple[str, ...]
    each_side: bool
    stock: str
    sides: Sides
    edge: Edge
    front: Offset
    back: Offset
    ink: Ink
    wish: Wish
    beside: Beside
    papers: tuple[str, ...]


class Several(StringField):
    """Any number of values of the same name."""

    def process_data(self, value: object) -> None:
        self.data = []

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = list(dict.fromkeys(valuelist))


class SomeOf:
    """Each of them one of the given values."""

    def __init__(self, values: Sequence[str]) -> None:
        self._one = OneOf(values)

    def __call__(self, form, field) -> None:
        for value in field.data:
            self._one(form, _Value(value))


@dataclass(frozen=True)
class _Value:
    data: str


class Length:
    """Millimetres as one writes them: 0,5 or −0.5; nothing is none."""

    def __call__(self, form, field) -> None:
        try:
            Length.of(field.data)
        except ValueError:
            raise ValidationError(NO_LENGTH) from None

    @staticmethod
    def of(typed: str | None) -> float:
        """The length in mm; raises ValueError for what is none, and beyond 5 mm."""
        text = (typed or "0").strip().replace(",", ".").replace("\u2212", "-")
        if len(text) > 6 or not text.isascii():
            raise ValueError(text)
        length = float(text)
        if not -FARTHEST <= length <= FARTHEST:
            raise ValueError(text)
        return length


class DeckForm(AddressForm):
    """The choices; a whole deck in the page's language with Swedish beside it is the usual.

    ``count`` empty is every card that suits. A ``time`` that is chosen becomes a count.
    """

    deck = StringField()
    language = StringField(validators=[OneOf(TAGS)])
    on_card = StringField(validators=[OneOf((BOTH, ONE, EACH_SIDE))])
    stock = StringField()
    count = StringField()
    level = Several(validators=[SomeOf(LEVELS)])
    topic = Several()
    age = StringField(validators=[OneOf([age.value for age in AgeGroup])])
    pin = Several()
    out = Several()
    turned = StringField(validators=[OneOf([each.value for each in TURNED])])
    fx = StringField(validators=[Length()])
    fy = StringField(validators=[Length()])
    bx = StringField(validators=[Length()])
    by = StringField(validators=[Length()])
    ink = StringField(validators=[OneOf([ink.value for ink in Ink])])
    beside = StringField(validators=[OneOf([each.value for each in Beside])])
    without = Several(validators=[SomeOf(PAPERS)])

    def __init__(
        self, chosen: Mapping[str, Sequence[str]], decks: Sequence[Deck], stocks: Stocks, tag: str
    ) -> None:
        by_id = {deck.id: deck for deck in decks}
        given = {name: [value for value in values if value] for name, values in chosen.items()}
        given = {name: values for name, values in given.items() if values}
        first = given.get("deck", [""])[0]
        self.chosen_deck = deck = by_id.get(first, decks[0])
        self.most = min(MOST, len(whole(deck)))
        self.stocks = stocks
        self._narrow(given, deck)
        usual = {
            "deck": deck.id,
            "language": tag,
            "on_card": BOTH,
            "stock": stocks.stocks[0].id,
            "turned": Turn.BOOK.value,
            "ink": Ink.FULL.value,
            "beside": Beside.WITH.value,
            "seed": "1",
        }
        self.usual = usual
        super().__init__(given, usual)
        self.deck.validators = [OneOf(tuple(by_id))]
        self.stock.validators = [OneOf([stock.id for stock in stocks.stocks])]
        if self.count.data:
            self.count.validators = [Whole(FEWEST, self.most)]

    def _narrow(self, given: dict[str, list[str]], deck: Deck) -> None:
        """Forget what is another deck's, and let a time be a number of cards."""
        topics = {dealt.card.topic for dealt in whole(deck)}
        ids = {card.id for card in deck.cards}
        for name, known in (("topic", topics), ("pin", ids), ("out", ids)):
            if kept := [each for each in given.pop(name, []) if each in known]:
                given[name] = kept
        time = given.pop("time", [""])[0]
        if time in TIMES:
            given["count"] = [str(min(self.most, max(FEWEST, cards_for(TIMES[time]))))]
        if time == "all" or given.get("count") == [str(self.most)]:
            given.pop("count", None)

    @property
    def asks(self) -> bool:
        """Whether the deck has questions: only those have levels."""
        return any(dealt.card.kind.asks for dealt in whole(self.chosen_deck))

    @property
    def offsets(self) -> tuple:
        return self.fx, self.fy, self.bx, self.by

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        if set(self.pin.data) & set(self.out.data):
            self.pin.errors = [IN_BOTH]
            return False
        return right

    def chosen(self) -> dict[str, str | list[str]]:
        """Every choice that is not as usual, as the address carries it."""
        return {
            name: data for name, data in super().chosen().items() if data != self.usual.get(name)
        } | {"deck": self.deck.data, "language": self.language.data}

    def choices(self) -> Choices:
        """What was chosen; only of a form that is valid."""
        sides, edge = self._sides()
        fx, fy, bx, by = (Length.of(field.data) for field in self.offsets)
        return Choices(
            deck=self.deck.data,
            languages=self.spoken,
            each_side=self.each_side,
            stock=self.stock.data,
            sides=sides,
            edge=edge,
            front=Offset(fx, fy),
            back=Offset(bx, by),
            ink=Ink(self.ink.data),
            wish=self._wish(),
            beside=Beside(self.beside.data),
            papers=tuple(each for each in PAPERS if each not in self.without.data),
        )

    def _sides(self) -> tuple[Sides, Edge]:
        """How the printer is told to turn the sheet that was chosen."""
        paper = self.stocks.stock(self.stock.data).paper
        turned = self.turned.data
        if turned in {Turn.BOOK, Turn.CALENDAR}:
            return Sides.DUPLEX, edge(paper, Turn(turned))
        return Sides(turned), edge(paper, Turn.BOOK)

    def _wish(self) -> Wish:
        return Wish(
            count=int(self.count.data) if self.count.data else None,
            seed=self.seed.data,
            topics=frozenset(self.topic.data),
            levels=frozenset(map(int, self.level.data)) if self.asks else frozenset(),
            age=AgeGroup(self.age.data) if self.age.data else None,
            pinned=frozenset(self.pin.data),
            left_out=frozenset(self.out.data),
        )

    @property
    def name(self) -> str:
        """What to call the file; nothing that was typed."""
        return "-".join((self.deck.data, *self.spoken, str(self.count.data or self.most)))

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages on the cards, the child's first."""
        return side_by_side(self.language.data, self.on_card.data != ONE)

    @property
    def each_side(self) -> bool:
        """Whether Swedish stands on the back of each card."""
        return self.on_card.data == EACH_SIDE and len(self.spoken) > 1
