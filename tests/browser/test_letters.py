"""Ethiopic letters are drawn wherever they stand, on a device that has none of its own too."""

import pytest

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
OWN = {"Noto Sans Ethiopic", "Kefa", "Nyala", "Ebrima"}  # ours, and those a device may have


def fonts_of(phone: Phone, selector: str) -> set[str]:
    """The fonts that the letters of an element are drawn with."""
    phone.page.evaluate("document.fonts.ready.then(() => 1)")
    phone.page.wait_for_timeout(200)
    session = phone.context.new_cdp_session(phone.page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {each["familyName"] for each in found}


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("/ti/", "h1"),
        ("/ti/", ".leave"),
        ("/ti/", ".button"),
        ("/ti/p/", "h1"),
        ("/ti/p/", "main p"),
        ("/sv/", ".languages [lang=ti]"),
    ],
)
def test_every_ethiopic_letter_is_drawn(phone, path, selector):
    phone.open(path)
    if "languages" in selector:
        phone.page.locator(".languages summary").first.click()

    drawn = fonts_of(phone, selector)

    assert drawn & OWN
    assert drawn <= OWN | _latin(phone)


def test_other_letters_are_the_devices_own(phone):
    phone.open("/sv/")

    assert not fonts_of(phone, "h1") & OWN


def _latin(phone: Phone) -> set[str]:
    """What the device draws a space and a full stop with."""
    phone.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p id=latin lang=sv>a. </p>')"
    )
    return fonts_of(phone, "#latin")
