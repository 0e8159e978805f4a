"""Every page in a real browser: nothing for axe to find, nothing too wide at 320 px."""

import re

import pytest

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
NARROWEST = 320  # px; WCAG 2.2, 1.4.10
LONG = "Donaudampfschiffahrtsgesellschaftskapitän" * 3 + "\n" + "A" * 200
AFTER = ["all", "done", "paper", "show", "paper/a", "paper/b"]
PUBLIC = [
    "cards",
    "cards?language=ar",
    "cards?count=9",
    "papers",
    "papers?meeting=forsta&language=ar",
]


def look(phone: Phone, path: str, status: int = 200) -> list[str]:
    """Open a page and give everything that is wrong with it."""
    phone.open(path, status)
    faults = [*phone.violations(), *(f"sticks out: {each}" for each in phone.sideways())]
    return [f"{path}: {fault}" for fault in faults]


@pytest.fixture
def narrow(make_phone) -> Phone:
    return make_phone(width=NARROWEST)


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_a_young_persons_pages_are_whole_on_the_narrowest_phone(narrow, tag):
    faults = [*look(narrow, f"/{tag}/"), *look(narrow, f"/{tag}/p/")]
    narrow.page.locator("input[name=meeting]").first.check()
    with narrow.page.expect_navigation():
        narrow.page.locator("form button").last.click()
    faults += [f"ready: {fault}" for fault in narrow.violations() + narrow.sideways()]
    narrow.open(f"/{tag}/p/1")
    pages = max(map(int, re.findall(r"\d+", narrow.page.title())))

    for n in range(1, pages + 1):
        faults += look(narrow, f"/{tag}/p/{n}")
        if narrow.page.locator("textarea").count():
            narrow.write(LONG)
        narrow.page.locator("input[name=sharing][value=give]").check()
        with narrow.page.expect_navigation():
            narrow.page.locator("form .buttons button").first.click()
    for path in AFTER:
        faults += look(narrow, f"/{tag}/p/{path}")

    assert faults == []
    assert narrow.page.locator("html").get_attribute("dir") == ("rtl" if tag == "ar" else "ltr")


@pytest.mark.parametrize("width", [NARROWEST, 1280])
@pytest.mark.parametrize("tag", ["sv", "ar"])
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
