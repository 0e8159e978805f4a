"""Sentences that more than one form says, each written once."""

from babel.support import LazyProxy

from prepkit.web.locale import words


def lazy(message: str) -> LazyProxy:
    """A page text that is translated when it is shown, in the language of that request."""
    return LazyProxy(words, message, enable_cache=False)


TOO_LONG = lazy("Gör svaret kortare: %(max)d tecken får plats.")
TOO_MANY_LINES = lazy("Gör svaret kortare: %(max)d rader får plats.")
NOT_ON_LIST = lazy("Välj något som finns på sidan.")
NOT_WHOLE = lazy("Skriv ett tal från %(lowest)d till %(highest)d.")
FORM_TOO_OLD = lazy("Sidan hann bli för gammal. Skicka en gång till, det du skrev finns kvar.")
NO_DAY = lazy("Skriv dagen som 2026-12-31.")
NOT_COME = lazy("Den dagen har inte kommit än.")
