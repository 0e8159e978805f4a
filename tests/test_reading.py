"""How hard the Swedish pages are to read, by LIX: words a sentence, and long words in a hundred.

Under 30 is what children's books are, 30 to 40 easy texts. On few words it is noise, so pages of
less than a hundred words are read together.
"""

import re
from statistics import median

import pytest
from bs4 import BeautifulSoup

from prepkit.core.bank import AgeGroup
from prepkit.settings import Settings
from prepkit.web import create_app
from prepkit.web.gate import YOUNG
from tests.clock import Clock
from tests.rooms import young_paths

HARDEST, HARDEST_MEDIAN = 30, 25
ENOUGH, LONG = 100, 6  # words for a figure of its own; a long word has more letters
BLOCKS = "h1, h2, h3, p, li, legend, label, summary, dt, dd, td, th, button, .button"
ENDS = re.compile(r"[.!?:][”)]?$")
HARD = """Handläggningen av ansökan förutsätter fullständiga uppgifter beträffande vårdnadshavarens
försörjningsförmåga, varvid socialnämnden inhämtar yttranden från berörda myndigheter innan
beslut meddelas."""


def lix(sentences: list[list[str]]) -> float:
    """LIX of sentences, each a list of words (Björnsson 1968)."""
    words = [word for sentence in sentences for word in sentence]
    return len(words) / len(sentences) + 100 * sum(len(w) > LONG for w in words) / len(words)


def sentences(text: str) -> list[list[str]]:
    found = (re.findall(r"[^\W\d_]+", part) for part in re.split(r"[.!?:;\n]+", text))
    return [words for words in found if words]


def text_of(html: str) -> str:
    """Its whole sentences. Labels, buttons and headings without a full stop would flatter it."""
    main = BeautifulSoup(html, "html.parser").main
    for unread in main.select("textarea, svg, .sr, [hidden], .languages"):
        unread.extract()
    for string in main.find_all(string=True):
        string.replace_with(re.sub(r"\s+", " ", string))
    for block in main.select(BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    return "\n".join(filter(ENDS.search, map(str.strip, main.get_text().split("\n"))))


@pytest.fixture(scope="module")
def texts(tmp_path_factory) -> dict[str, str]:
    """What each page says, by its address: a young person's, and those anybody can open."""
    folder = tmp_path_factory.mktemp("reading")
    app = create_app(Settings(f"sqlite:///{folder}/x.sqlite3", cache=folder), Clock())
    client = app.test_client()
    said = {}
    for age in (AgeGroup.LITTLE, AgeGroup.YOUNG_TEEN):
        begun = client.post("/sv/p/", base_url="https://localhost", data={"age": age})
        said[f"begun {age}"] = text_of(begun.text)
    house = app.extensions["house"]
    desk = house.boxes.open(client.get_cookie(YOUNG).value)
    for path in young_paths(app, desk.preparation):
        answer = client.get(f"/sv/{path}", base_url="https://localhost")
        if answer.status_code == 200:
            said[path] = text_of(answer.text)
    stranger = app.test_client()  # and what is said to somebody who has left, or strayed
    for path in ("sv/p/1", "sv/nix"):
        said[path] = text_of(stranger.get(f"/{path}", base_url="https://localhost").text)
    app.extensions["database"].dispose()
    return said


def hard(texts: dict[str, str]) -> dict[str, float]:
    """The figure of each page that has words enough, and of all the others as one."""
    enough = {path: sentences(text) for path, text in texts.items()}
    short = {path for path, each in enough.items() if sum(map(len, each)) < ENOUGH}
    pooled = [words for path in short for words in enough[path]]
    alone = {path: lix(each) for path, each in enough.items() if path not in short}
    return alone | ({"the short ones": lix(pooled)} if pooled else {})


def test_every_page_is_as_easy_as_a_childrens_book(texts):
    figures = hard(texts)

    assert len(texts) > 15  # pages
    assert {path: round(n, 1) for path, n in figures.items() if n > HARDEST} == {}
    assert median(figures.values()) <= HARDEST_MEDIAN, figures


def test_a_page_of_hard_words_is_seen(texts):
    figures = hard(texts | {"hard": HARD * 8})

    assert figures["hard"] > HARDEST
    assert lix(sentences("Du väljer vem som får veta. Inget är fel.")) < 10


def test_lix_is_counted_as_its_maker_counted():
    assert lix([["jag", "bor"], ["socialtjänsten", "kommer"]]) == 2 + 25
