"""The visitor sees every fault that is planted, and walks as a person would."""

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from tests import pages
from tests.pages import POLICY, RULES, Page, Visitor, faults

GUARDED = {
    "Content-Security-Policy": "; ".join(sorted(POLICY)),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
}
COOKIE = "__Host-s=x; Secure; HttpOnly; Path=/; SameSite=Strict"
GOOD = """<!doctype html>
<html lang="sv" dir="ltr">
<head>
<meta charset="utf-8">
<title>3 av 12</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/static/site.css">
</head>
<body>
<header><a href="/leave">Lämna sidan</a></header>
<main>
<h1>Vad är bra?</h1>
<svg aria-hidden="true"><path d="M0 0"/></svg>
<form method="post">
<input type="hidden" name="token" value="hemlig">
<label for="words">Skriv</label>
<textarea id="words" name="words">
Hej
du</textarea>
<fieldset>
<legend>Vem får veta?</legend>
<label><input type="radio" name="sharing" value="only-me" checked> Bara jag</label>
<label for="give">Ge det till dem</label> <input type="radio" id="give" name="sharing" value="give">
</fieldset>
<fieldset>
<legend>Mer</legend>
<label><input type="checkbox" name="more" value="a" checked> A</label>
<label><input type="checkbox" name="more" value="b"> B</label>
</fieldset>
<label for="time">Hur länge?</label>
<select id="time" name="time"><option value="5">Fem minuter</option><option>Tio</option></select>
<button>Nästa</button>
<button name="to" value="back">Tillbaka</button>
</form>
<h2>Ring</h2>
<ul><li><a href="tel:112">112</a> <span lang="ar" dir="rtl">نجدة</span></li></ul>
<p><a href="/sv/p/4#words">Nästa fråga</a> <a href="#words">Upp</a></p>
</main>
</body>
</html>
"""


@pytest.fixture(autouse=True)
def _every_page_is_the_first_of_its_kind():
    pages.looked_over.clear()


def page(html=GOOD, path="/sv/p/3", **headers):
    merged = GUARDED | {name.replace("_", "-"): value for name, value in headers.items()}
    return Page(path, 200, Headers([(k, v) for k, v in merged.items() if v]), html)


def test_a_good_page_has_no_faults():
    assert faults(page()) == []


def test_a_good_page_in_a_language_from_right_to_left_has_no_faults():
    arabic = GOOD.replace('lang="sv" dir="ltr"', 'lang="ar" dir="rtl"')
    arabic = arabic.replace("3 av 12", "Start").replace("<h1>", '<h1 lang="sv" dir="ltr">')

    wrong = faults(page(arabic, "/ar/p/3"))

    assert [fault for fault in wrong if not fault.startswith("titled")] == []


