"""Every page in a real browser: nothing for axe to find, nothing too wide at 320 px.

320 px is the narrowest phone, and a screen of 1280 px at 400 % zoom (WCAG 2.2, 1.4.10). A young
person's pages come from ``tests.rooms``: a new one is looked at from the day it has an address.
"""

import pytest

from prepkit.web.gate import YOUNG
from tests.browser.phone import CROSSED, NARROWEST, Phone
from tests.rooms import lived_in, young_paths

pytestmark = pytest.mark.browser
LONG = "Donaudampfschiffahrtsgesellschaftskapitän" * 3 + "\n" + "A" * 200
PUBLIC = [
    "cards",
    "cards?language=ar",
    "cards?count=9",
    "cards?turned=fold&pin=vanlig-dag&level=1&bx=0,5&ink=low",  # everything is open
    "cards/own?language=ar",
    "papers",
    "papers?meeting=forsta&language=ar",
    "soc",
    "soc/utredning",
    "rights",
    "law/rights",
]


def look(phone: Phone, path: str, status: int = 200) -> list[str]:
    """Open a page and give everything that is wrong with it."""
    phone.open(path, status)
    faults = [*phone.violations(), *(f"sticks out: {each}" for each in phone.sideways())]
    return [f"{path}: {fault}" for fault in faults]


@pytest.fixture
def narrow(make_phone) -> Phone:
    return make_phone(width=NARROWEST)


@pytest.fixture
def begun(app, make_phone):
    """A way to hold a phone on which everything has been written, and the pages there are."""

    def make(age: str = "12-14", words: str = LONG, **kwargs) -> tuple[Phone, list[str]]:
        phone = make_phone(**{"width": NARROWEST} | kwargs)
        phone.open("/sv/p/")
        phone.page.locator(f"input[name=age][value='{age}']").check()
        phone.page.locator("input[name=meeting]").first.check()
        phone.press("Nästa")
        boxes = app.extensions["house"].boxes
        token = next(c["value"] for c in phone.context.cookies() if c["name"] == YOUNG)
        lived_in(app, token, words)
        return phone, young_paths(app, boxes.open(token).preparation)

    return make


def fault_list(phone: Phone, paths: list[str], tag: str) -> list[str]:
    """What is wrong with each page; every one of them is there for who has come this far."""
    faults = []
    for path in paths:
        status = phone.context.request.get(f"{phone.site}/{tag}/{path}").status
        assert status == 200, f"{path} answered {status}"
        faults += look(phone, f"/{tag}/{path}")
    return faults


@pytest.mark.parametrize(
    ("tag", "age"), [("sv", "12-14"), pytest.param("ar", "4-8", marks=pytest.mark.full)]
)
def test_a_young_persons_pages_are_whole_on_the_narrowest_phone(begun, tag, age):
    phone, paths = begun(age)
    faults = phone.violations() + phone.sideways()  # of the page that says what to know first

    faults += fault_list(phone, paths, tag)

    assert faults == []
    assert phone.page.locator("html").get_attribute("dir") == ("rtl" if tag == "ar" else "ltr")


def test_the_largest_text_in_calm_colours_is_whole_on_the_narrowest_phone(begun):
    phone, paths = begun()
    phone.open("/sv/look")
    for words in ("Störst", "Lugna", "Byt"):
        phone.press(words)

    wide = {}
    for path in paths:  # in Arabic, for the other way of reading
        phone.page.goto(f"{phone.site}/ar/{path}")
        wide[path] = phone.sideways()

    assert {path: each for path, each in wide.items() if each} == {}
    assert look(phone, "/ar/p/1") == []  # colours too
    assert phone.page.locator("html").get_attribute("dir") == "rtl"
    assert phone.page.evaluate("getComputedStyle(document.body).fontSize") == "27px"


