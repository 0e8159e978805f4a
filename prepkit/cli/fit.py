"""Sets every deck on every size of card, in every language it is translated into."""

import sys
from collections.abc import Iterator

import click

from prepkit.cli.installation import shelf
from prepkit.core.dealing import whole
from prepkit.core.face import Wording
from prepkit.core.language import LANGUAGES, SWEDISH
from prepkit.core.sheet import Layout
from prepkit.settings import Settings


def crowded(banks, settings: Settings) -> list[str]:
    """What has no room, a line for each deck, language and size of card; ``banks`` is a library.

    Takes a minute the first time and shows how far it has come; what was measured is kept.
    """
    from prepkit.pdf.fit import fit_report

    orders = list(_orders(banks))
    with click.progressbar(length=len(orders), label="Cards", file=sys.stderr) as bar:
        rows = fit_report(orders, shelf(settings), told=lambda row: bar.update(1))
    return [line for row in rows for line in _lines(row)]


def _orders(banks) -> Iterator:
    """Each deck in Swedish, and in each language it has words in with Swedish beside it."""
    from prepkit.pdf.cards import Order
    from prepkit.pdf.markup import t

    topics, rights = banks.topics(), banks.rights().rights
    sizes = {stock.card: stock for stock in banks.stocks().stocks}
    for deck in banks.decks():
        for each in LANGUAGES:
            words, names = (banks.catalogue(id, each.tag) for id in (deck.id, topics.id))
            if each != SWEDISH and not words.entries:
                continue
            tags = (each.tag,) if each == SWEDISH else (each.tag, SWEDISH.tag)
            wording = Wording(tags, words, names, t)
            for stock in sizes.values():
                yield Order(deck, topics, wording, whole(deck), Layout(stock), rights=rights)


def _lines(row) -> Iterator[str]:
    if row.fit.too_long:
        yield f"{row}: {len(row.fit.too_long)} texts have no room, first {row.fit.too_long[0]}"
    elif row.fit.dropped:
        numbers = ", ".join(map(str, row.fit.dropped))
        yield f"{row}: the adult's words are in Swedish alone on {numbers}"
