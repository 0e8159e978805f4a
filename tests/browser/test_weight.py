"""What the first page costs somebody on a slow phone, measured over the wire."""

import pytest

from prepkit.web.gate import YOUNG
from tests.browser.phone import Phone
from tests.rooms import young_paths

pytestmark = pytest.mark.browser
HEAVIEST = 14 * 1024  # bytes in all, headers too: one round trip of a new connection
HEAVIEST_AFTER = 5 * 1024  # bytes of a later page; what all pages share is there by then
MOST_REQUESTS = 5  # the page, the stylesheet, the icon, the way out, the voice
HEAVIEST_FONT = 40 * 1024  # bytes, on top, where a device lacks a script


def weigh(phone: Phone, path: str) -> dict[str, float]:
    """The bytes over the wire of each request that a page makes, by its address."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: dict[str, str] = {}
    weights: dict[str, float] = {}

    def note(event: dict) -> None:
        if event["requestId"] in asked:  # and not left over from the page before
            weights[asked[event["requestId"]]] = event["encodedDataLength"]

    session.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on("Network.loadingFinished", note)
    phone.open(path)
    phone.page.evaluate("document.fonts.ready.then(() => 1)")
    phone.page.wait_for_timeout(200)
    session.detach()
    assert len(weights) == len(asked), f"not all came: {asked}"
    return {url.removeprefix(phone.site): weight for url, weight in weights.items()}


@pytest.mark.parametrize("tag", ["sv", "en", "ar"])
def test_the_first_page_is_light(phone, tag):
    weights = weigh(phone, f"/{tag}/")
    fonts = [weights.pop(url) for url in list(weights) if url.endswith(".woff2")]

    assert len(weights) <= MOST_REQUESTS, weights
    assert sum(weights.values()) <= HEAVIEST, weights
    assert sum(fonts) <= HEAVIEST_FONT
    assert tag == "ar" or not fonts


@pytest.mark.parametrize("tag", ["sv", "ar", "ti", "uk"])  # the shortest, and the heaviest three
def test_no_page_on_the_way_is_heavy_once_the_rest_is_there(phone, app, tag):
    phone.open("/sv/p/")
    phone.press("Nästa")
    phone.press("Till frågorna")
    token = next(c["value"] for c in phone.context.cookies() if c["name"] == YOUNG)
    paths = young_paths(app, app.extensions["house"].boxes.open(token).preparation)

    weights = {path: weigh_page(phone, f"/{tag}/{path}") for path in paths}
    print({path: round(n) for path, n in weights.items()})
    assert weights.pop("p/all") <= HEAVIEST  # a dozen pages in one

    assert len(weights) > 12
    assert {path: n for path, n in weights.items() if n > HEAVIEST_AFTER} == {}


def weigh_page(phone: Phone, path: str) -> float:
    """The bytes of the page alone, headers too."""
    answer = phone.context.request.get(phone.site + path)
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    return head + int(answer.headers["content-length"])


def test_a_weight_is_what_went_over_the_wire(phone):
    weights = weigh(phone, "/sv/")
    response = phone.context.request.get(phone.site + "/sv/")

    assert weights["/sv/"] >= int(response.headers["content-length"]) > 1000
