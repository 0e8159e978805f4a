"""Nothing a young person writes can be read in any file of the database."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from prepkit.core.codename import shown
from prepkit.core.errors import BoxGone
from prepkit.core.expected import Expected
from prepkit.store.boxes import Boxes
from prepkit.store.invites import Invites, Question
from prepkit.store.tables import connect, create, metadata
from tests.canary import Canaries, forms


@pytest.fixture(params=["file", "postgres"])
def place(request, tmp_path):
    """A database, and the folder with all of its files."""
    if request.param == "postgres":
        address, folder = request.getfixturevalue("postgres")
    else:
        folder = tmp_path / "instance"
        address = f"sqlite:///{folder}/prepkit.sqlite3"
    engine = connect(address)
    metadata.drop_all(engine)
    create(engine)
    yield engine, folder
    engine.dispose()


def journey(boxes: Boxes, canaries: Canaries, leave: bool) -> None:
    """Somebody begins, saves twice, reads it again, and leaves or keeps it under two codes."""
    token = boxes.begin(canaries.preparation())
    rev = boxes.keep(token, canaries.preparation(), 1)
    rev = boxes.keep(token, canaries.preparation(), rev)
    assert canaries.mark in str(boxes.open(token))
    if leave:
        boxes.leave(token)
        return
    code, other = (" ".join(canaries.word() for _ in range(6)) for _ in "12")
    rev = boxes.lock_up(token, code, canaries.preparation(), rev)
    again = boxes.open_by_code(code)
    assert canaries.mark in str(boxes.open(again))
    boxes.lock_up(again, other, canaries.preparation(), rev)
    with pytest.raises(BoxGone):
        boxes.open_by_code(code)


def written_to_disk(engine) -> None:
    """Make PostgreSQL write its pages too; SQLite's are in its log already."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))


def walk(place, clock, keyring, journeys: int) -> Canaries:
    engine, _ = place
    boxes, canaries = Boxes(engine, clock, keyring), Canaries()
    for n in range(journeys):
        journey(boxes, canaries, leave=n % 2 == 0)
    written_to_disk(engine)
    return canaries


def test_no_word_is_in_any_file_of_the_database(place, clock, keyring, tmp_path):
    canaries = walk(place, clock, keyring, journeys=10)

    assert canaries.found_in(place[1]) == []
    assert canaries.found_in(tmp_path / "peppers") == []


@pytest.mark.full
def test_no_word_of_a_thousand_journeys_is_in_any_file(place, clock, keyring, tmp_path):
    canaries = walk(place, clock, keyring, journeys=1000)

    assert canaries.found_in(place[1]) == []
    assert canaries.found_in(tmp_path / "peppers") == []


def invitations(place, clock, keyring, journeys: int) -> tuple[Canaries, list[str]]:
    """Somebody is invited, sends questions, is read, taken in and closed; gives the codes too."""
    engine, _ = place
    invites, canaries, codes = Invites(engine, clock, keyring), Canaries(), []
    for n in range(journeys):
        expected = Expected().with_inbox(*invites.letterbox())
        until = clock() + timedelta(days=20)
        made = invites.make(expected, canaries.word(), canaries.word(), until)
        expected = expected.inviting(made)
        words = [Question(canaries.word(), "sv", canaries.word()) for _ in range(3)]
        invites.send(invites.open(made.code), words)
        arrived = invites.arrived(expected)
        assert canaries.mark in str(arrived)
        invites.drop(expected, [arrived[0].id])
        if n % 2:
            invites.close(expected, made, unread=n % 4 == 1)
        codes += [made.code, shown(made.code), expected.secret]
    written_to_disk(engine)
    return canaries, codes


def test_no_word_and_no_code_of_an_invitation_is_in_any_file(place, clock, keyring):
    canaries, codes = invitations(place, clock, keyring, journeys=8)

    assert canaries.found_in(place[1], *codes) == []


@pytest.mark.full
def test_no_word_of_a_thousand_invitations_is_in_any_file(place, clock, keyring):
    canaries, codes = invitations(place, clock, keyring, journeys=1000)

    assert canaries.found_in(place[1], *codes[-30:]) == []


def test_a_word_that_was_written_in_the_clear_is_found(place):
    engine, folder = place
    canaries = Canaries()
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE leak (words TEXT)"))
        connection.execute(text("INSERT INTO leak VALUES (:words)"), {"words": canaries.word()})
    written_to_disk(engine)

    found = canaries.found_in(folder)

    assert {form for _, form in found} == {"text"}
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE leak"))


@pytest.mark.parametrize("before", ["", "x", "xx", "xxx"])
@pytest.mark.parametrize("form", list(forms("word")))
def test_a_word_is_found_in_every_form_wherever_it_stands(tmp_path, form, before):
    import base64

    canaries = Canaries()
    said = f"{before}{canaries.word()}och mer".encode()
    encoded = {
        "text": said,
        "utf-16": said.decode().encode("utf-16-le"),
        "hex": said.hex().encode(),
        "HEX": said.hex().upper().encode(),
    }.get(form, base64.b64encode(said))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(encoded)

    assert canaries.found_in(tmp_path)


def test_a_preparation_has_a_word_of_its_own_in_every_text():
    from prepkit.core.preparation import to_bytes

    canaries = Canaries()
    said = to_bytes(canaries.preparation()).decode()

    words = int(canaries.word().removeprefix(canaries.mark)[1:-1])
    assert all(f"{canaries.mark}n{n}x" in said for n in range(words))
    assert words > 25
