"""Makes the shipped fonts from their sources; run by hand when a font is renewed, never at use.

    npm install --ignore-scripts @expo-google-fonts/andika@0.2.3 \\
        @expo-google-fonts/vazirmatn@0.4.1 @expo-google-fonts/noto-sans-ethiopic@0.4.2 \\
        @expo-google-fonts/noto-sans-symbols@0.4.1 @expo-google-fonts/noto-sans-symbols-2@0.4.1 \\
        @expo-google-fonts/noto-emoji@0.4.7
    python prepkit/pdf/fonts/build.py node_modules/@expo-google-fonts
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData

_LATIN = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x400, 0x52F),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x214F),
    (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2600, 0x27BF),
    (0xA720, 0xA7FF), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)  # fmt: skip
_ARABIC = ((0x20, 0x20), (0xA0, 0xA0), (0x600, 0x6FF), (0x2000, 0x206F), (0xFDF2, 0xFDFC))
_ETHIOPIC = ((0x20, 0x20), (0xA0, 0xA0), (0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))
_SIGNS = ((0x20, 0x20), (0xA0, 0xA0), (0x2000, 0x2BFF))
_ALL = ((0, 0x10FFFF),)
_SHAPING = ("ccmp", "locl", "mark", "mkmk", "kern", "liga", "rlig", "calt")


@dataclass(frozen=True)
class Recipe:
    """One shipped file: where it comes from, what is kept, what the family is called."""

    made: str
    source: str
    family: str
    ranges: tuple[tuple[int, int], ...]
    features: tuple[str, ...] = _SHAPING


# "Andika" is a reserved font name, so its subset has a name of its own
RECIPES = (
    Recipe("sans-400", "andika/Andika_400Regular.ttf", "Prepkit Sans", _LATIN, (*_SHAPING, "ss13")),
    Recipe("sans-700", "andika/Andika_700Bold.ttf", "Prepkit Sans", _LATIN, (*_SHAPING, "ss13")),
    Recipe(
        "arabic-400", "vazirmatn/400Regular/Vazirmatn_400Regular.ttf",
        "Vazirmatn", _ARABIC, (*_SHAPING, "init", "medi", "fina"),
    ),
    Recipe(
        "arabic-700", "vazirmatn/700Bold/Vazirmatn_700Bold.ttf",
        "Vazirmatn", _ARABIC, (*_SHAPING, "init", "medi", "fina"),
    ),
    Recipe(
        "ethiopic-400", "noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf",
        "Noto Sans Ethiopic", _ETHIOPIC,
    ),
    Recipe(
        "ethiopic-700", "noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf",
        "Noto Sans Ethiopic", _ETHIOPIC,
    ),
    Recipe(
        "signs-400", "noto-sans-symbols/400Regular/NotoSansSymbols_400Regular.ttf",
        "Noto Sans Symbols", _SIGNS,
    ),
    Recipe(
        "symbols-400", "noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf",
        "Noto Sans Symbols 2", _SIGNS,
    ),
    Recipe(
        "emoji-400", "noto-emoji/400Regular/NotoEmoji_400Regular.ttf", "Noto Emoji", _ALL,
    ),
)  # fmt: skip


def make(recipe: Recipe, sources: Path, folder: Path) -> int:
    """Write one woff2 and return its size in bytes."""
    font = TTFont(sources / recipe.source)
    options = Options()
    options.layout_features = list(recipe.features)
    options.flavor = "woff2"
    options.hinting = False  # paper and phones draw outlines
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["FFTM", "DSIG", "Feat", "Glat", "Gloc", "Silf", "Sill"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for a, b in recipe.ranges for c in range(a, b + 1)])
    subsetter.subset(font)
    _rename(font, recipe.family)
    font.flavor = "woff2"
    if recipe.family != "Vazirmatn":  # the web sends that one; the rest open eight times faster
        font.flavorData = WOFF2FlavorData(transformedTables=())
    font.recalcTimestamp = False
    path = folder / f"{recipe.made}.woff2"
    font.save(path)
    return path.stat().st_size


def _rename(font: TTFont, family: str) -> None:
    names = font["name"]
    style = names.getDebugName(2)
    words = {1: family, 3: f"{family} {style} (prepkit)", 4: f"{family} {style}"}
    words[6] = f"{family} {style}".replace(" ", "-")
    for number, text in words.items():
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    names.removeNames(nameID=16)
    names.removeNames(nameID=17)


if __name__ == "__main__":
    for each in RECIPES:
        print(each.made, make(each, Path(sys.argv[1]), Path(__file__).parent))
