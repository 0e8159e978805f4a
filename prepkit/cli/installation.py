"""Opens what an installation keeps, for one command at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from prepkit.cli.refusal import Refusal
from prepkit.core.errors import PrepkitError
from prepkit.resources import folder
from prepkit.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from prepkit.pdf.shelf import Shelf
    from prepkit.store.library import Library

_SQLITE = "sqlite:///"


def now() -> datetime:
    """The clock of every command."""
    return datetime.now(UTC)


@contextmanager
def database(settings: Settings) -> Iterator["Engine"]:
    """The database with its tables; raises Refusal if it can't be reached."""
    with _connected(settings.database) as engine:
        yield engine


@contextmanager
def library(settings: Settings) -> Iterator["Library"]:
    """The banks as this installation has them.

    Where no database file has been made yet there are only the shipped banks, and none is made:
    reading a bank leaves nothing behind.
    """
    from prepkit.store.library import Library

    address = settings.database
    if address.startswith(_SQLITE) and not _is_there(Path(address.removeprefix(_SQLITE))):
        address = "sqlite://"  # in memory
    with _connected(address) as engine:
        yield Library(engine, folder("question_banks"), folder("translations"), now)


def shelf(settings: Settings) -> "Shelf | None":
    """Where typeset cards are kept; None as long as there is no folder for it to stand in."""
    from prepkit.pdf.shelf import Shelf

    return Shelf(settings.cache) if settings.cache.parent.is_dir() else None


def purge(settings: Settings) -> int:
    """Delete everything that has expired; gives the number of rows."""
    from prepkit.store.keyring import Keyring
    from prepkit.store.purge import purge

    with database(settings) as engine:
        return purge(engine, now(), Keyring(settings.peppers, now))


def give_up_lost(settings: Settings) -> int:
    """Delete what rests on peppers that are lost for good; gives the number of rows."""
    from prepkit.store.keyring import Keyring
    from prepkit.store.purge import give_up_lost

    with database(settings) as engine:
        return give_up_lost(engine, Keyring(settings.peppers, now))


@contextmanager
def _connected(address: str) -> Iterator["Engine"]:
    from prepkit.store.tables import connect, create

    try:
        engine = connect(address)
        create(engine)
    except PrepkitError as error:
        raise Refusal(f"{error} (PREPKIT_DATABASE says where it is)") from None
    try:
        yield engine
    finally:
        engine.dispose()


def _is_there(file: Path) -> bool:
    try:
        file.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # but can't be read: opening it tells why
    return True
