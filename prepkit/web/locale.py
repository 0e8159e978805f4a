"""The language of a page: from its address, into its words and its direction."""

from datetime import date, datetime

from babel.dates import format_time, get_timezone
from flask import Flask, g, request
from werkzeug.datastructures import LanguageAccept

from prepkit.core.days import locale_of, said_day
from prepkit.core.language import LANGUAGES, SWEDISH, TAGS, Language, language
from prepkit.resources import page_words

# every page's address begins with its language; quoted, or werkzeug can't read the hyphen of fa-AF
PREFIX = f"/<any({','.join(map(repr, TAGS))}):tag>"


def current() -> Language:
    """The language of this request; Swedish outside a page (an address without one)."""
    return g.get("language", SWEDISH)


def words(message: str) -> str:
    """A page text in the language of this request."""
    return page_words(current().folder).gettext(message)


def say(tag: str, message: str) -> str:
    """A page text in another language than the request's."""
    return page_words(language(tag).folder).gettext(message)


def language_in(tag: str, into: str) -> str:
    """What a language is called in another one."""
    return say(into, language(tag).swedish)


def named(language: Language) -> str:
    """A language by its own name, and by what the reader calls it: each keeps its direction."""
    called = words(language.swedish)
    if called.casefold() == language.name.casefold():
        return language.name
    return f"\u2068{language.name}\u2069 (\u2068{called}\u2069)"


def moment(at: datetime) -> str:
    """Day and time as the clock in Sweden shows them, in the language of this request."""
    place = get_timezone("Europe/Stockholm")
    return (
        f"{day(at.astimezone(place))} {format_time(at, 'short', place, locale_of(current().tag))}"
    )


def day(on: date) -> str:
    """A day in the language of this request."""
    return said_day(on, current().tag)


def best_of(accepted: LanguageAccept) -> Language:
    """The language to greet a browser in."""
    return language(accepted.best_match(TAGS) or SWEDISH.tag)


def install(app: Flask) -> None:
    """Let addresses carry the language, and templates speak it."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(
        words,
        lambda one, many, n: page_words(current().folder).ngettext(one, many, n),
        newstyle=True,
    )
    app.jinja_env.globals.update(
        languages=LANGUAGES,
        here=current,
        t=say,
        direction_of=lambda tag: language(tag).direction,
        language_in=language_in,
    )
    app.jinja_env.filters.update(moment=moment, day=day)

    @app.url_value_preprocessor
    def take_language(endpoint: str | None, values: dict | None) -> None:
        if values and "tag" in values:
            g.language = language(values.pop("tag"))
        elif not endpoint and (tag := request.path.split("/")[1]) in TAGS:
            g.language = language(tag)  # no such page: say so in the language of the rest

    @app.url_defaults
    def add_language(endpoint: str, values: dict) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, "tag"):
            values.setdefault("tag", current().tag)
