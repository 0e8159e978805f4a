"""Nothing a young person writes can be read from what a whole site leaves on the machine."""

import logging
import os
import tempfile
from pathlib import Path

import pytest

from prepkit.settings import Settings
from tests.canary import Canaries
from tests.pages import Visitor


def journey(visitor: Visitor, canaries: Canaries) -> None:
    """A whole preparation with a canary in everything that can be written."""
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting="uppfoljning")
    visitor.follow("Till frågorna")
    while not visitor.page.path.endswith("/done"):
        names = {each.get("name") for each in visitor.page.soup.select("textarea")}
        visitor.submit("Nästa", sharing="give", **{name: canaries.word() for name in names})
    for path in ("paper", "show", "paper/a", "paper/b"):
        visitor.visit(f"/sv/p/{path}")
    for paper in "abc":
        answer = visitor.client.get(f"/sv/p/paper/{paper}.pdf", base_url="https://localhost")
        assert answer.status_code == 200
    too_long = canaries.word() * 400
    token = visitor.visit("/sv/p/1").soup.select_one("input[name=token]")["value"]
    visitor.client.post(
        "/sv/p/1", base_url="https://localhost", data={"words": too_long, "token": token}
    )
    visitor.visit("/leave")


@pytest.fixture
def machine(tmp_path, monkeypatch) -> Path:
    """Everything the site may write to: its database, its cache, and the temporary folder."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    handler = logging.FileHandler(tmp_path / "everything.log")
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield tmp_path
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def walk(machine: Path, open_site, journeys: int) -> Canaries:
    settings = Settings(f"sqlite:///{machine}/prepkit.sqlite3", cache=machine / "cache")
    canaries = Canaries()
    for _ in range(journeys):
        journey(Visitor(open_site(settings).test_client()), canaries)
    return canaries


def test_no_word_of_a_journey_is_found_on_disk(machine, open_site):
    canaries = walk(machine, open_site, 1)

    assert canaries.found_in(machine) == []


@pytest.mark.full
def test_no_word_of_many_journeys_is_found_on_disk(machine, open_site):
    canaries = walk(machine, open_site, int(os.environ.get("PREPKIT_JOURNEYS", "100")))

    assert canaries.found_in(machine) == []


def test_a_word_planted_in_the_log_is_found(machine, open_site):
    canaries = walk(machine, open_site, 1)

    logging.getLogger("prepkit").info("Saving answer: %s", canaries.word())

    assert [file.name for file, _ in canaries.found_in(machine)] == ["everything.log"]


def test_an_error_with_a_childs_words_in_it_leaves_them_out_of_the_log(machine, open_site):
    settings = Settings(f"sqlite:///{machine}/prepkit.sqlite3", cache=machine / "cache")
    app, canaries = open_site(settings), Canaries()

    @app.get("/broken/<words>")
    def broken(words: str) -> None:
        int(words)  # says the words in its message

    page = app.test_client().get(f"/broken/{canaries.word()}", base_url="https://localhost")

    assert page.status_code == 500
    assert canaries.mark not in page.text
    assert "ValueError at test_secrets.py" in (machine / "everything.log").read_text()
    assert canaries.found_in(machine) == []
