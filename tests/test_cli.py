"""The prepkit command, as somebody at a shell meets it."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import click
import pikepdf
import pytest

from prepkit.cli import commands, main
from prepkit.cli.installation import database, library
from prepkit.cli.print_all import jobs
from prepkit.cli.server import keep_purging
from prepkit.core.asked import Texts
from prepkit.core.errors import StaffError
from prepkit.core.ink import Ink
from prepkit.core.language import TAGS
from prepkit.core.preparation import Preparation
from prepkit.core.selection import FEWEST, MOST
from prepkit.core.sheet import Layout
from prepkit.settings import DEFAULTS, Settings
from prepkit.store.boxes import Boxes
from prepkit.store.keyring import Keyring
from prepkit.store.staff import Staff

ROOT = Path(__file__).parents[1]
ASKS = "questions uppfoljning --seed a"


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self):
        return json.loads(self.out)


Shell = Callable[[str], Said]


@pytest.fixture
def shell(tmp_path, monkeypatch, capsysbinary) -> Shell:
    """Types a command line in an empty folder, with no setting set."""
    monkeypatch.chdir(tmp_path)
    for name in DEFAULTS:
        monkeypatch.delenv(name, raising=False)

    def type_in(line: str) -> Said:
        with pytest.raises(SystemExit) as end:
            main(shlex.split(line))
        out, err = capsysbinary.readouterr()
        return Said(end.value.code or 0, out, err.decode())

    return type_in


def leaves() -> list[tuple[str, click.Command]]:
    """Every command that does something, by the words that call it."""
    found = []
    for name, command in commands.commands.items():
        inner = command.commands.items() if isinstance(command, click.Group) else [("", command)]
        found += [(f"{name} {inside}".strip(), leaf) for inside, leaf in inner]
    return found


# what there is


def test_the_commands_are_those_that_were_promised():
    assert {name for name, _ in leaves()} == {
        *("serve", "check", "questions", "cards", "print-all", "purge", "bench"),
        *("paper question-page", "paper ask-page", "paper calibration"),
        "paper pack",
        *("bank list", "bank show", "bank history", "bank export"),
        *("staff add", "staff list", "staff reset", "staff remove"),
    }


@pytest.mark.parametrize(("name", "command"), leaves())
def test_every_command_says_what_it_is_for(name, command):
    assert command.help
    assert command.help.split("\n")[0].endswith((".", ";"))


# starting


def loaded_by(line: str) -> set[str]:
    """Which heavy libraries a command has imported when it ends."""
    script = (
        "import sys, atexit\n"
        "heavy = {'weasyprint', 'flask', 'sqlalchemy', 'pikepdf', 'gunicorn'}\n"
        "atexit.register(lambda: print('loaded:', *heavy & sys.modules.keys(), file=sys.stderr))\n"
        "from prepkit.cli import main\n"
        f"main({shlex.split(line)})"
    )
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stderr.rpartition("loaded:")[2].split())


@pytest.mark.parametrize("line", ["--help", "serve --help", "cards --help", "bank --help"])
def test_help_is_quick_and_needs_no_pango(line):
    assert loaded_by(line) == set()


def test_a_heavy_import_would_be_seen():
    assert loaded_by("bank list") == {"sqlalchemy"}


def test_a_folder_is_left_as_it_was_by_commands_that_only_read(shell, tmp_path):
    for line in ("check", "bank list", "bank show core", "bank history core", ASKS):
        shell(line)

    assert list(tmp_path.iterdir()) == []


# asked wrongly


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("nonsense", "No such command 'nonsense'; see prepkit --help"),
        ("questions", "Missing argument 'MEETING'; see prepkit questions --help"),
        ("questions x", "there is no meeting 'x'; choose one of: forsta, uppfoljning, utredning"),
        ("questions core", "there is no meeting 'core'"),
        ("questions forsta --count 5", "5 is not in the range 6<=x<=15"),
        ("questions forsta --count 16", "16 is not in the range 6<=x<=15"),
        ("questions forsta --count some", "'some' is not a valid integer range"),
        ("questions forsta --age 13", "'13' is not one of '4-8', '9-11', '12-14', '15-20'"),
        ("questions forsta --language de", "'de' is not one of 'sv', 'en', 'ar'"),
        ("questions forsta --loud", "No such option"),
        ("cards x -o x.pdf", "there is no deck 'x'; choose one of: du-och-jag, lara-kanna, peka"),
        ("cards core -o x.pdf", "there is no deck 'core'; choose one of: du-och-jag"),
        ("cards lara-kanna", "Missing option '-o'"),
        ("cards lara-kanna --stock x -o x.pdf", "there is no stock 'x'; choose one of: poker"),
        ("cards lara-kanna --stock dp837 --duplex fold -o x.pdf", "sigel-dp837 can't be folded"),
        ("cards lara-kanna --back 6 0 -o x.pdf", "an offset is between -5 and 5 mm"),
        ("cards lara-kanna --stock-file no.yaml -o x.pdf", "'no.yaml' does not exist"),
        ("cards lara-kanna --count 55 -o x.pdf", "55 is not in the range 6<=x<=54"),
        ("cards lara-kanna --language de -o x.pdf", "'de' is not one of"),
        ("cards lara-kanna --topic x -o x.pdf", "there is no topic 'x'; choose one of: familj"),
        ("cards lara-kanna --pin x -o x.pdf", "there is no card 'x'; choose one of"),
        ("cards lara-kanna --count 6 --minutes 20 -o x.pdf", "--count or --minutes, not both"),
        ("cards lara-kanna --own no.txt -o x.pdf", "'no.txt' does not exist"),
        ("cards lara-kanna --language en --language ar -o x.pdf", "one with Swedish (sv) beside"),
        ("cards lara-kanna -o no/x.pdf", "can't write no/x.pdf: there is no folder no"),
        ("cards lara-kanna -o .", "can't write .: it is a folder; name another file with -o"),
        ("paper question-page -o x.pdf", "Missing option '--meeting'"),
        ("paper question-page --meeting x -o x.pdf", "there is no meeting 'x'"),
        ("bank show x", "there is no bank 'x'; choose one of: core,"),
        ("bank show topics", "there is no bank 'topics'"),
        ("bank history x", "there is no bank 'x'"),
        ("bank export x -o x.yaml", "there is no bank 'x'"),
        ("staff add Kim", "Missing option '--role'"),
        ("staff add Kim --role boss", "'boss' is not one of 'worker', 'editor'"),
        ("serve --port 70000", "70000 is not in the range"),
        ("serve --host 192.0.2.1", "set PREPKIT_TLS=yes, or use --host 127.0.0.1"),
        ("serve --host 0.0.0.0", "without TLS their browsers drop the cookie"),
        ("serve --host no.such.host.invalid", "there is no address 'no.such.host.invalid'"),
    ],
)
def test_a_wrong_argument_gets_one_line_that_says_what_to_do(shell, tmp_path, line, hint):
    said = shell(line)

    assert said.code == 2
    assert hint in said.err
    assert said.err.startswith("prepkit: ")
    assert said.err.count("\n") == 1
    assert said.out == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////proc/none/prepkit.sqlite3",
        "sqlite:///a-folder",
        "postgresql+psycopg://nobody@127.0.0.1:1/none",
        "postgresql+nothing://127.0.0.1/none",
        "a file",
    ],
)
@pytest.mark.parametrize("line", ["staff list", "purge", "serve --port 0"])
def test_a_database_that_cannot_be_reached_is_told_in_one_line(
    shell, monkeypatch, tmp_path, address, line
):
    (tmp_path / "a-folder").mkdir()
    monkeypatch.setenv("PREPKIT_DATABASE", address)

    said = shell(line)

    assert said.code == 2
    assert "PREPKIT_DATABASE" in said.err
    assert said.err.count("\n") == 1


def test_what_cannot_be_done_is_told_in_one_line(shell):
    said = shell("staff remove Nobody")

    assert (said.code, said.err) == (1, "prepkit: there is no account for 'Nobody'\n")


def test_a_setting_that_cannot_be_used_is_told_in_one_line(shell, monkeypatch):
    monkeypatch.setenv("PREPKIT_TLS", "maybe")

    said = shell("purge")

    assert (said.code, said.err) == (1, "prepkit: PREPKIT_TLS is yes or no\n")


# prepkit check


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A copy of the package with its banks, to plant faults in."""
    for name in ("prepkit", "question_banks", "translations"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=ignored)
    return tmp_path / "copy"


