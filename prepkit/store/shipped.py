"""The banks and catalogues that came with prepkit, read from their files.

Each file is read once for every state it has been in, whoever asks.
"""

from collections.abc import Callable
from os.path import isfile
from pathlib import Path
from typing import TypeVar

from prepkit.core.bankfile import Written, read
from prepkit.core.catalogue import Catalogue, read_catalogue
from prepkit.core.errors import BankError, Problem, UnknownName
from prepkit.core.language import language

Parsed = TypeVar("Parsed")
_kept: dict[Path, tuple[tuple[int, int], object]] = {}


class Shipped:
    """The folder of banks, and the folder of their translations."""

    def __init__(self, banks: Path, translations: Path) -> None:
        self._banks = banks
        self._translations = translations

    def ids(self) -> set[str]:
        """Of every document there is a file of."""
        return {file.stem for folder in self._folders for file in folder.glob("*.yaml")}

    def name(self, id: str) -> str:
        """The file of a document as it is told in problems."""
        file = self._file(id) or self._banks / f"{id}.yaml"
        return file.relative_to(self._banks.parent).as_posix()

    def document(self, id: str) -> Written:
        """Raises UnknownName, and BankError if the file is broken."""
        file = self._file(id)
        if file is None:
            raise UnknownName("document", id, sorted(self.ids()))

        def parse(source: bytes) -> Written:
            name = self.name(id)
            return read(_decoded(source, name), name)

        return _once(file, parse)

    def text(self, id: str) -> str | None:
        """The file's text as it stands, readable as a bank or not; None if there is no file."""
        file = self._file(id)
        return file.read_bytes().decode(errors="replace") if file else None

    @property
    def _folders(self) -> tuple[Path, Path]:
        return self._banks, self._banks / "reference"

    def _file(self, id: str) -> Path | None:
        """The file of a document; an id that leads out of the folders has none."""
        files = (folder / f"{id}.yaml" for folder in self._folders)
        inside = (file for file in files if file.parent in self._folders)
        return next((file for file in inside if isfile(file)), None)  # False for any wild name

    def catalogue(self, document: str, tag: str) -> Catalogue:
        """Raises FileNotFoundError, and BankError if the file is broken."""
        return _once(
            self._po(document, tag),
            lambda source: read_catalogue(source, tag, self.catalogue_name(document, tag)),
        )

    def page_words(self, tag: str) -> bytes | None:
        """The catalogue of the pages, as it stands; None if there is none."""
        file = self._po("messages", tag)
        return file.read_bytes() if file.is_file() else None

    def catalogue_name(self, document: str, tag: str) -> str:
        """The file of a translation as it is told in problems."""
        return self._po(document, tag).relative_to(self._translations.parent).as_posix()

    def _po(self, document: str, tag: str) -> Path:
        return self._translations / language(tag).folder / "LC_MESSAGES" / f"{document}.po"


def _once(file: Path, parse: Callable[[bytes], Parsed]) -> Parsed:
    """The file as ``parse`` makes it; raises what that raises, and FileNotFoundError."""
    stat = file.stat()
    state = stat.st_mtime_ns, stat.st_size
    kept = _kept.get(file)
    if kept is None or kept[0] != state:
        kept = _kept[file] = (state, parse(file.read_bytes()))
    return kept[1]


def _decoded(source: bytes, file: str) -> str:
    try:
        return source.decode()
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        say = "Filen är inte sparad som UTF-8. Spara den så i textredigeraren."
        raise BankError([Problem(file, line, say)]) from None
