"""A visitor who looks over every page it is given, as the best reader of pages would.

Walk with ``visit``, ``follow`` and ``submit``; the first pages of every kind, and with --full all
of them, have to pass every rule in ``RULES``. A rule gives the faults it finds, in words. The rules
are written from what a page owes its reader (HTML, WCAG 2.2, security.md 2.12), not from the
templates, and know none of them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import quote, quote_plus, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from werkzeug.datastructures import Headers
from werkzeug.test import Client

from prepkit.core.language import LANGUAGES, language
from prepkit.resources import page_words

BASE = "https://localhost"
LEAVE = "/leave"  # the way out, in every language
STATIC = "/static/"
POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
HEADERS = {  # name: what has to be found in it
    "Cross-Origin-Opener-Policy": "^same-origin$",
    "Cross-Origin-Resource-Policy": "^same-origin$",
    "Permissions-Policy": r"camera=\(\).*geolocation=\(\).*microphone=\(\)",
    "Referrer-Policy": "^same-origin$",
    "Strict-Transport-Security": r"max-age=(6307[2-9]\d{3}|\d{9,})",  # two years or more
    "X-Content-Type-Options": "^nosniff$",
    "X-Frame-Options": "^DENY$",
    "X-Robots-Tag": "noindex",
}
NEUTRAL = (
    "Start",
    "Välj",
    "Alla",
    "Översikt",
    "Papper",
    "Visa",
    "Sidan",
)  # titles that tell nothing
NUMBERED = "%(n)s av %(all)s"

_TAGS = "|".join(each.tag for each in LANGUAGES)
_YOUNG = re.compile(rf"^/({_TAGS})/(p(/.*)?|safe|look|open|gone|soc(/.*)?|rights|law/.*)?$")
_ANSWERS = re.compile(rf"^/({_TAGS})/p/.+$")
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset", "cite")
_NO_HOST = {"tel", "sms", "mailto"}
_FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_ENDS_P = re.compile(
    "address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header"
    "|hr|main|menu|nav|ol|p|pre|section|table|ul"
)
_NOT_WITHIN_ITSELF = {"a", "button", "form", "label", "select", "option", "main"}


@dataclass(frozen=True)
class Page:
    """One page as it came: where it is, its headers, and what it says."""

    path: str
    status: int
    headers: Headers
    html: str
    leave_to: str = ""

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def tag(self) -> str:
        """The language in the address, if there is one."""
        first = self.path.split("/")[1] if self.path.count("/") else ""
        return first if first in {each.tag for each in LANGUAGES} else ""

    @property
    def young(self) -> bool:
        """Whether this is one of the young person's own pages."""
        return bool(_YOUNG.match(self.path))

    @property
    def title(self) -> str:
        return said(self.soup.title) if self.soup.title else ""

    @property
    def h1(self) -> str:
        return said(self.soup.h1) if self.soup.h1 else ""

    @property
    def text(self) -> str:
        """What the page says between its bar and its foot."""
        return said(self.soup.main or self.soup)

    @property
    def links(self) -> dict[str, str]:
        """Where each link leads, by its words."""
        return {said(each): each["href"] for each in self.soup.select("a[href]")}

    @property
    def buttons(self) -> list[str]:
        return [_words_of(each) for each in self.soup.select("button, input[type=submit]")]


def said(element: Tag) -> str:
    """The text of an element on one line, without what is hidden."""
    return " ".join(element.get_text(" ").split())


# The rules: each gives the faults it finds in a page


