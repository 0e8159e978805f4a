"""Where the shipped files are, in a checkout and in an installed wheel."""

from functools import cache
from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def folder(name: str) -> Path:
    """The shipped folder of this name: templates, translations or question_banks."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


def word_lists() -> dict[str, tuple[str, ...]]:
    """The words that codes are drawn from, by language."""
    files = sorted((_PACKAGE / "core" / "words").glob("*.txt"))
    return {file.stem: tuple(file.read_text("utf-8").split()) for file in files}


@cache
def page_words(folder_name: str) -> NullTranslations:
    """The page catalogue of a language by its folder name; Swedish, the source, has none."""
    return Translations.load(folder("translations"), [folder_name], domain="messages")
