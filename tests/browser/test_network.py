"""When the network drops: what is typed stays on the screen and is sent later; kept nowhere."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Error

import prepkit.web
from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
SCRIPTS = sorted((Path(prepkit.web.__file__).parent / "static").glob("*.js"))
KEEPERS = re.compile(
    r"localStorage|sessionStorage|indexedDB|serviceWorker|caches|document\.cookie|\.cookie\b", re.I
)
KEPT = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"""


@pytest.fixture
def phone(make_phone) -> Phone:
    """Somebody at the second question."""
    phone = make_phone()
    phone.open("/sv/p/")
    phone.press("Nästa")
    phone.press("Till frågorna")
    phone.press("Nästa")
    yield phone
    phone.faults = [fault for fault in phone.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def press_without_network(phone: Phone, words: str) -> None:
    phone.context.set_offline(True)
    phone.find(words).click()
    phone.page.get_by_text("Inte sparat än.").wait_for()


def test_an_answer_outlasts_a_dropped_network_and_goes_on_by_itself(phone):
    phone.write("Skrivet utan nät")
    press_without_network(phone, "Nästa")

    assert phone.path == "/sv/p/2"
    assert phone.page.locator("textarea").input_value() == "Skrivet utan nät"
    phone.page.locator("textarea").fill("Skrivet utan nät, och ändrat")

    with phone.page.expect_navigation():
        phone.context.set_offline(False)

    assert phone.path == "/sv/p/3"
    phone.open("/sv/p/2")
    assert phone.page.locator("textarea").input_value() == "Skrivet utan nät, och ändrat"


def test_without_a_script_the_browser_itself_says_that_there_is_no_network(make_phone):
    phone = make_phone(scripts=False)
    phone.open("/sv/p/")
    phone.press("Nästa")
    phone.press("Till frågorna")
    phone.context.set_offline(True)

    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone.press("Nästa")

    phone.faults.clear()


def test_the_button_that_was_pressed_is_what_happens_when_the_network_is_back(phone):
    press_without_network(phone, "Nästa")
    phone.find("Tillbaka").click()  # they change their mind

    with phone.page.expect_navigation():
        phone.context.set_offline(False)

    assert phone.path == "/sv/p/1"


def test_changing_language_keeps_what_was_typed(phone):
    phone.write("Halva mening")
    phone.page.locator("form .languages summary").click()

    phone.press("العربية")

    assert phone.path == "/ar/p/2"
    assert phone.page.locator("textarea").input_value() == "Halva mening"


def test_what_the_server_objects_to_is_the_servers_page(phone):
    phone.write("a" * 5000)

    phone.press("Nästa")

    assert phone.page.locator(".error-summary").count() == 1
    assert phone.page.locator("textarea").input_value() == "a" * 5000


def test_a_page_of_another_session_is_refused_by_the_server_and_shown(phone):
    phone.write("Skrivet för sent")
    phone.context.clear_cookies()

    with phone.page.expect_navigation():
        phone.find("Nästa").click()

    assert phone.heading == "Här finns inga svar"
    phone.faults.clear()  # of the 403


def test_a_server_that_takes_long_is_waited_for_in_words(phone):
    def late(route):
        if route.request.method == "POST":
            phone.page.wait_for_timeout(1500)
        route.continue_()

    phone.page.route("**/p/2", late)
    with phone.page.expect_navigation():
        phone.find("Nästa").click(no_wait_after=True)
        phone.page.get_by_text("Sparar. Vänta lite.").wait_for(timeout=1400)


def test_the_phone_holds_nothing_after_a_journey(phone):
    press_without_network(phone, "Nästa")
    with phone.page.expect_navigation():
        phone.context.set_offline(False)
    phone.page.route("**/blank", lambda route: route.continue_())

    assert phone.page.evaluate(KEPT) == [0, 0, 0, 0, 0]

    phone.page.evaluate("localStorage.setItem('svar', 'x')")  # that it would be seen
    assert phone.page.evaluate(KEPT) != [0, 0, 0, 0, 0]


def keepers(script: str) -> list[str]:
    return KEEPERS.findall(script)


def test_no_script_knows_how_to_keep_anything():
    assert SCRIPTS
    for script in SCRIPTS:
        assert keepers(script.read_text("utf-8")) == [], script.name

    assert keepers("window.localStorage.a = 1; document.cookie = 'a'")
