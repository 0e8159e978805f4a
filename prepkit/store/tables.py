"""The tables, and the way to the database that holds them: SQLite or PostgreSQL.

No table says when a young person came, and none links two of them: see ``Boxes``. ``create``
notes which form the tables have, so that a later prepkit can tell. Form 2 only added tables to
form 1, so it needs no more than to make them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    StaticPool,
    Table,
    Text,
    TypeDecorator,
    create_engine,
    event,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    TimeoutError,
)

from prepkit.core.errors import PrepkitError, Unavailable

FORM = 2  # of the tables; a change of any table is a new form and needs a migration
_GROWN_INTO = {1}  # forms that lack nothing but tables which ``create`` makes
_WAIT = 5  # seconds for another writer, or for PostgreSQL to answer
# What PostgreSQL itself gives up, in milliseconds, before who waits for a page does: a statement
# that takes too long, the wait for another's row, and a transaction that a lost node left open.
_LIMITS = {
    "statement_timeout": 4000,
    "lock_timeout": 3000,
    "idle_in_transaction_session_timeout": 30_000,
}


class Moment(TypeDecorator):
    """A moment in UTC, to the second; aware on its way in and on its way out."""

    impl = BigInteger().with_variant(Integer, "sqlite")  # STRICT knows no BIGINT
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> int | None:
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: object) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value, UTC)


metadata = MetaData()


def _table(name: str, *columns: Column) -> Table:
    """A table that, on SQLite, refuses wrong types and keeps no order of arrival (rowid)."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=False)


form = _table("form", Column("number", Integer, primary_key=True, autoincrement=False))

# A preparation's sealed box. kdf_v 0: its key is in a session alone, and wrapped_dek is empty.
# epoch is the month (202611) of the pepper its code was stretched with; 0 for none.
draft = _table(
    "draft",
    Column("id", LargeBinary, primary_key=True),
    Column("kdf_v", Integer, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("wrapped_dek", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# What a code opens, each kind with a lock of its own (keyring.py): id and body come from the code
# and that month's pepper, so no row tells which preparation it belongs to (security.md 2.5).
invite = _table(
    "invite",
    Column("id", LargeBinary, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("left", Integer, nullable=False),  # how many more questions it may bring
    Column("body", LargeBinary, nullable=False),
)

share = _table(
    "share",
    Column("id", LargeBinary, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("opens", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

meeting = _table(
    "meeting",
    Column("id", LargeBinary, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Questions from helpers, each sealed to a preparation's public key by one who can't open it.
inbox = _table(
    "inbox",
    Column("inbox_id", LargeBinary, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

# What tells one pepper from another without giving it away: every node must have the same.
pepper_mark = _table(
    "pepper_mark",
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("mark", LargeBinary, nullable=False),
)

# What opens a box: its key and its id, sealed under the token in the cookie.
session = _table(
    "session",
    Column("id", LargeBinary, primary_key=True),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("idle_until", Moment, nullable=False),
    Column("max_until", Moment, nullable=False),
)

# The installation's own texts, only ever appended. ``changes`` is JSON: context, before and after
# of each text that differs from the revision before, so that a history needn't be parsed again.
# The first of a document also holds the shipped text it began from and the prepkit that shipped
# it: the base for merging a later shipped text.
revision = _table(
    "revision",
    Column("document", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("undoes", Integer),
    Column("changes", Text, nullable=False),
    Column("base_text", Text),
    Column("base_version", Text),
)

# Those who work with prepkit. ``folded`` is the name without capitals: what they sign in by.
member = _table(
    "member",
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", LargeBinary, nullable=False),
)

member_session = _table(
    "member_session",
    Column("id", LargeBinary, primary_key=True),
    Column(
        "member", Text, ForeignKey("member.folded", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("idle_until", Moment, nullable=False),
    Column("max_until", Moment, nullable=False),
)

# What a worker has written about themselves, kept for their next invitation.
about = _table(
    "about",
    Column("member", Text, ForeignKey("member.folded", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
)

SAVED = (draft, invite, share, meeting)  # everything that a code opens


def connect(url: str) -> Engine:
    """The way to the database at this address; an SQLite file is made if there is none.

    Raises PrepkitError, in one line, if the address is wrong or nothing answers there.
    """
    try:
        engine = _engine(url)
        with reading(engine) as connection:
            connection.execute(select(1))
    except (ArgumentError, NoSuchModuleError):
        raise PrepkitError(
            "PREPKIT_DATABASE is an address like sqlite:///folder/file.sqlite3 "
            "or postgresql://user@host/name"
        ) from None
    except ModuleNotFoundError as error:
        raise PrepkitError(f"the database needs {error.name}; install prepkit[postgres]") from None
    except OSError as error:
        raise PrepkitError(f"the database can't be made: {error.strerror}") from None
    except DBAPIError as error:
        raise PrepkitError(f"the database can't be used: {_first_line(error)}") from None
    return engine


def create(engine: Engine) -> None:
    """Make the tables that aren't there; raises PrepkitError if theirs is another form."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # several nodes may start at once
            connection.execute(text("SELECT pg_advisory_xact_lock(7061233)"))
        metadata.create_all(connection)
        found = connection.execute(select(form.c.number)).scalar()
        if found is None:
            connection.execute(insert(form).values(number=FORM))
        elif found in _GROWN_INTO:
            connection.execute(update(form).values(number=FORM))
        elif found != FORM:
            raise PrepkitError(
                f"the database has tables of form {found}, and this prepkit needs form {FORM}"
            )


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read by; raises Unavailable if the database doesn't answer."""
    with _answering(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction, kept as a whole or not at all; raises Unavailable as ``reading`` does."""
    with _answering(), engine.execution_options(prepkit_writes=True).begin() as connection:
        yield connection


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError) as error:
        raise Unavailable(f"the database doesn't answer: {_first_line(error)}") from None


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0]


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(url, address.database)
    engine = create_engine(
        address,
        hide_parameters=True,  # no parameter ever stands in an error: it may be somebody's words
        pool_pre_ping=True,
        connect_args={"connect_timeout": _WAIT},
    )
    event.listen(engine, "connect", _limit)
    return engine


def _sqlite(url: str, file: str | None) -> Engine:
    memory = file in {None, "", ":memory:"}
    if not memory:
        _private(Path(file))
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": _WAIT, "check_same_thread": False, "isolation_level": None},
        **({"poolclass": StaticPool} if memory else {}),
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _private(file: Path) -> None:
    """Make the file, and the folders it needs, for this user alone."""
    missing = [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _limit(connection, _record) -> None:
    with connection.cursor() as cursor:
        for name, milliseconds in _LIMITS.items():
            cursor.execute(f"SET {name} = {milliseconds}")
    connection.commit()


def _prepare(connection, _record) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # an answered save survives a power cut
        "secure_delete=ON",  # what is deleted is overwritten
        "trusted_schema=OFF",
        "foreign_keys=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # a writer waits for its turn at the start: a reader that turns writer can't wait, but fails
    writes = connection.get_execution_options().get("prepkit_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
