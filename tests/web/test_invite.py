"""A helper's whole way, and what the young person does with what they send."""

import re

import pytest
from flask import Flask

from prepkit.core.expected import LONGEST_QUESTION, MOST_EACH
from prepkit.web.gate import HELPER
from tests.pages import Visitor


@pytest.fixture
def young(visitor: Visitor) -> Visitor:
    """Somebody who has begun to prepare a follow-up meeting."""
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting="uppfoljning", age="12-14")
    return visitor


def invited(young: Visitor, name: str = "familjehemmet") -> tuple[str, str]:
    """The young person makes an invitation: the link's path, and the code as it is shown."""
    young.visit("/sv/p/ask/new")
    page = young.submit(first_button(young), name=name)
    if not page.soup.select(".handed"):  # the first one keeps the preparation: here is its code
        page = young.visit(page.soup.select_one("main a.button")["href"])
    link, code = (each.text for each in page.soup.select(".handed"))
    return link.removeprefix("https://localhost"), code


def helped(app: Flask, link: str) -> Visitor:
    """Somebody who has opened the link on a device of their own."""
    helper = Visitor(app.test_client())
    helper.visit(link)
    helper.submit("Öppna")
    return helper


def test_a_helper_sends_a_question_in_three_steps(young, app):
    link, _ = invited(young)
    helper = Visitor(app.test_client())

    helper.visit(link)  # 1: the link
    helper.submit("Öppna")  # 2: the button
    page = helper.submit("Skicka", words="Hur går det i skolan?")  # 3: write and send

    assert page.h1 == "Tack. Det är skickat."
    page = young.visit("/sv/p/ask")
    assert "Hur går det i skolan?" in page.text
    assert "Från någon med inbjudan du kallade" in page.text
    assert "familjehemmet" in page.text


def test_looking_at_a_link_stores_nothing_and_uses_nothing_up(young, app):
    link, _ = invited(young)
    bot = Visitor(app.test_client())

    for _ in range(3):
        page = bot.visit(link)
        assert bot.client.get_cookie(HELPER) is None
    assert "familjehemmet" not in page.html
    assert "Uppföljning" not in page.html
    assert helped(app, link).page.path == "/sv/ask/write"


def test_after_the_button_no_address_has_the_code(young, app):
    link, _ = invited(young)

    helper = helped(app, link)

    assert link.rsplit("/", 1)[1] not in helper.page.path + helper.page.html


def test_a_typed_code_opens_as_the_link_does(young, app):
    _, code = invited(young)
    helper = Visitor(app.test_client())

    helper.visit("/sv/ask")
    helper.submit("Öppna", code=code.lower().replace("-", " "))

    assert helper.page.path == "/sv/ask/write"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("häst moln penna sol båt träd", "koden till sparade svar"),
        ("1234 5678 9012 3456 7890", "koden till sparade svar"),
        ("S-7K2M-9QRS-TVWX", "delas med soc"),
        ("hej", "ingen kod"),
        ("", "ingen kod"),
        ("F-7K2M-9QRS-TVW", "ingen kod"),
    ],
)
def test_a_code_of_another_shape_says_what_it_is_and_is_not_looked_up(
    visitor, app, monkeypatch, code, said
):
    tried = []
    monkeypatch.setattr(type(app.extensions["house"].invites), "open", lambda *a: tried.append(a))
    visitor.visit("/sv/ask")

    page = visitor.submit("Öppna", code=code)

    assert said in page.text
    assert tried == []


def test_a_wrong_a_closed_and_an_expired_code_are_answered_alike(young, app, clock):
    _, closed = invited(young)
    _, old = invited(young, "mamma")
    young.visit("/sv/p/ask")
    close(young, "familjehemmet", "close")
    pages = []

    for code in ("F-0000-0000-0000", closed, old):
        if code == old:
            clock.move(days=200)
        helper = Visitor(app.test_client())
        helper.visit("/sv/ask")
        helper.submit("Öppna", status=410, code=code)
        pages.append(helper.page.html.replace(code, "koden"))

    assert pages[0] == pages[1] == pages[2]


def test_the_helper_reads_and_writes_in_their_own_language(young, app):
    link, _ = invited(young)
    helper = Visitor(app.test_client())
    helper.visit(f"{link}?in=ar")
    page = helper.submit(first_button(helper))
    assert page.path == "/ar/ask/write"

    helper.submit(first_button(helper), words="كيف تنام؟")

    words = young.visit("/sv/p/ask").soup.select_one(".given [lang=ar][dir=auto]")
    assert words.text == "كيف تنام؟"


