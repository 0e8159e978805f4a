"""The catalogues of the pages say everything that the templates and the code say in Swedish."""

import ast
import re
import shutil
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from jinja2 import Environment

from prepkit.core import check
from prepkit.core.language import LANGUAGES, SWEDISH
from translations import compile as compiling
from translations import extract

FILES = sorted(extract.ROOT.glob("translations/*/LC_MESSAGES/messages.po"))
BOTH = pytest.mark.parametrize("file", FILES, ids=[file.parts[-3] for file in FILES])
MEANT = {
    "prepkit/core/sms.py",  # an alphabet
    "prepkit/core/summary.py",  # a message to somebody who reads Swedish
}
SWEDISH_LETTERS = re.compile("[åäö]", re.IGNORECASE)
ARABIC_LETTERS = re.compile("[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extract.template(extract.ROOT)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A root with one sentence, translated into English."""
    _write(tmp_path / "templates/page.html", '<h1>{{ _("Hej %(n)s", n=1) }}</h1>')
    folder = tmp_path / "translations/en/LC_MESSAGES"
    _write(folder / "messages.po", 'msgid "Hej %(n)s"\nmsgstr "Hello %(n)s"\n')
    assert extract.main(tmp_path, check=False) == 0
    assert extract.main(tmp_path, check=True) == 0
    return tmp_path


def test_every_language_but_swedish_has_a_catalogue():
    assert {file.parts[-3] for file in FILES} == {
        language.folder for language in LANGUAGES if language != SWEDISH
    }


@BOTH
def test_a_catalogue_is_as_extraction_writes_it(file, template):
    source = file.read_bytes()

    catalog = extract.updated(source, file.parts[-3], template)

    assert extract.written(catalog) == source, "run: python translations/extract.py"


@BOTH
def test_everything_is_translated_and_nothing_is_fuzzy(file, template):
    catalog = extract.updated(file.read_bytes(), file.parts[-3], template)

    assert [message.id for message in extract.gaps(catalog)] == []


@BOTH
def test_translations_have_the_places_of_the_swedish(file):
    assert list(check.page_words(file.read_bytes(), file.name)) == []


@BOTH
def test_a_plural_names_its_number_in_the_form_for_many(file, template):
    catalog = extract.updated(file.read_bytes(), file.parts[-3], template)

    for message in catalog:
        if message.pluralizable:
            assert check.places(message.string[-1]) == check.places(message.id[1])


def test_english_has_no_swedish_letters(template):
    assert _said("en", template, lambda text: SWEDISH_LETTERS.search(text)) == []


def test_arabic_is_in_arabic(template):
    assert _said("ar", template, lambda text: not ARABIC_LETTERS.search(text)) == []


def test_no_swedish_stands_in_the_code_without_a_translation(template):
    known = {text for message in template for text in _forms(message.id)}

    found = {
        f"{file.relative_to(extract.ROOT)}: {text}"
        for file in extract.ROOT.glob("prepkit/**/*.py")
        if file.relative_to(extract.ROOT).as_posix() not in MEANT
        for text in _swedish_in_code(file.read_text("utf-8"))
        if text not in known
    }

    assert found == set()


def test_no_swedish_stands_in_a_template_without_a_translation():
    found = {
        f"{file.relative_to(extract.ROOT)}: {text}"
        for file in extract.ROOT.glob("templates/**/*.html")
        for text in _swedish_in_template(file.read_text("utf-8"))
    }

    assert found == set()


def test_swedish_without_a_translation_is_found_where_it_stands():
    code = '"""Åäö."""\nraise PrintError("Det gick inte på två försök.")\nre.compile("på")'
    page = '<p>Är det så? {{ _("Ärligt") }}</p>{# Åäö #}'

    assert list(_swedish_in_code(code)) == ["Det gick inte på två försök."]
    assert list(_swedish_in_template(page)) == ["<p>Är det så?"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/page.html", '{{ _("Ny") }}'),
        ("templates/print/page.html", '{{ t(tag, "Ny", n=1) }}'),
        ("templates/page.html", '{{ ngettext("Ny", "Nya", 2) }}'),
        ("prepkit/web/form.py", 'words("Ny")'),
        ("prepkit/core/check.py", 'say = "Ny"\nProblem(file, 1, say)'),
        ("prepkit/core/check.py", 'Problem(file, 1, "Ny")'),
        ("prepkit/core/check.py", 'def odd():\n    yield "key", "Ny"'),
        ("prepkit/core/advice.py", 'Advice("Hej %(n)s", "Ny")'),
    ],
)
def test_a_new_sentence_is_found_and_arrives_empty(planted, path, text):
    with (_folder(planted / path) / Path(path).name).open("a", encoding="utf-8") as file:
        file.write(text)

    assert extract.main(planted, check=True) == 1
    assert extract.main(planted, check=False) == 0
    assert extract.main(planted, check=True) == 1  # up to date, and not translated
    assert re.search(r'msgid "Ny"\n(msgid_plural.*\n)?msgstr.* ""\n', _catalogue(planted))


