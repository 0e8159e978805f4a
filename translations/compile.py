"""Makes the page catalogues ready for gettext: when a package is built, and when ./run starts.

The banks' catalogues stay as they are: prepkit reads those as text, each entry with its comments.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_pages(folder: Path) -> None:
    """Write a messages.mo beside each language's messages.po; fuzzy entries are left out."""
    for po in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        with po.open("rb") as text, po.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(text))


def get_build_hook():
    """What hatchling asks this file for."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class CompilePages(BuildHookInterface):
        def initialize(self, version: str, build_data: dict) -> None:
            compile_pages(Path(self.root, "translations"))

    return CompilePages


if __name__ == "__main__":
    compile_pages(Path(__file__).parent)