def test_changing_language_keeps_what_the_helper_wrote(young, app):
    helper = helped(app, invited(young)[0])

    page = helper.submit("العربية", words="Hur mår du?")

    assert page.path == "/ar/ask/write"
    assert page.soup.textarea.text.strip() == "Hur mår du?"
    assert "Hur mår du?" not in young.visit("/sv/p/ask").text


def test_a_question_of_the_bank_comes_in_the_young_persons_language(young, app):
    helper = helped(app, invited(young)[0])
    box = helper.page.soup.select_one("input[name=picked]")
    swedish = box.find_parent("label").select_one(".name").text.strip()

    helper.submit("Skicka", picked=[box["value"]])

    assert swedish in young.visit("/sv/p/ask").text
    arabic = young.visit("/ar/p/ask").soup.select_one(".given .a")
    assert arabic.select_one("[lang=ar]")
    assert arabic.select_one(".swedish").text == swedish


def test_hints_come_before_anything_is_sent_and_never_stop_it(young, app):
    helper = helped(app, invited(young)[0])

    page = helper.submit("Skicka", words="Varför bråkar du?\nHur mår du?")

    assert "”Varför” kan låta som skuld." in page.text
    assert [each.text for each in page.soup.select(".note .strong")] == ["Varför bråkar du?"]
    assert "Varför" not in young.visit("/sv/p/ask").text
    helper.submit("Skicka")
    assert "Varför bråkar du?" in young.visit("/sv/p/ask").text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Skriv en fråga"),
        ("a" * (LONGEST_QUESTION + 1), f"{LONGEST_QUESTION} tecken får plats"),
        ("\n".join(f"Hur {n}?" for n in range(MOST_EACH + 1)), f"{MOST_EACH} frågor får plats"),
    ],
)
def test_what_does_not_fit_is_kept_on_the_page_with_the_reason(young, app, words, said):
    helper = helped(app, invited(young)[0])

    page = helper.submit("Skicka", words=words)

    assert said in page.text
    assert page.soup.textarea.text.strip().replace("\r\n", "\n") == words
    assert "ny fråga" not in young.visit("/sv/p/ask").text


def test_when_all_are_sent_there_is_nothing_left_to_write_on(young, app):
    helper = helped(app, invited(young)[0])
    helper.submit("Skicka", words="\n".join(f"Hur är det {n}?" for n in range(MOST_EACH)))

    page = helper.visit("/sv/ask/write")

    assert not page.soup.select("textarea")
    assert f"{MOST_EACH} nya frågor" in young.visit("/sv/p/ask").text


def test_an_accepted_question_stands_in_the_walk_with_who_expects_it(young, app):
    helper = helped(app, invited(young)[0])
    helper.submit("Skicka", words="Vem lagar mat hos er?")
    young.visit("/sv/p/ask")
    decide(young, "Vem lagar mat hos er?", "accept")

    page = young.visit("/sv/p/1")
    while page.h1 != "Vem lagar mat hos er?":
        assert not page.path.endswith("/done")
        page = young.submit("Nästa")

    assert "familjehemmet" in page.text
    young.submit("Nästa", words="Vi turas om.", sharing="give")
    shown = young.visit("/sv/p/paper/b").text
    assert "Vem lagar mat hos er?" in shown
    assert "familjehemmet" not in shown


def test_hiding_can_be_undone(young, app):
    helper = helped(app, invited(young)[0])
    helper.submit("Skicka", words="Vem lagar mat hos er?")
    young.visit("/sv/p/ask")

    decide(young, "Vem lagar mat hos er?", "hide")
    assert "1" in young.page.soup.select_one("main > details summary").text
    assert "Vem lagar mat" not in young.visit("/sv/p/all").text
    young.visit("/sv/p/ask")
    decide(young, "Vem lagar mat hos er?", "accept")
    assert "Vem lagar mat" in young.visit("/sv/p/all").text
    young.visit("/sv/p/ask")
    decide(young, "Vem lagar mat hos er?", "hide")
    assert "Vem lagar mat" not in young.visit("/sv/p/all").text


@pytest.mark.parametrize(("press", "stays"), [("close", True), ("close-all", False)])
def test_an_invitation_is_closed_by_one_press(young, app, press, stays):
    helper = helped(app, invited(young)[0])
    helper.submit("Skicka", words="Kom ihåg vad du lovade mig.")
    young.visit("/sv/p/ask")

    close(young, "familjehemmet", press)

    assert ("Kom ihåg vad du lovade mig." in young.page.text) is stays
    page = helper.visit("/sv/ask/write", status=410)
    assert page.h1 == "Inbjudan är inte öppen"