PLANTED = {
    # rule: (what stands on the good page, what is put in its place)
    "well_formed": [
        ("<!doctype html>\n", ""),
        ("</h1>", ""),
        ("</ul>", ""),
        ("</form>", "</div></form>"),
        ("<p>", "<p><div></div>"),
        ("<p>", "<p><ul></ul>"),
        ("<li>", "<li><a href='#words'>x<a href='#words'>y</a></a>"),
        ("<button>Nästa", "<button><button>x</button>Nästa"),
        ("<form method", "<form method='post'><form method"),
        ("<ul><li>", "<li>x</li><ul><li>"),
        ("<h2>", "<h2 id='a' id='b'>"),
        ("<p>", "<p/>"),
        ("Ring", "Ri\ufffdng"),
    ],
    "one_h1": [("<h2>Ring</h2>", "<h1>Ring</h1>"), (">Vad är bra?<", "> <"), ("h1>", "h2>")],
    "headings_in_order": [("h2>", "h3>"), ("<h1>", "<h3>Först</h3><h1>")],
    "titled": [
        ("<title>3 av 12</title>", ""),
        ("3 av 12", " "),
        ("3 av 12", "Vad är bra?"),
        ("3 av 12", "3 av 12: familjen"),
        ("3 av 12", "prepkit"),
        ("</title>", "</title><title>Start</title>"),
    ],
    "ids_are_unique": [
        ("<h1>", '<h1 id="words">'),
        ('for="time"', 'for="tme"'),
        ('href="#words"', 'href="#word"'),
        ("<h1>", '<h1 aria-describedby="hint">'),
    ],
    "labelled": [
        ('<label for="words">Skriv</label>', ""),
        ("Skriv</label>", "</label>"),
        ('<label for="give">Ge det till dem</label>', ""),
        ("<legend>Vem får veta?</legend>", ""),
        ("<legend>Mer</legend>", "<legend></legend>"),
        ('<label for="time">Hur länge?</label>', ""),
        ("<h2>", '<input name="q" placeholder="Sök"><h2>'),
    ],
    "in_its_language": [
        ('lang="sv"', 'lang="en"'),
        ('lang="sv"', ""),
        ('dir="ltr"', 'dir="rtl"'),
        ('dir="ltr"', ""),
        ('dir="rtl">', ">"),
        ('lang="ar"', 'lang="arabiska"'),
    ],
    "nothing_from_elsewhere": [
        ('href="/static/site.css"', 'href="https://cdn.example/site.css"'),
        ('href="/static/site.css"', 'href="//cdn.example/site.css"'),
        ('href="/static/site.css"', 'href="http://localhost/site.css"'),
        ("<h2>", '<img alt="" src="https://example.org/x.gif"><h2>'),
        ("<h2>", '<img alt="" src="/a.png" srcset="/a.png 1x, https://example.org/a.png 2x"><h2>'),
        ("<h2>", '<img alt="" src="data:image/gif;base64,x"><h2>'),
        ("/static/icon.svg", "data:,"),  # which img-src 'self' forbids
        ('<form method="post"', '<form method="post" action="https://example.org/"'),
        ("<button>", '<button formaction="//example.org/">'),
        ('href="#words"', 'href="https://example.org/"'),
        ('href="#words"', 'href="javascript:alert(1)"'),
        ("<h2>", '<iframe src="/sv/"></iframe><h2>'),
        ("<title>", '<base href="/sv/"><title>'),
        ("<title>", '<meta http-equiv="refresh" content="0; url=/sv/"><title>'),
    ],
    "nothing_inline": [
        ("<h2>", '<h2 style="color:red">'),
        ("<title>", "<style>p{}</style><title>"),
        ("<title>", "<script>1</script><title>"),
        ("<button>", '<button onclick="go()">'),
    ],
    "a_way_out_first": [
        ('<header><a href="/leave">Lämna sidan</a></header>', ""),
        ("<header>", '<header><a href="#words">Hoppa</a>'),
        ("<header>", "<header><button type='button'>Meny</button>"),
        ("<header>", '<header><p tabindex="0">Hej</p>'),
        ("<button>", '<button tabindex="1">'),
        ('href="/leave"', 'href="/leave" tabindex="-1"'),
        ('href="/leave"', 'href="/sv/"'),
    ],
    "one_main": [("main>", "div>"), ("</main>", "</main><main></main>")],
    "everything_has_words": [
        ("<button>Nästa", "<button>"),
        ("Nästa fråga</a>", "</a>"),
        ("<h2>", '<a href="/sv/"><svg aria-hidden="true"></svg></a><h2>'),
        ("<h2>", '<img src="/static/a.png"><h2>'),
        ('<svg aria-hidden="true">', "<svg>"),
        ('<svg aria-hidden="true">', '<svg role="img">'),
    ],
    "can_be_enlarged": [
        ("initial-scale=1", "initial-scale=1, maximum-scale=1"),
        ("initial-scale=1", "user-scalable=no"),
        ('<meta name="viewport" content="width=device-width, initial-scale=1">', ""),
    ],
    "every_form_can_be_sent": [
        ("<h2>", '<form method="post"></form><h2>'),
        ('method="post"', 'method="dialog"'),
        ('method="post"', 'method="post" enctype="multipart/form-data"'),
        ("<h2>", '<label>Vilse <input name="vilse"></label><h2>'),
    ],
}


