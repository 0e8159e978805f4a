"""Fill in what was heard and promised, and print it for the young person."""

from flask import Blueprint, Response, render_template, request
from wtforms import RadioField, StringField, TextAreaField, ValidationError

from prepkit.core.language import LANGUAGES, SWEDISH, TAGS
from prepkit.core.meeting import LONGEST_LINE
from prepkit.core.receipt import LONGEST, Receipt, promised
from prepkit.core.text import one_line, tidy
from prepkit.pdf import child
from prepkit.pdf.receipt import receipt_sheet
from prepkit.web import download
from prepkit.web.fields import Day, OneOf, Short, TokenForm
from prepkit.web.gate import SignedIn, with_house, with_member
from prepkit.web.house import House
from prepkit.web.locale import current, named
from prepkit.web.messages import lazy

bp = Blueprint("receipts", __name__)

PAST = lazy("Den dagen har varit. Skriv en dag som kommer.")


class ReceiptForm(TokenForm):
    """The receipt; what is left empty gets lines to write on by hand."""

    language = RadioField(choices=[], validate_choice=False, validators=[OneOf(TAGS)])
    written_in = RadioField(choices=[], validate_choice=False, validators=[OneOf(TAGS)])
    heard = TextAreaField(validators=[Short(LONGEST)])
    doing = TextAreaField(validators=[Short(LONGEST)])
    not_doing = TextAreaField(validators=[Short(LONGEST)])
    answer_by = Day()
    who = StringField(validators=[Short(LONGEST_LINE, lines=1)])
    reach = TextAreaField(validators=[Short(LONGEST_LINE)])

    def __init__(self, formdata=None, *, today, **kwargs) -> None:
        self._today = today
        super().__init__(formdata, **kwargs)

    def validate_answer_by(self, field) -> None:
        if field.data and field.data < self._today:
            raise ValidationError(PAST)

    def receipt(self) -> Receipt:
        """What was typed; only of a form that is valid."""
        return Receipt(
            language=self.language.data or SWEDISH.tag,
            written_in=self.written_in.data or SWEDISH.tag,
            heard=tidy(self.heard.data or ""),
            doing=tidy(self.doing.data or ""),
            not_doing=tidy(self.not_doing.data or ""),
            answer_by=self.answer_by.data,
            who=one_line(self.who.data or ""),
            reach=tidy(self.reach.data or ""),
        )


@bp.route("/receipt", methods=["GET", "POST"])
@with_house
@with_member()
def receipt(member: SignedIn, house: House) -> Response | str | tuple[str, int]:
    """The form; pressed, it answers with the paper."""
    today = house.today()
    if request.method == "POST":
        form = ReceiptForm(request.form, today=today, token=member.csrf)
        if not form.validate():
            return _page(member, form), 400
        return download.pdf(child.run(receipt_sheet, form.receipt()).pdf, "kvitto")
    about = house.abouts.of(member.name)
    usual = {
        "language": current().tag,
        "written_in": current().tag,
        "answer_by": promised(today),
        "who": about.name,
        "reach": about.reach,
    }
    return _page(member, ReceiptForm(data=usual, today=today, token=member.csrf))


def _page(member: SignedIn, form: ReceiptForm) -> str:
    languages = [(each.tag, named(each)) for each in LANGUAGES]
    return render_template(
        "receipts/receipt.html", member=member, form=form, named_languages=languages
    )
