"""The phone sees what is planted before it: a request elsewhere, a barrier, a page too wide."""

import pytest

pytestmark = pytest.mark.browser


def test_a_request_to_another_host_is_stopped_and_noted(phone):
    phone.page.set_content('<img alt="" src="http://192.0.2.1/pixel.gif">', wait_until="load")

    assert any(fault.startswith("asked another host: http://192.0.2.1/") for fault in phone.faults)
    phone.faults.clear()


def test_what_the_policy_forbids_is_noted(phone):
    phone.open("/sv/")

    phone.page.evaluate("document.body.setAttribute('style', 'color: red')")

    assert any("Content Security Policy" in fault for fault in phone.faults)
    phone.faults.clear()


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        ("<h1>Hej</h1><img src='/x.png'>", "image-alt"),
        ("<main><h1>Hej</h1><input name=a></main>", "label"),
        ("<main><h1 style='color:#aaa;background:#fff'>Hej</h1></main>", "color-contrast"),
        ("<main><h1>Hej</h1><h4>Du</h4></main>", "heading-order"),
    ],
)
def test_axe_finds_a_planted_barrier(phone, planted, rule):
    phone.page.set_content(f"<!doctype html><html lang='sv'><title>x</title>{planted}")

    found = {violation.split(":")[0] for violation in phone.violations()}
    phone.faults.clear()

    assert rule in found


def test_what_sticks_out_is_found(phone):
    phone.page.set_content("<!doctype html><p>kort</p>")
    assert phone.sideways() == []

    phone.page.set_content("<!doctype html><p style='width:500px'>brett</p>")
    assert len(phone.sideways()) == 1


def test_a_press_is_counted(phone):
    phone.open("/sv/")
    phone.press("Börja")
    phone.press("Vet inte")

    assert phone.presses == 2
    with pytest.raises(AssertionError, match="nothing to press says 'Spara'"):
        phone.press("Spara")
