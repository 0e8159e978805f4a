"""A text message on the young person's own phone: shown as it will be, counted, sent by them.

The server sends nothing and keeps no choice. The message is in the page alone: in a link that only
the phone's own message app opens, and in a code to scan.
"""

from flask import render_template, request
from wtforms import SelectMultipleField

from prepkit.core.qr import qr
from prepkit.core.sharing import shared_view
from prepkit.core.sms import count
from prepkit.core.summary import MOST_PARTS, pieces, that_fit, written
from prepkit.web.fields import TokenForm
from prepkit.web.gate import Desk, with_desk
from prepkit.web.locale import current
from prepkit.web.prepare.routes import bp


class SmsForm(TokenForm):
    """What the message should say."""

    said = SelectMultipleField(choices=[], validate_choice=False)


@bp.route("/p/sms", methods=["GET", "POST"])
@with_desk
def sms(desk: Desk) -> str | tuple[str, int]:
    """Choose what it says; answered with a page and not sent on, so that Back never shows it."""
    every = pieces(shared_view(desk.preparation.in_language(current().tag)))
    form = SmsForm(request.form if request.method == "POST" else None, token=desk.csrf)
    right = request.method == "GET" or form.validate()
    if request.method == "POST":
        chosen = tuple(piece for piece in every if piece.id in form.said.data)
    else:
        chosen = that_fit(every)
    text = written(chosen)
    counted = count(text)
    page = render_template(
        "prepare/sms.html",
        form=form,
        every=every,
        chosen={piece.id for piece in chosen},
        text=text,
        counted=counted,
        most=MOST_PARTS,
        alone={piece.id: count(piece.text).parts for piece in every},
        # three messages are 1.4 kB at most, and that fits in a QR code
        square=qr(text) if 0 < counted.parts <= MOST_PARTS else None,
    )
    return page if right else (page, 400)
