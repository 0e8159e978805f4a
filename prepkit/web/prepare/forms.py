"""What a young person fills in. Everything may be left empty; each form gives a domain object."""

from collections.abc import Sequence

from wtforms import (
    Form,
    HiddenField,
    RadioField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)

from prepkit.core.ages import Time, room_for
from prepkit.core.asked import Asked
from prepkit.core.bank import AgeGroup
from prepkit.core.preparation import LONGEST_OWN_QUESTION, MOST_OWN, Answer, OwnQuestions, TalkAlone
from prepkit.core.sharing_state import Sharing
from prepkit.core.text import one_line, tidy
from prepkit.web.fields import OneOf, Short, TokenForm
from prepkit.web.messages import lazy


def _any(**kwargs) -> RadioField:
    """A choice that may be left alone; OneOf says what is on the list."""
    return RadioField(choices=[], validate_choice=False, **kwargs)


class WishesForm(Form):
    """Which meeting, which age, how much time: all may be skipped."""

    meeting = _any()
    age = _any(validators=[OneOf(tuple(AgeGroup))])
    time = _any(validators=[OneOf(tuple(Time))])

    def __init__(self, formdata=None, *, meetings: Sequence[str], **kwargs) -> None:
        super().__init__(formdata, meta={"locales": False}, **kwargs)
        self.meeting.validators = [OneOf(meetings)]

    def age_group(self) -> AgeGroup | None:
        return AgeGroup(self.age.data) if self.age.data else None

    def count(self, planned: int = 0) -> int:
        return room_for(Time(self.time.data or Time.MIDDLE), self.age_group(), planned)


class SharingForm(TokenForm):
    """Who an answer is for; *only me* until something else is chosen."""

    sharing = _any(validators=[OneOf(tuple(Sharing))])
    base = HiddenField()  # what stood on the page: see ``answering``
    pick = _any(validators=[OneOf(("mine", "theirs"))])

    def keep_private(self) -> None:
        """Skipping a question keeps what was typed, and gives it to nobody."""
        self.sharing.data = Sharing.ONLY_ME

    def audience(self) -> Sharing:
        return Sharing(self.sharing.data or Sharing.ONLY_ME)


class AnswerForm(SharingForm):
    """The answer to one question; on the talk-alone page also that line."""

    words = TextAreaField(validators=[Short()])
    choice = _any()
    talk = _any(validators=[OneOf(tuple(TalkAlone))])

    def __init__(self, formdata=None, *, question: Asked | None = None, **kwargs) -> None:
        super().__init__(formdata, **kwargs)
        self.choice.validators = [OneOf([id for id, _ in question.given] if question else [])]

    def answer(self) -> Answer:
        return Answer(self.words.data or "", self.choice.data or "", self.audience())

    def wish(self) -> TalkAlone | None:
        return TalkAlone(self.talk.data) if self.talk.data else None

    @classmethod
    def showing(cls, answer: Answer, talk: TalkAlone | None = None, **kwargs) -> "AnswerForm":
        """The form as it stands now."""
        data = {"words": answer.words, "choice": answer.choice, "sharing": answer.sharing}
        return cls(data={**data, "talk": talk or ""}, **kwargs)


class OwnForm(SharingForm):
    """What they want to ask: picked from the list, and written, a question to a line."""

    picked = SelectMultipleField(choices=[], validate_choice=False)
    written = TextAreaField(validators=[Short()])

    def validate_written(self, field) -> None:
        lines = self.lines()
        if any(len(line) > LONGEST_OWN_QUESTION for line in lines):
            raise ValidationError(
                lazy("Gör frågan kortare: %(max)d tecken får plats.")
                % {"max": LONGEST_OWN_QUESTION}
            )
        if len(lines) > MOST_OWN:
            raise ValidationError(
                lazy("Välj ut dina viktigaste: %(max)d frågor får plats.") % {"max": MOST_OWN}
            )

    def lines(self) -> list[str]:
        return [line for line in map(one_line, tidy(self.written.data or "").split("\n")) if line]

    @classmethod
    def showing(cls, own: OwnQuestions, **kwargs) -> "OwnForm":
        data = {
            "picked": [asked.id for asked in own.picked],
            "written": "\n".join(own.written),
            "sharing": own.sharing,
        }
        return cls(data=data, **kwargs)
