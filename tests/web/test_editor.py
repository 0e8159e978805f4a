"""What staff do with the banks, walked by people who are signed in."""

import pytest
from werkzeug.http import parse_cookie

from prepkit.core.language import TAGS
from prepkit.pdf import child
from prepkit.web.gate import STAFF
from tests.pages import BASE, Visitor
from tests.web.printed import pages

CARD = "/sv/editor/bank/lara-kanna/edit/vanlig-dag"
QUESTION = "/sv/editor/bank/uppfoljning/edit/hem-igen"
BEFORE = "Vad gör en vanlig dag lite bättre för dig?"
AFTER = "Vad gör en regnig dag bättre för dig?"
HOSTILE = "<script>alert(1)</script> & \"'{{ 7*7 }} %(x)s"


@pytest.fixture
def sign_in(app):
    """A way to be somebody: sign in with a new account of a role."""

    def signed_in(name: str, role: str = "editor") -> Visitor:
        password = app.extensions["house"].staff.add(name, role)
        visitor = Visitor(app.test_client())
        visitor.visit("/sv/editor")
        visitor.submit("Logga in", name=name, password=password)
        return visitor

    return signed_in


@pytest.fixture
def editor(sign_in) -> Visitor:
    return sign_in("Lisa")


# in and out


def test_an_editor_signs_in_sees_every_bank_and_signs_out(editor):
    assert editor.page.h1 == "Frågor och kort"
    assert len(editor.page.soup.select(".banks > li")) == 11

    editor.submit("Logga ut")

    assert editor.page.h1 == "Logga in"
    assert editor.visit("/sv/editor").h1 == "Logga in"


def test_a_worker_who_signs_in_comes_to_the_meetings(sign_in):
    assert sign_in("Anna", "worker").page.h1 == "Bjud in till ett möte"


@pytest.mark.parametrize(
    ("name", "password"), [("Lisa", "wrong"), ("Nobody", "wrong"), ("", ""), ("Lisa", "")]
)
def test_a_wrong_password_and_a_wrong_name_get_the_same_answer(app, visitor, name, password):
    app.extensions["house"].staff.add("Lisa", "editor")
    visitor.visit("/sv/editor/sign-in")

    page = visitor.submit("Logga in", 400, name=name, password=password)

    assert page.soup.select_one(".error")
    assert ("stämmer inte" in page.text) == bool(name and password)
    assert visitor.visit("/sv/editor").h1 == "Logga in"


def test_a_new_password_signs_out_everywhere_else(app, visitor):
    staff = app.extensions["house"].staff
    old, new = staff.add("Lisa", "editor"), "fyra hela lätta ord"
    here, there = Visitor(app.test_client()), Visitor(app.test_client())
    for each in (here, there):
        each.visit("/sv/editor/sign-in")
        each.submit("Logga in", name="lisa", password=old)
    here.follow("Lisa")

    too_short = here.submit("Byt lösenord", 400, old=old, new="kort")
    wrong = here.submit("Byt lösenord", 400, old="wrong", new=new)
    changed = here.submit("Byt lösenord", old=old, new=new)

    assert "12 till 200 tecken" in too_short.text
    assert "stämmer inte" in wrong.text
    assert "Lösenordet är bytt" in changed.text
    assert here.visit("/sv/editor").h1 == "Frågor och kort"
    assert there.visit("/sv/editor").h1 == "Logga in"
    visitor.visit("/sv/editor/sign-in")
    assert visitor.submit("Logga in", name="Lisa", password=new).h1 == "Frågor och kort"


def test_a_session_ends_by_the_clock(editor, clock):
    clock.move(hours=3)

    assert editor.visit("/sv/editor").h1 == "Logga in"


def test_what_was_typed_when_the_session_ended_is_shown_and_not_saved(editor, app, clock):
    editor.visit(CARD)
    clock.move(hours=3)

    page = editor.submit("Spara", 403, text=AFTER, reason=HOSTILE)

    assert page.h1 == "Du har blivit utloggad"
    shown = [each.get_text().strip() for each in page.soup.select("textarea")]
    assert AFTER in shown
    assert HOSTILE in shown
    assert app.extensions["house"].library.revision("lara-kanna") == 0


