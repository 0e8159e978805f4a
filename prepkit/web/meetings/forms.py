"""What a worker tells of a meeting. All but the kind of meeting may be left empty."""

from collections.abc import Sequence
from datetime import date

from wtforms import (
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from prepkit.core.advice import Advice, advise
from prepkit.core.asked import Asked, Texts
from prepkit.core.language import SWEDISH, TAGS
from prepkit.core.meeting import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_ASKED,
    MOST_PEOPLE,
    AboutWorker,
    Decision,
    Meeting,
    Present,
    Standing,
)
from prepkit.core.text import one_line, tidy
from prepkit.web.fields import Day, OneOf, Short, TokenForm, Whole
from prepkit.web.messages import lazy

PEOPLE = range(1, MOST_PEOPLE + 1)
LINES = 8  # of a longer text
LONGEST_MEETING = 480  # minutes
MOST_WRITTEN = 8  # own questions

PAST = lazy("Den dagen har varit. Skriv dagen då mötet blir.")
TOO_MANY = lazy("Välj ut de viktigaste: %(max)d frågor får plats.")
NAMELESS = lazy("Skriv vem det är, eller ta bort det du skrev bredvid.")


def _line() -> StringField:
    return StringField(validators=[Short(LONGEST_LINE, lines=1)])


def _text() -> TextAreaField:
    return TextAreaField(validators=[Short(LONGEST_TEXT, lines=LINES)])


def _whole(lowest: int, highest: int) -> Whole:
    """A whole number, or nothing."""
    check = Whole(lowest, highest)
    return lambda form, field: check(form, field) if (field.data or "").strip() else None


class CodeForm(TokenForm):
    """The code of an invitation, as the worker's copy has it."""

    code = StringField()


class MeetingForm(TokenForm):
    """The meeting, *about me*, and what they plan to ask."""

    language = RadioField(choices=[], validate_choice=False, validators=[OneOf(TAGS)])
    written_in = RadioField(choices=[], validate_choice=False, validators=[OneOf(TAGS)])
    day = Day()
    time = _line()
    minutes = StringField(validators=[_whole(5, LONGEST_MEETING)])
    where = _line()
    decided = _text()
    decided_by = _line()
    decided_when = _line()
    picked = SelectMultipleField(choices=[], validate_choice=False)
    written = TextAreaField(validators=[Short(LONGEST_TEXT * 3)])
    name = _line()
    reach = _text()
    texts = _line()
    alone = _text()
    stands_in = _line()
    myself = _text()

    def __init__(self, formdata=None, *, bank: Sequence[Asked], today: date, **kwargs) -> None:
        self._bank = {asked.id: asked for asked in bank}
        self._today = today
        super().__init__(formdata, **kwargs)

    @property
    def people(self) -> list[tuple[StringField, StringField]]:
        """The fields of each person: who, and why."""
        return [(self[f"who_{n}"], self[f"why_{n}"]) for n in PEOPLE]

    def validate_day(self, field) -> None:
        if field.data and field.data < self._today:
            raise ValidationError(PAST)

    def validate_picked(self, field) -> None:
        if len(self._picked()) + len(self.lines()) > MOST_ASKED:
            raise ValidationError(TOO_MANY % {"max": MOST_ASKED})

    def validate_written(self, field) -> None:
        if len(self.lines()) > MOST_WRITTEN:
            raise ValidationError(TOO_MANY % {"max": MOST_WRITTEN})

    def lines(self) -> list[str]:
        """The worker's own questions, one to a line."""
        return [line for line in map(one_line, tidy(self.written.data or "").split("\n")) if line]

    def hints(self) -> list[tuple[str, Advice]]:
        """What could be better in the worker's own questions; it never stops anybody."""
        if self.written_in.data not in {None, "", SWEDISH.tag}:
            return []  # the rules are for Swedish
        return [
            (line, advice) for line in self.lines() for advice in advise(line) if not advice.good
        ]

    def meeting(self, kind: str, title: Texts, standing: Standing) -> Meeting:
        """What was typed, as a meeting; only of a form that is valid."""
        return Meeting(
            kind=kind,
            title=title,
            language=self.language.data or SWEDISH.tag,
            written_in=self.written_in.data or SWEDISH.tag,
            day=self.day.data,
            time=self.time.data or "",
            minutes=int((self.minutes.data or "").strip() or 0),
            where=self.where.data or "",
            people=tuple(Present(who.data or "", why.data or "") for who, why in self.people),
            decision=Decision(
                self.decided.data or "", self.decided_by.data or "", self.decided_when.data or ""
            ),
            picked=self._picked(),
            written=tuple(self.lines()),
            about=self.about(),
            standing=standing,
        ).tidied()

    def about(self) -> AboutWorker:
        """*About me*, as it is typed."""
        fields = (self.name, self.reach, self.texts, self.alone, self.stands_in, self.myself)
        return AboutWorker(*(tidy(field.data or "") for field in fields))

    def _picked(self) -> tuple[Asked, ...]:
        chosen = set(self.picked.data or ())
        return tuple(asked for id, asked in self._bank.items() if id in chosen)

    @classmethod
    def showing(cls, meeting: Meeting, **kwargs) -> "MeetingForm":
        """The form with what the meeting says now."""
        data = {
            "language": meeting.language,
            "written_in": meeting.written_in,
            "day": meeting.day,
            "time": meeting.time,
            "minutes": str(meeting.minutes or ""),
            "where": meeting.where,
            "decided": meeting.decision.what,
            "decided_by": meeting.decision.who,
            "decided_when": meeting.decision.when,
            "picked": [asked.id for asked in meeting.picked],
            "written": "\n".join(meeting.written),
            **vars(meeting.about),
        }
        for n, each in enumerate(meeting.people, 1):
            data |= {f"who_{n}": each.who, f"why_{n}": each.why}
        return cls(data=data, **kwargs)


def _why_needs_who(form: MeetingForm, field: StringField) -> None:
    n = field.name.removeprefix("who_")
    if one_line(form[f"why_{n}"].data or "") and not one_line(field.data or ""):
        raise ValidationError(NAMELESS)


for _n in PEOPLE:
    setattr(
        MeetingForm,
        f"who_{_n}",
        StringField(validators=[Short(LONGEST_LINE, lines=1), _why_needs_who]),
    )
    setattr(MeetingForm, f"why_{_n}", _line())