class _Nesting(HTMLParser):
    """Follows every tag to its end; ``faults`` tells which never came to one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        for name in {name for name in names if names.count(name) > 1}:
            self.faults.append(f"<{tag}> has {name} twice")
        if tag in _NOT_WITHIN_ITSELF and tag in self.open:
            self.faults.append(f"<{tag}> within <{tag}>")
        if _ENDS_P.fullmatch(tag) and "p" in self.open:
            self.faults.append(f"<{tag}> within <p>")
        if tag == "li" and self.open[-1:] not in (["ul"], ["ol"], ["menu"]):
            self.faults.append("<li> outside a list")
        if not _VOID.fullmatch(tag):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if not _VOID.fullmatch(tag) and "svg" not in self.open:
            self.faults.append(f"<{tag}/> ends itself, which HTML does not know")

    def handle_endtag(self, tag):
        if self.open[-1:] == [tag]:
            self.open.pop()
        elif tag in self.open:
            self.faults.append(f"<{self.open[-1]}> is open at </{tag}>")
            while self.open.pop() != tag:
                pass
        else:
            self.faults.append(f"</{tag}> ends nothing")


def well_formed(page: Page) -> Iterator[str]:
    if not page.html.lstrip().lower().startswith("<!doctype html>"):
        yield "no <!doctype html>"
    nesting = _Nesting()
    nesting.feed(page.html)
    nesting.close()
    yield from nesting.faults
    yield from (f"<{tag}> never ends" for tag in nesting.open)
    if "\ufffd" in page.html:
        yield "a character that could not be read (U+FFFD)"


def one_h1(page: Page) -> Iterator[str]:
    headings = page.soup.select("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    elif not said(headings[0]):
        yield "an empty h1"


def headings_in_order(page: Page) -> Iterator[str]:
    before = 0
    for heading in page.soup.select("h1, h2, h3, h4, h5, h6"):
        level = int(heading.name[1])
        if level > before + 1:
            yield f"h{level} after {f'h{before}' if before else 'nothing'}: {said(heading)}"
        before = level


def titled(page: Page) -> Iterator[str]:
    titles = page.soup.select("head > title")
    if len(titles) != 1 or not page.title:
        yield f"{len(titles)} titles: '{page.title}'"
    elif page.young and not _neutral(page.title, page.tag):
        yield f"a title that tells what a young person does here: '{page.title}'"


def _neutral(title: str, tag: str) -> bool:
    """Whether a title stands in the browser's history without telling anything."""
    words = page_words(language(tag).folder).gettext
    numbered = re.escape(words(NUMBERED) % {"n": "\0", "all": "\0"}).replace("\0", r"\d+")
    return title in {words(each) for each in NEUTRAL} or bool(re.fullmatch(numbered, title))


def ids_are_unique(page: Page) -> Iterator[str]:
    ids = [each["id"] for each in page.soup.select("[id]")]
    yield from (f"id '{id}' {ids.count(id)} times" for id in sorted(set(ids)) if ids.count(id) > 1)
    for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for each in page.soup.select(f"[{name}]"):
            for id in each[name].split() if isinstance(each[name], str) else each[name]:
                if id not in ids:
                    yield f"{name}='{id}' on <{each.name}>, which no id answers"
    for link in page.soup.select('a[href^="#"]'):
        if link["href"][1:] not in ids:
            yield f"a link to {link['href']}, which no id answers"


def labelled(page: Page) -> Iterator[str]:
    controls = page.soup.select("input, textarea, select")
    alike = Counter((each.get("type", ""), each.get("name")) for each in controls)
    for each in controls:
        kind = each.get("type", "")
        if kind in {"hidden", "submit", "button"}:
            continue
        if not _label(page, each):
            yield f"no label: <{each.name} name='{each.get('name')}'>"
        if kind == "radio" or (kind == "checkbox" and alike[kind, each.get("name")] > 1):
            group = each.find_parent("fieldset")
            legend = group.find("legend") if group else None
            if not (legend and said(legend)):
                yield f"no legend: <input type='{kind}' name='{each.get('name')}'>"


def _label(page: Page, control: Tag) -> str:
    if control.get("aria-label"):
        return control["aria-label"].strip()
    if control.get("aria-labelledby"):
        named = (page.soup.find(id=id) for id in str(control["aria-labelledby"]).split())
        return " ".join(said(each) for each in named if each)
    around = control.find_parent("label")
    by_id = page.soup.find("label", attrs={"for": control["id"]}) if control.get("id") else None
    return " ".join(said(each) for each in (by_id, around) if each)


def in_its_language(page: Page) -> Iterator[str]:
    html = page.soup.html
    tag = html.get("lang", "") if html else ""
    if page.tag and tag != page.tag:
        yield f"lang='{tag}' at an address in '{page.tag}'"
    if tag not in {each.tag for each in LANGUAGES}:
        yield f"lang='{tag}' on <html>"
        return
    if html.get("dir") != language(tag).direction:
        yield f"dir='{html.get('dir')}' on <html lang='{tag}'>"
    for each in page.soup.select("body [lang]"):
        known = [one for one in LANGUAGES if one.tag == each["lang"]]
        around = each.find_parent(attrs={"dir": True}) or {}
        if not known:
            yield f"lang='{each['lang']}' on <{each.name}>"
        elif known[0].direction != each.get("dir", around.get("dir")) and each.get("dir") != "auto":
            yield f"lang='{each['lang']}' on <{each.name}> without its direction: {said(each)[:30]}"


