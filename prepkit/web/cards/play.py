"""The game on one screen between two people: a card at a time, whose turn it is, pass and stop.

Everything is on the page when it comes, and a press only moves along it (a link to a part of the
page): no script, nothing stored, and it goes on when the network is gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from wtforms import StringField

from prepkit.core.dealing import Dealt, Wish, deal, whole
from prepkit.core.deck import CardKind, Deck
from prepkit.core.errors import SelectionError
from prepkit.core.face import AdultWords, Face, Words, face
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
    """One card in front of one of them; ``adult`` is whether it is the adult's turn.

    ``asks`` is the question of this turn, in one language or two; ``how`` says what else to know.
    """

    place: int
    face: Face
    adult: bool
    asks: tuple[Words, ...]
    how: tuple[AdultWords, ...] = ()

    @property
    def id(self) -> str:
        return f"k{self.place}{'a' if self.adult else 'b'}"


class PlayForm(AddressForm):
    """What to play; six cards of any level in the page's language with Swedish beside it.

    Until one has begun, what another page chose and can't be played is as usual.
    """

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
        if "begin" not in chosen and not self.validate():
            kept = {name: self[name].data for name in usual if not self[name].errors}
            super().__init__(kept, usual)
            self.deck.validators = [OneOf([deck.id for deck in decks])]

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages on the cards, the child's first."""
        return side_by_side(self.language.data, self.on_card.data == BOTH)

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
        spoken=_both(form) if turns else (),
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


def _both(form: PlayForm) -> tuple[str, ...]:
    """The languages that the game itself speaks: the child's, and one for the adult."""
    return tuple(dict.fromkeys((*form.spoken, current().tag)))[:2]


def _turns(house: House, form: PlayForm) -> Iterator[Turn]:
    """Every card twice: the adult goes first, and then the child (the rules)."""
    library = house.library
    deck = library.deck(form.deck.data)
    said = wording(library, deck.id, form.spoken)
    try:
        cards: tuple[Dealt, ...] = deal(deck, form.wish)
    except SelectionError:
        form.count.errors = [TOO_FEW]
        return
    for place, dealt in enumerate(cards, 1):
        each = face(dealt, library.topics(), said)
        question = (each.ask, each.beside) if each.beside else (each.ask,)
        swap = dealt.card.kind is CardKind.MIRROR
        own = tuple(line.says for line in each.adult) if dealt.card.ask_adult and not swap else ()
        how = each.adult if swap else ()
        yield Turn(place, each, adult=True, asks=own or question, how=how)
        yield Turn(place, each, adult=False, asks=question, how=how)
