"""Choose a deck and print it. Nobody signs in: what is on the cards is public."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for

from prepkit.core.asked import texts
from prepkit.core.bank import AgeGroup
from prepkit.core.dealing import beside, whole
from prepkit.core.errors import DoesNotFit
from prepkit.core.language import LANGUAGES, language
from prepkit.core.stock import Stock
from prepkit.core.wording import Phrase
from prepkit.pdf import child
from prepkit.pdf.calibration import calibration_sheet
from prepkit.pdf.cards import Order, print_deck, print_first_sheet
from prepkit.pdf.preview import picture
from prepkit.pdf.shelf import Shelf
from prepkit.web import download
from prepkit.web.cards.forms import DeckForm
from prepkit.web.cards.ordering import Told, checked, no_room, offered, way_out
from prepkit.web.cards.printing import NotReady
from prepkit.web.gate import with_house
from prepkit.web.house import House
from prepkit.web.locale import current, named, words

bp = Blueprint("cards", __name__)

ACROSS = 900  # pixels of a picture
FOR_A_PICTURE = 10.0  # seconds more that a picture may take: the page is there meanwhile


@dataclass(frozen=True)
class Row:
    """A card to hold on to or leave out; ``now`` is whether it is among those chosen."""

    id: str
    number: int
    asks: Phrase
    now: bool
    played: bool


@bp.get("/cards")
@with_house
def choose(house: House) -> str | tuple[str, int]:
    """Choose, and see the first sheet as it will be printed."""
    form = form_of(house)
    order = checked(house, form)
    if order is None:
        return page(house, form), 400
    return page(house, form, Told(order, language(form.spoken[0]).swedish))


@bp.get("/cards/others")
@with_house
def others(house: House) -> Response:
    """The same choices, and other cards."""
    return redirect(url_for("cards.choose", **form_of(house).others()), 303)


@bp.get("/cards/deck.pdf")
@with_house
def deck(house: House) -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """The deck as a PDF to print."""
    return _printed(house, print_deck)


@bp.get("/cards/one-sheet.pdf")
@with_house
def one_sheet(house: House) -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """One sheet of it, to try the printer with."""
    return _printed(house, print_first_sheet)


@bp.get("/cards/sheet.png")
@with_house
def sheet(house: House) -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """A picture of the first sheet as it is printed: its front, or its back."""
    form = form_of(house)
    order = checked(house, form)
    if order is None:
        return page(house, form), 400
    shelf = Shelf(house.settings.cache)
    try:
        house.printing.ready(order, shelf, FOR_A_PICTURE)
    except NotReady as error:
        return _wait(form, error)
    except DoesNotFit:
        form.stock.errors = [no_room(form)]
        return page(house, form), 400
    printed = print_first_sheet(order, shelf, child.run)
    side = 1 if request.args.get("side") == "back" else 0
    return Response(child.run(picture, printed, side, ACROSS), mimetype="image/png")


@bp.get("/cards/calibration.pdf")
@with_house
def calibration(house: House) -> Response | tuple[str, int]:
    """The sheet that tells how far the printer strays, turned and moved as was chosen."""
    form = form_of(house)
    order = checked(house, form)
    if order is None:
        return page(house, form), 400
    layout = order.layout
    paper, moved = layout.stock.paper, (layout.front, layout.back)
    made = child.run(calibration_sheet, paper, layout.edge, *moved, current().tag)
    return download.pdf(made, "calibration")


def _printed(house: House, make) -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    form = form_of(house)
    order = checked(house, form)
    if order is None:
        return page(house, form), 400
    shelf = Shelf(house.settings.cache)
    try:
        house.printing.ready(order, shelf)
        made = make(order, shelf, child.run)
    except NotReady as error:
        return _wait(form, error)
    except DoesNotFit:
        form.stock.errors = [no_room(form)]
        return page(house, form), 400
    return download.pdf(made, form.name)


def _wait(form: DeckForm, error: NotReady) -> tuple[str, int, dict[str, str]]:
    """It takes longer than one should look at nothing: say how far it has come."""
    values = {"step": error.step.value, "again": request.full_path, "chosen": form.chosen()}
    return render_template("cards/wait.html", **values), 202, {"Retry-After": "2"}


def form_of(house: House) -> DeckForm:
    """What the address says was chosen."""
    library, chosen = house.library, request.args.to_dict(flat=False)
    return DeckForm(chosen, library.decks(), library.stocks(), current().tag)


def page(house: House, form: DeckForm, told: Told | None = None) -> str:
    """The page to choose on, with what is known of the order, if there is one."""
    decks = {deck.id: (*house.titles(deck.id), len(whole(deck))) for deck in house.library.decks()}
    held, too_small = offered(house, form)
    names = house.topic_names()
    sheets = _sheets(house)
    here = {dealt.card.topic for dealt in whole(form.chosen_deck)}
    return render_template(
        "cards/choose.html",
        form=form,
        decks=decks,
        named_languages=[(each.tag, named(each)) for each in LANGUAGES],
        plain=[(stock.id, sheets[stock.id]) for stock in held if not stock.perforated],
        perforated=[(stock.id, sheets[stock.id]) for stock in held if stock.perforated],
        too_small=[sheets[stock.id] for stock in too_small],
        topics=[(id, name.to(current().tag)) for id, name in names.items() if id in here],
        ages=[age.value for age in AgeGroup],
        rows=list(_rows(house, form, told.order if told else None)),
        chosen=form.chosen(),
        told=told,
        way=way_out(house, form),
        width=ACROSS,
    )


def _sheets(house: House) -> dict[str, str]:
    """What every sheet is called in the language of the page, by its id."""
    stocks = house.library.stocks()
    catalogues = (house.library.catalogue(stocks.id, current().tag),)
    return {
        stock.id: _sheet_name(stock, texts(entry, catalogues).to(current().tag).text)
        for stock in stocks.stocks
        for entry in stock.entries()
    }


def _sheet_name(stock: Stock, name: str) -> str:
    """A sheet as it is called on its package: what it is, its cards, and its numbers."""
    width, height = (f"{length:g}".replace(".", ",") for length in stock.card)
    values = {"width": width, "height": height, "room": stock.room, "name": name}
    said = words("%(name)s: %(width)s × %(height)s mm, %(room)d på ett ark") % values
    return f"{said} ({', '.join(stock.numbers)})" if stock.numbers else said


def _rows(house: House, form: DeckForm, order: Order | None) -> Iterator[Row]:
    """The deck's cards, in the language of the page."""
    deck = form.chosen_deck
    catalogues = house.library.catalogues(deck.id)
    now = {dealt.card.id for dealt in order.cards} if order else set()
    lying = {dealt.card.id: dealt for dealt in beside(deck)}
    for dealt in (*whole(deck), *lying.values()):
        card = dealt.card
        asks = texts(card.ask, catalogues).to(current().tag)
        yield Row(card.id, dealt.number, asks, card.id in now, card.kind.played)
