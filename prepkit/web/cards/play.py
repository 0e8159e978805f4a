"""The game on one screen between two people: a card at a time, whose turn it is, pass and stop.

Everything is on the page when it comes, and a press only moves along it (a link to a part of the
page): no script, nothing stored, and it goes on when the network is gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from wtforms import StringField

from prepkit.core.dealing import Dealt, Wish, deal, whole
from prepkit.core.deck import Deck
from prepkit.core.errors import SelectionError
from prepkit.core.face import Face, face
from prepkit.core.language import LANGUAGES, TAGS
from prepkit.web.cards.routes import bp
from prepkit.web.cards.wording import wording
from prepkit.web.fields import BOTH, ONE, AddressForm, OneOf, Whole, side_by_side
from prepkit.web.gate import with_house
from prepkit.web.house import House
from prepkit.web.locale import current, named
from prepkit.web.messages import lazy

FEWEST, USUAL, MOST = 6, 6, 12  # cards; the rules say 6 to 10
TOO_FEW = lazy("Så många kort finns inte på den nivån. Välj färre, eller gå djupare.")
DEEPEST = {"1": {1}, "2": {1, 2}, "3": {1, 2, 3}}  # levels to play


@dataclass(frozen=True)
class Turn:
    """One card in front of one of them; ``adult`` is whether it is the adult's turn."""

    place: int
    face: Face
    adult: bool

    @property
    def id(self) -> str:
        return f"k{self.place}{'a' if self.adult else 'b'}"


class PlayForm(AddressForm):
    """What to play; six cards of any level in the page's language with Swedish beside it."""

    deck = StringField()
    language = StringField(validators=[OneOf(TAGS)])
    on_card = StringField(validators=[OneOf((BOTH, ONE))])
    count = StringField(validators=[Whole(FEWEST, MOST)])
    deepest = StringField(validators=[OneOf(tuple(DEEPEST))])

    def __init__(self, chosen: Mapping[str, str], decks: Sequence[Deck], tag: str) -> None:
        usual = {
            "deck": decks[0].id,
            "language": tag,
            "on_card": BOTH,
            "count": str(USUAL),
            "deepest": "2",
            "seed": "1",
        }
        super().__init__(chosen, usual)
        self.deck.validators = [OneOf([deck.id for deck in decks])]

    @property
    def wish(self) -> Wish:
        """The cards; only of a form that is valid."""
        levels = frozenset(DEEPEST[self.deepest.data])
        return Wish(int(self.count.data), self.seed.data, levels=levels)


@bp.get("/cards/play")
@with_house
def play(house: House) -> str | tuple[str, int]:
    """Choose, and play."""
    decks = [each for each in house.library.decks() if _asking(each)]
    form = PlayForm(request.args, decks, current().tag)
    turns, status = (), 200
    if "begin" in request.args:
        turns = tuple(_turns(house, form)) if form.validate() else ()
        status = 200 if turns else 400
    page = render_template(
        "cards/play.html",
        form=form,
        turns=turns,
        decks={each.id: house.titles(each.id) for each in decks},
        named_languages=[(each.tag, named(each)) for each in LANGUAGES],
        again=form.others(),
    )
    return page, status


@bp.get("/cards/play/others")
@with_house
def play_others(house: House):
    """The same choices, other cards."""
    decks = [each for each in house.library.decks() if _asking(each)]
    form = PlayForm(request.args, decks, current().tag)
    return redirect(url_for("cards.play", begin="yes", **form.others()), 303)


def _asking(deck: Deck) -> bool:
    """Whether it is played by answering: a deck to point to isn't."""
    return any(dealt.card.kind.asks for dealt in whole(deck))


def _turns(house: House, form: PlayForm) -> Iterator[Turn]:
    """Every card twice: the adult goes first, and then the child (the rules)."""
    library = house.library
    deck = library.deck(form.deck.data)
    spoken = side_by_side(form.language.data, form.on_card.data == BOTH)
    said = wording(library, deck.id, spoken)
    try:
        cards: tuple[Dealt, ...] = deal(deck, form.wish)
    except SelectionError:
        form.count.errors = [TOO_FEW]
        return
    for place, dealt in enumerate(cards, 1):
        each = face(dealt, library.topics(), said)
        yield Turn(place, each, adult=True)
        yield Turn(place, each, adult=False)
