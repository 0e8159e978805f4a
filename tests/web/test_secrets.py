"""Nothing a young person writes can be read from what a whole site leaves on the machine."""

import logging
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from prepkit.core.codename import fold
from prepkit.settings import Settings
from prepkit.store.seal import new_token
from prepkit.web.gate import HELPER, YOUNG
from tests.canary import Canaries
from tests.pages import BASE, Page, Visitor


def journey(visitor: Visitor, canaries: Canaries, thorough: bool = True) -> list[str]:
    """A whole preparation with a canary in everything that can be written, and in its codes.

    Gives the tokens of its cookies. The papers, and what is refused, only if it is ``thorough``.
    """
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting="uppfoljning")
    if thorough:
        visitor.follow("Till frågorna")
        while not visitor.page.path.endswith("/done"):
            write(visitor, canaries, "Nästa")
        papers(visitor, canaries)
    else:
        visitor.visit("/sv/p/all")
        write(visitor, canaries, "Spara och gå till översikten")
    tokens = [token_of(visitor)]
    first = new_code(visitor, "Spara och visa koden")
    visitor.visit("/leave")
    if thorough:
        mistype(visitor, first)
    opened(visitor, first)
    tokens.append(token_of(visitor))
    second = new_code(visitor, "Gör en ny kod")
    opened(visitor, first, status=404)
    opened(visitor, second)
    tokens.append(token_of(visitor))
    visitor.visit("/leave")
    assert canaries.mark in first
    assert canaries.mark in second
    return tokens


def write(visitor: Visitor, canaries: Canaries, button: str) -> None:
    """A canary in every text of the page, given to be read."""
    soup = visitor.page.soup
    texts = {each["name"]: canaries.word() for each in soup.select("textarea")}
    given = {each["name"]: "give" for each in soup.select("input[name$=sharing]")}
    visitor.submit(button, **texts, **given)


def papers(visitor: Visitor, canaries: Canaries) -> None:
    """Every page and paper with the answers, and an answer too long to be kept."""
    page = visitor.visit("/sv/p/needs")
    texts = page.soup.select("textarea, input[type=text]")
    words = {each["name"]: canaries.word() for each in texts}
    visitor.submit("Spara och tillbaka", sharing="give", **words)
    for path in ("paper", "show", "show/2", "sms", "paper/a", "paper/b"):
        visitor.visit(f"/sv/p/{path}")
    for paper in "abc":
        answer = visitor.client.get(f"/sv/p/paper/{paper}.pdf", base_url=BASE)
        assert answer.status_code == 200
    too_long = canaries.word() * 400
    token = visitor.visit("/sv/p/1").soup.select_one("input[name=token]")["value"]
    visitor.client.post("/sv/p/1", base_url=BASE, data={"words": too_long, "token": token})


def new_code(visitor: Visitor, button: str) -> str:
    visitor.visit("/sv/p/keep")
    visitor.submit(button)
    return " ".join(visitor.page.soup.select_one(".frame").get_text(" ").split())


def opened(visitor: Visitor, code: str, status: int = 200) -> None:
    visitor.visit("/sv/open")
    visitor.submit("Öppna", code=code, status=status)


def mistype(visitor: Visitor, code: str) -> None:
    """A misspelt word, a word too few, and a code of nobody's."""
    for wrong in (code + "qq", code.rpartition(" ")[0]):
        opened(visitor, wrong)
    opened(visitor, " ".join(reversed(code.split())), status=404)


def token_of(visitor: Visitor) -> str:
    return visitor.client.get_cookie(YOUNG).value


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


class Hurried(Visitor):
    """Somebody who reads no page more closely than it takes to go on."""

    def _look_at(self, path, response, status):
        html = response.get_data(as_text=True)
        self.page = Page(path.split("?")[0], response.status_code, response.headers, html)
        assert response.status_code == status, f"{path} answered {response.status}"
        return self.page


