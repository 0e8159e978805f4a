"""What somebody chooses before they print a deck. Everything stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import StringField

from prepkit.core.dealing import FEWEST, MOST, whole
from prepkit.core.deck import Deck
from prepkit.core.language import TAGS
from prepkit.core.stock import Stock
from prepkit.web.fields import BOTH, ONE, AddressForm, OneOf, Whole, side_by_side


@dataclass(frozen=True)
class Choices:
    """A deck to print. ``languages`` are one, or the child's and then Swedish."""

    deck: str
    languages: tuple[str, ...]
    stock: str
    count: int
    seed: str

    @property
    def name(self) -> str:
        """What to call the file."""
        return "-".join((self.deck, *self.languages, str(self.count)))


class DeckForm(AddressForm):
    """The choices; a whole deck in the page's language with Swedish beside it is the usual."""

    deck = StringField()
    language = StringField(validators=[OneOf(TAGS)])
    on_card = StringField(validators=[OneOf((BOTH, ONE))])
    stock = StringField()
    count = StringField()

    def __init__(
        self, chosen: Mapping[str, str], decks: Sequence[Deck], stocks: Sequence[Stock], tag: str
    ) -> None:
        by_id = {deck.id: deck for deck in decks}
        deck = by_id.get(chosen.get("deck", ""), decks[0])
        self.most = min(MOST, len(whole(deck)))
        self._rooms = {stock.id: stock.room for stock in stocks}
        usual = {
            "deck": deck.id,
            "language": tag,
            "on_card": BOTH,
            "stock": stocks[0].id,
            "count": str(self.most),
            "seed": "1",
        }
        super().__init__(chosen, usual)
        self.deck.validators = [OneOf(tuple(by_id))]
        self.stock.validators = [OneOf(tuple(self._rooms))]
        self.count.validators = [Whole(FEWEST, self.most)]

    def only_one_sheet(self) -> None:
        """Whatever number was chosen, take as many cards as one sheet has room for."""
        self.count.data = str(self._rooms.get(self.stock.data, FEWEST))

    def choices(self) -> Choices:
        """What was chosen; only of a form that is valid."""
        return Choices(
            deck=self.deck.data,
            languages=side_by_side(self.language.data, self.on_card.data == BOTH),
            stock=self.stock.data,
            count=int(self.count.data),
            seed=self.seed.data,
        )
