"""Reading aloud: with the device's own voice for the language, and not what was typed unasked.

Chromium here has no voices; the browser's own speech is stood in for, ours is not.
"""

import json

import pytest

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
SPEECH = """
window.heard = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
const speech = {
  pending: false,
  getVoices: () => VOICES,
  speak: (piece) => heard.push([piece.text, piece.lang, piece.voice.name]),
  cancel: () => heard.push("stop"),
  addEventListener: () => {},
};
Object.defineProperty(window, "speechSynthesis", { value: speech });
"""
ALVA = {"lang": "sv-SE", "localService": True, "name": "Alva"}
LEILA = {"lang": "ar_001", "localService": True, "name": "Leila"}
CLOUD = {"lang": "sv-SE", "localService": False, "name": "På en server"}


@pytest.fixture
def with_voices(make_phone):
    """Somebody at a question, on a phone with these voices."""

    def make(*voices: dict, tag: str = "sv") -> Phone:
        phone = make_phone()
        phone.context.add_init_script(SPEECH.replace("VOICES", json.dumps(voices)))
        phone.open("/sv/p/")
        phone.press("Nästa")
        phone.press("Till frågorna")
        phone.open(f"/{tag}/p/1")
        return phone

    return make


def heard(phone: Phone) -> list:
    return phone.page.evaluate("heard.filter((each) => each !== 'stop')")


def test_the_question_and_its_choices_are_read_but_not_what_was_typed(with_voices):
    phone = with_voices(CLOUD, ALVA)
    phone.write("Det jag skrev")

    phone.page.get_by_role("button", name="Läs upp", exact=True).click()

    words = [text for text, _, _ in heard(phone)]
    assert phone.heading in words
    assert words.index(phone.heading) < words.index("Vem får veta?") < words.index("Bara jag")
    assert "Det jag skrev" not in " ".join(words)
    assert {(lang, voice) for _, lang, voice in heard(phone)} == {("sv", "Alva")}


def test_what_was_typed_is_read_when_asked_for(with_voices):
    phone = with_voices(ALVA)
    asked = phone.page.get_by_role("button", name="Läs upp det jag skrev")
    assert not asked.is_visible()

    phone.write("Det jag skrev")
    asked.click()

    assert heard(phone) == [["Det jag skrev", "sv", "Alva"]]


def test_a_second_press_stops(with_voices):
    phone = with_voices(ALVA)
    button = phone.page.get_by_role("button", name="Läs upp", exact=True)

    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    before = len(heard(phone))
    button.click()

    assert button.get_attribute("aria-pressed") == "false"
    assert phone.page.evaluate("heard.at(-1)") == "stop"
    assert len(heard(phone)) == before


@pytest.mark.parametrize("voices", [[], [CLOUD], [LEILA]], ids=["none", "on a server", "another"])
def test_without_a_voice_of_the_devices_own_there_is_no_button(with_voices, voices):
    phone = with_voices(*voices)

    assert not phone.page.locator("[data-read=page]").is_visible()


def test_an_arabic_page_is_read_in_arabic_and_not_its_swedish(with_voices):
    phone = with_voices(LEILA, tag="ar")

    phone.page.locator("[data-read=page]").click()

    assert {lang for _, lang, _ in heard(phone)} == {"ar"}
    assert phone.page.locator("h1 .swedish").inner_text() not in [text for text, *_ in heard(phone)]