def walk(machine: Path, open_site, clock, journeys: int) -> tuple[Canaries, list[str]]:
    """So many journeys on one site; and a backup of its database, as somebody would make it."""
    canaries, tokens = Canaries(), []
    app = open_site(settings_for(machine))
    app.extensions["house"] = replace(app.extensions["house"], codenames=canaries.codenames())
    for n in range(journeys):
        looks = n % 50 == 0
        visitor = (Visitor if looks else Hurried)(app.test_client())
        tokens += journey(visitor, canaries, thorough=looks)
        clock.move(hours=1)  # or one address would have to wait for its next code
    files = (sqlite3.connect(machine / f"{name}.sqlite3") for name in ("prepkit", "backup"))
    with closing(next(files)) as database, closing(next(files)) as backup:
        database.backup(backup)
    return canaries, tokens


def settings_for(machine: Path) -> Settings:
    address = f"sqlite:///{machine}/prepkit.sqlite3"
    return Settings(address, cache=machine / "cache", peppers=machine / "peppers")


def test_no_word_code_or_token_of_a_journey_is_found_on_disk(machine, open_site, clock):
    canaries, tokens = walk(machine, open_site, clock, 2)

    assert canaries.found_in(machine, *tokens) == []
    with closing(sqlite3.connect(machine / "backup.sqlite3")) as backup:
        assert backup.execute("SELECT count(*) FROM draft WHERE kdf_v = 1").fetchone() == (2,)


@pytest.mark.full
@pytest.mark.parametrize("quarter", range(4))  # so that many cores share the thousand
def test_no_word_of_a_thousand_journeys_is_found_on_disk(machine, open_site, clock, quarter):
    canaries, tokens = walk(machine, open_site, clock, 250)

    assert canaries.found_in(machine, *tokens[:60]) == []


def test_a_word_planted_in_the_log_is_found(machine, open_site, clock):
    canaries, _ = walk(machine, open_site, clock, 1)

    logging.getLogger("prepkit").info("Saving answer: %s", canaries.word())

    assert [file.name for file, _ in canaries.found_in(machine)] == ["everything.log"]


def test_a_code_and_a_token_that_were_written_down_are_found(machine):
    canaries = Canaries()
    code = canaries.codenames().new("sv", lambda drawn: drawn[7])
    (machine / "cache").mkdir()
    (machine / "cache" / "code").write_text(fold(code))
    (machine / "cache" / "token").write_text(token := new_token())

    assert {file.name for file, _ in canaries.found_in(machine, token)} == {"code", "token"}


def test_an_error_with_a_childs_words_in_it_leaves_them_out_of_the_log(machine, open_site):
    app, canaries = open_site(settings_for(machine)), Canaries()

    @app.get("/broken/<words>")
    def broken(words: str) -> None:
        int(words)  # says the words in its message

    page = app.test_client().get(f"/broken/{canaries.word()}", base_url="https://localhost")

    assert page.status_code == 500
    assert canaries.mark not in page.text
    assert "ValueError at test_secrets.py" in (machine / "everything.log").read_text()
    assert canaries.found_in(machine) == []


def asked(visitor: Visitor, canaries: Canaries) -> list[str]:
    """A question from somebody who was invited, taken in; gives the codes and the cookie."""
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting="uppfoljning")
    visitor.visit("/sv/p/ask/new")
    page = visitor.submit("Spara och gör en inbjudan", name=canaries.word())
    page = visitor.visit(page.soup.select_one("main a.button")["href"])
    link, code = (each.text for each in page.soup.select(".handed"))
    helper = Visitor(visitor.client.application.test_client())
    helper.visit("/sv/ask")
    helper.submit("Öppna", code=code)
    helper.submit("Skicka", words=f"Hur är det med {canaries.word()} nu?")
    helper.visit("/sv/ask/write")
    too_long = helper.submit("Skicka", words=canaries.word() * 40)
    assert "300 tecken" in too_long.text
    cookie = helper.client.get_cookie(HELPER).value
    assert canaries.mark in visitor.visit("/sv/p/ask").text
    visitor.submit("Ta med")
    helper.visit("/leave")
    visitor.visit("/leave")
    return [code, code.replace("-", ""), link.rsplit("/", 1)[1], cookie]


def test_no_word_of_a_helper_and_no_code_is_found_on_disk(machine, open_site):
    settings = Settings(
        f"sqlite:///{machine}/prepkit.sqlite3",
        cache=machine / "cache",
        peppers=machine / "peppers",
    )
    canaries = Canaries()

    codes = asked(Visitor(open_site(settings).test_client()), canaries)

    assert canaries.found_in(machine, *codes) == []
