"""Days as people say them, in each language."""

from datetime import date

from babel.dates import format_date

from prepkit.core.language import language

_LOCALES = {"en": "en_GB"}  # CLDR's locale where it is another than the language's own

# where CLDR's long date is another way round than its full one
_LONG = {"ti": "d MMMM y"}


def locale_of(tag: str) -> str:
    """CLDR's name for the language, as Babel takes it; raises UnknownName."""
    return _LOCALES.get(tag, language(tag).folder)


def said_day(on: date, tag: str, weekday: bool = False) -> str:
    """A day in a language: ``3 december 2026``, with its weekday if asked for."""
    return format_date(on, "full" if weekday else _LONG.get(tag, "long"), locale_of(tag))
