"""Locks from codes, and the peppers they rest on."""

import stat
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from prepkit.core.errors import PrepkitError, Unavailable
from prepkit.store.keyring import Keyring
from prepkit.store.seal import Cost

CHEAP = Cost(1, 8192)
CODE = "älg sjö björk kaffe sommar regnbåge"


@pytest.fixture
def peppers(tmp_path) -> Path:
    return tmp_path / "instance" / "peppers"


@pytest.fixture
def keyring(peppers, clock) -> Keyring:
    return Keyring(peppers, clock, CHEAP)


def test_a_code_gives_the_same_lock_however_it_is_typed(keyring):
    lock = keyring.lock(CODE)

    assert keyring.lock(" ALG-sjo  Bjork kaffe sommar regnbage") == lock
    assert keyring.locks(CODE) == (lock,)
    assert lock.epoch == 202611
    assert len({lock.id, lock.kek, lock.root}) == 3
    assert keyring.lock(CODE.replace("kaffe", "te")).id != lock.id


def test_an_older_months_lock_is_found_with_the_same_work(keyring, clock):
    november = keyring.lock(CODE)
    clock.move(days=31)
    december = keyring.lock(CODE)

    assert keyring.locks(CODE) == (december, november)
    assert december.id != november.id
    assert keyring.relock(november.root) == december


def test_two_installations_give_different_locks(keyring, tmp_path, clock):
    other = Keyring(tmp_path / "other", clock, CHEAP)

    assert other.lock(CODE).id != keyring.lock(CODE).id
    assert other.mark(202611) != keyring.mark(202611)


def test_the_folder_and_its_files_are_for_their_user_alone(keyring, peppers):
    keyring.lock(CODE)

    assert stat.filemode(peppers.stat().st_mode) == "drwx------"
    files = sorted(peppers.iterdir())
    assert [file.name for file in files] == ["2026-11.pepper", "salt"]
    assert {stat.filemode(file.stat().st_mode) for file in files} == {"-rw-------"}
    assert {file.stat().st_size for file in files} == {32}


def _lock_at_once(folder: Path) -> bytes:
    november = datetime(2026, 11, 21, tzinfo=UTC)
    return Keyring(folder, lambda: november, CHEAP).lock(CODE).id


def test_processes_that_come_at_once_agree_on_the_pepper(peppers):
    with ProcessPoolExecutor(6, mp_context=get_context("spawn")) as pool:
        ids = set(pool.map(_lock_at_once, [peppers] * 12))

    assert len(ids) == 1
    assert len(list(peppers.iterdir())) == 2


def test_a_pepper_of_a_past_month_without_rows_is_destroyed(keyring, peppers, clock):
    old = keyring.lock(CODE)
    clock.move(days=31)

    assert keyring.destroy(living=[202611]) == ()
    assert keyring.destroy(living=[]) == (202611,)

    assert keyring.epochs() == ()
    assert old.id not in {lock.id for lock in keyring.locks(CODE)}


def test_this_months_pepper_and_one_that_just_ended_are_kept(keyring, clock):
    keyring.lock(CODE)
    assert keyring.destroy([]) == ()

    clock.now = datetime(2026, 12, 1, 0, 59, tzinfo=UTC)
    assert keyring.destroy([]) == ()
    clock.move(minutes=2)
    assert keyring.destroy([]) == (202611,)


def test_a_destroyed_pepper_is_overwritten_before_it_is_removed(keyring, peppers, clock, tmp_path):
    keyring.lock(CODE)
    file = peppers / "2026-11.pepper"
    before = file.read_bytes()
    (tmp_path / "same file").hardlink_to(file)
    clock.move(days=31)

    keyring.destroy([])

    assert not file.exists()
    assert (tmp_path / "same file").read_bytes() != before


def test_rows_without_their_pepper_are_told_of_plainly(keyring, peppers, clock):
    keyring.require([])
    with pytest.raises(PrepkitError, match="2026-11"):
        keyring.require([202611])

    keyring.lock(CODE)
    keyring.require([202611])

    (peppers / "salt").unlink()
    with pytest.raises(PrepkitError, match="the salt or"):
        keyring.require([202611])


def test_a_damaged_pepper_is_never_used(keyring, peppers):
    keyring.lock(CODE)
    (peppers / "2026-11.pepper").write_bytes(b"")

    with pytest.raises(PrepkitError, match="damaged"):
        keyring.lock(CODE)


def test_a_folder_that_cannot_be_made_asks_for_patience(clock):
    with pytest.raises(Unavailable, match="peppers"):
        Keyring(Path("/proc/none"), clock, CHEAP).lock(CODE)