def nothing_from_elsewhere(page: Page) -> Iterator[str]:
    for each in page.soup.find_all(True):
        for name in _ADDRESSES:
            for address in str(each.get(name) or "").split(",") if each.get(name) else ():
                if not _is_ours(address.split()[0] if address.strip() else "", each, page):
                    yield f"{name}='{address}' on <{each.name}>"
        if each.name == "meta" and "refresh" in str(each.get("http-equiv", "")).lower():
            yield f"a page that goes on by itself: {each.get('content')}"
        if each.name in {"base", "iframe", "object", "embed", "frame"}:
            yield f"<{each.name}>"


def _is_ours(address: str, element: Tag, page: Page) -> bool:
    parts = urlsplit(urljoin(BASE + page.path, address))
    if element.name == "a" and (parts.scheme in _NO_HOST or address == page.leave_to):
        return True
    return f"{parts.scheme}://{parts.netloc}" == BASE


def nothing_inline(page: Page) -> Iterator[str]:
    for each in page.soup.find_all(True):
        if each.name == "style" or (each.name == "script" and not each.get("src")):
            yield f"an inline <{each.name}>"
        for name in each.attrs:
            if name == "style" or name.startswith("on"):
                yield f"{name}='{each[name]}' on <{each.name}>"


def guarded(page: Page) -> Iterator[str]:
    yield from header_faults(page.path, page.headers)
    charset = page.headers.get("Content-Type", "")
    if charset.lower() != "text/html; charset=utf-8":
        yield f"Content-Type: {charset}"


def header_faults(path: str, headers: Headers) -> Iterator[str]:
    """What the headers of any answer lack (security.md 2.12)."""
    said_policy = headers.get("Content-Security-Policy", "")
    policy = {" ".join(part.split()) for part in said_policy.split(";") if part.strip()}
    if policy != POLICY:
        yield f"Content-Security-Policy differs in {sorted(policy ^ POLICY)}"
    for name, pattern in HEADERS.items():
        if not re.search(pattern, headers.get(name, "")):
            yield f"{name}: {headers.get(name)}"
    if not path.startswith(STATIC) and headers.get("Cache-Control") != "no-store":
        yield f"Cache-Control: {headers.get('Cache-Control')}"
    for cookie in headers.getlist("Set-Cookie"):
        yield from _cookie_faults(cookie)
    for name in ("Server-Timing", "X-Powered-By", "Refresh", "Access-Control-Allow-Origin"):
        if name in headers:
            yield f"{name}: {headers[name]}"


def _cookie_faults(cookie: str) -> Iterator[str]:
    (named, *_), parts = cookie.split("="), [part.strip() for part in cookie.split(";")[1:]]
    if not named.startswith("__Host-"):
        yield f"a cookie named {named}"
    for needed in ("Secure", "HttpOnly", "Path=/", "SameSite=Strict"):
        if needed not in parts:
            yield f"a cookie without {needed}: {named}"
    taken = any(part.startswith("Max-Age=0") for part in parts)
    for part in parts:
        if part.startswith(("Max-Age", "Expires")) and not taken:
            yield f"a cookie that outlives the browser: {part}"
        if part.startswith("Domain"):
            yield f"a cookie for other hosts: {part}"


def no_cookie_with_answers(page: Page) -> Iterator[str]:
    """A page that shows answers is never the one that sets the cookie (security.md 2.7)."""
    if not page.headers.getlist("Set-Cookie"):
        return
    if _ANSWERS.match(page.path):
        yield "Set-Cookie on a page of answers"
    if page.soup.select("textarea"):
        yield "Set-Cookie on a page to write on"


