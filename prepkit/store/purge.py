"""Deletes what has expired, from the files too, and destroys the peppers nothing rests on."""

import time
from datetime import datetime

from sqlalchemy import Connection, Engine, Table, delete, insert, select, text, tuple_, union
from sqlalchemy.exc import IntegrityError

from prepkit.core.errors import PrepkitError, Unavailable
from prepkit.store.burials import letter_at
from prepkit.store.keyring import Keyring
from prepkit.store.tables import SAVED, inbox, pepper_mark, session, writing


def purge(engine: Engine, now: datetime, keyring: Keyring) -> int:
    """Delete everything that has expired; gives the number of rows.

    Also what was deleted early and is there again, from a backup: so it is run before a site opens.
    On SQLite what was deleted stays in the write-ahead log until that is emptied: raises
    Unavailable if a reader keeps it open. On PostgreSQL old bytes leave with VACUUM and the
    server's own log; until then it is the missing key that makes them nothing.
    """
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # nobody waits for a page: however long it takes
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        ended = delete(session).where((session.c.idle_until <= now) | (session.c.max_until <= now))
        count = connection.execute(ended).rowcount
        for table in (*SAVED, inbox):
            count += connection.execute(delete(table).where(table.c.expires_at <= now)).rowcount
            count += _delete_again(connection, table, keyring)
        living = _epochs(connection)
        connection.execute(delete(pepper_mark).where(pepper_mark.c.epoch.not_in(living)))
    if engine.dialect.name == "sqlite":
        _empty_log(engine)
    keyring.destroy(living)
    keyring.burials.forget(now)
    agree(engine, keyring)
    return count


def agree(engine: Engine, keyring: Keyring) -> None:
    """Raise PrepkitError unless every saved row rests on a pepper that is here, and is the same.

    Two nodes with different peppers would tell children that their codes are wrong.
    """
    try:
        _agree(engine, keyring)
    except IntegrityError:  # another node has noted the same month in this moment
        _agree(engine, keyring)


def _agree(engine: Engine, keyring: Keyring) -> None:
    with writing(engine) as connection:
        living = _epochs(connection)
        keyring.require(living)
        noted = dict(connection.execute(select(pepper_mark.c.epoch, pepper_mark.c.mark)).all())
        for epoch in sorted(living):
            mark = keyring.mark(epoch)
            if epoch not in noted:
                connection.execute(insert(pepper_mark).values(epoch=epoch, mark=mark))
            elif noted[epoch] != mark:
                raise PrepkitError(
                    "the folder of peppers is another than the one that the saved rows rest on: "
                    "every node needs the same; PREPKIT_PEPPERS says where it is"
                )


def give_up_lost(engine: Engine, keyring: Keyring) -> int:
    """Delete the rows whose pepper is lost for good; gives their number."""
    here = keyring.epochs()
    with writing(engine) as connection:
        lost = [epoch for epoch in _epochs(connection) if epoch not in here]
        return sum(
            connection.execute(delete(table).where(table.c.epoch.in_(lost))).rowcount
            for table in SAVED
        )


def _delete_again(connection: Connection, table: Table, keyring: Keyring) -> int:
    """Delete what was deleted before, and is back from a backup."""
    key = list(table.primary_key)
    rows = connection.execute(select(*key)).all()
    places = {(letter_at(*row) if table is inbox else row.id): row for row in rows}
    back = [places[place] for place in keyring.burials.among(places)]
    return connection.execute(delete(table).where(tuple_(*key).in_(back))).rowcount if back else 0


def _epochs(connection: Connection) -> set[int]:
    """The months whose peppers saved rows rest on."""
    each = union(*(select(table.c.epoch) for table in SAVED))
    return {epoch for (epoch,) in connection.execute(each) if epoch}


def _empty_log(engine: Engine, tries: int = 5, wait: float = 0.2) -> None:
    """Move SQLite's write-ahead log into the file and cut it to nothing."""
    connection = engine.raw_connection()
    try:
        connection.execute("PRAGMA busy_timeout=200")
        for _ in range(tries):
            busy, *_rest = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            time.sleep(wait)
    finally:
        connection.execute("PRAGMA busy_timeout=5000")
        connection.close()
    raise Unavailable(
        "deleted rows are still in the write-ahead log: somebody is reading; purge again"
    )
