"""An invitation is handed over in the language of who gets it, and nobody writes down which."""

from urllib.parse import unquote

import pytest

from tests.pages import Visitor


@pytest.fixture
def invitation(visitor: Visitor) -> Visitor:
    """Somebody who has just made an invitation, and looks at it."""
    visitor.visit("/sv/p/")
    visitor.submit("Nästa", meeting="uppfoljning", age="12-14")
    visitor.visit("/sv/p/ask/new")
    visitor.submit("Spara och gör en inbjudan", name="familjehemmet")
    visitor.visit("/sv/p/ask/1")
    return visitor


def handed(invitation: Visitor) -> tuple[str, str]:
    """The link as it stands on the page, and the text message that is ready to send."""
    soup = invitation.page.soup
    return soup.select_one(".handed").text, unquote(soup.select_one("a[href^=sms]")["href"])


def test_an_invitation_opens_in_the_language_it_was_handed_over_in(app, invitation):
    square = invitation.page.soup.select_one(".qr")
    invitation.follow("Українська")
    link, message = handed(invitation)

    assert link.endswith("?in=uk")
    assert link in message
    assert "запитання" in message
    assert invitation.page.soup.select_one(".qr") != square
    helper = Visitor(app.test_client())
    helper.visit(link.removeprefix("https://localhost"))
    assert helper.page.soup.html["lang"] == "uk"
    helper.submit("Відкрити")
    assert helper.page.path == "/uk/ask/write"


def test_without_a_choice_the_device_of_who_opens_it_decides(app, invitation):
    link, message = handed(invitation)
    invitation.follow("Українська")
    invitation.follow("telefonens eget")

    assert handed(invitation) == (link, message)
    assert "?in=" not in link
    helper = Visitor(app.test_client())
    helper.visit(link.removeprefix("https://localhost"))
    assert helper.page.soup.html["lang"] == "sv"


def test_a_language_that_is_not_there_changes_nothing(invitation):
    before = handed(invitation)

    invitation.visit("/sv/p/ask/1?in=tlh")

    assert handed(invitation) == before