def a_way_out_first(page: Page) -> Iterator[str]:
    focusable = [each for each in page.soup.select(_FOCUSABLE) if each.get("tabindex") != "-1"]
    yield from (
        f"tabindex='{each['tabindex']}' on <{each.name}>"
        for each in focusable
        if each.get("tabindex", "0") != "0"
    )
    if page.young:
        first = focusable[0] if focusable else None
        if first is None or first.get("href") not in {LEAVE, page.leave_to or LEAVE}:
            yield f"first in the order of the keyboard: {first}"
        elif not said(first):
            yield "a way out without words"


def one_main(page: Page) -> Iterator[str]:
    mains = page.soup.select("main, [role=main]")
    if len(mains) != 1:
        yield f"{len(mains)} main"
    for name in ("header", "footer"):
        tops = page.soup.select(f"body > {name}")
        if len(tops) > 1:
            yield f"{len(tops)} <{name}> of the page"


def everything_has_words(page: Page) -> Iterator[str]:
    for each in page.soup.select("button, a[href], summary, input[type=submit], legend, label"):
        if not _words_of(each):
            yield f"no words: {str(each)[:80]}"
    for each in page.soup.select("img"):
        if each.get("alt") is None:
            yield f"no alt: {each}"
    for each in page.soup.select("svg"):
        hidden = each.get("aria-hidden") == "true" or each.find_parent(
            attrs={"aria-hidden": "true"}
        )
        if not (hidden or (each.get("role") == "img" and each.get("aria-label"))):
            yield f"a drawing that is neither hidden nor named: {str(each)[:60]}"


def _words_of(element: Tag) -> str:
    value = element.get("value", "") if element.name == "input" else ""
    return element.get("aria-label", "").strip() or said(element) or value


def can_be_enlarged(page: Page) -> Iterator[str]:
    viewports = [str(each.get("content")) for each in page.soup.select("meta[name=viewport]")]
    if len(viewports) != 1 or "width=device-width" not in viewports[0]:
        yield f"viewport: {viewports}"
    for forbidden in ("user-scalable", "maximum-scale"):
        yield from (f"viewport: {each}" for each in viewports if forbidden in each)


def every_form_can_be_sent(page: Page) -> Iterator[str]:
    for form in page.soup.select("form"):
        if not form.select("button:not([type=button]), input[type=submit]"):
            yield f"a form without a button: action='{form.get('action')}'"
        if form.get("method", "get").lower() not in {"get", "post"}:
            yield f"method='{form['method']}'"
        if form.get("enctype"):
            yield f"enctype='{form['enctype']}'"
    for each in page.soup.select("input[name], textarea[name], select[name]"):
        if not each.find_parent("form") and not each.get("form"):
            yield f"<{each.name} name='{each['name']}'> outside every form"


RULES = (
    well_formed,
    one_h1,
    headings_in_order,
    titled,
    ids_are_unique,
    labelled,
    in_its_language,
    nothing_from_elsewhere,
    nothing_inline,
    guarded,
    no_cookie_with_answers,
    a_way_out_first,
    one_main,
    everything_has_words,
    can_be_enlarged,
    every_form_can_be_sent,
)


def faults(page: Page) -> list[str]:
    """Everything that is wrong with a page, each with the name of its rule."""
    return [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(page)]


looked_over: Counter[tuple] = Counter()
most_alike = 2  # pages of a kind that are looked over; --full takes the limit away


def _is_looked_over(page: Page) -> bool:
    """Whether a page is among the first of its kind: the rules take longer than making a page."""
    shape = re.sub(r"\d+|(?<=/)[0-9A-Z-]{13,}", "#", page.path)
    told = tuple(word in page.html for word in ("error-summary", 'class="note"', 'role="status"'))
    kind = (shape, page.status, told)
    looked_over[kind] += 1
    return looked_over[kind] <= most_alike