@pytest.mark.parametrize(
    ("rule", "good", "bad"), [(rule, *change) for rule in PLANTED for change in PLANTED[rule]]
)
def test_a_planted_fault_is_found_by_its_rule(rule, good, bad):
    assert good in GOOD

    spoilt = page(GOOD.replace(good, bad))

    assert rule in {fault.split(":")[0] for fault in faults(spoilt)}


@pytest.mark.parametrize("name", GUARDED)
def test_a_header_that_is_missing_is_found(name):
    assert any(fault.startswith("guarded: ") for fault in faults(page(**{name: ""})))


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Security-Policy": GUARDED["Content-Security-Policy"] + "; img-src *"},
        {"Content-Security-Policy": "default-src 'self'"},
        {"Content-Security-Policy": GUARDED["Content-Security-Policy"] + " 'unsafe-inline'"},
        {"Cache-Control": "private, max-age=60"},
        {"Strict-Transport-Security": "max-age=600"},
        {"Referrer-Policy": "unsafe-url"},
        {"X-Powered-By": "prepkit"},
        {"Access-Control-Allow-Origin": "*"},
        {"Content-Type": "text/html"},
        {"Set-Cookie": COOKIE.replace("__Host-", "")},
        {"Set-Cookie": COOKIE.replace("; Secure", "")},
        {"Set-Cookie": COOKIE.replace("; HttpOnly", "")},
        {"Set-Cookie": COOKIE.replace("Strict", "Lax")},
        {"Set-Cookie": COOKIE + "; Domain=localhost"},
        {"Set-Cookie": COOKIE + "; Max-Age=3600"},
    ],
)
def test_a_weak_header_is_found(headers):
    start = GOOD.replace("3 av 12", "Start")

    assert any(fault.startswith("guarded: ") for fault in faults(page(start, "/sv/", **headers)))


def test_a_cookie_is_set_only_where_nothing_is_written():
    calm = GOOD[: GOOD.index("<form")] + "</main></body></html>"

    assert faults(page(calm, "/sv/p/", Set_Cookie=COOKIE)) == []
    for html, path in ((GOOD, "/sv/p/"), (calm, "/sv/p/3"), (calm, "/ar/p/done")):
        found = faults(page(html, path, Set_Cookie=COOKIE))
        assert any(fault.startswith("no_cookie_with_answers") for fault in found)


def test_every_rule_has_a_planted_fault():
    shown_apart = {"guarded", "no_cookie_with_answers"}

    assert {rule.__name__ for rule in RULES} == {*PLANTED} | shown_apart


def test_only_the_chosen_way_out_may_lead_away():
    html = GOOD.replace('href="/leave"', 'href="https://example.org/"')

    assert faults(page(html))
    assert faults(Page("/sv/p/3", 200, Headers(GUARDED), html, "https://example.org/")) == []


def test_what_is_not_a_young_persons_page_may_have_a_telling_title_and_a_menu_first():
    html = GOOD.replace("3 av 12", "Skriv ut kort").replace("/leave", "/sv/")

    assert faults(page(html, "/sv/cards")) == []
    assert len(faults(page(html, "/sv/p/3"))) == 2


# The visitor


