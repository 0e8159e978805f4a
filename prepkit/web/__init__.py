"""The pages: puts the app together from its parts, in order."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from prepkit.core.codename import Codenames, words
from prepkit.core.errors import BoxGone, InviteFull, InviteGone
from prepkit.resources import folder, word_lists
from prepkit.settings import Settings
from prepkit.store.about import Abouts
from prepkit.store.boxes import Boxes
from prepkit.store.invites import Invites
from prepkit.store.keyring import Keyring
from prepkit.store.library import Library
from prepkit.store.meetings import Meetings
from prepkit.store.purge import agree
from prepkit.store.shares import Shares
from prepkit.store.staff import Staff
from prepkit.store.tables import connect, create
from prepkit.web import drawings, errors, gate, headers, locale, packing, statics
from prepkit.web.about import routes as about
from prepkit.web.cards import own, play  # noqa: F401  (routes on the same blueprint)
from prepkit.web.cards import routes as cards
from prepkit.web.cards.printing import Printing
from prepkit.web.editor import account, office  # noqa: F401  (routes on the same blueprint)
from prepkit.web.editor import routes as editor
from prepkit.web.house import House
from prepkit.web.invite import routes as invite
from prepkit.web.limits import Limits
from prepkit.web.meetings import joining  # noqa: F401  (routes on prepare's blueprint)
from prepkit.web.meetings import routes as meetings
from prepkit.web.papers import routes as papers
from prepkit.web.prepare import (  # noqa: F401  (same blueprint)
    after,
    keep,
    needs,
    opening,
    paper,
    people,
    share,
    sms,
)
from prepkit.web.prepare import routes as prepare
from prepkit.web.prepare.lost import lost
from prepkit.web.receipts import routes as receipts
from prepkit.web.shared import routes as shared
from prepkit.web.visit import look
from prepkit.web.visit import routes as visit

LARGEST_REQUEST = 256_000  # bytes
MOST_FIELDS = 300
PATIENCE = 1.0  # seconds


def now() -> datetime:
    """The clock of a running site."""
    return datetime.now(UTC)


def create_app(
    settings: Settings, clock: Callable[[], datetime] = now, patience: float = PATIENCE
) -> Flask:
    """The site. Opens the database, and makes its tables where there are none.

    ``patience`` is how many seconds a request waits for a deck to be typeset before it is answered
    with how far that has come.

    Raises PrepkitError if the database can't be reached, BankError if a shipped bank can't be read.
    """
    app = Flask("prepkit", template_folder=str(folder("templates")), static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    engine = connect(settings.database)
    create(engine)
    keyring = Keyring(settings.peppers, clock)
    agree(engine, keyring)
    library = Library(engine, folder("question_banks"), folder("translations"), clock)
    house = House(
        library,
        Boxes(engine, clock, keyring),
        Staff(engine, clock),
        settings,
        clock,
        invites=Invites(engine, clock, keyring),
        meetings=Meetings(engine, clock, keyring),
        abouts=Abouts(engine),
        shares=Shares(engine, clock, keyring),
        codenames=Codenames({tag: words(tag, lines) for tag, lines in word_lists().items()}),
        limits=Limits(clock),
        printing=Printing(patience),
    )
    app.extensions["house"] = house
    app.extensions["database"] = engine  # for whoever made the app to close; no view's business
    app.jinja_env.globals.update(
        drawing=drawings.drawing,
        pair=drawings.pair,
        clip=drawings.clip,
        yours=drawings.yours,
        share_codes=settings.share_codes,
    )

    locale.install(app)
    headers.install(app)
    packing.install(app)
    look.install(app)
    errors.install(app)
    gate.install(app, MOST_FIELDS)
    app.register_error_handler(BoxGone, lost)
    app.register_error_handler(InviteGone, invite.gone)
    app.register_error_handler(InviteFull, invite.full)
    statics.install(app, library.topics())
    for part in (prepare, visit, about, invite, papers, cards, meetings, receipts, shared, editor):
        app.register_blueprint(part.bp, url_prefix=locale.PREFIX)
    app.register_blueprint(prepare.doors)
    app.register_blueprint(invite.link)
    return app
