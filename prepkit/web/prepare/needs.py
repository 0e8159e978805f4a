"""What I need at the meeting: one page, of which everything may be left empty."""

from dataclasses import replace

from flask import Response, redirect, render_template, request, url_for
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from prepkit.core.language import LANGUAGES, TAGS
from prepkit.core.needs import Interpreter, Needs, Way, Who, Wish, tidied
from prepkit.core.preparation import Preparation
from prepkit.core.sharing_state import Sharing
from prepkit.web.fields import OneOf, Short
from prepkit.web.gate import Desk, with_desk, with_house
from prepkit.web.house import House
from prepkit.web.locale import current
from prepkit.web.prepare.forms import SharingForm
from prepkit.web.prepare.meanwhile import base_of, keep
from prepkit.web.prepare.paper import sources
from prepkit.web.prepare.routes import bp
from prepkit.web.visit.aside import aside

LONGEST = 300  # characters
INTERPRETING = "fl-13"  # what the law says of interpreters


def _words() -> TextAreaField:
    return TextAreaField(validators=[Short(LONGEST, lines=5)])


def _several() -> SelectMultipleField:
    return SelectMultipleField(choices=[], validate_choice=False)


class NeedsForm(SharingForm):
    """What they need; names that end in ``words`` are text that must never be lost."""

    with_words = _words()
    without_words = _words()
    without_for = RadioField(choices=[], validate_choice=False, validators=[OneOf(tuple(Sharing))])
    where_words = _words()
    pause_words = _words()
    ways = _several()
    spoken = SelectField(choices=[], validate_choice=False, validators=[OneOf(TAGS)])
    dialect_words = StringField(validators=[Short(LONGEST, lines=1)])
    who = RadioField(choices=[], validate_choice=False, validators=[OneOf(tuple(Who))])
    wishes = _several()
    translate_words = _words()

    def needs(self) -> Needs:
        """What the form says; a tick that isn't on the page is none."""
        interpreter = Interpreter(
            language=self.spoken.data or "",
            dialect=self.dialect_words.data or "",
            who=Who(self.who.data) if self.who.data else None,
            wishes=tuple(wish for wish in Wish if wish in self.wishes.data),
            translate=self.translate_words.data or "",
        )
        return tidied(
            Needs(
                with_me=self.with_words.data or "",
                without=self.without_words.data or "",
                without_for=Sharing(self.without_for.data or Sharing.ONLY_ME),
                where=self.where_words.data or "",
                pause=self.pause_words.data or "",
                ways=tuple(way for way in Way if way in self.ways.data),
                interpreter=interpreter,
                sharing=self.audience(),
            )
        )

    @classmethod
    def showing(cls, needs: Needs, **kwargs) -> "NeedsForm":
        """The form as it stands now."""
        asked = needs.interpreter
        data = {
            "with_words": needs.with_me,
            "without_words": needs.without,
            "without_for": needs.without_for,
            "where_words": needs.where,
            "pause_words": needs.pause,
            "ways": list(needs.ways),
            "spoken": asked.language,
            "dialect_words": asked.dialect,
            "who": asked.who or "",
            "wishes": list(asked.wishes),
            "translate_words": asked.translate,
            "sharing": needs.sharing,
        }
        return cls(data=data, **kwargs)


@bp.route("/p/needs", methods=["GET", "POST"])
@with_house
@with_desk
def needs(desk: Desk, house: House) -> Response | str | tuple[str, int]:
    """Who should be there, where, how to take a break, how to talk, and who interprets."""
    if request.method == "GET":
        return _page(desk, house, NeedsForm.showing(desk.preparation.needs, token=desk.csrf))
    form = NeedsForm(request.form, token=desk.csrf)
    if not form.validate():
        return _page(desk, house, form)
    kept = form.needs()
    if there := keep(desk, _room, lambda preparation: replace(preparation, needs=kept)):
        return _page(desk, house, form, there), 409
    tag = request.form.get("language", "")
    if tag in TAGS:
        return redirect(url_for("prepare.needs", tag=tag), 303)
    return aside() or redirect(url_for("prepare.review"), 303)


def _room(preparation: Preparation) -> Needs:
    return preparation.needs


def _page(desk: Desk, house: House, form: NeedsForm, there: Preparation | None = None) -> str:
    """The room; with what is ``there`` already, if it was written meanwhile."""
    return render_template(
        "prepare/needs.html",
        form=form,
        base=base_of(_room, desk, there),
        saved=there and NeedsForm.showing(there.needs, prefix="saved-", token=desk.csrf),
        all_languages=sorted(LANGUAGES, key=lambda each: each != current()),  # the page's first
        law=sources(house, INTERPRETING),
        interpreter_open=bool(form.errors or there)
        or current().tag != "sv"
        or desk.preparation.needs.interpreter != Interpreter(),
    )
