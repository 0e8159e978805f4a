"""Brings the pages' catalogues up to date with the Swedish in the templates and in the code.

    python translations/extract.py           write every messages.po
    python translations/extract.py --check   write nothing; exit 1 if one is behind, or has gaps

A new sentence arrives empty and one that is gone is left out; nothing is guessed from sentences
that are alike. A new language is a folder with an empty messages.po in it.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]

# what a template calls with a sentence; t and the macro ours take the language first
IN_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2), "t": (2,), "ours": (2,)}
# what the code calls with sentences, and where among the arguments they are
IN_CODE = {
    "_": (0,),
    "words": (0,),
    "lazy": (0,),
    "own": (0,),
    "t": (1,),
    "Language": (2,),
    "Advice": (0, 1),
    "Problem": (2,),
}
ALWAYS = {"Advice", "Problem"}  # these have a sentence, or extraction stops

Sentence = str | tuple[str, str]  # one, or the forms for one and for many


def sentences(root: Path) -> Iterator[tuple[str, Sentence]]:
    """Every sentence under ``root`` with the file it stands in; raises SyntaxError.

    SyntaxError also for a Problem whose sentence can't be found by reading the code.
    """
    for file in sorted(root.glob("templates/**/*.html")):
        found = extract_from_file("jinja2", file, IN_TEMPLATES, options={"silent": "false"})
        yield from ((file.relative_to(root).as_posix(), message) for _, message, *_ in found)
    for file in sorted(root.glob("prepkit/**/*.py")):
        name = file.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(file.read_bytes(), name)):
            yield from ((name, message) for message in _said(node, name))


def _said(node: ast.AST, file: str) -> Iterator[str]:
    """The sentences of one node: say = "...", yield place, "...", or words("...")."""
    match node:
        case ast.Assign(targets=[ast.Name("say")], value=ast.Constant(str(text))):
            yield text
        case ast.Yield(ast.Tuple([*_, ast.Constant(str(text))])):
            yield text
        case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name)) if name in IN_CODE:
            for place in IN_CODE[name]:
                match node.args[place : place + 1]:
                    case [ast.Constant(str(text))]:
                        yield text
                    case [ast.Name("say")]:
                        pass  # found where it was given its words
                    case _ if name in ALWAYS:
                        hint = f"{name} takes its sentence as a literal, or as say"
                        raise SyntaxError(hint, (file, node.lineno, node.col_offset, None))


def template(root: Path) -> Catalog:
    """A catalogue of every sentence under ``root``, translated to nothing."""
    catalog = Catalog()
    for file, message in sentences(root):
        catalog.add(message, locations=[(file, 0)])
    return catalog


def updated(source: bytes, tag: str, template: Catalog) -> Catalog:
    """The catalogue in ``source`` with the sentences of ``template``: same words, same comments."""
    catalog = read_po(BytesIO(source), locale=tag, abort_invalid=True)
    catalog.update(template, no_fuzzy_matching=True)
    if catalog.header_comment == Catalog(tag).header_comment:
        catalog.header_comment = ""  # Babel's own, for a file that has none
    return catalog


def written(catalog: Catalog) -> bytes:
    """The catalogue as a file that changes only where its words do: no dates, no line numbers."""
    text = BytesIO()
    options = {"include_lineno": False, "omit_header": True, "ignore_obsolete": True}
    write_po(text, catalog, width=0, sort_output=True, **options)
    return (_header(catalog) + "\n" + text.getvalue().decode().rstrip() + "\n").encode()


def _header(catalog: Catalog) -> str:
    comment = [catalog.header_comment] if catalog.header_comment else []
    lines = (
        f"Language: {catalog.locale}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalog.plural_forms}",
    )
    quoted = (f'"{line}\\n"' for line in lines)
    return "\n".join([*comment, 'msgid ""', 'msgstr ""', *quoted]) + "\n"


def gaps(catalog: Catalog) -> list[Message]:
    """The sentences that have no translation, one unfinished (fuzzy), or not every plural form."""
    return [message for message in catalog if message.id and not _whole(message)]


def _whole(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def main(root: Path, check: bool) -> int:
    """Bring the catalogues under ``root`` up to date, or tell how they aren't; an exit code."""
    wanted, behind = template(root), False
    for file in sorted(root.glob("translations/*/LC_MESSAGES/messages.po")):
        catalog = updated(file.read_bytes(), file.parts[-3], wanted)
        name, new = file.relative_to(root), written(catalog)
        if new != file.read_bytes():
            behind = True
            print(f"{name}: not up to date" if check else f"{name}: updated")
            if not check:
                file.write_bytes(new)
        for message in (missing := gaps(catalog)):
            print(f"{name}: not translated: {message.id!r}")
        behind = behind or bool(missing)
    return int(check and behind)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--check", action="store_true")
    sys.exit(main(ROOT, parser.parse_args().check))