# who may do what


def staff_routes(app) -> list[tuple[str, str]]:
    """Every method and address behind the sign-in page, with something to fill each place."""
    values = {"tag": "sv", "document": "lara-kanna", "id": "vanlig-dag", "number": 1}
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("editor.") and rule.endpoint != "editor.sign_in":
            path = app.url_map.bind("localhost").build(
                rule.endpoint, {k: v for k, v in values.items() if k in rule.arguments}
            )
            found += [(method, path) for method in rule.methods - {"HEAD", "OPTIONS"}]
    return sorted(set(found))


def fetch(visitor: Visitor, method: str, path: str):
    return visitor.client.open(
        path, method=method, base_url=BASE, content_type="application/x-www-form-urlencoded"
    )


def test_every_staff_page_sends_a_stranger_to_sign_in(app, visitor, editor):
    routes = staff_routes(app)
    assert len(routes) >= 9

    for method, path in routes:
        refused = fetch(visitor, method, path)
        let_in = fetch(editor, method, path)

        assert refused.status_code == 303, path
        assert refused.location.startswith("/sv/editor/sign-in"), path
        if "sign-out" not in path:
            onward = let_in.location or ""
            assert not onward.startswith("/sv/editor/sign-in"), f"{method} {path} is closed to all"


def test_a_worker_reads_everything_and_changes_nothing(sign_in, app):
    worker = sign_in("Olle", "worker")
    library = app.extensions["house"].library

    page = worker.visit(CARD)
    worker.visit("/sv/editor/bank/lara-kanna")
    worker.visit("/sv/editor/bank/lara-kanna/history")
    edit = fetch(worker, "POST", CARD)
    undo = fetch(worker, "POST", "/sv/editor/bank/lara-kanna/undo/1")

    assert BEFORE in page.text
    assert not page.soup.select("textarea")
    assert edit.status_code == undo.status_code == 403
    assert "Bara en redaktör kan ändra" in edit.text
    assert library.revision("lara-kanna") == 0


def test_a_form_without_our_token_changes_nothing(editor, app):
    answer = editor.client.post(CARD, base_url=BASE, data={"text": AFTER, "base": "0"})
    undo = fetch(editor, "POST", "/sv/editor/bank/lara-kanna/undo/1")

    assert answer.status_code == undo.status_code == 400
    assert AFTER in answer.text  # what was typed is still there
    assert app.extensions["house"].library.revision("lara-kanna") == 0