@dataclass
class Visitor:
    """Somebody with a browser, without JavaScript: sees pages, follows links, sends forms.

    ``client`` is a werkzeug test client, which keeps the cookies; ``leave_to`` the one foreign
    address that pages may lead to. ``page`` is the page they look at now.
    """

    client: Client
    base_url: str = BASE
    leave_to: str = ""
    page: Page | None = field(default=None, repr=False)
    typed: set[str] = field(default_factory=set, repr=False)
    addresses: list[str] = field(default_factory=list, repr=False)

    def visit(self, path: str, status: int = 200) -> Page:
        """Open an address, and go on to where it sends them."""
        return self._open("GET", path, status, {"Sec-Fetch-Site": "none"})

    def follow(self, words: str, status: int = 200) -> Page:
        """Press the link with these words; part of them will do if no other link has it."""
        return self._open("GET", self._link(words), status, self._from_here())

    def submit(self, button: str, status: int = 200, **fields: object) -> Page:
        """Fill in fields by name and press a button; what is not named is sent as it stands.

        A radio button or an option is chosen by its value or its words, several by a list;
        ``None`` leaves a group unchosen.
        """
        form, pressed = self._form(button)
        sent = _successful(form, pressed, fields)
        self.typed.update(word for _, word in sent if len(word) > 12 and " " in word)
        method = (pressed.get("formmethod") or form.get("method", "get")).upper()
        action = pressed.get("formaction") or form.get("action") or self.page.path
        if method == "GET":
            address = f"{action.split('?')[0]}?{urlencode(sent)}"
            return self._open("GET", address, status, self._from_here())
        return self._open("POST", action, status, self._from_here(), sent)

    def download(self, words: str, status: int = 200, **fields: object):
        """Press what gives a file, a link or a button: the response, its headers looked over.

        Before a button, fill in fields by name, as ``submit`` does.
        """
        posted = None
        if any(words in each for each in self.page.buttons):
            form, pressed = self._form(words)
            path = pressed.get("formaction") or form.get("action") or self.page.path
            sent = urlencode(_successful(form, pressed, fields))
            if form.get("method", "get").upper() == "POST":
                posted = sent
            else:
                path = f"{path.split('?')[0]}?{sent}"
        else:
            assert not fields, f"'{words}' is a link: nothing can be filled in for it"
            path = urljoin(self.page.path, self._link(words))
        self.addresses.append(path)
        response = self.client.open(
            path,
            method="GET" if posted is None else "POST",
            base_url=self.base_url,
            headers=self._from_here(),
            data=posted,
            content_type=None if posted is None else "application/x-www-form-urlencoded",
        )
        wrong = list(header_faults(path, response.headers))
        assert response.status_code == status, f"{path} answered {response.status}"
        assert wrong == [], f"{path}: {wrong}"
        return response

    def _open(self, method, address, status, headers, sent=()) -> Page | None:
        path = _within(urljoin(self.page.path if self.page else "/", address))
        for _ in range(5):
            self.addresses.append(path)
            response = self.client.open(
                path,
                method=method,
                base_url=self.base_url,
                headers=headers,
                data=urlencode(sent) if method == "POST" else None,
                content_type="application/x-www-form-urlencoded" if method == "POST" else None,
            )
            if response.status_code not in {301, 302, 303, 307}:
                return self._look_at(path, response, status)
            wrong = list(header_faults(path, response.headers))
            assert wrong == [], f"{method} {path}: {wrong}"
            onward = urljoin(BASE + path, response.headers["Location"])
            if self.leave_to and onward == self.leave_to:
                self.page = None
                return None
            path = _within(onward)
            method = method if response.status_code == 307 else "GET"  # 307: the same once more
            self._kept_to_itself(path)
        raise AssertionError(f"{address} sends one on and on")

    def _look_at(self, path: str, response, status: int) -> Page:
        html = response.get_data(as_text=True)
        self.page = Page(
            path.split("?")[0], response.status_code, response.headers, html, self.leave_to
        )
        assert response.status_code == status, (
            f"{path} answered {response.status}: {self.page.text}"
        )
        wrong = faults(self.page) if _is_looked_over(self.page) else []
        assert wrong == [], f"{path}\n" + "\n".join(wrong)
        self._kept_to_itself(path, self.page.title)
        if response.headers.getlist("Set-Cookie"):
            shown = [words for words in self.typed if words in self.page.html]
            assert shown == [], f"{path} sets a cookie and shows {shown}"
        return self.page

    def _kept_to_itself(self, *places: str) -> None:
        """What was written is never in an address or a title: a shared phone keeps those."""
        for place in places:
            told = [words for words in self.typed if _written_in(words, place)]
            assert told == [], f"{place} tells {told}"

    def _from_here(self) -> dict[str, str]:
        return {
            "Sec-Fetch-Site": "same-origin",
            "Origin": self.base_url,
            "Referer": self.base_url + self.page.path,
        }

    def _link(self, words: str) -> str:
        exact = {href for text, href in self.page.links.items() if text == words}
        found = exact or {href for text, href in self.page.links.items() if words in text}
        assert len(found) == 1, f"{len(found)} links say '{words}': {sorted(self.page.links)}"
        return found.pop()

    def _form(self, button: str) -> tuple[Tag, Tag]:
        pressable = self.page.soup.select("button:not([type=button]), input[type=submit]")
        exact = [each for each in pressable if _words_of(each) == button]
        found = exact or [each for each in pressable if button in _words_of(each)]
        assert len(found) == 1, f"{len(found)} buttons say '{button}': {self.page.buttons}"
        by_id = found[0].get("form")
        form = self.page.soup.find(id=by_id) if by_id else found[0].find_parent("form")
        assert form is not None, f"'{button}' is in no form"
        return form, found[0]


