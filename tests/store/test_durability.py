"""What was answered as saved is there after the process was killed (kill -9) in the middle of it.

A saver is a process of its own, that says each save once it is answered. One that says so too
early is told apart: that is the control.
"""

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from prepkit.core.asked import Texts
from prepkit.core.preparation import Answer, Preparation
from prepkit.store.boxes import Boxes
from prepkit.store.keyring import Keyring
from prepkit.store.tables import connect, create, reading

ROOT = Path(__file__).parents[2]


def now() -> datetime:
    return datetime.now(UTC)


def _boxes(engine: Engine) -> Boxes:
    return Boxes(engine, now, Keyring(Path("never made"), now))


def save_and_tell(address: str, early: bool) -> None:
    """Begin a preparation, then save it again and again, telling of each save."""
    boxes, preparation = _boxes(connect(address)), Preparation("m", Texts("M"), "sv", ())
    token, rev = boxes.begin(preparation), 1
    print(token, rev, flush=True)
    while True:
        if early:
            print(token, rev + 1, flush=True)
            time.sleep(0.2)
        saved = preparation.saying(Answer(f"sparat {rev + 1} " * 500))
        rev = boxes.keep(token, saved, rev)
        if not early:
            print(token, rev, flush=True)


def killed(address: str, saves: int, early: bool = False) -> tuple[str, int]:
    """Kill a saver after so many saves; gives its token and the last revision it told of."""
    command = [
        sys.executable,
        "-m",
        "tests.store.test_durability",
        address,
        *(["early"] if early else []),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as saver:
        lines = [saver.stdout.readline() for _ in range(saves)]
        saver.send_signal(signal.SIGKILL)
        lines += saver.stdout.readlines()  # what it told before it fell
    told = [line.split() for line in lines if line.endswith("\n")]
    return told[-1][0], int(told[-1][1])


def is_kept(boxes: Boxes, token: str, told: int) -> bool:
    """Whether the box opens with what was told as saved, or with the save after it."""
    desk = boxes.open(token)
    assert desk.rev == 1 or desk.preparation.most.words.startswith(f"sparat {desk.rev} ")
    return desk.rev in {told, told + 1}


@pytest.fixture(params=["file", "postgres"])
def boxes(request, tmp_path):
    file = f"sqlite:///{tmp_path}/prepkit.sqlite3"
    address = file if request.param == "file" else request.getfixturevalue("postgres")[0]
    engine = connect(address)
    create(engine)
    yield address, _boxes(engine)
    engine.dispose()


@pytest.mark.parametrize("saves", [1, 2, 17])
def test_what_was_answered_as_saved_opens_after_a_kill(boxes, saves):
    address, opened = boxes

    token, told = killed(address, saves)

    assert is_kept(opened, token, told)


def test_a_saver_that_answers_too_early_is_found_out(boxes):
    address, opened = boxes

    token, told = killed(address, 2, early=True)

    assert not is_kept(opened, token, told)


@pytest.mark.full
def test_two_hundred_kills_lose_nothing_and_leave_the_file_whole(tmp_path):
    address = f"sqlite:///{tmp_path}/prepkit.sqlite3"
    engine = connect(address)
    create(engine)
    boxes = _boxes(engine)

    told = [killed(address, 1 + n % 23) for n in range(200)]

    assert [each for each in told if not is_kept(boxes, *each)] == []
    with reading(engine) as connection:
        check = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    assert check == "ok"
    engine.dispose()


if __name__ == "__main__":
    save_and_tell(sys.argv[1], early="early" in sys.argv)
