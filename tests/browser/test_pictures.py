"""The pictures in README, each of a job being done; ``--pictures`` puts them there anew."""

from base64 import b64encode
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.fixture
def frame(browser, tmp_path, request):
    """Puts pictures side by side on paper, and keeps the result under a name."""

    def keep(name: str, *pictures: bytes, width: int) -> Path:
        images = "".join(
            f'<img width="{width}" src="data:image/png;base64,{b64encode(each).decode()}">'
            for each in pictures
        )
        page = browser.new_page(
            viewport={"width": len(pictures) * (width + 24) + 24, "height": 200}
        )
        page.set_content(
            "<style>body{margin:24px;display:flex;gap:24px;align-items:start;background:#DAD2C3}"
            f"img{{border-radius:12px}}</style>{images}"
        )
        file = (FOLDER if request.config.getoption("--pictures") else tmp_path) / f"{name}.png"
        file.parent.mkdir(exist_ok=True)
        page.screenshot(path=file, full_page=True)
        page.close()
        return file

    return keep


def test_a_young_person_prepares(make_phone, frame):
    phone = make_phone()
    phone.open("/sv/")
    start = phone.page.screenshot()
    phone.press("Börja")
    phone.page.get_by_label("12–14 år").check()
    phone.press("Nästa")
    phone.press("Till frågorna")
    phone.page.locator("textarea").first.fill(
        "Det berättar jag helst själv, när vi ses. Inte på telefon."
    )
    phone.page.get_by_label("Ge det till soc").check()
    phone.page.evaluate("scrollTo(0, 0)")
    question = phone.page.screenshot()
    phone.press("Till översikten")
    review = phone.page.screenshot()

    assert frame("young-person", start, question, review, width=360).stat().st_size > 50_000


def test_a_worker_prints(make_phone, frame):
    desk = make_phone(width=1280)
    desk.page.set_viewport_size({"width": 1280, "height": 800})
    desk.open("/sv/cards?language=ar&both=yes")

    assert frame("worker", desk.page.screenshot(), width=1100).stat().st_size > 50_000


def test_staff_change_a_question(make_phone, frame, app):
    password = app.extensions["house"].staff.add("anna", "editor")
    desk = make_phone(width=1280)
    desk.page.set_viewport_size({"width": 1280, "height": 800})
    desk.open("/sv/editor")
    desk.page.get_by_label("Namn").fill("anna")
    desk.page.get_by_label("Lösenord").fill(password)
    desk.press("Logga in")
    desk.open("/sv/editor/bank/lara-kanna/edit/vanlig-dag")

    assert frame("staff", desk.page.screenshot(), width=1100).stat().st_size > 50_000
    app.extensions["house"].staff.remove("anna")
