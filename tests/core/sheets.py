"""Sheets for tests: the shipped ones, and what happens to paper in somebody's hands."""

from hypothesis import strategies as st

from prepkit.core import bankfile
from prepkit.core.stock import Stock
from prepkit.resources import folder


def stocks():
    file = folder("question_banks") / "reference" / "stock.yaml"
    return bankfile.read(file.read_text("utf-8"), file.name).document


STOCKS = stocks().stocks
PLAIN = [stock for stock in STOCKS if not stock.perforated]


def stock(**changed):
    """Two by two cards of 50 x 40, 10 apart, on a sheet with uneven margins."""
    values = {
        "id": "odd",
        "product": "udda ark",
        "paper": (210, 297),
        "card": (50, 40),
        "grid": (2, 2),
        "first": (20, 30),
        "pitch": (60, 50),
        "source": "uppmätt",
    }
    return Stock(**(values | changed))


shifts = st.tuples(*[st.floats(-2.5, 2.5, allow_nan=False)] * 2)


def turned_over(point, paper, edge):
    """Where a point of the back is seen from the front, after the printer turned the paper."""
    (x, y), (width, height) = point, paper
    stands = height >= width
    if edge == "long":
        return (width - x, y) if stands else (x, height - y)
    return (x, height - y) if stands else (width - x, y)


def corners(slot, card):
    """Where the top left and bottom right of a card come to be, as the card is read."""
    far = slot.x + card[0], slot.y + card[1]
    return (far, (slot.x, slot.y)) if slot.turned else ((slot.x, slot.y), far)


def strayed(front, back, card, seen):
    """How far the corners of a back are from those of its front, held like a page one turns.

    ``seen`` says where a point of the back is seen from the front: its left is then right.
    """
    (left, top), (right, bottom) = corners(front, card)
    (x1, y1), (x2, y2) = map(seen, corners(back, card))
    return max(abs(x1 - right), abs(y1 - top), abs(x2 - left), abs(y2 - bottom))
