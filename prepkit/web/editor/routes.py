"""The banks: look at them, change a text, see what was changed, take it back."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from prepkit.core.bank import Bank
from prepkit.core.bankfile import Document
from prepkit.core.dealing import whole
from prepkit.core.deck import Deck
from prepkit.core.errors import BankError, EditConflict, PrintError, UnknownName
from prepkit.core.story import Stories
from prepkit.core.text import one_line
from prepkit.store.library import Library, Revision
from prepkit.web.editor.forms import EditForm, PressForm, edit_form
from prepkit.web.editor.parts import Part, editable, kept, part, part_id, parts
from prepkit.web.editor.preview import preview, unfit
from prepkit.web.editor.progress import Progress, progress
from prepkit.web.gate import NotYourRole, SignedIn, with_house, with_member
from prepkit.web.house import House
from prepkit.web.locale import words

bp = Blueprint("editor", __name__)
EDITOR = "editor"


@dataclass(frozen=True)
class Summary:
    """A bank or a deck as the list shows it."""

    document: Bank | Deck | Stories
    size: int
    progress: tuple[Progress, ...]
    last: Revision | None


@bp.get("/editor")
@with_house
@with_member()
def banks(member: SignedIn, house: House) -> str:
    """Every bank and deck: how far its translations are, and who changed it last."""
    found = [_summary(house.library, each) for each in house.library.documents() if editable(each)]
    return render_template("editor/banks.html", member=member, summaries=found)


def _summary(library: Library, document: Bank | Deck | Stories) -> Summary:
    history = library.history(document.id)
    return Summary(
        document=document,
        size=_size(document),
        progress=progress(document, library.catalogues(document.id)),
        last=history[0] if history else None,
    )


def _size(document: Bank | Deck | Stories) -> int:
    """How many cards, pages or questions it has."""
    if isinstance(document, Deck):
        return len(whole(document))
    return len(document.stories if isinstance(document, Stories) else document.questions)


@bp.get("/editor/bank/<document>")
@with_house
@with_member()
def bank(document: str, member: SignedIn, house: House) -> str:
    """Every question, card or rule of a bank."""
    found = _document(house.library, document)
    return render_template(
        "editor/bank.html",
        member=member,
        document=found,
        parts=list(parts(found)),
        catalogues=house.library.catalogues(document),
        names=house.topic_names(),
        of=preview_of(found),
        summary=_summary(house.library, found),
    )


def preview_of(document: Bank | Deck | Stories):
    """A way from a part's id to its question or card, if it is one."""
    if isinstance(document, Stories):
        return {}.get
    found = document.cards if isinstance(document, Deck) else document.questions
    return {each.id: each for each in found}.get


@bp.get("/editor/bank/<document>/edit/", defaults={"id": ""})
@bp.get("/editor/bank/<document>/edit/<path:id>")
@with_house
@with_member()
def look(document: str, id: str, member: SignedIn, house: House) -> str:
    """One part: its texts, to change or to read, and how it will look."""
    _, here = _part(house.library, document, id)
    base = house.library.revision(document)
    form = edit_form(here)(
        token=member.csrf,
        data={"base": base, **{name: entry.text for name, entry in here.fields.items()}},
    )
    return _edit_page(house, document, here, member, form, saved=saved_now(house.library, document))


@bp.post("/editor/bank/<document>/edit/", defaults={"id": ""})
@bp.post("/editor/bank/<document>/edit/<path:id>")
@with_house
@with_member(EDITOR)
def edit(document: str, id: str, member: SignedIn, house: House):
    """Save the texts of one part, for everybody and at once; or only show how they would look."""
    found, here = _part(house.library, document, id)
    form = edit_form(here)(request.form, token=member.csrf)
    changes = form.changes(here)
    if not form.validate():
        return _edit_page(house, document, here, member, form), 400
    try:
        too_long = unfit(house, found, here, changes)
    except PrintError:  # many are printing: nothing that was typed is lost for that
        form.tell_longest(
            here, words("Det gick inte att se om texten får plats. Försök igen snart.")
        )
        return _edit_page(house, document, here, member, form), 503
    if too_long:
        form.tell_longest(here, words("Texten får inte plats. Gör den kortare."))
        return _edit_page(house, document, here, member, form), 400
    if "preview" in request.form:
        return _edit_page(house, document, here, member, form, tried=True)
    try:
        made = _save(house.library, document, here, form, member.name)
    except BankError as error:
        form.tell(error, here)
        return _edit_page(house, document, here, member, form), 400
    except EditConflict:
        return _conflict(house, document, here, member, form)
    saved = made.number if made else None
    return redirect(url_for("editor.look", document=document, id=id, saved=saved), 303)


