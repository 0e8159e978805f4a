"""Whatever anybody writes is words on paper: nothing fetched, attached or linked (P11).

The ordinary run puts a few payloads in every field at once; with ``--full`` each of them all stands
alone in every field, so that none can be hidden by another.
"""

import time
from dataclasses import fields, replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
import weasyprint

from prepkit.core.errors import PrintError
from prepkit.core.meeting import AboutWorker, Decision, Meeting, Present
from prepkit.core.needs import Interpreter, Needs
from prepkit.core.preparation import Answer, Preparation, Texts
from prepkit.core.receipt import Receipt
from prepkit.core.sharing import shared_view
from prepkit.core.sharing_state import Sharing
from prepkit.core.text import LONGEST_ANSWER, MOST_LINES
from prepkit.pdf import child
from prepkit.pdf.letter import Way, letter
from prepkit.pdf.papers import meeting_sheet, my_sheet
from prepkit.pdf.press import typeset
from prepkit.pdf.receipt import receipt_sheet
from tests.pdf.test_papers import DECIDES, FAMILY, HELPS, NAMES, SCHOOL, TOPICS, question, says

DAY = date(2026, 12, 3)
FOREIGN, FILE = "http://127.0.0.1:9/x", "file:///etc/hostname"
PAYLOADS = (
    "<script>alert(1)</script>",
    f"<script src='{FOREIGN}.js'></script>",
    f"<img src='{FOREIGN}.png'>",
    f"<img src={FILE}>",
    f"<img srcset='{FOREIGN}.png 2x'>",
    "<img src=x onerror=alert(1)>",
    "<img src='data:image/png;base64,iVBORw0KGgo='>",
    "<img src='prepkit:drawing/mark'>",
    f"<a href='{FOREIGN}'>här</a>",
    "<a href='javascript:alert(1)'>här</a>",
    f"<a href='{FILE}'>här</a>",
    "<a href='mailto:a@b.example'>här</a>",
    "<a href='tel:112'>här</a>",
    "<a href='#end'>här</a>",
    "<a name=x></a><a href='#x'>x</a>",
    f"<link rel=attachment href='{FILE}'>",
    f"<a rel=attachment href='{FILE}'>x</a>",
    f"<link rel=stylesheet href='{FOREIGN}.css'>",
    f"<style>@import url('{FILE}');</style>",
    f"<style>@font-face{{font-family:x;src:url({FILE})}} p{{font-family:x}}</style>",
    "<style>body{display:none}</style>",
    f'<p style="background:url({FOREIGN}.png)">x',
    f'<p style="list-style:url({FILE});display:list-item">x',
    f'<p style="content:url({FILE})">x',
    f"<object data='{FILE}'></object>",
    f"<embed src='{FILE}'>",
    f"<iframe src='{FOREIGN}'></iframe>",
    f"<video src='{FOREIGN}.mp4' poster='{FOREIGN}.png'></video>",
    f"<input type=image src='{FOREIGN}.png'>",
    f"<svg><image href='{FILE}' width=9 height=9 /></svg>",
    f"<svg><use href='{FOREIGN}.svg#a'/></svg>",
    f"<svg><a href='{FOREIGN}'><text>x</text></a></svg>",
    f"<svg><style>@import url({FILE})</style></svg>",
    "<svg onload=alert(1)>",
    f"<meta http-equiv=refresh content='0;url={FOREIGN}'>",
    f"<base href='{FOREIGN}'>",
    "<title>Hemligt</title>",
    "<meta name=author content=Anna>",
    f"<form action='{FOREIGN}'><input name=a><button>x</button></form>",
    "<input value=x><textarea>x</textarea><select><option>x</select>",
    f"<td background='{FOREIGN}.png'>x",
    "</p></div></body></html>",
    "--><!-- <b>x</b> -->",
    "<![CDATA[<b>x</b>]]>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;",
    "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "\"'><b>x</b>",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% include 'paper.html' %}{# x #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    f"url({FOREIGN}.png)",
    f"{FOREIGN}?q=1",
    "javascript:alert(1)",
    FILE,
    "prepkit:font/sans-400",
    "attr(href) counter(page) string(whose)",
    "}} body { display: none } {{",
    "/URI (http://127.0.0.1:9) /S /URI >> endobj",
    "=cmd|' /C calc'!A0",
    "../../../../etc/hostname",
)


def filled(kind, text):
    """A dataclass with the text in every field that holds text."""
    given = {each.name: text for each in fields(kind) if each.type in {str, "str"}}
    return kind(**given)


def prepared(text, tag="sv"):
    """A preparation with the text wherever a young person can write, all of it given."""
    give = Sharing.GIVE
    begun = Preparation("m", Texts("Möte"), tag, (HELPS, SCHOOL, FAMILY), (DECIDES,))
    for each in begun.questions:
        begun = begun.answering(each, Answer(text, sharing=give))
    begun = begun.asking(["o"], text.split("\n"), give).saying(Answer(text, sharing=give))
    needs = replace(
        filled(Needs, text), interpreter=replace(filled(Interpreter, text), language="")
    )
    return replace(begun, needs=replace(needs, sharing=give, without_for=give))


