"""Choose a meeting and print its questions on one sheet, to write on by hand."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for

from prepkit.core.asked import Asked, asked
from prepkit.core.bank import AgeGroup, Role
from prepkit.core.errors import SelectionError
from prepkit.core.language import LANGUAGES, TAGS, Language, language
from prepkit.core.selection import choose as choose_questions
from prepkit.core.wording import Phrase
from prepkit.pdf import child
from prepkit.pdf.ask_page import ask_page as make_ask_page
from prepkit.pdf.markup import t
from prepkit.pdf.pack import Questions
from prepkit.pdf.pack import pack as make_pack
from prepkit.pdf.papers import question_page
from prepkit.store.library import Library
from prepkit.web import download
from prepkit.web.fields import side_by_side
from prepkit.web.gate import with_house
from prepkit.web.house import House
from prepkit.web.locale import current, named
from prepkit.web.messages import lazy
from prepkit.web.papers.forms import Choices, PageForm

bp = Blueprint("papers", __name__)

TOO_FEW = lazy("Så många frågor finns inte för den åldern. Välj färre.")


@dataclass(frozen=True)
class Chosen:
    """What will stand on the page: what they may ask, and what the child may ask them."""

    questions: tuple[Asked, ...]
    own: tuple[Asked, ...]
    languages: tuple[Language, ...]

    @property
    def count(self) -> int:
        return len(self.questions) + len(self.own)

    @property
    def marked(self) -> int:
        """How many bear the mark that nobody who speaks the language has read them."""
        return sum(any(phrase.marked for phrase in said) for said in self._all())

    @property
    def in_swedish(self) -> int:
        """How many have Swedish words where a translation should be."""
        return sum(any(phrase.stands_in for phrase in said) for said in self._all())

    def said(self, each: Asked, *languages: Language) -> list[Phrase]:
        """What a question and its choices say in these languages."""
        texts = (each.ask, *(text for _, text in each.choices))
        return [text.to(language.tag) for text in texts for language in languages]

    def _all(self) -> list[list[Phrase]]:
        return [self.said(each, *self.languages) for each in (*self.questions, *self.own)]


@bp.get("/papers")
@with_house
def choose(house: House) -> str | tuple[str, int]:
    """Choose, and see the questions that will stand on the page."""
    form = _form(house, request.args)
    chosen = _chosen(house.library, form)
    return _page(house, form, chosen) if chosen else (_page(house, form), 400)


@bp.get("/papers/others")
@with_house
def others(house: House) -> Response:
    """The same choices, and other questions."""
    return redirect(url_for("papers.choose", **_form(house, request.args).others()), 303)


@bp.get("/papers/question-page.pdf")
@with_house
def page(house: House) -> Response | tuple[str, int]:
    """The questions on one A4, as a PDF to print."""
    form = _form(house, request.args)
    chosen = _chosen(house.library, form)
    if not chosen:
        return _page(house, form), 400
    tags = [each.tag for each in chosen.languages]
    about = (chosen.questions, chosen.own, tags, house.library.topics(), house.topic_names())
    return download.pdf(child.run(question_page, *about).pdf, form.choices().name)


@bp.get("/papers/ask-page.pdf")
@with_house
def ask_page(house: House) -> Response:
    """A page for a helper to fill in by hand, in the language of the address."""
    tag = request.args.get("language", current().tag)
    languages = side_by_side(tag if tag in TAGS else current().tag, both=True)
    paper = child.run(make_ask_page, languages, house.library.topics(), house.topic_names())
    return download.pdf(paper.pdf, "papper-fragor")


@bp.get("/papers/pack.pdf")
@with_house
def pack(house: House) -> Response | tuple[str, int]:
    """Every paper for the meeting in one PDF: the same questions, and what goes with them."""
    form = _form(house, request.args)
    chosen = _chosen(house.library, form)
    if not chosen:
        return _page(house, form), 400
    tags = [each.tag for each in chosen.languages]
    about = (Questions(chosen.questions, chosen.own), house.known(), tags)
    paper = child.run(make_pack, *about, house.library.topics(), house.topic_names())
    return download.pdf(paper.pdf, form.choices().named("papper"))


def _form(house: House, chosen: dict[str, str]) -> PageForm:
    return PageForm(chosen, [bank.id for bank in house.library.meetings()], current().tag)


def _page(house: House, form: PageForm, chosen: Chosen | None = None) -> str:
    return render_template(
        "papers/choose.html",
        form=form,
        chosen=chosen,
        t=t,
        meetings={bank.id: house.titles(bank.id) for bank in house.library.meetings()},
        ages=[(age.value, age.replace("-", "–")) for age in AgeGroup],
        named_languages=[(each.tag, named(each)) for each in LANGUAGES],
        names=house.topic_names(),
    )


def _chosen(library: Library, form: PageForm) -> Chosen | None:
    """The questions of the page; None, with the reason at its field, if there can't be one."""
    if not form.validate():
        return None
    choices = form.choices()
    try:
        return _questions(library, choices)
    except SelectionError:
        form.count.errors = [TOO_FEW]
        return None


def _questions(library: Library, choices: Choices) -> Chosen:
    banks = [library.core(), library.bank(choices.meeting), library.own()]
    picks = choose_questions(banks, choices.wishes)
    said = [asked(pick.question, library.catalogues(pick.bank)) for pick in picks]
    return Chosen(
        questions=tuple(each for each in said if each.role is not Role.OWN),
        own=tuple(each for each in said if each.role is Role.OWN),
        languages=tuple(language(tag) for tag in choices.languages),
    )