def test_what_is_chosen_can_be_seen_in_forced_colours(begun):
    phone, paths = begun(words="Jag vill byta skola.")
    scale = next(p for p in paths if _has(phone, p, ".face") or _has(phone, p, ".choices.always"))
    phone.page.emulate_media(forced_colors="active")
    phone.open(f"/sv/{scale}")

    shapes = "(each) => { const s = getComputedStyle(each); return s.outlineStyle + s.borderWidth }"
    chosen = phone.page.locator("label:has(:checked)").first.evaluate(shapes)
    other = phone.page.locator("label:has(input:not(:checked))").first.evaluate(shapes)
    assert chosen != other
    assert look(phone, f"/sv/{scale}") == []

    phone.open("/sv/p/needs")
    phone.tap(phone.page.locator("[name=ways][value=write]"))
    phone.press("Spara och tillbaka")
    phone.open("/sv/p/paper/b")
    drawn = "(each) => getComputedStyle(each, '::after').borderBottomStyle"  # no ground is left
    assert phone.page.locator(".tick.on").first.evaluate(drawn) == "solid"
    assert phone.page.locator(".tick:not(.on)").first.evaluate(drawn) == "none"


def _has(phone: Phone, path: str, what: str) -> bool:
    phone.page.goto(f"{phone.site}/sv/{path}")
    return phone.page.locator(what).count() > 0


REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, summary, textarea, input:not([type=hidden], [type=radio]), select')]
  .filter((each) => each.checkVisibility()).length"""


def test_everything_on_every_page_is_reached_from_the_keyboard(begun):
    phone, paths = begun()
    for path in paths:
        phone.page.goto(f"{phone.site}/sv/{path}")
        wanted = phone.page.evaluate(REACHABLE)
        phone.page.evaluate(
            "document.addEventListener('focusin', ({target}) => {"
            "  if (!target.matches('[type=radio]')) (window.seen ??= new Set()).add(target) })"
        )
        for _ in range(wanted * 2 + 10):  # groups of choices are stops too
            phone.page.keyboard.press("Tab")

        assert phone.page.evaluate("window.seen?.size ?? 0") == wanted, path


@pytest.mark.parametrize(("tag", "width"), CROSSED)
def test_the_public_pages_are_whole_on_a_phone_and_on_a_screen(make_phone, tag, width):
    phone = make_phone(width=width)

    assert [fault for path in PUBLIC for fault in look(phone, f"/{tag}/{path}")] == []


def test_the_pages_of_what_went_wrong_are_whole(narrow):
    refused = {"/sv/nix": 404, "/ar/nix": 404, "/sv/p/1": 403, "/sv/cards?count=3": 400}

    faults = [fault for path in refused for fault in look(narrow, path, refused[path])]

    assert faults == []


def test_the_bar_stays_and_hides_nothing_that_has_the_focus(narrow):
    """WCAG 2.2, 2.4.11: what the keyboard stands on can be seen, sticky bar or not."""
    narrow.open("/sv/p/")
    for _ in range(40):
        narrow.page.keyboard.press("Tab")
        if narrow.page.evaluate("document.activeElement === document.body"):
            break
        hidden = narrow.page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const x = box.left + box.width / 2, y = box.top + Math.min(box.height, 40) / 2;
              const seen = document.elementFromPoint(x, y);
              const mine = document.activeElement.closest('label') ?? document.activeElement;
              return !(seen && (mine.contains(seen) || seen.contains(mine)))
                && document.activeElement.outerHTML.slice(0, 100);
            }"""
        )
        assert not hidden
    else:
        pytest.fail("the keyboard never came to the end of the page")


def test_what_a_thumb_presses_is_large_enough(narrow):
    """44 px, or a link within a sentence."""
    for path in ("/sv/", "/sv/p/"):
        narrow.open(path)
        small = narrow.page.evaluate(
            """() => [...document.querySelectorAll('a, button, summary, label.row')]
              .filter((each) => each.matches('.button') || !each.closest('p, .contacts, footer'))
              .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 80)])
              .filter(([box]) => box.width && (box.height < 44 || box.width < 44))
              .map(([box, html]) => `${box.width}x${box.height} ${html}`)"""
        )
        assert small == []
