"""Cards of one's own, for one print: written here, sent once, kept nowhere.

They may hold what a child has said. So they are sent as a form and never stand in an address, the
print is answered at once, and nothing of it is put on the shelf.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request
from wtforms import Form, StringField, ValidationError

from prepkit.core.dealing import LONGEST_OWN, OwnCard
from prepkit.core.errors import DoesNotFit, PrintBusy
from prepkit.core.language import LANGUAGES
from prepkit.core.text import tidy
from prepkit.pdf import child
from prepkit.pdf.cards import print_deck
from prepkit.pdf.shelf import Shelf
from prepkit.web import download
from prepkit.web.cards.forms import LEVELS, DeckForm
from prepkit.web.cards.ordering import checked
from prepkit.web.cards.routes import bp, form_of, page
from prepkit.web.fields import OneOf
from prepkit.web.gate import with_house
from prepkit.web.house import House
from prepkit.web.locale import current, named
from prepkit.web.messages import lazy

MOST = 9  # a sheet of poker cards
FIRST = 3  # rows to write on, and how many more a press gives
LONG = lazy("Gör kortet kortare: %(max)d tecken får plats.")
NOTHING = lazy("Skriv minst ett kort.")
NO_ROOM = lazy("Ett eget kort är för långt för sin storlek. Gör det kortare.")


class Brief:
    """Room for it on a card, counted as it will be printed."""

    def __call__(self, form, field) -> None:
        if len(_line(field.data)) > LONGEST_OWN:
            raise ValidationError(LONG % {"max": LONGEST_OWN})


class OwnForm(Form):
    """One card; a row without a question is no card."""

    class Meta:
        locales = False

    words = StringField(validators=[Brief()])
    adult = StringField(validators=[Brief()])
    topic = StringField()
    level = StringField(validators=[OneOf(LEVELS)])

    def card(self, tag: str) -> OwnCard:
        """What was written, in this language; only of a row that is valid."""
        says, adult = _line(self.words.data), _line(self.adult.data)
        return OwnCard(self.topic.data, tag, int(self.level.data), says, adult)


@dataclass(frozen=True)
class Sent:
    """What was written, and whether it can be printed."""

    rows: list[OwnForm]
    cards: tuple[OwnCard, ...]
    right: bool


@bp.route("/cards/own", methods=["GET", "POST"])
@with_house
def own(house: House) -> Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Write cards, and print them with the deck that was chosen."""
    form = form_of(house)
    if checked(house, form) is None:
        return page(house, form), 400
    if request.method == "GET":
        return _page(house, form, _rows(house, FIRST))
    sent = _sent(house, form)
    if "more" in request.form:
        return _page(house, form, _rows(house, min(MOST, len(sent.rows) + FIRST)))
    if not sent.right:
        return _page(house, form, sent.rows), 400
    if not sent.cards:
        sent.rows[0].words.errors = [NOTHING]
        return _page(house, form, sent.rows), 400
    return _printed(house, form, sent)


def _printed(
    house: House, form: DeckForm, sent: Sent
) -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    order = checked(house, form, sent.cards)
    try:
        made = print_deck(order, Shelf(house.settings.cache), child.run)
    except DoesNotFit:
        sent.rows[0].words.errors = [NO_ROOM]
        return _page(house, form, sent.rows), 400
    except PrintBusy as error:
        wait = {"Retry-After": str(error.wait)}
        return _page(house, form, sent.rows, busy=True), 503, wait
    return download.pdf(made, f"{form.deck.data}-own")


def _sent(house: House, form: DeckForm) -> Sent:
    tag = request.form.get("written_in", "")
    tag = tag if tag in form.spoken else form.spoken[0]
    many = sum(name.startswith("words-") for name in request.form)
    rows = _rows(house, max(FIRST, min(MOST, many)))
    right = all([row.validate() for row in rows])
    cards = tuple(row.card(tag) for row in rows if right and _line(row.words.data))
    return Sent(rows, cards, right)


def _rows(house: House, many: int) -> list[OwnForm]:
    """So many rows, with what was written in them."""
    topics = [topic.id for topic in house.library.topics().topics]
    rows = []
    for number in range(many):
        names = {"words", "adult", "topic", "level"}
        given = {name: request.form.get(f"{name}-{number}") for name in names}
        given = {name: value for name, value in given.items() if value}
        row = OwnForm(data={"topic": topics[0], "level": "1"} | given)
        row.topic.validators = [OneOf(topics)]
        for name in names:
            row[name].id = row[name].name = f"{name}-{number}"
        rows.append(row)
    return rows


def _page(house: House, form: DeckForm, rows: Sequence[OwnForm], busy: bool = False) -> str:
    topics = house.topic_names()
    return render_template(
        "cards/own.html",
        rows=rows,
        chosen=form.chosen(),
        title=house.titles(form.deck.data)[0].to(current().tag),
        topics=[(id, name.to(current().tag)) for id, name in topics.items()],
        spoken=[(each.tag, named(each)) for each in LANGUAGES if each.tag in form.spoken],
        written_in=request.form.get("written_in", form.spoken[0]),
        most=MOST,
        longest=LONGEST_OWN,
        busy=busy,
    )


def _line(words: str | None) -> str:
    return " ".join(tidy(words or "").split())
