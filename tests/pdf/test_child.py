"""A print job is done in a child that can harm nobody, and its end is told in words."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from prepkit.core.errors import DoesNotFit, PrintError
from prepkit.pdf import child, press
from prepkit.pdf.cards import print_deck
from tests.pdf.decks import document, order

ROOT = Path(child.__file__).parents[2]
PAGE = "<html lang=sv><title>Prov</title><p>Hej"


def test_a_job_is_done_as_it_would_be_here():
    assert child.run(press.typeset, PAGE) == press.typeset(PAGE)


def test_a_job_sees_neither_flask_nor_the_database_nor_our_secrets(monkeypatch):
    monkeypatch.setenv("PREPKIT_DATABASE", "postgresql://hemligt")

    loaded = child.run(eval, "sorted(__import__('sys').modules)")
    seen = child.run(eval, "dict(__import__('os').environ)")

    assert "weasyprint" in loaded
    assert not {"flask", "sqlalchemy", "nacl", "jinja2.sandbox"} & set(loaded)
    assert not any(name.startswith("PREPKIT") for name in seen)


def test_the_press_is_never_loaded_in_the_parent():
    program = (
        "import sys; from prepkit.pdf import child, press;"
        f"child.run(press.typeset, {PAGE!r}); print('weasyprint' in sys.modules)"
    )

    outside = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert outside.stdout.strip() == "False"


def test_a_job_that_never_ends_is_ended_after_ten_seconds_of_work():
    start = time.monotonic()

    with pytest.raises(PrintError, match="too long"):
        child.run(eval, "sum(iter(int, 1))")

    assert time.monotonic() - start < child.WALL_SECONDS + 1


@pytest.mark.full  # a quarter of a minute of nothing
def test_a_job_that_sleeps_is_ended_by_the_clock():
    sleeping = threading.Thread(target=_expect_the_end, args=(time.sleep, 3600))
    start = time.monotonic()

    sleeping.start()
    sleeping.join(child.WALL_SECONDS + 5)

    assert not sleeping.is_alive()
    assert time.monotonic() - start >= child.WALL_SECONDS - 1


def _expect_the_end(function, *arguments):
    with pytest.raises(PrintError):
        child.run(function, *arguments)


@pytest.mark.parametrize(
    "bomb",
    [
        (eval, "list(iter(int, 1))"),
        (bytes, 2 * 1024**3),
        (eval, "__import__('os').kill(__import__('os').getpid(), 9)"),
    ],
)
def test_a_job_that_wants_all_memory_or_dies_is_told_in_words(bomb):
    with pytest.raises(PrintError, match="less text"):
        child.run(*bomb)

    assert child.run(len, "abc") == 3  # and the next job is well


def test_a_page_made_to_be_endless_is_ended():
    nested = "<div style='display:flex'>" * 60 + "ord " * 3000

    with pytest.raises(PrintError):
        child.run(press.typeset, f"<html lang=sv><title>x</title>{nested * 8}")


def test_a_job_can_write_to_no_file(tmp_path):
    file = tmp_path / "x"

    with pytest.raises(PrintError):
        child.run(Path.write_bytes, file, b"x" * 100)

    assert not file.exists() or file.stat().st_size == 0


def test_prepkits_own_errors_come_out_as_they_are():
    deck = document("lara-kanna")
    endless = replace(deck.cards[3], text="väldigt " * 80)
    spoilt = replace(deck, cards=(endless,))

    with pytest.raises(DoesNotFit) as told:
        print_deck(order("sv", deck=spoilt), None, child.run)

    assert told.value.texts == ("card 1, sv, 63 x 88 mm, 11 pt: question",)


def test_other_errors_come_out_as_one_sentence_without_what_they_met(capfd):
    with pytest.raises(PrintError) as told:
        child.run(int, "hemligt")

    assert "hemligt" not in str(told.value)
    assert "hemligt" not in capfd.readouterr().err


def test_jobs_from_many_threads_all_come_back():
    done = []

    def job(number):
        done.append((number, child.run(press.typeset, f"{PAGE} {number}")))

    threads = [threading.Thread(target=job, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert sorted(number for number, _ in done) == list(range(6))
    assert len({pdf for _, pdf in done}) == 6


def test_a_new_server_is_started_when_the_old_one_has_died():
    child.run(len, "a")
    child._server.process.kill()
    child._server.process.wait()

    assert child.run(len, "ab") == 2


def test_a_forked_worker_starts_a_server_of_its_own():
    child.run(len, "a")
    reader, writer = os.pipe()

    if os.fork() == 0:
        mine = child.run(len, "abc")
        os.write(writer, bytes([mine]))
        os._exit(0)
    os.close(writer)

    assert os.read(reader, 1) == b"\x03"
    assert child.run(len, "ab") == 2
    os.wait()
    os.close(reader)
