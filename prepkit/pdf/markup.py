"""Fills the print templates. What people wrote enters through autoescape and nowhere else."""

from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from prepkit.core.face import Words
from prepkit.core.glyphs import printable
from prepkit.core.language import language
from prepkit.pdf.anatomy import family_of
from prepkit.pdf.press import covered
from prepkit.pdf.shapes import shape
from prepkit.resources import folder, page_words


def fill(template: str, **values: object) -> str:
    """The template of this name in templates/print with these values."""
    return environment().get_template(template).render(**values)


def t(tag: str, msgid: str, **values: object) -> str:
    """One of our own sentences in the language of this tag; UnknownName for no such language."""
    text = page_words(language(tag).folder).gettext(msgid)
    return text % values if values else text


def language_in(tag: str, into: str) -> str:
    """What a language is called in another one."""
    return t(into, language(tag).swedish)


@cache
def environment() -> Environment:
    """Jinja as the print templates need it."""
    environment = Environment(
        loader=FileSystemLoader(folder("templates") / "print"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["t"] = t
    environment.globals["language_in"] = language_in
    environment.globals["said"] = said
    environment.globals["drawn"] = drawn
    environment.globals["script"] = script
    environment.filters["drawable"] = drawable
    return environment


def script(words: Words) -> str:
    """Which of the three ways to set letters a text needs."""
    return family_of(words.script)


def drawable(text: str, tag: str) -> str:
    """Somebody's words with a name, in this language, for what no shipped font can draw."""
    return printable(text, covered(), partial(t, tag))[0]


def drawn(name: str) -> Markup:
    """The inside of one of our own drawings."""
    return Markup(shape(name))


def said(text: str) -> Markup:
    """Text with its line breaks kept, as HTML."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
