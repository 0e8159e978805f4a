"""What is installed elsewhere does what the checkout does: it finds all it ships."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = "translations/*/LC_MESSAGES/messages.po"
UTF_8 = r"Content-Type: text/plain; charset=utf-8\n"


def run(*command: str | Path, folder: Path, **variables: str) -> subprocess.CompletedProcess:
    """Run a command in a folder, with no other variables but the path; it has to succeed."""
    known = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        command, cwd=folder, env=known, capture_output=True, text=True, check=True
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    """A copy of this checkout, without what was made in it."""
    made = shutil.ignore_patterns(".*", "*.mo", "__pycache__", "instance", "dist", "build")
    folder = shutil.copytree(ROOT, tmp_path_factory.mktemp("source") / "prepkit", ignore=made)
    pages = folder / "translations" / "xx" / "LC_MESSAGES" / "messages.po"
    pages.parent.mkdir(parents=True)
    pages.write_text(f'msgid ""\nmsgstr "{UTF_8}"\n\nmsgid "Hej"\nmsgstr "Xxx"\n')
    return folder


@pytest.fixture(scope="module")
def built(source) -> Path:
    """A folder with the wheel and the source archive."""
    run(sys.executable, "-m", "hatchling", "build", "-d", "built", folder=source)
    return source / "built"


def environment(folder: Path) -> Path:
    """A fresh environment with our dependencies and nothing of prepkit; gives its bin."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder.parent)
    bin = folder / "bin"
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(bin / "python", "-c", ask, folder=folder).stdout.strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return bin


def install(bin: Path, *what: str | Path) -> None:
    offline = ("--no-deps", "--no-index", "--no-build-isolation", "-q")
    run(
        *(sys.executable, "-m", "pip", "--python", bin / "python", "install", *offline, *what),
        folder=bin,
        PIP_CONFIG_FILE=os.devnull,
        PIP_DISABLE_PIP_VERSION_CHECK="1",
    )


@pytest.fixture(scope="module")
def elsewhere(built, tmp_path_factory) -> Path:
    """The bin of an environment where the wheel is installed, far from any checkout."""
    (wheel,) = built.glob("*.whl")
    bin = environment(tmp_path_factory.mktemp("elsewhere") / "venv")
    install(bin, wheel)
    return bin


def test_the_installed_wheel_finds_its_banks(elsewhere, tmp_path):
    listed = run(elsewhere / "prepkit", "bank", "list", folder=tmp_path).stdout

    assert "lara-kanna" in listed
    assert "uppfoljning" in listed


def test_the_installed_wheel_has_nothing_to_mend(elsewhere, tmp_path):
    told = run(elsewhere / "prepkit", "check", "--json", folder=tmp_path).stdout

    assert [problem for problem in json.loads(told) if not problem["warning"]] == []


def test_the_installed_wheel_chooses_as_the_checkout_does(elsewhere, tmp_path):
    wish = ("questions", "uppfoljning", "--seed", "a", "--language", "ar", "--json")

    there = run(elsewhere / "prepkit", *wish, folder=tmp_path).stdout
    here = run(sys.executable, "-m", "prepkit", *wish, folder=ROOT).stdout

    assert there == here
    assert '"language": "ar"' in there


def test_the_wheel_ships_every_page_catalogue_compiled(built, source):
    written = {f"prepkit/{po.relative_to(source)}" for po in source.glob(PAGES)}

    assert "prepkit/translations/xx/LC_MESSAGES/messages.po" in written
    assert {name.removesuffix("po") + "mo" for name in written} <= names(built)


def test_the_installed_wheel_reads_its_page_catalogues(elsewhere, tmp_path):
    ask = "from prepkit.resources import page_words; print(page_words('xx').gettext('Hej'))"

    assert run(elsewhere / "python", "-c", ask, folder=tmp_path).stdout == "Xxx\n"


def test_the_installed_wheel_has_its_words_for_codes(elsewhere, tmp_path):
    ask = (
        "from prepkit.resources import word_lists; "
        "print({tag: len(words) for tag, words in word_lists().items()})"
    )

    told = run(elsewhere / "python", "-c", ask, folder=tmp_path).stdout

    assert told == "{'en': 2048, 'sv': 2048}\n"


def test_the_source_archive_builds_the_same_wheel(built, tmp_path):
    (archive,) = built.glob("*.tar.gz")

    run("tar", "-xzf", archive, folder=tmp_path)
    (unpacked,) = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "built", folder=unpacked)

    assert names(unpacked / "built") == names(built)


def names(folder: Path) -> set[str]:
    """What the wheel in this folder holds."""
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as wheel:
        return set(wheel.namelist())


def test_an_editable_install_reads_the_files_of_its_folder(source, tmp_path):
    bin = environment(tmp_path / "venv")

    install(bin, "-e", source)
    deck = source / "question_banks" / "lara-kanna.yaml"
    deck.write_text(deck.read_text("utf-8").replace("title: Lära känna", "title: Ny titel", 1))
    listed = run(bin / "prepkit", "bank", "list", folder=tmp_path).stdout

    assert "Ny titel" in listed


def test_the_lock_files_name_the_same_versions():
    dev = set(pins("requirements-dev.txt"))

    assert set(pins("requirements.txt")) - dev == set()


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {pin.split("==")[0] for pin in pins("requirements-dev.txt")}

    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]

    assert {re.split(r"[\[><=]", name)[0] for name in wanted} <= locked


def pins(file: str) -> list[str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return [line.split()[0] for line in lines if "==" in line]