def test_a_problem_whose_sentence_cannot_be_found_stops_extraction(planted):
    _write(planted / "prepkit/core/check.py", "Problem(file, 1, sentence())")

    with pytest.raises(SyntaxError):
        extract.main(planted, check=True)


def test_a_template_that_cannot_be_read_stops_extraction(planted):
    _write(planted / "templates/broken.html", '{{ _("Ny" }}')

    with pytest.raises(Exception, match="unexpected"):
        extract.main(planted, check=True)


def test_a_sentence_that_is_gone_is_left_out(planted):
    _write(planted / "templates/page.html", '{{ _("Hej då %(n)s", n=1) }}')

    assert extract.main(planted, check=True) == 1
    extract.main(planted, check=False)

    assert "Hello" not in _catalogue(planted)  # nor guessed for the sentence that is like it


def test_a_comment_stays_and_a_moved_line_changes_nothing(planted):
    file = planted / "translations/en/LC_MESSAGES/messages.po"
    text = file.read_text().replace("#:", "# checked: 2026-11-21 Kim\n#:")
    file.write_text("# English by Kim\n" + text)
    page = planted / "templates/page.html"
    page.write_text("\n\n" + page.read_text())

    assert extract.main(planted, check=True) == 0
    assert _catalogue(planted).startswith("# English by Kim\nmsgid")
    assert "# checked: 2026-11-21 Kim\n#: templates/page.html\n" in _catalogue(planted)


@pytest.mark.parametrize("fault", ["Hello", "Hello %(m)s", "Hello %(n)s %(n)s %(m)s"])
def test_a_translation_with_other_places_is_found(planted, fault):
    changed = _catalogue(planted).replace("Hello %(n)s", fault)

    assert len(list(check.page_words(changed.encode(), "messages.po"))) == 1


@pytest.mark.parametrize(
    "message",
    [
        Message("Hej"),
        Message("Hej", "Hello", flags=["fuzzy"]),
        Message(("En", "Flera"), ("One", "")),
    ],
)
def test_what_is_not_wholly_translated_is_a_gap(message):
    catalog = Catalog("en")
    catalog[message.id] = message

    assert extract.gaps(catalog) == [message]


def test_compiled_arabic_counts_as_arabic_does(tmp_path, template):
    source = next(file for file in FILES if file.parts[-3] == "ar")
    shutil.copy(source, _folder(tmp_path / "ar/LC_MESSAGES/messages.po"))
    message = next(message for message in template if message.pluralizable)

    compiling.compile_pages(tmp_path)

    with (tmp_path / "ar/LC_MESSAGES/messages.mo").open("rb") as file:
        arabic = GNUTranslations(file)
    forms = [arabic.ngettext(*message.id, n) for n in (0, 1, 2, 3, 11, 100)]
    assert forms == list(extract.updated(source.read_bytes(), "ar", template)[message.id].string)


def _said(tag: str, template: Catalog, odd) -> list[str]:
    """The translations into a language that are ``odd``."""
    file = extract.ROOT / f"translations/{tag}/LC_MESSAGES/messages.po"
    catalog = extract.updated(file.read_bytes(), tag, template)
    texts = [text for message in catalog if message.id for text in _forms(message.string)]
    assert texts
    return [text for text in texts if odd(text)]


def _forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _swedish_in_code(source: str):
    """Every literal with a Swedish letter; not patterns, and not what stands alone (docstrings)."""
    tree = ast.parse(source)
    left_out = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Constant() as words):
                left_out.add(words)
            case ast.Call(ast.Attribute(ast.Name("re"), "compile"), args):
                left_out.update(args)
            case ast.Constant(str(text)) if SWEDISH_LETTERS.search(text):
                if node not in left_out:
                    yield text


def _swedish_in_template(source: str):
    """Every text with a Swedish letter that stands outside of {{ }}, {% %} and {# #}."""
    for _, kind, text in Environment().lex(source):
        if kind == "data" and SWEDISH_LETTERS.search(text):
            yield text.strip()


def _catalogue(root: Path) -> str:
    return (root / "translations/en/LC_MESSAGES/messages.po").read_text("utf-8")


def _write(file: Path, text: str) -> None:
    _folder(file)
    file.write_text(text, encoding="utf-8")


def _folder(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.parent
