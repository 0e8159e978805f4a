"""Made-up catalogues: words of a language in about the length of a translation, never read."""

from prepkit.core.catalogue import Catalogue, Translated
from prepkit.pdf.markup import t

WORDS = {
    "ar": "ما الذي يساعدك عندما يصبح كل شيء فوق طاقتك حين يرهقك العمل لكل منكما أن يتجاوز",
    "en": "What helps you when all of it gets too much and how would you like us to talk",
}


def made_up(entries, tag: str, length: float = 0.85) -> Catalogue:
    """A catalogue with words for all these entries, ``length`` times as long as the Swedish."""
    words = WORDS[tag].split()
    found = {}
    for number, entry in enumerate(entries):
        said = [words[number % len(words)]]
        while len(" ".join(said)) < len(entry.text) * length - 3:
            said.append(words[(number + len(said)) % len(words)])
        mark = "؟" if tag == "ar" else "?"
        text = " ".join(said) + (mark if entry.text.endswith("?") else "")
        found[entry.context] = Translated(entry.text, text, checked=False, fuzzy=False)
    return Catalogue(tag, found)


def say(tag: str, msgid: str) -> str:
    """prepkit's own words; a sentence in the language's letters where it has none yet."""
    said = t(tag, msgid)
    return (
        said if said != msgid or tag == "sv" else " ".join(WORDS[tag].split()[: len(msgid.split())])
    )
