"""How the words will look and what could be better in them, before they are saved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from prepkit.core.advice import MOST_WORDS, Advice, advise, advise_on, count_words
from prepkit.core.bank import AgeGroup, Bank, Question
from prepkit.core.dealing import Dealt, beside, whole
from prepkit.core.deck import Card, Deck, Rule
from prepkit.core.errors import DoesNotFit
from prepkit.core.face import Face, face
from prepkit.core.language import LANGUAGES, SWEDISH
from prepkit.core.sheet import Layout
from prepkit.core.story import Stories
from prepkit.core.text import one_line
from prepkit.pdf import child
from prepkit.pdf.cards import Order, check_fit
from prepkit.pdf.leaf import PAPERS
from prepkit.web.cards.wording import wording
from prepkit.web.editor.parts import Part
from prepkit.web.fields import side_by_side
from prepkit.web.house import House


@dataclass(frozen=True)
class Preview:
    """A question or a card with the words that were typed, and advice on them.

    ``words`` and ``most`` count a question's words and what the youngest it is for take in.
    """

    question: Question | None = None
    face: Face | None = None
    advice: tuple[Advice, ...] = ()
    words: int = 0
    most: int = 0
    youngest: str = ""


def preview(
    house: House, document: Bank | Deck | Stories, part: Part, changes: Mapping[str, str]
) -> Preview:
    """The part as it will look; empty for what is neither a question nor a card."""
    if isinstance(document, Deck):
        return _of_card(house, document, part, changes)
    if isinstance(document, Stories):
        return Preview()
    return _of_question(document, part, changes)


def _of_question(bank: Bank, part: Part, changes: Mapping[str, str]) -> Preview:
    found = {each.id: each for each in bank.questions}.get(part.id)
    if not found:
        return Preview()
    question = _typed(found, part, changes)
    youngest = next((age for age in AgeGroup if age in question.ages), AgeGroup.LITTLE)
    return Preview(
        question=question,
        advice=advise_on(question),
        words=count_words(question.text),
        most=MOST_WORDS[youngest],
        youngest=youngest.replace("-", "–"),
    )


def _of_card(house: House, deck: Deck, part: Part, changes: Mapping[str, str]) -> Preview:
    dealt = _dealt(_edited(deck, part, changes), part)
    if not dealt or not dealt.card.kind.asks:
        return Preview()
    swedish = wording(house.library, deck.id, (SWEDISH.tag,))
    return Preview(
        face=face(dealt, house.library.topics(), swedish), advice=advise(dealt.card.text)
    )


def unfit(
    house: House, document: Bank | Deck | Stories, part: Part, changes: Mapping[str, str]
) -> bool:
    """Whether a card or a paper has no room for these words, in some language it is printed in."""
    if not isinstance(document, Deck):
        return False
    deck = _edited(document, part, changes)
    dealt = _dealt(deck, part)
    alone = replace(deck, cards=(dealt.card if dealt else deck.cards[0],))  # the others do fit
    papers = () if dealt else PAPERS
    return not all(_fits(house, alone, papers, each.tag) for each in LANGUAGES)


def _fits(house: House, deck: Deck, papers: tuple[str, ...], tag: str) -> bool:
    library = house.library
    order = Order(
        deck=deck,
        topics=library.topics(),
        wording=wording(library, deck.id, side_by_side(tag, both=True)),
        cards=(*whole(deck), *beside(deck)),
        layout=Layout(library.stocks().stocks[0]),
        papers=papers,
    )
    try:
        check_fit(order, child.run)
    except DoesNotFit:
        return False
    return True


def _dealt(deck: Deck, part: Part) -> Dealt | None:
    """The part under its number, if it is a card."""
    every = (*whole(deck), *beside(deck))
    return next((dealt for dealt in every if dealt.card.id == part.id), None)


def _edited(deck: Deck, part: Part, changes: Mapping[str, str]) -> Deck:
    """The deck with the words that were typed; as it is where it can't have them."""
    typed = {name: one_line(changes[entry.context]) for name, entry in part.fields.items()}
    try:
        if not part.id:
            return replace(deck, **typed)
        return replace(
            deck,
            rules=_paper(deck.rules, "rule", part.id, typed),
            cards=tuple(_card(c, typed) if c.id == part.id else c for c in deck.cards),
            debrief=_paper(deck.debrief, "debrief", part.id, typed),
            guide=_paper(deck.guide, "guide", part.id, typed),
            groups=tuple(replace(g, text=typed.get(g.id, g.text)) for g in deck.groups)
            if part.id == "group"
            else deck.groups,
        )
    except ValidationError:
        return deck


def _paper(
    paragraphs: tuple[Rule, ...], paper: str, id: str, typed: Mapping[str, str]
) -> tuple[Rule, ...]:
    return tuple(replace(p, **typed) if f"{paper}/{p.id}" == id else p for p in paragraphs)


def _card(card: Card, typed: Mapping[str, str]) -> Card:
    words = {name: text for name, text in typed.items() if not name.startswith("line-")}
    lines = tuple(replace(line, text=typed[f"line-{line.id}"]) for line in card.lines)
    return replace(card, lines=lines, **words)


def _typed(question: Question, part: Part, changes: Mapping[str, str]) -> Question:
    """The question with the words that were typed; as it is where it can't have them."""
    typed = {name: one_line(changes[entry.context]) for name, entry in part.fields.items()}
    choices = tuple(replace(c, text=typed[f"choice-{c.id}"] or c.text) for c in question.choices)
    try:
        return replace(question, text=typed["text"], choices=choices)
    except ValidationError:
        return question
