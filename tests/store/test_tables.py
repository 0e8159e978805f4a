import stat
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from prepkit.core.errors import PrepkitError, Unavailable
from prepkit.store.purge import purge
from prepkit.store.tables import (
    FORM,
    connect,
    create,
    form,
    member,
    metadata,
    reading,
    session,
    writing,
)


def mode(path) -> str:
    return stat.filemode(path.stat().st_mode)


def test_the_folder_and_the_files_of_a_database_are_for_its_user_alone(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/one/two/prepkit.sqlite3")
    create(engine)

    folder = tmp_path / "one" / "two"
    assert mode(tmp_path / "one") == mode(folder) == "drwx------"
    assert {mode(file) for file in folder.iterdir()} == {"-rw-------"}
    assert (folder / "prepkit.sqlite3-wal").exists()
    engine.dispose()


def test_sqlite_keeps_what_it_answered_and_overwrites_what_it_deletes(file_engine):
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "secure_delete": 1,
        "trusted_schema": 0,
        "foreign_keys": 1,
        "temp_store": 2,  # memory
    }

    with reading(file_engine) as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}

    assert found == wanted


def test_sqlite_tables_are_strict_and_keep_no_order_of_arrival(file_engine):
    with reading(file_engine) as connection:
        rows = connection.execute(
            text("SELECT name, wr, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'")
        ).all()

    assert {row.name for row in rows} == set(metadata.tables)
    assert all(row.wr == 1 and row.strict == 1 for row in rows)


def test_no_column_of_a_young_persons_rows_says_when_they_came(engine):
    columns = {
        name: {column["name"] for column in inspect(engine).get_columns(name)}
        for name in ("draft", "session")
    }

    assert columns["draft"] == {
        *("id", "kdf_v", "epoch", "rev", "expires_at", "wrapped_dek", "body"),
    }
    assert columns["session"] == {"id", "wrapped_key", "idle_until", "max_until"}


def test_a_moment_comes_back_with_its_zone_and_one_without_is_an_error(engine, clock):
    row = {"id": b"x", "wrapped_key": b"", "idle_until": clock(), "max_until": clock()}

    with writing(engine) as connection:
        connection.execute(insert(session).values(row))
        found = connection.execute(select(session)).one()

    assert found.idle_until == clock()
    assert found.idle_until.tzinfo is not None


def test_a_transaction_that_breaks_leaves_nothing_behind(engine, clock):
    row = {"id": b"x", "wrapped_key": b"", "idle_until": clock(), "max_until": clock()}

    def save_twice():
        with writing(engine) as connection:
            connection.execute(insert(session).values(row))
            connection.execute(insert(session).values(row))

    with pytest.raises(IntegrityError):
        save_twice()

    with reading(engine) as connection:
        assert connection.execute(select(session)).all() == []


def test_an_error_never_holds_what_was_to_be_saved(engine):
    row = {"folded": "a", "name": "pappa slår", "role": "worker", "password": b""}

    def save_twice():
        with writing(engine) as connection:
            connection.execute(insert(member).values(row))
            connection.execute(insert(member).values(row))

    with pytest.raises(IntegrityError) as told:
        save_twice()

    assert "pappa" not in str(told.value)


def test_tables_are_made_once_by_however_many_nodes(address):
    engine = connect(address)
    metadata.drop_all(engine)
    nodes = [engine] if address == "sqlite://" else [connect(address) for _ in range(4)]
    failed = []

    def start(node):
        try:
            create(node)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=start, args=[node]) for node in nodes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    with reading(engine) as connection:
        assert connection.execute(select(form.c.number)).all() == [(FORM,)]
    for node in {engine, *nodes}:
        node.dispose()


