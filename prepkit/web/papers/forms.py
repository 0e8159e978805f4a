"""What somebody chooses before they print a page of questions. Everything stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import StringField

from prepkit.core.bank import AgeGroup
from prepkit.core.language import TAGS
from prepkit.core.selection import FEWEST, MOST, Wishes
from prepkit.web.fields import BOTH, ONE, AddressForm, OneOf, Whole, side_by_side


@dataclass(frozen=True)
class Choices:
    """A page of questions to print. ``languages`` are one, or the child's and then Swedish."""

    meeting: str
    languages: tuple[str, ...]
    wishes: Wishes

    @property
    def name(self) -> str:
        """What to call the file."""
        return self.named("fragor")

    def named(self, kind: str) -> str:
        """What to call the file of another paper for the same meeting."""
        return "-".join((kind, self.meeting, *self.languages))


class PageForm(AddressForm):
    """The choices; the first meeting, any age and the usual number when nothing is chosen."""

    meeting = StringField()
    age = StringField(validators=[OneOf(tuple(AgeGroup))])
    language = StringField(validators=[OneOf(TAGS)])
    on_page = StringField(validators=[OneOf((BOTH, ONE))])
    count = StringField(validators=[Whole(FEWEST, MOST)])

    def __init__(self, chosen: Mapping[str, str], meetings: Sequence[str], tag: str) -> None:
        usual = {
            "meeting": meetings[0],
            "language": tag,
            "on_page": BOTH,
            "count": str(Wishes.count),
            "seed": "1",
        }
        super().__init__(chosen, usual)
        self.meeting.validators = [OneOf(meetings)]

    def choices(self) -> Choices:
        """What was chosen; only of a form that is valid."""
        return Choices(
            meeting=self.meeting.data,
            languages=side_by_side(self.language.data, self.on_page.data == BOTH),
            wishes=Wishes(
                seed=self.seed.data,
                count=int(self.count.data),
                age=AgeGroup(self.age.data) if self.age.data else None,
            ),
        )
