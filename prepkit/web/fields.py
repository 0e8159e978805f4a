"""What the forms share: a token that proves the form is ours, and checks in the reader's words."""

from collections.abc import Mapping, Sequence
from datetime import date
from hmac import compare_digest

from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, StringField, ValidationError
from wtforms.csrf.core import CSRF

from prepkit.core.language import SWEDISH
from prepkit.core.text import LONGEST_ANSWER, MOST_LINES, tidy
from prepkit.web import messages

BOTH, ONE = "both", "one"  # languages on a card or a paper
HIGHEST_SEED = 9999  # a seed is typed by hand, so it is short


class _Token(CSRF):
    """A token handed in with the form; security.md 2.5: derived from the session, never stored."""

    def setup_form(self, form):
        self.token = form.meta.csrf_context
        return super().setup_form(form)

    def generate_csrf_token(self, field):
        return self.token

    def validate_csrf_token(self, form, field):
        if not compare_digest((field.data or "").encode(), self.token.encode()):
            raise ValidationError(messages.FORM_TOO_OLD)


class TokenForm(Form):
    """A form that changes something, made with ``token=`` from the desk or the member."""

    class Meta:
        csrf = True
        csrf_class = _Token
        csrf_field_name = "token"
        locales = False  # every message is our own

    def __init__(self, formdata=None, *, token: str, **kwargs) -> None:
        super().__init__(formdata, meta={"csrf_context": token}, **kwargs)


class Short:
    """At most so many characters and lines, counted as they will be kept."""

    def __init__(self, longest: int = LONGEST_ANSWER, lines: int = MOST_LINES) -> None:
        self.longest, self.lines = longest, lines

    def __call__(self, form, field) -> None:
        text = tidy(field.data or "")
        if len(text) > self.longest:
            raise ValidationError(messages.TOO_LONG % {"max": self.longest})
        if text.count("\n") >= self.lines:
            raise ValidationError(messages.TOO_MANY_LINES % {"max": self.lines})


class Day(DateField):
    """A day as browsers send it; what can't be read stays in the field as it was typed."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        typed = (valuelist or [""])[0].strip()
        self.data = None
        if typed:
            try:
                self.data = date.fromisoformat(typed)
            except ValueError:
                raise ValueError(messages.NO_DAY) from None


class Been:
    """A day that has come: ``today``, or one before it."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __call__(self, form, field) -> None:
        if field.data and field.data > self._today:
            raise ValidationError(messages.NOT_COME)


class OneOf:
    """One of the given values, or nothing."""

    def __init__(self, values: Sequence[str]) -> None:
        self.values = values

    def __call__(self, form, field) -> None:
        if field.data and field.data not in self.values:
            raise ValidationError(messages.NOT_ON_LIST)


class Whole:
    """A whole number from ``lowest`` to ``highest``."""

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest, self.highest = lowest, highest

    def __call__(self, form, field) -> None:
        data = field.data or ""
        if not (data.isascii() and data.isdecimal() and len(data) < 10):
            data = "-1"
        if not self.lowest <= int(data) <= self.highest:
            limits = {"lowest": self.lowest, "highest": self.highest}
            raise ValidationError(messages.NOT_WHOLE % limits)


def side_by_side(tag: str, both: bool) -> tuple[str, ...]:
    """A language alone, or with Swedish beside it."""
    return (tag, SWEDISH.tag) if both and tag != SWEDISH.tag else (tag,)


class AddressForm(Form):
    """A form whose choices stand in the address: what isn't chosen is as usual."""

    class Meta:
        locales = False

    seed = StringField(validators=[Whole(1, HIGHEST_SEED)])

    def __init__(self, chosen: Mapping[str, str], usual: Mapping[str, str]) -> None:
        given = {name: value for name, value in chosen.items() if value}
        super().__init__(MultiDict({**usual, **given}))

    def chosen(self) -> dict[str, str]:
        """Every choice, as the address carries it."""
        return {name: field.data for name, field in self._fields.items() if field.data}

    def others(self) -> dict[str, str]:
        """The same with the next seed, for another selection; a wrong seed stays to be mended."""
        chosen = self.chosen()
        if self.seed.validate(self):
            chosen["seed"] = str(int(self.seed.data) % HIGHEST_SEED + 1)
        return chosen
