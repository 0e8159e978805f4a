"""What leaves a young person, in every way it can leave: what they gave, and nothing else."""

import pytest

from tests.pages import Page, Visitor

KEPT = "Det här stannar hos mig."
GIVEN = "Det här får soc veta."


@pytest.fixture
def young_person(visitor: Visitor) -> Visitor:
    """Somebody who has chosen a meeting and stands at the first question."""
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting="uppfoljning", age="12-14", time="short")
    visitor.follow("Till frågorna")
    return visitor


def pages_held_up(visitor: Visitor, tag: str = "sv") -> list[Page]:
    """Each page that is held up, by pressing *next* to the end."""
    seen = [visitor.visit(f"/{tag}/p/show")]
    while (onward := seen[-1].soup.select_one("a.grow")["href"]) != f"/{tag}/p/paper":
        seen.append(visitor.visit(onward))
    return seen


def held_up(visitor: Visitor) -> list[str]:
    """The words of each of them."""
    return [page.text for page in pages_held_up(visitor)]


def leaving(visitor: Visitor) -> list[str]:
    """Everything that leaves by the pages, as text."""
    return [*held_up(visitor), visitor.visit("/sv/p/paper/b").text]


@pytest.mark.parametrize("sharing", ["only-me", "say", "alone"])
def test_only_what_was_given_leaves(young_person, sharing):
    young_person.submit("Nästa", words=KEPT, sharing=sharing)
    young_person.submit("Nästa", words=GIVEN, sharing="give")
    young_person.visit("/sv/p/needs")
    needs = {"where_words": KEPT, "sharing": sharing, "pause_words": KEPT}
    young_person.submit("Spara och tillbaka", without_words=KEPT, without_for=sharing, **needs)

    every = leaving(young_person)

    assert sum(GIVEN in page for page in every) == 2  # on its own, and on the sheet
    assert not any(KEPT in page for page in every)
    assert all("Jag vill prata en stund själv" in page for page in every[-2:])  # unticked: last


def test_one_thing_at_a_time_is_held_up(young_person):
    for n in range(3):
        young_person.submit("Nästa", words=f"Svar {n}.", sharing="give")

    pages = held_up(young_person)

    assert [sum(f"Svar {n}." in page for n in range(3)) for page in pages] == [1, 1, 1, 0]
    assert young_person.page.title == "4 av 4"
    young_person.visit("/sv/p/show/5", 404)


def test_each_thing_held_up_is_said_in_their_language_and_in_swedish(young_person):
    page = young_person.visit("/sv/p/all")
    given = {
        each["name"]: {"words": GIVEN, "written": GIVEN, "sharing": "give"}[kind]
        for each in page.soup.select("[name]")
        if (kind := each["name"].rpartition("-")[2]) in {"words", "written", "sharing"}
    }
    young_person.submit("Spara och gå till översikten", **given)
    young_person.visit("/sv/p/needs")
    young_person.submit("Spara och tillbaka", ways=["read-first", "write"], sharing="give")

    pages = pages_held_up(young_person, "ar")

    assert len(pages) > 9  # how to begin, the most wanted, needs, answers, own questions, alone
    for page in pages:
        ours = page.soup.select(".big h1, .big p.strong, .big .q, .big li")
        assert ours
        for each in ours:
            assert each.select("[lang=ar]"), each.text
            assert each.select("[lang=sv]"), each.text


def test_what_is_for_when_we_are_alone_has_a_sign_on_my_sheet_and_no_words(young_person):
    # given an answer, the most wanted, own questions and needs, all for when we are alone
    young_person.visit("/sv/p/all")
    form = {each["name"] for each in young_person.page.soup.select("[name]")}
    names = {name: KEPT for name in form if name.endswith(("words", "written"))}
    alone = {name: "alone" for name in form if name.endswith("sharing")}
    empty = young_person.visit("/sv/p/paper/a").text
    young_person.visit("/sv/p/all")
    young_person.submit("Spara och gå till översikten", **names, **alone)
    young_person.visit("/sv/p/needs")
    young_person.submit("Spara och tillbaka", where_words=KEPT, sharing="alone")

    review = young_person.page
    page = young_person.visit("/sv/p/paper/a")

    assert KEPT in review.text
    assert KEPT not in page.html
    assert "ensamma" not in page.text
    assert review.soup.select("details .sign")
    assert page.text.startswith(empty)  # only the number of signs is another


def test_up_to_four_things_for_when_we_are_alone_leave_my_sheet_as_it_was(young_person):
    before = young_person.visit("/sv/p/paper/a").html
    young_person.visit("/sv/p/1")

    young_person.submit("Nästa", words=KEPT, sharing="alone")
    after = young_person.visit("/sv/p/paper/a").html

    assert after == before
    # the control: said by oneself, it is seen
    young_person.visit("/sv/p/1")
    young_person.submit("Nästa", words=KEPT, sharing="say")
    assert KEPT in young_person.visit("/sv/p/paper/a").text


def test_what_is_needed_stands_where_it_may(young_person):
    young_person.visit("/sv/p/needs")
    young_person.submit(
        "Spara och tillbaka",
        with_words="Min moster.",
        ways=["read-first"],
        spoken="ar",
        wishes=["stranger", "stop"],
        without_words="Pappas nya.",
        without_for="say",
        sharing="give",
    )

    review, every = young_person.page, leaving(young_person)

    assert review.path == "/sv/p/done"
    assert all(words in review.text for words in ("Min moster.", "Pappas nya.", "arabiska"))
    for page in (every[1], every[-1]):
        for words in ("Min moster.", "arabiska", "ingen som känner min familj", "Stopp."):
            assert words in page
        assert "Pappas nya." not in page
    assert "i tystnad" in every[0]
    assert "Pappas nya." in young_person.visit("/sv/p/paper/a").text


def test_a_wish_that_is_not_on_the_page_is_kept_as_none(young_person):
    token = young_person.visit("/sv/p/needs").soup.select_one("input[name=token]")["value"]
    form = {"token": token, "ways": "shout", "wishes": "gold", "pause_words": "Nu."}

    sent = young_person.client.post("/sv/p/needs", base_url="https://localhost", data=form)

    assert sent.status_code == 303
    assert "Nu." in young_person.visit("/sv/p/done").text
    for wrong in ({"who": "x"}, {"spoken": "tlh"}, {"sharing": "x"}, {"without_for": "x"}):
        sent = young_person.client.post(
            "/sv/p/needs", base_url="https://localhost", data=form | wrong
        )
        assert "Välj något som finns på sidan." in sent.text


def test_the_page_to_print_has_room_for_the_words_of_the_interpreter(young_person):
    young_person.submit("Nästa", words=GIVEN, sharing="give")

    assert "Med tolkens ord" not in young_person.visit("/sv/p/paper/b").text
    page = young_person.visit("/ar/p/paper/b")

    assert "Med tolkens ord" in page.text
    assert len(page.soup.select(".ruled span")) >= 2