def check(checkout: Path, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "prepkit", "check", *options]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def put(file: Path, old: str, new: str) -> int:
    """Change the first such words in a file; gives the line they stand on."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_nothing_shipped_is_wrong(shell):
    said = shell("check --json")

    assert (said.code, [each for each in said.json if not each["warning"]]) == (0, [])


def test_check_tells_every_error_with_its_file_and_line(checkout):
    first = put(checkout / "question_banks" / "core.yaml", "level: 1", "level: 9")
    second = put(checkout / "question_banks" / "forsta.yaml", "level: 2", "level: 8")

    run = check(checkout)

    assert run.returncode == 1
    assert f"question_banks/core.yaml:{first}: " in run.stdout
    assert f"question_banks/forsta.yaml:{second}: " in run.stdout
    assert "Errors: 2, " in run.stderr


def test_check_tells_the_same_to_another_program(checkout):
    line = put(checkout / "question_banks" / "core.yaml", "level: 1", "level: 9")

    run = check(checkout, "--json")

    (told,) = [each for each in json.loads(run.stdout) if not each["warning"]]
    assert told.keys() == {"file", "line", "message", "field", "warning"}
    assert (told["file"], told["line"]) == ("question_banks/core.yaml", line)
    assert "9" in told["message"]
    assert run.returncode == 1


@pytest.mark.parametrize("line", ["questions forsta", "bank show forsta"])
def test_a_bank_that_cannot_be_read_is_told_in_one_line(checkout, line):
    put(checkout / "question_banks" / "forsta.yaml", "level: 2", "level: 8")
    command = [sys.executable, "-m", "prepkit", *line.split()]

    run = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert run.stderr == (
        "prepkit: question_banks/forsta.yaml can't be used; prepkit check tells why\n"
    )


def test_a_warning_is_no_error(checkout):
    put(checkout / "question_banks" / "lara-kanna.yaml", "title: Lära känna", "title: Ny")

    run = check(checkout)

    assert run.returncode == 0
    assert "warning: " in run.stdout
    assert "Errors: 0, " in run.stderr


# prepkit questions


def test_questions_for_another_program_have_the_keys_that_were_promised(shell):
    told = shell(f"{ASKS} --age 12-14 --count 7 --language ar --json").json

    assert list(told) == ["meeting", "seed", "age", "count", "language", "questions"]
    assert told | {"questions": None} == {
        "meeting": "uppfoljning",
        "seed": "a",
        "age": "12-14",
        "count": 7,
        "language": "ar",
        "questions": None,
    }
    assert len(told["questions"]) == 7
    for question in told["questions"]:
        assert list(question) == [
            *("id", "bank", "role", "topic", "level", "kind"),
            *("text", "language", "status", "swedish"),
        ]


def test_the_same_seed_gives_the_same_questions_in_every_language(shell):
    sets = [shell(f"{ASKS} --language {tag} --json").json for tag in ("sv", "en", "ar")]

    chosen = [[question["id"] for question in each["questions"]] for each in sets]

    assert chosen[0] == chosen[1] == chosen[2]
    assert [[q["swedish"] for q in each["questions"]] for each in sets[1:]] == [
        [q["text"] for q in sets[0]["questions"]]
    ] * 2


def test_without_a_seed_the_questions_can_be_had_again_by_the_one_that_is_told(shell):
    first, second = (shell("questions forsta").text for _ in range(2))

    seed = re.search(r"--seed (\w+)", first)[1]

    assert first != second
    assert shell(f"questions forsta --seed {seed}").text == first


@pytest.mark.parametrize("meeting", ["uppfoljning", "forsta", "utredning"])
@pytest.mark.parametrize("count", [FEWEST, MOST])
def test_every_meeting_has_as_many_questions_as_are_asked_for(shell, meeting, count):
    lines = shell(f"questions {meeting} --count {count} --seed a").text.splitlines()

    assert lines[0] == f"{meeting}, {count} questions, --seed a"
    assert len(lines) == 1 + count


def test_a_text_that_nobody_has_checked_says_so(shell):
    said = shell(f"{ASKS} --language ar --json").json["questions"]

    unchecked = [question["text"] for question in said if question["status"] == "unchecked"]

    lines = shell(f"{ASKS} --language ar").text.splitlines()
    marked = [line for line in lines if line.endswith("[not yet checked by a speaker]")]
    assert len(marked) == len(unchecked) > 0


# prepkit bank


@pytest.fixture
def edited(shell) -> str:
    """The bank whose title somebody has changed in this installation."""
    with database(Settings()) as _, library(Settings()) as banks:
        banks.revise("core", {"title": "Nya frågor"}, base=0, author="Kim", note="kortare")
    return "core"


def test_every_bank_is_listed_with_its_title(shell):
    lines = shell("bank list").text.splitlines()

    assert [line.split()[:2] for line in lines] == [
        ["core", "core"],
        ["du-och-jag", "deck"],
        ["forsta", "meeting"],
        ["fragor-till-soc", "own"],
        ["lara-kanna", "deck"],
        ["peka", "deck"],
        ["sa-vill-vi-ha-det", "deck"],
        ["starkt-och-viktigt", "deck"],
        ["uppfoljning", "meeting"],
        ["utredning", "meeting"],
    ]
    assert lines[4].split(maxsplit=2)[2] == "54  Lära känna"


@pytest.mark.parametrize("bank", ["core", "lara-kanna"])
def test_a_bank_is_read_with_every_text_and_how_its_translations_are(shell, bank):
    text = shell(f"bank show {bank}").text

    with library(Settings()) as banks:
        entries = list(banks.written(bank).document.entries())
    papers = ("rule/", "debrief/", "guide/")
    assert [
        e.text for e in entries if e.text not in text and not e.context.startswith(papers)
    ] == []
    assert re.search(r"^ar: \d+ unchecked", text, re.MULTILINE)


def test_an_untouched_bank_is_written_out_as_it_was_shipped(shell, tmp_path):
    said = shell("bank export lara-kanna -o mine.yaml")

    shipped = ROOT / "question_banks" / "lara-kanna.yaml"
    assert (tmp_path / "mine.yaml").read_bytes() == shipped.read_bytes()
    assert said.err == f"Wrote {tmp_path / 'mine.yaml'}\n"


def test_an_edited_bank_is_written_out_with_the_edit(shell, edited):
    assert "title: Nya frågor\n" in shell(f"bank export {edited} -o -").text
    assert "Nya frågor" in shell("bank list").text


def test_the_history_tells_who_changed_what(shell, edited):
    text = shell(f"bank history {edited}").text

    assert re.match(r"1  \d{4}-\d\d-\d\d \d\d:\d\d UTC  Kim: kortare\n", text)
    assert "  - Frågor till alla möten\n  + Nya frågor\n" in text


def test_a_bank_nobody_changed_has_no_history(shell):
    said = shell("bank history core")

    assert (said.code, said.text) == (0, "")
    assert "as it was shipped" in said.err


# -o


def test_a_file_is_replaced_whole_and_keeps_who_may_read_it(shell, tmp_path):
    (tmp_path / "mine.yaml").write_text("old")
    (tmp_path / "mine.yaml").chmod(0o640)

    shell("bank export core -o mine.yaml")

    assert (tmp_path / "mine.yaml").read_text("utf-8").startswith("#")
    assert (tmp_path / "mine.yaml").stat().st_mode & 0o777 == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_link_stays_a_link(shell, tmp_path):
    (tmp_path / "link.yaml").symlink_to("real.yaml")

    shell("bank export core -o link.yaml")

    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text("utf-8").startswith("#")


def test_a_device_is_written_to_and_never_replaced(shell, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with open(os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        shell("bank export forsta -o pipe")
        read = reader.read()

    assert read == (ROOT / "question_banks" / "forsta.yaml").read_bytes()
    assert (tmp_path / "pipe").is_fifo()


# prepkit staff


def test_a_new_member_can_sign_in_with_the_password_that_is_shown(shell):
    said = shell("staff add Kim --role editor")

    password = said.text.strip()
    with database(Settings()) as engine:
        staff = Staff(engine, now)
        member = staff.member(staff.sign_in("Kim", password))
    assert (member.name, member.role) == ("Kim", "editor")
    assert password not in said.err
    assert shell("staff list").text == "editor  Kim\n"


def test_after_a_reset_only_the_new_password_opens(shell):
    old = shell("staff add Kim --role worker").text.strip()

    new = shell("staff reset Kim").text.strip()

    with database(Settings()) as engine:
        staff = Staff(engine, now)
        assert staff.sign_in("Kim", new)
        with pytest.raises(StaffError):
            staff.sign_in("Kim", old)


def test_a_removed_member_is_gone(shell):
    shell("staff add Kim --role worker")

    shell("staff remove Kim")

    assert shell("staff list").text == ""


def test_a_name_can_be_taken_once(shell):
    shell("staff add Kim --role worker")

    said = shell("staff add kim --role editor")

    assert (said.code, said.err) == (1, "prepkit: there is already an account for 'kim'\n")


# prepkit purge


def now() -> datetime:
    return datetime.now(UTC)


def begin(settings: Settings, ago: timedelta) -> None:
    """A preparation that was begun so long ago."""
    preparation = Preparation("forsta", Texts("Första mötet"), "sv", questions=())
    with database(settings) as engine:
        Boxes(engine, lambda: now() - ago, Keyring(settings.peppers, now)).begin(preparation)


def test_purge_deletes_what_has_expired_and_nothing_else(shell):
    begin(Settings(), ago=timedelta(hours=9))
    begin(Settings(), ago=timedelta())

    first, second = shell("purge"), shell("purge")

    assert first.text == "Deleted 2 expired rows.\n"  # a box and its session
    assert second.text == "Deleted 0 expired rows.\n"


def test_purging_goes_on_every_hour(shell):
    begin(Settings(), ago=timedelta(hours=9))
    waited = []

    keep_purging(Settings(), wait=lambda seconds: waited.append(seconds) or len(waited) == 2)

    assert waited == [3600, 3600]
    assert shell("purge").text == "Deleted 0 expired rows.\n"


def test_purging_goes_on_after_an_hour_without_a_database(shell, capsysbinary):
    waited = []

    keep_purging(
        Settings(database="sqlite:////proc/none/x"),
        wait=lambda seconds: waited.append(seconds) or len(waited) == 3,
    )

    assert capsysbinary.readouterr().err.count(b"could not purge") == 2


# paper


def test_a_deck_is_printed_with_its_rules_on_both_sides(shell, tmp_path):
    said = shell("cards lara-kanna --language sv --language ar -o deck.pdf")

    assert said.code == 0
    with pikepdf.open(tmp_path / "deck.pdf") as pdf:
        assert len(pdf.pages) == 6 + 2 * 7  # papers, and (54 + 9) / 9 sheets with backs
        assert pdf.Root.Lang == "ar"


def test_cards_are_chosen_as_on_the_page(shell, tmp_path):
    def printed(options):
        said = shell(f"cards lara-kanna --without-papers --beside without {options} -o d.pdf")
        assert said.code == 0, said.err
        with pikepdf.open(tmp_path / "d.pdf") as pdf:
            kids = pdf.Root.StructTreeRoot.K[0].K
            return len(pdf.pages), len(kids)

    assert printed("--minutes 20 --seed a")[1] == 8
    assert printed("--minutes 20 --seed a --pin vanlig-dag --leave-out skratta")[1] == 8
    deep, school = printed("--level 3")[1], printed("--topic skola --topic trygg")[1]
    assert 0 < deep < 54
    assert 0 < school < 54
    assert printed("--age 15-20")[1] <= 54
    assert printed("--count 9 --seed a --language ar --language sv --each-side")[1] == 18
    assert printed("--count 9 --seed a --ink black --duplex fronts")[0] == 1
    assert shell("cards lara-kanna --without guide --beside alone -o d.pdf").code == 0
    with pikepdf.open(tmp_path / "d.pdf") as pdf:
        assert len(pdf.pages) == 4 + 2


def test_cards_of_ones_own_are_read_from_a_file_and_left_nowhere(shell, tmp_path):
    (tmp_path / "instance").mkdir()  # where the shelf stands
    own = tmp_path / "own.txt"
    own.write_text("# mina\nskola 2: Varför heter det Bromölla? | Var ligger det?\n", "utf-8")
    options = "--count 6 --seed a --without-papers --beside without -o d.pdf"

    said = shell(f"cards lara-kanna --own own.txt {options}")

    assert said.code == 0
    with pikepdf.open(tmp_path / "d.pdf") as pdf:
        assert len(pdf.Root.StructTreeRoot.K[0].K) == 7
    kept = list((tmp_path / "instance").rglob("*.typeset"))
    assert kept  # the drawings
    assert not any("Bromölla".encode() in file.read_bytes() for file in kept)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Bara en fråga?", "own.txt:1: write TOPIC LEVEL"),
        ("nix 2: Hej?", "own.txt:1: there is no such topic"),
        ("skola 2: " + "x" * 121, "own.txt:1: a card has room for 120 characters"),
    ],
)
def test_a_line_that_is_no_card_is_told_without_its_words(shell, tmp_path, line, told):
    (tmp_path / "own.txt").write_text(line, "utf-8")

    said = shell("cards lara-kanna --own own.txt --count 6 --seed a -o d.pdf")

    assert said.code == 2
    assert told in said.err
    assert "Hej" not in said.err


def test_every_deck_is_to_be_printed_in_every_language_that_it_has_words_in(tmp_path):
    with library(Settings(f"sqlite:///{tmp_path}/prepkit.sqlite3")) as banks:
        every = [job.name for job in jobs(banks, TAGS, Layout(banks.stocks().stocks[0]), Ink.FULL)]
        some = [job.name for job in jobs(banks, ("ar",), Layout(banks.stocks().stocks[0]), Ink.LOW)]

    assert len({*every}) == len(every) == 5 * (2 * len(TAGS) - 1)
    assert {"peka-sv.pdf", "lara-kanna-sv.pdf", "lara-kanna-ar.pdf", "lara-kanna-ar-sv.pdf"} < {
        *every
    }
    assert {*some} < {*every}
    assert len(some) == 5 * 2


@pytest.mark.parametrize(
    "languages", ["--language sv", pytest.param("", marks=pytest.mark.full, id="all")]
)
def test_a_second_run_goes_on_where_the_first_stopped(shell, tmp_path, languages):
    first = shell(f"print-all {languages} -o all")
    files = sorted((tmp_path / "all").glob("*.pdf"))
    made = {file.name: file.read_bytes() for file in files}
    cut, gone = files[0], files[1]
    cut.write_bytes(made[cut.name][:1000])
    gone.unlink()
    left = files[2].stat().st_mtime_ns

    second = shell(f"print-all {languages} -o all")

    assert (first.code, second.code) == (0, 0)
    assert f"Printed {len(files)}, left 0" in first.err
    assert f"Printed 2, left {len(files) - 2}" in second.err
    assert {file.name: file.read_bytes() for file in files} == made
    assert files[2].stat().st_mtime_ns == left
    assert not [each for each in (tmp_path / "all").iterdir() if each.name.startswith(".")]


def test_a_deck_that_has_no_room_is_told_and_not_printed(shell, tmp_path):
    (tmp_path / "mitt-ark.yaml").write_text(OWN_SHEET.replace("[80, 50]", "[30, 20]"), "utf-8")

    said = shell("print-all --language sv --stock-file mitt-ark.yaml -o all")

    assert said.code == 1
    assert "Not printed: lara-kanna-sv.pdf: " in said.err
    assert not (tmp_path / "all" / "lara-kanna-sv.pdf").exists()


def test_some_cards_can_be_dealt_again_by_the_seed_that_is_told(shell):
    first = shell("cards lara-kanna --count 10 -o -")

    seed = re.search(r"--seed (\w+)", first.err)[1]
    again = shell(f"cards lara-kanna --count 10 --seed {seed} -o -")

    assert first.out.startswith(b"%PDF-")
    assert again.out == first.out


def test_a_page_of_questions_is_one_page(shell, tmp_path):
    said = shell(
        "paper question-page --meeting forsta --seed a --language ar --language sv -o p.pdf"
    )

    assert said.code == 0
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_a_page_for_a_helper_to_write_on_is_one_page(shell, tmp_path):
    said = shell("paper ask-page --language ar --language sv -o p.pdf")

    assert said.code == 0
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_the_pack_has_every_part_on_a_sheet_of_its_own(shell, tmp_path):
    pack = "paper pack --meeting forsta --seed a"

    both = shell(f"{pack} -o both.pdf")
    one = shell(f"{pack} --one-sided -o one.pdf")

    assert both.code == one.code == 0
    assert "--seed a" in both.err
    with pikepdf.open(tmp_path / "both.pdf") as pdf:
        assert len(pdf.pages) == 9
    with pikepdf.open(tmp_path / "one.pdf") as pdf:
        assert len(pdf.pages) == 5


def test_cards_are_laid_as_the_paper_needs(shell, tmp_path):
    said = shell(
        "cards lara-kanna --count 6 --seed a --stock c9312 --edge short --back 1 0 -o d.pdf"
    )

    assert said.code == 0
    with pikepdf.open(tmp_path / "d.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        # behind the first of 85 x 54 at 17 and 31.5: moved by 1, and on its head
        first = pdf.pages[1].Contents.read_bytes().split(b"q ")[1].split()
        assert first[0] == first[3] == b"-1"


def test_a_calibration_sheet_has_the_paper_of_ones_own_stock(shell, tmp_path):
    (tmp_path / "mitt-ark.yaml").write_text(OWN_SHEET, "utf-8")

    said = shell("paper calibration --stock-file mitt-ark.yaml --edge short --back 1 -0.5 -o c.pdf")

    assert said.code == 0
    with pikepdf.open(tmp_path / "c.pdf") as pdf:
        sizes = [round(float(edge) * 25.4 / 72) for edge in pdf.pages[0].MediaBox]
        assert sizes == [0, 0, 200, 250]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_a_wrong_stock_of_ones_own_is_told_with_its_line(shell, tmp_path):
    wrong = OWN_SHEET.replace("grid: [2, 4]", "grid: [5, 4]")
    (tmp_path / "mitt-ark.yaml").write_text(wrong, "utf-8")

    said = shell("paper calibration --stock-file mitt-ark.yaml -o c.pdf")

    assert said.code == 2
    assert "mitt-ark.yaml:4" in said.err
    assert not (tmp_path / "c.pdf").exists()


OWN_SHEET = """id: mitt-ark
kind: stock
stocks:
  - id: mitt
    product: Mina kort
    paper: [200, 250]
    card: [80, 50]
    grid: [2, 4]
    first: [15, 20]
    pitch: [85, 52]
    source: Uppmätt med linjal
