"""What staff fill in."""

from wtforms import Form, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from prepkit.core.errors import BankError
from prepkit.store.library import LONGEST_NOTE
from prepkit.store.staff import LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD
from prepkit.web.editor.parts import Part
from prepkit.web.fields import TokenForm
from prepkit.web.locale import words
from prepkit.web.messages import lazy

_NAME = lazy("Skriv ditt namn.")
_PASSWORD = lazy("Skriv ditt lösenord.")
_LENGTH = lazy("Ett lösenord har %(min)d till %(max)d tecken.")
_NOTE = lazy("Gör noten kortare: %(max)d tecken får plats.")


class SignInForm(Form):
    """A name and a password."""

    class Meta:
        locales = False

    name = StringField(validators=[InputRequired(_NAME), Length(max=LONGEST_NAME, message=_NAME)])
    password = PasswordField(validators=[InputRequired(_PASSWORD)])


class PasswordForm(TokenForm):
    """One's own new password."""

    old = PasswordField(validators=[InputRequired(_PASSWORD)])
    new = PasswordField(
        validators=[Length(SHORTEST_PASSWORD, LONGEST_PASSWORD, message=_LENGTH)],
    )


class PressForm(TokenForm):
    """A button alone: nothing but the proof that it was ours."""


class EditForm(TokenForm):
    """The texts of one part: ``base`` is the revision they were read from."""

    base = HiddenField()
    reason = StringField(validators=[Length(max=LONGEST_NOTE, message=_NOTE)])

    def changes(self, part: Part) -> dict[str, str]:
        """Each text as it was typed, by its context."""
        return {entry.context: self[name].data or "" for name, entry in part.fields.items()}

    def began_at(self) -> int:
        """The revision the typing began from; what isn't a number is before everything."""
        data = self.base.data or ""
        return int(data) if data.isascii() and data.isdecimal() and len(data) < 10 else 0

    def tell(self, error: BankError, part: Part) -> None:
        """Put every problem at its field; one that has none goes to the first."""
        names = {entry.context: name for name, entry in part.fields.items()}
        first = next(iter(names.values()))
        for problem in error.problems:
            self._tell(names.get(problem.field, first), problem.words(words))

    def tell_longest(self, part: Part, say: str) -> None:
        """Put a sentence at the longest text."""
        self._tell(max(part.fields, key=lambda name: len(self[name].data or "")), say)

    def _tell(self, name: str, say: str) -> None:
        self[name].errors = [*self[name].errors, say]


def edit_form(part: Part) -> type[EditForm]:
    """A form with a field for each text of the part."""
    return type(EditForm)("PartForm", (EditForm,), {name: TextAreaField() for name in part.fields})