def _save(
    library: Library, document: str, here: Part, form: EditForm, author: str
) -> Revision | None:
    """Save what was typed; another text of the bank may have been changed since, but not this."""
    newest = library.revision(document)
    typed = _typed(library, document, here, form)
    if _meanwhile(library, document, typed, form.began_at()):
        raise EditConflict("somebody else changed the same text in between")
    return library.revise(document, typed, base=newest, author=author, note=form.reason.data or "")


def _typed(library: Library, document: str, here: Part, form: EditForm) -> dict[str, str]:
    """The texts they changed themselves: those that differ from what stood when they began."""
    began = {entry.context: entry.text for entry in here.fields.values()}
    for revision in library.history(document):  # newest first, so the oldest has the last word
        if revision.number > form.began_at():
            before = {change.context: change.before for change in revision.changes}
            began.update({context: before[context] for context in began if context in before})
    changes = form.changes(here).items()
    return {
        context: text for context, text in changes if one_line(text) != one_line(began[context])
    }


def _meanwhile(
    library: Library, document: str, contexts: Collection[str], base: int
) -> Revision | None:
    """The newest revision since ``base`` that changed one of these texts."""
    for revision in library.history(document):
        touched = {change.context for change in revision.changes}
        if revision.number > base and not touched.isdisjoint(contexts):
            return revision
    return None


def _conflict(
    house: House, document: str, here: Part, member: SignedIn, form: EditForm
) -> tuple[str, int]:
    """Both texts, with what was typed still in its field: saving now is a choice."""
    typed = _typed(house.library, document, here, form)
    theirs = _meanwhile(house.library, document, typed, form.began_at())
    for name, entry in here.fields.items():
        if entry.context not in typed:
            form[name].data = entry.text  # a text they left alone is as the other has it
    form.base.data = str(house.library.revision(document))
    return _edit_page(house, document, here, member, form, theirs=theirs), 409


def _edit_page(house: House, document: str, here: Part, member: SignedIn, form, **more) -> str:
    library = house.library
    found = _document(library, document)
    return render_template(
        "editor/edit.html",
        member=member,
        document=found,
        part=here,
        form=form,
        catalogues=library.catalogues(document),
        names=house.topic_names(),
        preview=preview(house, found, here, form.changes(here)),
        changed=sum(
            part_id(change.context) == here.id
            for revision in library.history(document)
            for change in revision.changes
        ),
        undo=PressForm(token=member.csrf),
        **more,
    )


def saved_now(library: Library, document: str) -> Revision | None:
    """The revision that was just made, if it is still the newest."""
    history = library.history(document)
    newest = history[0] if history else None
    return newest if newest and request.args.get("saved") == str(newest.number) else None


@bp.get("/editor/bank/<document>/history")
@with_house
@with_member()
def history(document: str, member: SignedIn, house: House) -> str:
    """Every change of a bank: who, when, why, before and after."""
    return _history_page(house, document, member)


@bp.post("/editor/bank/<document>/undo/<int:number>")
@with_house
@with_member(EDITOR)
def undo(document: str, number: int, member: SignedIn, house: House) -> Response | tuple[str, int]:
    """Take back one change, in a new one."""
    _kept(house.library, document)
    form = PressForm(request.form, token=member.csrf)
    if not form.validate():
        return _history_page(house, document, member, problem=words(str(form.token.errors[0]))), 400
    try:
        made = house.library.undo(document, number, author=member.name)
    except UnknownName:
        abort(404)
    except EditConflict:
        say = words("Samma text har ändrats igen efteråt. Ångra den ändringen först.")
        return _history_page(house, document, member, problem=say), 409
    saved = made.number if made else None
    return redirect(url_for("editor.history", document=document, saved=saved), 303)


def _history_page(house: House, document: str, member: SignedIn, problem: str = "") -> str:
    found = _kept(house.library, document)
    revisions = house.library.history(document)
    return render_template(
        "editor/history.html",
        member=member,
        document=found,
        revisions=revisions,
        standing=house.library.standing(document),
        taken_back={each.undoes for each in revisions},
        saved=saved_now(house.library, document),
        labels={each.id: each.words for each in parts(found)} if editable(found) else {},
        part_id=part_id,
        undo=PressForm(token=member.csrf),
        problem=problem,
    )


def _document(library: Library, id: str) -> Bank | Deck | Stories:
    try:
        found = library.written(id).document
    except UnknownName:
        abort(404)
    return found if editable(found) else abort(404)


def _kept(library: Library, id: str) -> Document:
    """A document that has a history to look at: of questions, pages or the office."""
    try:
        found = library.written(id).document
    except UnknownName:
        abort(404)
    return found if kept(found) else abort(404)


def _part(library: Library, document: str, id: str) -> tuple[Bank | Deck | Stories, Part]:
    found = _document(library, document)
    try:
        return found, part(found, id)
    except UnknownName:
        abort(404)


@bp.errorhandler(NotYourRole)
def not_yours(_error: NotYourRole) -> tuple[str, int]:
    """What a worker is told who may look at the banks but not change them."""
    return render_template("editor/not-yours.html"), 403
