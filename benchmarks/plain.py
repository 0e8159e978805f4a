"""A deck as plain data, for programs that know nothing of prepkit: every word, place and size."""

from collections.abc import Mapping, Sequence

from prepkit.core.face import Words
from prepkit.core.ink import Ink
from prepkit.core.marks import marks
from prepkit.core.sheet import backs, fronts
from prepkit.pdf import cards, drawing
from prepkit.pdf.cards import Order, manuscript
from prepkit.pdf.leaf import Setting, set_leaf
from prepkit.pdf.setting import Plan


def plans(wanted: Order) -> list[Plan]:
    """The deck's cards, each in the letters that ours come to."""
    return [each.plan for part in cards.parts(manuscript(wanted)) for each in cards.set_faces(part)]


def settings(wanted: Order) -> list[Setting]:
    """The sides of the one paper that lies with the cards, in the letters that ours come to."""
    tried: list[Sequence[Setting]] = []

    def compose(settings: Sequence[Setting]):
        tried.append(settings)
        return cards._compose(words, settings, ())

    words = manuscript(wanted)
    set_leaf(words.leaf, compose)
    return list(tried[-1])


def deck(wanted: Order) -> dict:
    """Everything to draw: mm from the upper left corner, sizes in pt."""
    stock, sizes = wanted.layout.stock, wanted.sizes
    back_width, back_height = sizes.back
    return {
        "tag": wanted.wording.tag,
        "title": manuscript(wanted).title,
        "paper": stock.paper,
        "card": stock.card,
        "fronts": [[slot.x, slot.y] for slot in fronts(stock)],
        "backs": [[slot.x, slot.y] for slot in backs(stock)],
        "marks": [[line.x1, line.y1, line.x2, line.y2, line.grey] for line in marks(stock)],
        "back": [drawing.address("mark"), back_width, back_height],
        "leaf": [_side(each) for each in settings(wanted)],
        "cards": [_card(plan, wanted) for plan in plans(wanted)],
        "parts": {
            "margin": sizes.margin, "inner": sizes.inner, "asks": sizes.asks_top,
            "adult_left": sizes.adult_left, "adult_width": sizes.adult_width,
            "adult_bottom": sizes.adult_bottom, "foot": stock.card[1] - sizes.margin - 3,
            "radius": sizes.radius, "slit": sizes.slit, "pair": sizes.pair_top,
        },
    }  # fmt: skip


def addresses(data: Mapping) -> list[str]:
    """Every drawing that is used, by its address."""
    found = {data["back"][0]}
    found |= {layer[0] for card in data["cards"] for layer in card["drawn"]}
    return sorted(found)


def _card(plan: Plan, wanted: Order) -> dict:
    face, sizes = plan.face, plan.sizes
    return {
        "name": _words(face.name),
        "color": plan.color,
        "level": face.level,
        "said": f"Nivå {face.level} av 3",
        "ask": _words(face.ask),
        "size": plan.type.size,
        "line": plan.type.line,
        "beside": _words(face.beside) if face.beside else None,
        "adult": [[_words(each.who), _words(each.says)] for each in plan.adult],
        "passes": _words(face.passes),
        "number": face.number,
        "rtl": face.direction == "rtl",
        "drawn": _drawn(plan, wanted),
        "pair": [sizes.pair_top - sizes.apart(face.level), sizes.pair_top],
    }


def _drawn(plan: Plan, wanted: Order) -> list[list]:
    """The layers of both halves, the lowest first: address, place and size on the card."""
    topic, sizes = wanted.topics.topic(plan.face.topic), plan.sizes
    top = sizes.pair_top - sizes.apart(plan.face.level)
    layers = [
        [address, sizes.margin + x, top + y, w, h]
        for address, x, y, w, h in reversed(drawing._own(topic, sizes.radius, Ink.FULL))
    ]
    other = drawing._other(topic, sizes.radius, Ink.FULL)
    left = sizes.margin + sizes.radius + sizes.slit
    return [*layers, [other, left, sizes.pair_top, sizes.radius, 2 * sizes.radius]]


def _side(setting: Setting) -> dict:
    side = setting.side
    return {
        "tag": side.tag,
        "size": setting.size,
        "title": _words(side.title) if side.title else None,
        "about": _words(side.about) if side.about else None,
        "rules": [[_words(part.title), _words(part.text)] for part in side.paragraphs],
    }


def _words(words: Words) -> dict:
    return {"text": words.text, "tag": words.tag}
