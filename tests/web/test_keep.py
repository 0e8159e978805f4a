"""Keeping a preparation for later, and opening it again."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from prepkit.core.codename import CodeKind, new_code, shown
from prepkit.core.errors import InviteGone
from prepkit.resources import page_words
from prepkit.store.seal import _permit as permit
from prepkit.web.gate import DOOR, YOUNG
from prepkit.web.limits import PACES
from tests.pages import BASE, Visitor

WRITTEN = "Att få sova länge på lördagar."


@pytest.fixture
def make_visitor(app: Flask):
    """Another phone, with no cookies."""
    return lambda: Visitor(app.test_client())


@pytest.fixture
def young_person(make_visitor) -> Visitor:
    """Somebody who has answered the first question."""
    return begun(make_visitor())


def begun(visitor: Visitor) -> Visitor:
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting="uppfoljning", time="short")
    visitor.follow("Till frågorna")
    visitor.submit("Nästa", words=WRITTEN, sharing="say")
    return visitor


def kept(visitor: Visitor, **fields: object) -> str:
    """Keep it, and give the code that the page shows."""
    visitor.visit("/sv/p/keep")
    visitor.submit("Spara och visa koden", **fields)
    return code_on(visitor)


def code_on(visitor: Visitor) -> str:
    frame = visitor.page.soup.select_one(".frame")
    return " ".join(frame.get_text(" ").split())


def opened(visitor: Visitor, code: str, status: int = 200) -> Visitor:
    visitor.visit("/sv/open")
    visitor.submit("Öppna", code=code, status=status)
    return visitor


def test_what_is_kept_opens_on_another_phone(young_person, make_visitor):
    code = kept(young_person)

    other = opened(make_visitor(), code.upper())

    assert re.fullmatch(r"Öppnat\. \d+ frågor\.", other.page.h1)
    assert WRITTEN not in other.page.html
    other.follow("Visa vad jag har skrivit")
    assert WRITTEN in other.page.text


def test_a_code_opens_in_every_language(young_person, make_visitor):
    code = kept(young_person)
    visitor = make_visitor()

    visitor.visit("/en/open")
    answer = visitor.client.post(
        "/en/open",
        base_url=BASE,
        data={
            "code": code.lower(),
            "token": visitor.page.soup.select_one("[name=token]")["value"],
        },
    )

    assert answer.status_code == 200
    assert visitor.client.get_cookie(YOUNG)


def test_before_it_is_kept_the_page_says_what_that_means(young_person):
    page = young_person.visit("/sv/p/keep")

    assert "Den som hittar koden kan läsa allt." in page.text
    assert "Tappar du koden är allt borta." in page.text
    assert "Du behöver inte spara." in page.text


def test_the_page_with_the_code_has_nothing_beside_it_and_shows_it_once(young_person):
    code = kept(young_person)

    page = young_person.page
    assert page.soup.main.select("svg, img") == []
    assert "prepkit" not in page.text.lower()
    assert "soc" not in page.text.lower().split()
    again = young_person.visit("/sv/p/keep")
    assert code not in again.html
    assert again.h1 == "Det här är sparat"


def test_a_code_is_hidden_among_things_of_its_own_kind(young_person, make_visitor):
    save, shopping, sums = (
        page_words("ar").gettext(words)
        for words in (
            "Spara och visa koden",
            "Göm det bland annat, till exempel i en lista över saker att köpa.",
            "Göm dem bland andra siffror, till exempel i ett häfte där du räknar.",
        )
    )
    kept(young_person)
    of_digits = begun(make_visitor())

    of_digits.visit("/ar/p/keep")
    of_digits.submit(save)

    assert "en lista över saker" in young_person.page.text
    assert "häfte" not in young_person.page.text
    assert sums in of_digits.page.text
    assert shopping not in of_digits.page.text


def test_the_code_is_in_no_address_title_or_paper(young_person):
    code = kept(young_person)
    young_person.follow("Jag har skrivit av")

    words = code.split()
    for path in ("/sv/p/done", "/sv/p/paper", "/sv/p/show", "/sv/p/paper/a", "/sv/p/keep"):
        page = young_person.visit(path)
        assert " ".join(words) not in page.text
    for paper in "ab":
        pdf = young_person.client.get(f"/sv/p/paper/{paper}.pdf", base_url=BASE).data
        assert not any(len(word) > 5 and word.encode() in pdf for word in words)


def test_leaving_keeps_what_is_kept(young_person, make_visitor):
    code = kept(young_person)
    young_person.visit("/leave")

    young_person.visit("/sv/p/1", status=403)
    assert WRITTEN in opened(young_person, code).visit("/sv/p/done").text


def test_the_meetings_day_says_how_long(young_person, clock):
    code = kept(young_person, meets="2026-12-01")

    page = young_person.visit("/sv/p/keep")

    assert "till och med 20 december 2026" in page.text
    assert "29 dagar kvar" in page.text
    young_person.submit("Ha kvar i 60 dagar till")
    assert "till och med 24 januari 2027" in young_person.page.text
    clock.move(days=60)
    assert "4 dagar kvar" in opened(young_person, code).page.text


@pytest.mark.parametrize("day", ["2025-01-01", "9999-01-01", "i morgon", "2026-13-40"])
def test_a_day_that_cannot_be_is_asked_about_again(young_person, day):
    young_person.visit("/sv/p/keep")

    page = young_person.submit("Spara och visa koden", meets=day)

    assert page.soup.select_one(".error-summary a")["href"] == "#meets"
    assert page.soup.select_one("#meets")["value"] == day


def test_a_new_code_takes_the_old_ones_place_and_shuts_others_out(young_person, make_visitor):
    code = kept(young_person)
    other = opened(make_visitor(), code)
    young_person.visit("/sv/p/keep")

    young_person.submit("Gör en ny kod")
    new = code_on(young_person)

    assert new != code
    assert "Det gamla gäller inte längre." in young_person.page.text
    other.visit("/sv/p/done", status=410)
    assert "Koden öppnar ingenting." in opened(make_visitor(), code, status=404).page.text
    assert WRITTEN in opened(make_visitor(), new).visit("/sv/p/done").text


def test_a_form_sent_twice_makes_no_second_code(young_person, make_visitor):
    token = young_person.visit("/sv/p/keep").soup.select_one("[name=token]")["value"]
    code = kept(young_person)

    young_person.client.post("/sv/p/keep", base_url=BASE, data={"token": token, "to": "save"})

    assert opened(make_visitor(), code).page.status == 200


@pytest.mark.parametrize("keep", [True, False])
def test_deleting_everything_is_asked_about_and_leaves_nothing(young_person, make_visitor, keep):
    code = kept(young_person) if keep else ""
    young_person.visit("/sv/p/keep")
    young_person.submit("Radera allt jag har skrivit")
    assert young_person.page.h1 == "Radera allt?"

    young_person.submit("Ja, radera allt")

    assert young_person.page.h1 == "Allt är raderat"
    assert young_person.client.get_cookie(YOUNG) is None
    young_person.visit("/sv/p/1", status=403)
    if keep:
        opened(make_visitor(), code, status=404)


def test_wrong_expired_and_deleted_get_the_same_page(young_person, make_visitor, clock):
    expired, deleted = kept(young_person), kept(begun(gone := make_visitor()))
    gone.visit("/sv/p/keep")
    gone.submit("Radera allt jag har skrivit")
    gone.submit("Ja, radera allt")
    clock.move(days=100)
    wrong = young_person_code(make_visitor)

    pages = {
        opened(make_visitor(), code, status=404).page.h1 + visitor_error(code, make_visitor)
        for code in (expired, deleted, wrong)
    }

    assert len(pages) == 1


def young_person_code(make_visitor) -> str:
    """A code that could have been one."""
    return make_visitor().client.application.extensions["house"].codenames.new("sv", lambda x: x[0])


def visitor_error(code: str, make_visitor) -> str:
    return opened(make_visitor(), code, status=404).page.soup.select_one(".error-summary").text


# what is typed wrong


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (CodeKind.HELPER, "ska skicka frågor"),
        (CodeKind.MEETING, "kod från soc"),
        (CodeKind.SHARE, "ge till soc"),
    ],
)
def test_a_code_of_another_kind_is_told_from_its_shape(visitor, kind, said):
    code = shown(new_code(kind, lambda symbols: symbols[7]))

    page = opened(visitor, code).page

    assert said in page.text
    assert page.soup.select_one("#code")["value"] == code


def test_too_few_digits_are_counted(visitor):
    page = opened(visitor, "1234 5678 9012 3456 789").page

    assert "Det fattas 1 siffra." in page.text


def test_a_misspelt_word_is_mended_by_a_button(young_person, make_visitor, app):
    code = kept(young_person)
    long = max(code.split(), key=len)  # of a short word little is left
    misspelt = code.replace(long, long[:-1] + "qq", 1)
    visitor = opened(make_visitor(), misspelt)
    assert "är inte ett av våra ord." in visitor.page.text
    assert visitor.page.soup.select_one("#code")["value"] == misspelt

    visitor.submit(long)

    assert visitor.page.h1.startswith("Öppnat.")


def test_a_try_too_many_has_to_wait_and_keeps_what_was_typed(visitor):
    code = young_person_code(lambda: visitor)
    for _ in range(PACES[0][0]):
        opened(visitor, code, status=404)

    page = opened(visitor, code, status=503).page

    assert 1 <= int(page.headers["Retry-After"]) <= 60
    assert page.soup.select_one("#code")["value"] == code
    opened(visitor, "1234")  # what costs nothing is not counted


def test_a_form_without_its_cookie_opens_and_shows_nothing(young_person, make_visitor):
    """The browser sends it again when somebody presses Back after *leave now*."""
    code = kept(young_person)
    visitor = make_visitor()
    token = visitor.visit("/sv/open").soup.select_one("[name=token]")["value"]
    form = {"code": code, "token": token}
    first = visitor.client.post("/sv/open", base_url=BASE, data=form)
    assert "Öppnat." in first.text
    visitor.visit("/leave")
    assert visitor.client.get_cookie(DOOR) is None

    for visit in ("", "/sv/open"):
        if visit:
            visitor.visit(visit)  # somebody else has the phone, and a cookie of their own
        again = visitor.client.post("/sv/open", base_url=BASE, data=form)
        assert again.status_code == 403
        assert "Öppnat." not in again.text
        assert code not in again.text
        visitor.visit("/sv/p/1", status=403)


# what was typed is not lost


def test_text_typed_when_the_session_ended_lands_where_it_was(young_person, clock):
    code = kept(young_person)
    young_person.visit("/sv/p/2")
    clock.move(hours=3)

    page = young_person.submit("Nästa", words="Skrivet när tiden gick ut", status=410)
    assert "Skrivet när tiden gick ut" in page.text
    young_person.submit("Öppna", code="fel fel fel fel fel fel")
    assert "Skrivet när tiden gick ut" in young_person.page.text
    young_person.submit("Öppna", code=code)

    assert "Det du skrev nyss är sparat." in young_person.page.text
    young_person.follow("Visa vad jag har skrivit")
    assert young_person.page.path == "/sv/p/2"
    assert young_person.page.soup.textarea.string.strip() == "Skrivet när tiden gick ut"
    assert WRITTEN in young_person.visit("/sv/p/done").text


def test_everything_typed_on_the_page_with_all_lands_too(young_person, clock):
    code = kept(young_person)
    areas = [each["name"] for each in young_person.visit("/sv/p/all").soup.select("textarea")]
    clock.move(hours=3)

    young_person.submit(
        "Spara och gå till översikten",
        status=410,
        **{name: f"Text för {name} här" for name in areas},
    )
    young_person.submit("Öppna", code=code)

    text = young_person.visit("/sv/p/done").text
    assert all(f"Text för {name} här" in text for name in areas)


def test_text_for_another_preparation_is_shown_and_lands_nowhere(young_person, make_visitor, clock):
    other = make_visitor()
    other.visit("/sv/p/")
    other.submit("Nästa", meeting="forsta", time="long")
    code = kept(other)
    young_person.visit("/sv/p/all")
    clock.move(hours=3)
    area = young_person.page.soup.select_one("textarea")["name"]

    young_person.submit(
        "Spara och gå till översikten", status=410, **{area: "Hör hemma någon annanstans"}
    )
    page = young_person.submit("Öppna", code=code, status=409)

    assert "Hör hemma någon annanstans" in page.text
    assert page.headers.getlist("Set-Cookie") == []


def test_text_lands_beside_what_was_written_meanwhile(young_person, make_visitor, clock):
    code = kept(young_person)
    young_person.visit("/sv/p/1")
    clock.move(hours=3)
    other = opened(make_visitor(), code)
    other.visit("/sv/p/1")
    other.submit("Nästa", words="Från den andra telefonen")

    young_person.submit("Nästa", words="Från den första telefonen", status=410)
    young_person.submit("Öppna", code=code)

    written = young_person.visit("/sv/p/1").soup.textarea.string.strip()
    assert written == "Från den andra telefonen\n\nFrån den första telefonen"


# two devices


@pytest.mark.parametrize("pick", ["mine", "theirs"])
def test_one_answer_changed_on_two_devices_is_shown_twice_to_choose(
    young_person, make_visitor, pick
):
    other = opened(make_visitor(), kept(young_person))
    other.visit("/sv/p/1")
    young_person.visit("/sv/p/1")
    other.submit("Nästa", words="Från den andra telefonen", sharing="give")

    page = young_person.submit("Nästa", words="Från den här telefonen", status=409)

    assert "Från den andra telefonen" in page.text
    assert "Från den här telefonen" in page.text
    assert "Från den andra telefonen" in other.visit("/sv/p/done").text  # nothing is kept yet
    young_person.submit("Spara mitt val", pick=pick)
    written = young_person.visit("/sv/p/1").soup.textarea.string.strip()
    here = "Från den här telefonen" if pick == "mine" else "Från den andra telefonen"
    assert written == here


def test_different_answers_changed_on_two_devices_are_both_kept(young_person, make_visitor):
    other = opened(make_visitor(), kept(young_person))
    other.visit("/sv/p/2")
    young_person.visit("/sv/p/3")

    other.submit("Nästa", words="På sidan två skrev jag")
    young_person.submit("Nästa", words="På sidan tre skrev jag")

    text = young_person.visit("/sv/p/done").text
    assert "På sidan två skrev jag" in text
    assert "På sidan tre skrev jag" in text


def test_on_the_page_with_all_only_what_differs_is_asked_about(young_person, make_visitor):
    other = opened(make_visitor(), kept(young_person))
    young_person.visit("/sv/p/all")
    other.visit("/sv/p/1")
    other.submit("Nästa", words="Från den andra telefonen")

    page = young_person.submit(
        "Spara och gå till översikten",
        status=409,
        **{"1-words": "Från den här telefonen", "2-words": "Bara här skrev jag det"},
    )
    assert len(page.soup.select("fieldset")) == 1
    young_person.submit("Spara mitt val", **{"1-pick": "theirs"})

    text = young_person.visit("/sv/p/done").text
    assert "Från den andra telefonen" in text
    assert "Från den här telefonen" not in text
    assert "Bara här skrev jag det" in text


def test_a_kept_preparation_expires(young_person, make_visitor, clock):
    code = kept(young_person)

    clock.now += timedelta(days=67)

    opened(make_visitor(), code, status=404)


def test_a_full_queue_asks_for_patience_and_keeps_what_was_typed(young_person, make_visitor):
    code = kept(young_person)
    visitor = make_visitor()
    visitor.visit("/sv/open")

    with permit(), permit():  # as if two others were opening theirs
        page = visitor.submit("Öppna", code=code, status=503)

    assert page.headers["Retry-After"]
    assert page.soup.select_one("#code")["value"] == code
    visitor.submit("Öppna", code=code)
    assert visitor.page.h1.startswith("Öppnat.")


def test_a_new_code_ends_what_others_were_given(young_person, make_visitor, app):
    house = app.extensions["house"]
    kept(young_person)
    young_person.visit("/sv/p/ask/new")
    young_person.submit("Gör en inbjudan", name="familjehemmet")
    token = young_person.client.get_cookie(YOUNG).value
    (invitation,) = house.boxes.open(token).preparation.expected.invitations
    assert house.invites.open(invitation.code)

    young_person.visit("/sv/p/keep")
    young_person.submit("Gör en ny kod")

    with pytest.raises(InviteGone):
        house.invites.open(invitation.code)
    assert house.boxes.open(token).preparation.expected.invitations == ()


def test_a_page_out_of_date_says_so_before_anything_is_deleted(young_person, make_visitor):
    other = opened(make_visitor(), kept(young_person))
    other.visit("/sv/p/keep")
    other.submit("Radera allt jag har skrivit")
    young_person.visit("/sv/p/keep")
    young_person.submit("Gör en ny kod")
    new = code_on(young_person)

    other.submit("Ja, radera allt", status=410)

    assert WRITTEN in opened(make_visitor(), new).visit("/sv/p/done").text


def test_who_did_not_write_the_code_down_is_offered_a_new_one_first(young_person):
    old = kept(young_person)

    page = young_person.visit("/sv/p/keep")
    assert page.text.index("Hann du inte skriva av koden?") < page.text.index("Vilken dag")
    young_person.submit("Gör en ny")

    assert code_on(young_person) != old
    assert "Det gamla gäller inte längre." in young_person.page.text
