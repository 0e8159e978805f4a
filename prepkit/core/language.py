"""The languages prepkit can speak, by their own names.

CLDR's Swedish names mislead children ("afghanska" for Pashto), so the list is ours.
A language is offered when it is listed here and has catalogues: adding one is files and a line.
"""

from dataclasses import dataclass

from prepkit.core.errors import UnknownName


@dataclass(frozen=True)
class Language:
    """A language a page, a card or a sheet can be in.

    ``tag`` is BCP 47; ``folder`` the same as gettext writes it; ``script``
    ISO 15924. ``swedish`` is what the language is called in Swedish.
    """

    tag: str
    name: str
    swedish: str
    script: str = "Latn"

    @property
    def folder(self) -> str:
        return self.tag.replace("-", "_")

    @property
    def direction(self) -> str:
        return "rtl" if self.script in {"Arab", "Hebr"} else "ltr"


SWEDISH = Language("sv", "Svenska", "svenska")
LANGUAGES = (
    SWEDISH,
    Language("en", "English", "engelska"),
    Language("ar", "العربية", "arabiska", "Arab"),
    Language("fa-AF", "دری", "dari", "Arab"),
    Language("so", "Soomaali", "somaliska"),
    Language("ti", "ትግርኛ", "tigrinja", "Ethi"),
    Language("uk", "Українська", "ukrainska", "Cyrl"),
)
TAGS = tuple(language.tag for language in LANGUAGES)


def language(tag: str) -> Language:
    """The language with this tag; raises UnknownName for any other."""
    for each in LANGUAGES:
        if each.tag == tag:
            return each
    raise UnknownName("language", tag, TAGS)