def test_tables_of_another_form_are_refused_in_one_line(engine):
    with writing(engine) as connection:
        connection.execute(update(form).values(number=99))

    with pytest.raises(PrepkitError, match="form 99"):
        create(engine)

    with writing(engine) as connection:
        connection.execute(delete(form))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("nonsense", "is an address like"),
        ("nosuch://x/y", "is an address like"),
        ("sqlite:////proc/no/such", "can't be made"),
        ("sqlite:////", "can't be made"),
        ("postgresql://127.0.0.1:1/x", "doesn't answer"),
        ("mysql://127.0.0.1/x", "install prepkit"),
    ],
)
def test_a_database_out_of_reach_is_told_in_one_line(wrong, told):
    with pytest.raises(PrepkitError, match=told) as error:
        connect(wrong)

    assert "\n" not in str(error.value)


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Hej! " * 1000)

    with pytest.raises(PrepkitError, match="can't be used"):
        connect(f"sqlite:///{file}")


def test_a_writer_who_waits_too_long_is_told_to_come_back(tmp_path):
    address = f"sqlite:///{tmp_path}/prepkit.sqlite3"
    first, second = connect(address), connect(address)
    create(first)

    with writing(first), second.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")  # kept by the pooled connection
        connection.close()
        with pytest.raises(Unavailable), writing(second):
            pass

    first.dispose()
    second.dispose()


def test_tables_of_the_first_form_grow_into_todays_and_keep_their_rows(engine):
    added = ["invite", "inbox", "share", "meeting", "about", "pepper_mark"]
    metadata.drop_all(engine, [metadata.tables[name] for name in added])
    with writing(engine) as connection:
        connection.execute(update(form).values(number=1))
        connection.execute(
            insert(member).values(folded="kim", name="Kim", role="editor", password=b"x")
        )

    create(engine)

    assert set(added) <= set(inspect(engine).get_table_names())
    with reading(engine) as connection:
        assert connection.execute(select(form.c.number)).scalar() == FORM
        assert connection.execute(select(member.c.name)).scalar() == "Kim"


@pytest.fixture
def server(postgres) -> Iterator[tuple[Engine, Engine]]:
    """Two nodes at the same PostgreSQL, and a table to quarrel about."""
    one, other = connect(postgres[0]), connect(postgres[0])
    metadata.drop_all(one)
    create(one)
    yield one, other
    one.dispose()
    other.dispose()


def test_postgres_gives_up_before_whoever_waits_for_the_page_does(server):
    """P18: refused within five seconds, and neither lock nor statement is waited for longer."""
    one, _ = server
    wanted = {"statement_timeout": "4s", "lock_timeout": "3s"}

    with reading(one) as connection:
        found = {name: connection.execute(text(f"SHOW {name}")).scalar() for name in wanted}

    assert found == wanted


def test_a_purge_takes_as_long_as_it_needs(server, clock, keyring):
    """Deleting is made slow; a page that deletes is given up, which is the control."""
    engine, _ = server
    slow = """
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_sleep(0.2); RETURN OLD; END';
        CREATE TRIGGER slow BEFORE DELETE ON session FOR EACH ROW EXECUTE FUNCTION slow();
        SET statement_timeout = 50"""
    with writing(engine) as connection:
        past = clock() - timedelta(hours=1)
        row = {"id": b"x", "wrapped_key": b"", "idle_until": past, "max_until": past}
        connection.execute(insert(session).values(row))
        connection.execute(text(slow))

    with pytest.raises(Unavailable), writing(engine) as connection:
        connection.execute(delete(session))
    assert purge(engine, clock(), keyring) == 1

    with writing(engine) as connection:
        connection.execute(text("DROP FUNCTION slow CASCADE"))


@pytest.mark.parametrize(
    ("what", "limit"), [("statement", "statement_timeout"), ("lock", "lock_timeout")]
)
def test_what_postgres_gives_up_is_told_as_a_database_that_does_not_answer(server, what, limit):
    """With the limit cut short; without one at all it is waited for: that is the control."""
    one, other = server
    slow = {"statement": "SELECT pg_sleep(0.5)", "lock": "LOCK TABLE form"}[what]

    def run(milliseconds: int, held: bool) -> None:
        with writing(other) as connection:
            connection.execute(text(f"SET LOCAL {limit} = {milliseconds}"))
            with reading(one) if held else nullcontext() as holder:
                if holder:
                    holder.execute(select(form))
                connection.execute(text(slow))

    with pytest.raises(Unavailable, match="canceling statement due to"):
        run(50, held=what == "lock")
    run(0, held=False)