def test_what_a_helper_writes_on_a_closed_invitation_is_given_back_to_them(young, app):
    helper = helped(app, invited(young)[0])
    young.visit("/sv/p/ask")
    close(young, "familjehemmet", "close")

    page = helper.submit("Skicka", status=410, words="Hur har du det i skolan nu?")

    assert "Hur har du det i skolan nu?" in page.text


def test_help_stands_beside_what_others_write(young, app):
    helped(app, invited(young)[0]).submit("Skicka", words="Vad ska du säga om mig?")

    page = young.visit("/sv/p/ask")

    assert page.soup.select_one('main .note a[href="tel:116111"]')


def test_hostile_words_are_only_words(young, app):
    hostile = "Hur <b>fet</b> http://elak.example {{ 7*7 }}?"
    helped(app, invited(young, "<i>mamma</i>")[0]).submit("Skicka", words=hostile)

    page = young.visit("/sv/p/ask")

    assert hostile in page.soup.main.get_text()
    assert page.soup.main.select("b:-soup-contains('fet'), i, a[href*=elak]") == []


def test_leaving_takes_the_helpers_cookie_and_not_the_invitation(young, app):
    link, _ = invited(young)
    helper = helped(app, link)

    helper.visit("/leave")

    assert helper.client.get_cookie(HELPER) is None
    helper.visit("/sv/ask/write", status=410)
    assert helped(app, link).page.path == "/sv/ask/write"


def test_a_link_to_nothing_says_so(visitor):
    for link in ("/i/F7K2M", "/i/S7K2M9QRSTVWX", "/i/x"):
        visitor.visit(link, status=404)


def test_an_invitation_is_named_and_its_name_is_short(young):
    young.visit("/sv/p/ask/new")

    for name in ("", " ", "a" * 41):
        page = young.submit(first_button(young), name=name)
        assert page.soup.select_one(".error-summary")


def test_the_first_invitation_keeps_the_preparation_and_the_next_does_not_ask(young):
    young.visit("/sv/p/ask/new")
    page = young.submit("Spara och gör en inbjudan", name="familjehemmet")
    code = " ".join(each.text.strip() for each in page.soup.select("main ol li, main .code li"))

    young.visit("/leave")
    young.visit("/sv/open")
    young.submit(first_button(young), code=code)

    assert "familjehemmet" in young.visit("/sv/p/ask").text
    young.visit("/sv/p/ask/new")
    young.submit("Gör en inbjudan", name="mamma")
    assert "mamma" in young.page.h1


def test_a_new_code_closes_the_invitations_and_keeps_what_was_sent(young, app):
    link, _ = invited(young)
    helped(app, link).submit("Skicka", words="Vem lagar mat hos er?")

    young.visit("/sv/p/keep")
    young.client.post(
        "/sv/p/keep",
        base_url="https://localhost",
        data={"to": "code", "token": young.page.soup.select_one("[name=token]")["value"]},
    )

    page = young.visit("/sv/p/ask")
    assert "Vem lagar mat hos er?" in page.text
    assert "Visa koden" not in page.text
    late = Visitor(app.test_client())
    late.visit(link)
    late.submit("Öppna", status=410)


def test_so_many_may_be_invited_at_once(young):
    for n in range(3):
        invited(young, f"vuxen {n}")

    young.visit("/sv/p/ask/new")
    page = young.submit("Gör en inbjudan", name="en till")

    assert "Stäng en inbjudan" in page.text


def first_button(visitor: Visitor) -> str:
    """What Enter presses."""
    return visitor.page.soup.select_one("main form button").get_text(" ", strip=True)


def decide(young: Visitor, words: str, to: str) -> None:
    """Press a button of the question with these words."""
    _press(young, words, to)


def close(young: Visitor, name: str, to: str) -> None:
    """Press a button of the invitation with this name."""
    _press(young, name, to)


def _press(young: Visitor, words: str, to: str) -> None:
    """Press the button with this value in the item that begins with these words."""
    item = next(
        each
        for each in young.page.soup.select("li.given")
        if re.sub(r"\s+", " ", each.select_one(".a").text).strip().startswith(words)
    )
    sent = {each["name"]: each["value"] for each in item.select("input[type=hidden]")}
    young.client.post("/sv/p/ask", base_url="https://localhost", data={**sent, "to": to})
    young.visit("/sv/p/ask")