def _within(address: str) -> str:
    """The path and query of an address of ours."""
    parts = urlsplit(urljoin(BASE, address))
    assert f"{parts.scheme}://{parts.netloc}" == BASE, f"leads away: {address}"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _written_in(words: str, place: str) -> bool:
    return any(form in place for form in (words, quote(words), quote_plus(words)))


def _successful(form: Tag, pressed: Tag, fields: dict[str, object]) -> list[tuple[str, str]]:
    """What a browser sends of a form (HTML 4.10.22.4), with some fields filled in."""
    left = dict(fields)
    sent: list[tuple[str, str]] = []
    controls = _controls(form)
    for name in dict.fromkeys(each["name"] for each in controls):
        alike = [each for each in controls if each["name"] == name]
        if alike[0].name == "button" or alike[0].get("type") == "submit":
            continue
        kind = alike[0].get("type", "text") if alike[0].name == "input" else alike[0].name
        choices = [_choice(form, option) for each in alike for option in _options(each)]
        if name not in left:
            values = [value for value, _, chosen in choices if chosen]
            if kind == "select" and not values and not alike[0].has_attr("multiple"):
                values = [choices[0][0]]
        elif kind in {"radio", "checkbox", "select"}:
            values = [_value_of(name, wish, choices) for wish in _listed(left.pop(name))]
        else:
            assert kind != "hidden", f"nobody can write in the hidden field '{name}'"
            values = _listed(left.pop(name))
        sent += [(name, str(value).replace("\r\n", "\n").replace("\n", "\r\n")) for value in values]
    assert not left, f"no such field: {sorted(left)}"
    if pressed.get("name"):
        sent.append((pressed["name"], pressed.get("value", "")))
    return sent


def _controls(form: Tag) -> list[Tag]:
    root = list(form.parents)[-1]
    all_of_them = root.select("input[name], textarea[name], select[name], button[name]")
    belongs = [
        each
        for each in all_of_them
        if each.find_parent("form") is form or (each.get("form") and each["form"] == form.get("id"))
    ]
    return [each for each in belongs if not _is_disabled(each)]


def _is_disabled(control: Tag) -> bool:
    return control.has_attr("disabled") or bool(control.find_parent("fieldset", disabled=True))


def _options(control: Tag) -> list[Tag]:
    return control.select("option") if control.name == "select" else [control]


def _choice(form: Tag, control: Tag) -> tuple[str, str, bool]:
    """A control or option as (value, words beside it, whether it is sent as it stands)."""
    if control.name == "option":
        return control.get("value", said(control)), said(control), control.has_attr("selected")
    if control.name == "textarea":
        return control.get_text().removeprefix("\n"), "", True  # the first line end is not text
    if control.get("type") in {"radio", "checkbox"}:
        label = control.find_parent("label") or form.find("label", attrs={"for": control.get("id")})
        return control.get("value", "on"), said(label) if label else "", control.has_attr("checked")
    return control.get("value", ""), "", True


def _value_of(name: str, wish: object, choices: list[tuple[str, str, bool]]) -> str:
    for value, words, _ in choices:
        if wish in (value, words):
            return value
    begins = {value for value, words, _ in choices if words.startswith(str(wish))}
    assert len(begins) == 1, f"{name}: '{wish}' is not one of {choices}"
    return begins.pop()


def _listed(value: object) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
