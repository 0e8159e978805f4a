"""What is kept can be lost, broken or full, and a print is still made."""

import os

from prepkit.pdf.shelf import Shelf


def never():
    raise AssertionError("it was kept")


def test_what_is_kept_is_not_made_again(tmp_path):
    shelf = Shelf(tmp_path / "new" / "folder")

    assert shelf.get("a", lambda: b"one") == b"one"
    assert shelf.get("a", never) == b"one"
    assert shelf.get("b", lambda: b"two") == b"two"


def test_a_broken_file_is_made_again(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.get("a", lambda: b"one")
    (file,) = tmp_path.iterdir()

    for spoilt in (file.read_bytes()[:-1] + b"x", file.read_bytes()[:10], b""):
        file.write_bytes(spoilt)
        assert shelf.get("a", lambda: b"new") == b"new"


def test_the_folder_never_grows_beyond_its_size(tmp_path):
    shelf = Shelf(tmp_path, largest=1000)

    for number in range(20):
        shelf.get(str(number), lambda: b"x" * 200)
        for age, file in enumerate(sorted(tmp_path.iterdir(), key=lambda f: f.stat().st_mtime_ns)):
            os.utime(file, (age, age))

    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 1000
    assert shelf.get("19", never) == b"x" * 200


def test_a_folder_that_cannot_be_written_stops_no_print(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    assert Shelf(tmp_path / "file").get("a", lambda: b"one") == b"one"


def test_a_half_written_file_is_never_seen(tmp_path):
    shelf = Shelf(tmp_path)

    shelf.get("a", lambda: b"one")

    assert [file.suffix for file in tmp_path.iterdir()] == [".typeset"]
