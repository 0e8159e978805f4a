"""From what was chosen to what is printed: the deck's cards, its words, and the paper."""

from dataclasses import dataclass, replace
from functools import cached_property

from prepkit.core.cutting import CutPlan, cut_plan
from prepkit.core.dealing import OwnCard, fitting, printed
from prepkit.core.errors import PrintError, SelectionError
from prepkit.core.face import Face, face
from prepkit.core.sheet import Layout, Sides, pages
from prepkit.core.stock import Stock
from prepkit.pdf.cards import Order, manuscript, pages_on_each
from prepkit.pdf.fit import known, too_small
from prepkit.pdf.shelf import Shelf
from prepkit.web.cards.forms import EACH_SIDE, Choices, DeckForm
from prepkit.web.cards.wording import wording
from prepkit.web.fields import BOTH
from prepkit.web.house import House
from prepkit.web.messages import lazy

TOO_FEW = lazy("Bara %(n)s kort passar det du valde. Välj så många, eller välj mindre noga.")
NONE_FIT = lazy("Inget kort passar det du valde. Välj mindre noga.")
TOO_MANY_PINNED = lazy("Du håller fast %(n)s kort. Välj minst så många kort.")
NO_FOLD = lazy("De arken går inte att vika. Välj vanligt papper, eller skriv ut på båda sidor.")
NO_ROOM = lazy("Orden får inte plats på så små kort. Välj större, eller ett språk på varje sida.")
NO_ROOM_AT_ALL = lazy("Orden får inte plats på så små kort. Välj större.")


@dataclass(frozen=True)
class Told:
    """What the page tells of an order before it is printed."""

    order: Order
    swedish: str  # the child's language in Swedish

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        order = self.order
        return tuple(face(dealt, order.topics, order.wording) for dealt in order.cards)

    @property
    def count(self) -> int:
        return len(self.order.cards)

    @property
    def beside(self) -> int:
        """How many of them lie beside the game, and are none of its own."""
        return sum(not dealt.card.kind.played for dealt in self.order.cards)

    @property
    def marked(self) -> int:
        return sum(each.marked for each in self.faces)

    @property
    def in_swedish(self) -> int:
        return sum(each.stands_in for each in self.faces)

    @cached_property
    def plan(self) -> CutPlan:
        return cut_plan(self.order.layout, self.count)

    @cached_property
    def sheets(self) -> int:
        """Sheets of paper, the papers among them."""
        leaf = sum(side.paper in self.order.papers for side in manuscript(self.order).leaf)
        printed = len(pages(self.order.layout, self.count, leaf))
        return printed if self.one_side else printed // 2

    @cached_property
    def on_each(self) -> tuple[str, str] | None:
        """The pages for perforated sheets and those for plain paper, as one types them."""
        found = pages_on_each(self.order)
        return tuple(_typed(each) for each in found) if found else None

    @property
    def one_side(self) -> bool:
        return self.order.layout.sides in {Sides.FOLD, Sides.FRONTS}


def order(house: House, choices: Choices, own: tuple[OwnCard, ...] = ()) -> Order:
    """What to print. Raises SelectionError for a wish that no cards meet, PrintError for sheets
    that can't be folded.
    """
    library = house.library
    deck = library.deck(choices.deck)
    stock = library.stocks().stock(choices.stock)
    words = wording(library, deck.id, choices.languages)
    return Order(
        deck=deck,
        topics=library.topics(),
        wording=replace(words, each_side=choices.each_side),
        cards=printed(deck, choices.wish, choices.beside),
        layout=Layout(stock, choices.sides, choices.edge, choices.front, choices.back),
        ink=choices.ink,
        own=own,
        papers=choices.papers,
        rights=library.rights().rights,
        all_at_once=True,
    )


def checked(house: House, form: DeckForm, own: tuple[OwnCard, ...] = ()) -> Order | None:
    """The order of a form; None if it has none, with what is wrong told at its fields."""
    if not form.validate():
        return None
    choices = form.choices()
    try:
        found = order(house, choices, own)
    except SelectionError:
        form.count.errors = [_why(house, choices)]
        return None
    except PrintError:
        form.turned.errors = [NO_FOLD]
        return None
    if not found.cards and not own:
        form.count.errors = [NONE_FIT]
        return None
    if not has_room(found, Shelf(house.settings.cache)):
        form.stock.errors = [no_room(form)]
        return None
    return found


def no_room(form: DeckForm) -> str:
    """What to say of sheets whose cards are too small."""
    return NO_ROOM if _shares(form) else NO_ROOM_AT_ALL


def way_out(house: House, form: DeckForm) -> dict[str, str | list[str]] | None:
    """The same choices with each language on a side of its own, if the words are in the way.

    None if it wouldn't help, as far as is known: other sheets have to be chosen.
    """
    if not (NO_ROOM in form.stock.errors and _shares(form)):
        return None
    other = replace(form.choices(), each_side=True)
    if not has_room(order(house, other), Shelf(house.settings.cache)):
        return None
    return form.chosen() | {"on_card": EACH_SIDE}


def _shares(form: DeckForm) -> bool:
    """Whether two languages share a side of the card."""
    return form.on_card.data == BOTH and len(form.spoken) > 1


def has_room(order: Order, shelf: Shelf) -> bool:
    """Whether the words fit the cards, as far as it is known."""
    try:
        measured = known(order, shelf)
    except PrintError:  # smaller than any card is laid out for
        return False
    return measured is None or measured.holds


def offered(house: House, form: DeckForm) -> tuple[list[Stock], list[Stock]]:
    """The sheets to choose from, and those whose cards are known to be too small for the words.

    One that is chosen already is among both.
    """
    stocks = list(house.library.stocks().stocks)
    if form.errors.keys() & {"deck", "language", "on_card"}:
        return stocks, []
    words = wording(house.library, form.chosen_deck.id, form.spoken)
    asked = Order(
        deck=form.chosen_deck,
        topics=house.library.topics(),
        wording=replace(words, each_side=form.each_side),
        cards=(),
        layout=Layout(stocks[0]),
        rights=house.library.rights().rights,
    )
    small = too_small(asked, {stock.card for stock in stocks}, Shelf(house.settings.cache))
    refused = [each for each in stocks if each.card in small]
    return [s for s in stocks if s not in refused or s.id == form.stock.data], refused


def _typed(pages: range) -> str:
    """Pages as one types them for a printer."""
    return f"{pages[0]}–{pages[-1]}" if len(pages) > 1 else f"{pages[0]}"


def _why(house: House, choices: Choices) -> str:
    """Why no such cards can be dealt."""
    wish = choices.wish
    if len(wish.pinned) > (wish.count or 0):
        return TOO_MANY_PINNED % {"n": len(wish.pinned)}
    found = len(fitting(house.library.deck(choices.deck), wish))
    return TOO_FEW % {"n": found} if found else NONE_FIT
