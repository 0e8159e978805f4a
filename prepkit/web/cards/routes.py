"""Choose a deck and print it. Nobody signs in: what is on the cards is public."""

from flask import Blueprint, Response, redirect, render_template, request, url_for

from prepkit.core.dealing import Dealt, Wish, deal, whole
from prepkit.core.deck import Deck
from prepkit.core.face import face
from prepkit.core.language import LANGUAGES, language
from prepkit.core.marks import marks
from prepkit.core.sheet import Layout, sheets
from prepkit.core.stock import Stock
from prepkit.pdf import child
from prepkit.pdf.cards import Order, print_deck
from prepkit.pdf.shelf import Shelf
from prepkit.web import download
from prepkit.web.cards.forms import Choices, DeckForm
from prepkit.web.cards.wording import wording
from prepkit.web.gate import with_house
from prepkit.web.house import House
from prepkit.web.locale import current, named, words

bp = Blueprint("cards", __name__)


@bp.get("/cards")
@with_house
def choose(house: House) -> str | tuple[str, int]:
    """Choose, and see the first sheet as it will be printed."""
    form = _form(house, request.args)
    if not form.validate():
        return _page(house, form), 400
    return _page(house, form, **_shown(house, form.choices()))


@bp.get("/cards/others")
@with_house
def others(house: House) -> Response:
    """The same choices, and other cards."""
    return redirect(url_for("cards.choose", **_form(house, request.args).others()), 303)


@bp.get("/cards/deck.pdf")
@with_house
def deck(house: House) -> Response | tuple[str, int]:
    """The deck as a PDF to print."""
    return _printed(house, _form(house, request.args))


@bp.get("/cards/one-sheet.pdf")
@with_house
def one_sheet(house: House) -> Response | tuple[str, int]:
    """One sheet of it, to try the printer with."""
    form = _form(house, request.args)
    form.only_one_sheet()
    return _printed(house, form)


def _printed(house: House, form: DeckForm) -> Response | tuple[str, int]:
    if not form.validate():
        return _page(house, form), 400
    choices = form.choices()
    made = print_deck(_order(house, choices), Shelf(house.settings.cache), child.run)
    return download.pdf(made, choices.name)


def _form(house: House, chosen: dict[str, str]) -> DeckForm:
    library = house.library
    return DeckForm(chosen, library.decks(), library.stocks().stocks, current().tag)


def _page(house: House, form: DeckForm, **shown) -> str:
    decks = {deck.id: (*house.titles(deck.id), len(whole(deck))) for deck in house.library.decks()}
    return render_template(
        "cards/choose.html",
        form=form,
        decks=decks,
        named_languages=[(each.tag, named(each)) for each in LANGUAGES],
        stocks=[(stock.id, _size(stock)) for stock in house.library.stocks().stocks],
        **shown,
    )


def _size(stock: Stock) -> str:
    width, height = (f"{length:g}" for length in stock.card)
    values = {"width": width, "height": height, "room": stock.room}
    return words("%(width)s × %(height)s mm, %(room)d på ett ark") % values


def _shown(house: House, choices: Choices) -> dict[str, object]:
    """What the page tells of an order: the first sheet, and how it is with the words."""
    order = _order(house, choices)
    faces = [face(dealt, order.topics, order.wording) for dealt in order.cards]
    return {
        "first": faces[: order.layout.stock.room],
        "count": len(faces),
        "marked": sum(face.marked for face in faces),
        "in_swedish": sum(face.stands_in for face in faces),
        "spoken": language(choices.languages[0]),
        "stock": order.layout.stock,
        "cuts": marks(order.layout.stock),
        "sheets": sheets(order.layout.stock, len(faces)) + 1,  # and the rules
    }


def _order(house: House, choices: Choices) -> Order:
    library = house.library
    deck = library.deck(choices.deck)
    return Order(
        deck=deck,
        topics=library.topics(),
        wording=wording(library, deck.id, choices.languages),
        cards=_dealt(deck, choices),
        layout=Layout(library.stocks().stock(choices.stock)),
    )


def _dealt(deck: Deck, choices: Choices) -> tuple[Dealt, ...]:
    """The whole deck in its own order, or some of it."""
    if choices.count == len(whole(deck)):
        return whole(deck)
    return deal(deck, Wish(choices.count, choices.seed))