@pytest.fixture
def house():
    """A site of three pages that keeps what was sent to it."""
    sent = []

    @Request.application
    def app(request):
        sent.append((request.method, request.full_path, request.form.to_dict(flat=False)))
        if request.path == "/sv/away":
            return Response(status=303, headers={"Location": "https://example.org/", **GUARDED})
        if request.path == "/sv/round":
            return Response(status=303, headers={"Location": "/sv/round", **GUARDED})
        if request.path == "/sv/bad":
            return Response(GOOD.replace("h1>", "h2>"), headers=GUARDED)
        if request.path == "/sv/p/echo" or request.method == "GET":
            status = 404 if request.path == "/sv/nope" else 200
            html = GOOD.replace("3 av 12", request.args.get("title", "3 av 12"))
            return Response(html, status, headers=GUARDED)
        return Response(status=303, headers={"Location": "/sv/p/4", **GUARDED})

    app.sent = sent
    app.visitor = Visitor(Client(app), leave_to="https://example.org/")
    return app


def test_a_visitor_reads_the_page(house):
    page = house.visitor.visit("/sv/p/3")

    assert (page.h1, page.title, page.tag, page.young) == ("Vad är bra?", "3 av 12", "sv", True)
    assert "Vem får veta?" in page.text
    assert page.links["Nästa fråga"] == "/sv/p/4#words"
    assert page.buttons == ["Nästa", "Tillbaka"]


def test_a_form_is_sent_as_a_browser_sends_it(house):
    house.visitor.visit("/sv/p/3")
    house.visitor.submit("Nästa")

    assert house.sent[1][2] == {
        "token": ["hemlig"],
        "words": ["Hej\r\ndu"],
        "sharing": ["only-me"],
        "more": ["a"],
        "time": ["5"],
    }
    assert house.visitor.page.path == "/sv/p/4"


def test_a_form_is_filled_in_by_value_or_by_words(house):
    house.visitor.visit("/sv/p/3")
    house.visitor.submit("Tillbaka", words="Åh\nnej", sharing="Ge det", more=["a", "B"], time="Tio")

    assert house.sent[1][2] == {
        "token": ["hemlig"],
        "words": ["Åh\r\nnej"],
        "sharing": ["give"],
        "more": ["a", "b"],
        "time": ["Tio"],
        "to": ["back"],
    }


def test_what_nobody_can_do_is_not_done(house):
    house.visitor.visit("/sv/p/3")

    for button, fields in (
        ("Spara", {}),
        ("Nästa", {"word": "x"}),
        ("Nästa", {"token": "x"}),
        ("Nästa", {"sharing": "alla"}),
        ("Nästa", {"time": "sju"}),
    ):
        with pytest.raises(AssertionError):
            house.visitor.submit(button, **fields)
    for words in ("Framåt", "Nästa frågor"):
        with pytest.raises(AssertionError):
            house.visitor.follow(words)
    assert len(house.sent) == 1


def test_a_group_can_be_left_unchosen(house):
    house.visitor.visit("/sv/p/3")
    house.visitor.submit("Nästa", sharing=None, more=None)

    assert not {"sharing", "more"} & set(house.sent[1][2])


def test_a_bad_page_stops_the_visitor_wherever_it_turns_up(house):
    with pytest.raises(AssertionError, match="one_h1"):
        house.visitor.visit("/sv/bad")


def test_another_status_than_expected_stops_the_visitor(house):
    with pytest.raises(AssertionError, match="404"):
        house.visitor.visit("/sv/nope")
    assert house.visitor.visit("/sv/nope", status=404)


def test_a_redirect_in_a_ring_stops_the_visitor(house):
    with pytest.raises(AssertionError, match="on and on"):
        house.visitor.visit("/sv/round")


def test_the_way_out_leads_away_and_nothing_else_does(house):
    assert house.visitor.visit("/sv/away") is None

    house.visitor.leave_to = ""
    with pytest.raises(AssertionError, match="leads away"):
        house.visitor.visit("/sv/away")


@pytest.mark.parametrize("place", ["?title=3+av+12&x=", "?title="])
def test_what_was_written_is_found_in_an_address_or_a_title(house, place):
    house.visitor.visit("/sv/p/3")
    house.visitor.submit("Nästa", words="Jag vill flytta hem")

    with pytest.raises(AssertionError):
        house.visitor.visit(f"/sv/p/3{place}Jag+vill+flytta+hem")