def told(text):
    """A meeting with the text wherever a worker can write."""
    return Meeting(
        "m",
        Texts("Möte"),
        time=text,
        where=text,
        people=(Present(text, text),),
        decision=filled(Decision, text),
        written=(text,),
        about=filled(AboutWorker, text),
    )


def papers(text):
    """Every paper with somebody's words on it."""
    begun = prepared(text)
    receipt = replace(filled(Receipt, text), language="sv", written_in="sv", answer_by=DAY)
    way = Way("M-7K2M-9QXR-3VTB", "https://prep.example/i/M", "prep.example/i")
    return {
        "meeting": meeting_sheet(shared_view(begun), TOPICS, NAMES).pdf,
        "mine": my_sheet(begun, TOPICS, NAMES).pdf,
        "letter": letter(told(text), way).pdf,
        "receipt": receipt_sheet(receipt).pdf,
    }


def leads_out(pdf: bytes) -> list[str]:
    """Every link, attachment, script and form of a PDF, read where a reader of PDFs finds them."""
    with pikepdf.open(BytesIO(pdf)) as read:
        names = read.Root.get("/Names", {})
        found = [key for key in ("/AF", "/OpenAction", "/AA", "/AcroForm") if key in read.Root]
        found += [key for key in ("/EmbeddedFiles", "/JavaScript") if key in names]
        for page in read.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A", {})
                found.append(str(action.get("/URI", note.get("/Subtype"))))
        for each in read.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                kinds = {str(each.get("/Type")), str(each.get("/Subtype"))}
                found += sorted(kinds & {"/Filespec", "/EmbeddedFile", "/Image"})
        return found


def logged(caplog) -> list[str]:
    """What WeasyPrint wanted and didn't get; it says so in its log and nowhere else."""
    return [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")]


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 50


def test_a_few_payloads_in_every_field_are_words_on_every_paper(caplog):
    few = PAYLOADS[::8]

    for name, pdf in papers("\n".join(few)).items():
        assert leads_out(pdf) == [], name
        for payload in few:
            assert says(pdf, payload), (name, payload)
    assert logged(caplog) == []


@pytest.mark.full
@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_payload_alone_is_words_on_every_paper(caplog, payload):
    for name, pdf in papers(payload).items():
        assert leads_out(pdf) == [], name
        assert says(pdf, payload), name
    assert logged(caplog) == []


def test_a_payload_that_is_not_escaped_is_found(caplog):
    """The control: the same payloads as HTML want addresses and make links."""
    shown = [each for each in PAYLOADS[:36] if "display" not in each]

    pdf = typeset("<html lang=sv><title>x</title><body>" + "<p>x</p>".join(shown))

    assert "javascript:alert(1)" in leads_out(pdf)
    assert logged(caplog)
    assert not says(pdf, PAYLOADS[0])


def test_a_fetcher_that_fetches_is_found(tmp_path):
    """The control: WeasyPrint as it comes puts the machine's own file in the PDF."""
    (tmp_path / "secret.txt").write_text("hemligt")
    page = f"<link rel=attachment href='{(tmp_path / 'secret.txt').as_uri()}'><p>x"

    pdf = weasyprint.HTML(string=page).write_pdf()

    assert "/EmbeddedFile" in leads_out(pdf)


# The worst that may be written


def heavy(words: str, tag: str) -> Preparation:
    """Twenty answers, each as long as it may be."""
    asked = tuple(question(f"q{n}", "soc", f"Fråga {n}?") for n in range(20))
    begun = Preparation("m", Texts("Möte"), tag, asked)
    for each in asked:
        begun = begun.answering(each, Answer(words, sharing=Sharing.GIVE))
    return begun


def printed_or_refused(make, about) -> str:
    """What becomes of a job in the limited child."""
    try:
        pdf = child.run(make, about, TOPICS, NAMES).pdf
    except PrintError as error:
        return "less text" if "less text" in str(error) else str(error)
    return "printed" if pdf.startswith(b"%PDF") else "broken"


WORST = {
    "no space": "x" * LONGEST_ANSWER,
    "lines": "\n".join("x" * MOST_LINES),
    "newlines": "\n" * LONGEST_ANSWER + "x",
}


@pytest.mark.full
@pytest.mark.parametrize("tag", ["sv", "ar"])
@pytest.mark.parametrize("words", WORST.values(), ids=WORST)
def test_the_longest_legal_preparation_prints_or_is_refused_politely(words, tag):
    begun = heavy(words, tag)

    for make, about in ((my_sheet, begun), (meeting_sheet, shared_view(begun))):
        start = time.monotonic()
        assert printed_or_refused(make, about) in {"printed", "less text"}
        assert time.monotonic() - start < child.WALL_SECONDS + 5
        # and the next one in line is served
        small = child.run(my_sheet, heavy("", "sv"), TOPICS, NAMES)
        assert small.pdf.startswith(b"%PDF")
