"""The two answers that every question has, in every language the pages have them in."""

from prepkit.core.asked import PASSES, Passes, Texts
from prepkit.core.language import LANGUAGES
from prepkit.resources import page_words

_ = str  # marks the words for the translators; they are looked up below
WORDS = (_("Vet inte"), _("Vill inte svara"))


def passes() -> Passes:
    """Not checked by anybody, as no page text is."""
    return tuple(
        (id, Texts(words, dict(_others(words))))
        for (id, _swedish), words in zip(PASSES, WORDS, strict=True)
    )


def _others(words: str):
    for language in LANGUAGES:
        said = page_words(language.folder).gettext(words)
        if said != words:
            yield language.tag, (said, False)