"""


# prepkit serve


@dataclass
class Serving:
    """A running ``prepkit serve`` and the first lines it said."""

    process: subprocess.Popen
    address: str
    hint: str


@pytest.fixture
def serving(tmp_path):
    """prepkit serve in an empty folder, on any free port."""
    begin(Settings(database=f"sqlite:///{tmp_path}/instance/prepkit.sqlite3"), timedelta(hours=9))
    process = subprocess.Popen(
        [sys.executable, "-m", "prepkit", "serve", "--port", "0"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    first, hint = process.stdout.readline(), process.stdout.readline()
    yield Serving(process, first.split()[3] if first else "", hint)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_serve_shows_the_pages_and_stops_cleanly_at_ctrl_c(serving, tmp_path):
    with urlopen(f"{serving.address}/sv/", timeout=20) as page:
        assert page.status == 200
        assert b"<h1" in page.read()

    os.killpg(serving.process.pid, signal.SIGINT)  # as a terminal does it, to all of them
    out, err = serving.process.communicate(timeout=20)

    assert (serving.process.returncode, out, err) == (0, "", "")


def test_serve_says_how_to_make_a_staff_account(serving):
    assert serving.hint.endswith("prepkit staff add NAME --role editor\n")


def test_serve_purges_as_it_starts(serving, tmp_path):
    with database(Settings(database=f"sqlite:///{tmp_path}/instance/prepkit.sqlite3")) as engine:
        assert Boxes(engine, now, Keyring(tmp_path / "peppers", now)).purge() == 0


def test_a_busy_port_is_told_in_one_line(shell):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        said = shell(f"serve --port {port}")

    assert said.code == 2
    assert said.err == (
        f"prepkit: port {port} is busy; end what runs there, or choose another with --port\n"
    )