def test_a_form_from_another_site_is_refused(editor):
    answer = editor.client.post(CARD, base_url=BASE, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_the_staff_cookie_is_strict(app):
    password = app.extensions["house"].staff.add("Lisa", "editor")

    answer = app.test_client().post(
        "/sv/editor/sign-in", base_url=BASE, data={"name": "Lisa", "password": password}
    )

    cookie = answer.headers["Set-Cookie"]
    assert STAFF in parse_cookie(cookie)
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Strict"):
        assert part in cookie


# changing a text


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_of_the_editor_opens_in_every_language(editor, tag):
    for page in (
        "",
        "/password",
        "/bank/lara-kanna",
        "/bank/lara-kanna/edit/",
        "/bank/lara-kanna/edit/rule/tack",
        "/bank/lara-kanna/edit/vakna",
        "/bank/lara-kanna/history",
        "/bank/utredning",
        "/bank/fragor-till-soc",
    ):
        editor.visit(f"/{tag}/editor{page}")


@pytest.mark.parametrize("bank", ["core", "forsta", "uppfoljning", "utredning", "fragor-till-soc"])
def test_every_question_of_a_bank_opens(editor, bank):
    page = editor.visit(f"/sv/editor/bank/{bank}")
    links = [href for href in page.links.values() if "/edit/" in href]

    assert len(links) > 15
    for link in links[:3] + links[-3:]:
        assert editor.visit(link).soup.select("textarea")


@pytest.mark.parametrize("deck", ["lara-kanna", "du-och-jag", "peka"])
def test_every_part_of_a_deck_opens(editor, deck):
    page = editor.visit(f"/sv/editor/bank/{deck}")

    links = [link["href"] for link in page.soup.select("table.texts a")]
    document = editor.client.application.extensions["house"].library.deck(deck)
    papers = sum(len(paragraphs) for _, paragraphs in document.papers)

    assert len(links) == len(document.cards) + papers + bool(document.groups)
    for link in links[::9] + links[-3:]:  # every page is much like the next
        editor.visit(link)


def test_a_line_to_fill_in_and_a_paragraph_for_the_adult_can_be_changed(editor, app):
    library = app.extensions["house"].library

    editor.visit("/sv/editor/bank/lara-kanna/edit/om-mig")
    editor.submit("Spara", **{"line-namn": "Kalla mig", "note": "Spara kortet."})
    editor.visit("/sv/editor/bank/lara-kanna/edit/guide/lyssna")
    editor.submit("Spara", text="Vänta. Säg tack.")
    editor.visit("/sv/editor/bank/lara-kanna/edit/debrief/larde")
    editor.submit("Spara", title="Vad lärde vi?")

    deck = library.deck("lara-kanna")
    card = deck.card("om-mig")
    assert (card.lines[0].text, card.note) == ("Kalla mig", "Spara kortet.")
    assert "Vänta. Säg tack." in [each.text for each in deck.guide]
    assert "Vad lärde vi?" in [each.title for each in deck.debrief]


def test_the_headings_of_a_decks_cards_can_be_changed(editor, app):
    editor.visit("/sv/editor/bank/peka/edit/group")
    editor.submit("Spara", hemma="Ställen")

    groups = app.extensions["house"].library.deck("peka").groups
    assert [each.text for each in groups][3:] == ["Ställen", "När vi pratar"]


def test_an_edit_is_in_the_next_deck_and_the_arabic_gives_way_to_it(editor, visitor):
    editor.visit(CARD)

    page = editor.submit("Spara", text=AFTER, reason="Kortare")

    assert "Sparat. Det gäller för alla från och med nu." in page.text
    assert "Svenskan har ändrats" in page.text
    visitor.visit("/sv/cards?language=ar&beside=without")
    assert "1 kort står på svenska" in visitor.page.text
    assert visitor.page.soup.select_one(".asks").get_text(strip=True) == AFTER
    printed = " ".join(pages(visitor.download("Hämta korten").data))
    assert AFTER in printed
    assert BEFORE not in printed


def test_an_edit_is_undone_and_the_undoing_is_undone(editor, visitor):
    def on_the_card() -> str:
        return visitor.visit("/sv/cards").soup.select_one(".asks").get_text(strip=True)

    editor.visit(CARD)
    editor.submit("Spara", text=AFTER)
    assert on_the_card() == AFTER

    editor.submit("Ångra")
    assert on_the_card() == BEFORE
    assert "Ändring 2 tar tillbaka ändring 1" in editor.page.text

    editor.submit("Ångra ändring 2")
    assert on_the_card() == AFTER


def test_the_history_says_who_when_why_and_what(editor, clock):
    clock.move(hours=-1)  # 11:00 UTC is 12:00 in Sweden in November
    editor.visit(CARD)
    editor.submit("Spara", text=AFTER, reason="Alla dagar är inte vanliga")

    page = editor.visit("/sv/editor/bank/lara-kanna/history")

    change = page.soup.select_one("#change-1").get_text(" ", strip=True)
    for told in ("Lisa, 21 november 2026 12:00", "Alla dagar är inte vanliga", BEFORE, AFTER):
        assert told in change


def test_what_a_later_change_covers_cannot_be_undone_before_it(editor, sign_in):
    editor.visit(CARD)
    editor.submit("Spara", text=AFTER)
    other = sign_in("Karim")
    other.visit("/sv/editor/bank/lara-kanna/history")
    editor.submit("Spara", text="Vad gör en dag bra?")

    page = other.submit("Ångra ändring 1", 409)

    assert "Ångra den ändringen först" in page.text
    assert "Ångra ändring 1" not in page.buttons
    assert "Texten har ändrats igen efteråt." in page.text


def test_a_change_that_is_undone_says_so_and_has_no_button(editor):
    editor.visit(CARD)
    editor.submit("Spara", text=AFTER)
    editor.submit("Ångra")

    undone = editor.page.soup.select_one("#change-1")
    assert "Den här ändringen är ångrad." in undone.get_text()
    assert not undone.find("button")
    assert editor.page.soup.select_one("#change-2 button")
    assert undone.select_one(".about a").get_text(strip=True) == BEFORE


def test_a_text_that_cannot_be_is_told_at_its_field_and_kept(editor, app):
    editor.visit(QUESTION)

    page = editor.submit("Spara", 400, text="   ")

    assert "Skriv en text här" in page.soup.select_one("#text-error").get_text()
    assert page.soup.select_one("#text")["aria-invalid"] == "true"
    assert app.extensions["house"].library.revision("uppfoljning") == 0

    long = "ord " * 300
    page = editor.submit("Spara", 400, text=long)

    assert "högst 1000 tecken" in page.soup.select_one("#text-error").get_text()
    assert page.soup.select_one("#text").get_text().strip() == long.strip()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("vanlig-dag", "Vad gör en vanlig dag lite bättre? "),
        ("stopp", "Rör vid kortet. "),
        ("debrief/larde", "Säg tack. "),
    ],
)
def test_words_that_do_not_fit_their_paper_are_not_saved(editor, app, part, words):
    editor.visit(f"/sv/editor/bank/lara-kanna/edit/{part}")
    long = words * (990 // len(words))

    page = editor.submit("Spara", 400, text=long)

    assert "får inte plats" in page.soup.select_one("#text-error").get_text()
    assert page.soup.select_one("#text").get_text().strip() == long.strip()
    assert app.extensions["house"].library.revision("lara-kanna") == 0


def test_advice_stands_beside_the_words_and_stops_nothing(editor):
    editor.visit(QUESTION)

    words = "Varför vill du flytta hem igen just nu, och vad tror du skulle hända med er då?"
    page = editor.submit("Visa hur det blir", text=words)

    assert "17 ord är många." in page.text
    assert "”Varför” kan låta som skuld." in page.text
    assert "Två frågor i en." in page.text
    assert words in page.soup.select_one("aside").get_text()
    assert "Sparat" in editor.submit("Spara ändå").text


def test_showing_how_it_will_look_saves_nothing(editor, app):
    editor.visit(CARD)

    page = editor.submit("Visa hur det blir", text=AFTER)

    assert page.soup.select_one("aside .asks").get_text(strip=True) == AFTER
    assert "Får plats på kortet" in page.text
    assert app.extensions["house"].library.revision("lara-kanna") == 0


def test_every_text_of_a_question_and_a_rule_can_be_changed(editor, visitor):
    editor.visit("/sv/editor/bank/lara-kanna/edit/rule/tack")
    editor.submit("Spara", title="Säg tack", text="Lyssna klart. Säg tack.")
    editor.visit("/sv/editor/bank/lara-kanna/edit/")
    editor.submit("Spara", title="Lär känna", about="Ett spel för två.")

    visitor.visit("/sv/cards")

    assert "Lär känna Ett spel för två." in visitor.page.text
    rules = " ".join(pages(visitor.download("Hämta korten").data)[:2])
    assert "Lyssna klart. Säg tack." in rules


def test_hostile_words_are_words_everywhere(editor, visitor):
    editor.visit(CARD)
    editor.submit("Spara", text=HOSTILE, reason=HOSTILE)
    history = editor.visit("/sv/editor/bank/lara-kanna/history")
    bank = editor.visit("/sv/editor/bank/lara-kanna")
    card = editor.visit(CARD)
    cards = visitor.visit("/sv/cards")

    for page in (history, bank, card, cards):
        assert not [each for each in page.soup.select("script") if not each.get("src")]
        assert HOSTILE in page.text or HOSTILE in page.soup.select_one("#text").get_text()
    printed = " ".join(pages(visitor.download("Hämta korten").data))
    assert HOSTILE.replace(" ", "") in printed.replace(" ", "")  # a line may end within a word


# two at once


def test_two_editors_of_different_cards_both_get_their_way(editor, sign_in, visitor):
    rana = sign_in("Rana")
    editor.visit(CARD)
    rana.visit("/sv/editor/bank/lara-kanna/edit/vakna")

    rana.submit("Spara", text="Vad väcker dig?")
    editor.submit("Spara", text=AFTER)

    shown = [each.get_text(strip=True) for each in visitor.visit("/sv/cards").soup.select(".asks")]
    assert shown[:2] == [AFTER, "Vad väcker dig?"]


def test_of_two_who_edit_the_same_card_the_later_sees_both_and_chooses(editor, sign_in, visitor):
    rana = sign_in("Rana")
    editor.visit(CARD)
    rana.visit(CARD)
    rana.submit("Spara", text="Vad gör dagen bra?")

    page = editor.submit("Spara", 409, text=AFTER)

    assert "Rana hann spara samma text före dig." in page.text
    assert "Vad gör dagen bra?" in page.soup.select_one(".error-summary").get_text()
    assert page.soup.select_one("#text").get_text().strip() == AFTER
    assert visitor.visit("/sv/cards").soup.select_one(".asks").get_text() == "Vad gör dagen bra?"

    editor.submit("Spara ändå")
    assert visitor.visit("/sv/cards").soup.select_one(".asks").get_text() == AFTER


def test_two_who_change_different_words_of_a_card_both_have_theirs(editor, sign_in, app):
    rana = sign_in("Rana")
    editor.visit(CARD)
    rana.visit(CARD)
    rana.submit("Spara", adult="Vad gör jobbet lättare?")

    page = editor.submit("Spara", text=AFTER)

    assert "Sparat" in page.text
    card = app.extensions["house"].library.deck("lara-kanna").card("vanlig-dag")
    assert (card.text, card.adult) == (AFTER, "Vad gör jobbet lättare?")


def test_saving_all_the_same_takes_back_only_ones_own_words(editor, sign_in, app):
    rana = sign_in("Rana")
    editor.visit(CARD)
    rana.visit(CARD)
    rana.submit("Spara", text="Vad gör dagen bra?", adult="Vad gör jobbet lättare?")
    editor.submit("Spara", 409, text=AFTER)

    editor.submit("Spara ändå")

    card = app.extensions["house"].library.deck("lara-kanna").card("vanlig-dag")
    assert (card.text, card.adult) == (AFTER, "Vad gör jobbet lättare?")


def test_one_who_finds_another_was_first_may_keep_theirs(editor, sign_in):
    rana = sign_in("Rana")
    editor.visit(CARD)
    rana.visit(CARD)
    rana.submit("Spara", text="Vad gör dagen bra?")
    editor.submit("Spara", 409, text=AFTER)

    page = editor.follow("Behåll det som står nu")

    assert page.soup.select_one("#text").get_text().strip() == "Vad gör dagen bra?"


@pytest.mark.parametrize(
    "path",
    [
        "/sv/editor/bank/nope",
        "/sv/editor/bank/topics",
        "/sv/editor/bank/lara-kanna/edit/nope",
        "/sv/editor/bank/lara-kanna/edit/rule/nope",
        "/sv/editor/bank/nope/history",
        "/sv/editor/bank/..%2f..%2fetc",
    ],
)
def test_a_bank_or_a_question_that_there_is_none_such_is_not_found(editor, path):
    editor.visit(path, 404)


def test_a_busy_printer_loses_nothing_of_what_was_typed(editor, monkeypatch):
    monkeypatch.setattr(child, "PATIENCE", 0)
    editor.visit("/sv/editor/bank/lara-kanna/edit/vanlig-dag")

    with child._turns, child._turns:  # two others are printing
        page = editor.submit("Spara", text="Vad gör din dag bättre?", status=503)

    assert page.soup.select_one("#text").get_text(strip=True) == "Vad gör din dag bättre?"
    assert "Försök igen snart" in page.text
