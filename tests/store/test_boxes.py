from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from prepkit.core.errors import BoxConflict, BoxGone, Unavailable
from prepkit.core.preparation import Answer
from prepkit.store.boxes import IDLE, LONGEST, Boxes, csrf_token
from prepkit.store.seal import new_token
from prepkit.store.tables import connect, draft, reading, session, writing
from tests.canary import Canaries

MINUTE = timedelta(minutes=1)


@pytest.fixture
def boxes(engine, clock, keyring):
    return Boxes(engine, clock, keyring)


@pytest.fixture
def preparation():
    return Canaries().preparation()


def rows(engine) -> int:
    with reading(engine) as connection:
        return sum(
            connection.execute(select(func.count()).select_from(table)).scalar()
            for table in (draft, session)
        )


def test_what_is_put_in_a_box_is_there_when_it_is_opened(boxes, preparation):
    token = boxes.begin(preparation)

    desk = boxes.open(token)

    assert desk.preparation == preparation
    assert desk.rev == 1


def test_what_is_saved_is_there_the_next_time(boxes, preparation):
    token = boxes.begin(preparation)
    changed = preparation.saying(Answer("Jag vill hem.\n\n😀 حبيبي"))

    rev = boxes.keep(token, changed, 1)

    assert rev == 2
    assert boxes.open(token).preparation == changed
    assert boxes.open(token).rev == 2


def test_two_windows_cannot_overwrite_each_other(boxes, preparation):
    token = boxes.begin(preparation)
    boxes.keep(token, preparation.saying(Answer("första")), 1)

    with pytest.raises(BoxConflict):
        boxes.keep(token, preparation.saying(Answer("andra")), 1)

    assert boxes.open(token).preparation.most.words == "första"


def test_each_token_opens_its_own_box_and_no_other(boxes, preparation):
    first = boxes.begin(preparation.saying(Answer("ett")))
    second = boxes.begin(preparation.saying(Answer("två")))

    assert first != second
    assert boxes.open(first).preparation.most.words == "ett"
    assert boxes.open(second).preparation.most.words == "två"


@pytest.mark.parametrize(
    "token", ["", "nonsense", "å" * 43, new_token()], ids=["empty", "nonsense", "letters", "alike"]
)
def test_a_token_of_nobodys_opens_nothing(boxes, preparation, token):
    boxes.begin(preparation)

    with pytest.raises(BoxGone):
        boxes.open(token)
    with pytest.raises(BoxGone):
        boxes.keep(token, preparation, 1)
    boxes.leave(token)


def test_leaving_leaves_no_row(boxes, preparation, engine):
    token = boxes.begin(preparation)
    other = boxes.begin(preparation)

    boxes.leave(token)

    assert rows(engine) == 2  # the other's session and box
    assert boxes.open(other)
    with pytest.raises(BoxGone):
        boxes.open(token)
    with pytest.raises(BoxGone):
        boxes.keep(token, preparation, 1)


def test_two_hours_without_a_word_end_it_before_any_purge(boxes, preparation, clock):
    token = boxes.begin(preparation)

    clock.now += IDLE - MINUTE
    assert boxes.open(token)
    clock.now += IDLE
    with pytest.raises(BoxGone):
        boxes.open(token)
    with pytest.raises(BoxGone):
        boxes.keep(token, preparation, 1)


def test_whoever_goes_on_writing_stays(boxes, preparation, clock):
    token, rev = boxes.begin(preparation), 1

    for _ in range(5):  # 5 x 95 minutes is just under eight hours
        clock.move(minutes=95)
        rev = boxes.keep(token, preparation, rev)

    assert boxes.open(token).rev == 6


def test_eight_hours_end_it_also_for_whoever_goes_on(boxes, preparation, clock):
    token, began = boxes.begin(preparation), clock.now

    while clock.now < began + LONGEST - timedelta(hours=1):
        boxes.open(token)
        clock.move(hours=1)
    boxes.open(token)
    clock.now = began + LONGEST

    with pytest.raises(BoxGone):
        boxes.open(token)


def test_eight_hours_end_it_whatever_the_idle_end_says(boxes, preparation, clock, engine):
    token = boxes.begin(preparation)
    far = clock.now + timedelta(days=30)
    with writing(engine) as connection:
        connection.execute(update(session).values(idle_until=far))
        connection.execute(update(draft).values(expires_at=far))

    clock.now += LONGEST - MINUTE
    assert boxes.open(token)
    clock.now += MINUTE

    with pytest.raises(BoxGone):
        boxes.open(token)
    assert boxes.purge() == 1


def test_a_box_that_has_expired_is_gone_before_any_purge(boxes, preparation, clock, engine):
    token = boxes.begin(preparation)
    with writing(engine) as connection:
        connection.execute(update(draft).values(expires_at=clock.now))

    with pytest.raises(BoxGone):
        boxes.open(token)
    with pytest.raises(BoxGone):
        boxes.keep(token, preparation, 1)


def test_opening_writes_at_most_once_a_minute(boxes, preparation, clock, engine):
    token = boxes.begin(preparation)

    def idle_until():
        with reading(engine) as connection:
            return connection.execute(select(session.c.idle_until)).scalar()

    at_first = idle_until()
    clock.move(seconds=20)
    boxes.open(token)
    assert idle_until() == at_first
    clock.move(seconds=60)
    boxes.open(token)
    assert idle_until() == at_first + MINUTE


def test_no_time_in_the_tables_is_finer_than_a_minute_and_a_box_knows_only_hours(
    boxes, preparation, engine, clock
):
    clock.move(minutes=7, seconds=11)
    boxes.begin(preparation)

    with reading(engine) as connection:
        row = connection.execute(select(session)).one()
        expires_at = connection.execute(select(draft.c.expires_at)).scalar()

    assert row.idle_until.second == row.max_until.second == 0
    assert (expires_at.minute, expires_at.second) == (0, 0)
    assert row.idle_until <= expires_at < row.idle_until + timedelta(hours=1)


def test_purge_deletes_what_has_ended_and_keeps_the_rest(boxes, preparation, clock, engine):
    boxes.begin(preparation)
    clock.move(hours=3)
    alive = boxes.begin(preparation)

    assert boxes.purge() == 2  # a session and a box

    assert boxes.open(alive)
    assert rows(engine) == 2


def test_nothing_is_purged_while_somebody_writes(boxes, preparation, clock):
    token, rev = boxes.begin(preparation), 1

    for _ in range(7):
        clock.move(hours=1)
        assert boxes.purge() == 0
        rev = boxes.keep(token, preparation, rev)

    assert boxes.open(token)


def test_nothing_in_the_tables_joins_a_session_to_its_box(boxes, preparation, engine):
    boxes.begin(preparation)

    with reading(engine) as connection:
        sealed = connection.execute(select(session)).one()
        box = connection.execute(select(draft)).one()

    told = [sealed.id, sealed.wrapped_key]
    for part in (box.id, box.body[:64]):
        assert not any(part in each or each in part for each in told)


def test_a_box_that_was_tampered_with_is_gone_and_says_nothing(boxes, preparation, engine):
    token = boxes.begin(preparation)
    with writing(engine) as connection:
        connection.execute(update(draft).values(rev=7))  # as if an older body had been put back

    with pytest.raises(BoxGone):
        boxes.open(token)


def test_a_box_in_anothers_place_does_not_open(boxes, preparation, engine):
    first, second = boxes.begin(preparation), boxes.begin(preparation)
    with writing(engine) as connection:
        (one, its_body), (two, others_body) = connection.execute(
            select(draft.c.id, draft.c.body)
        ).all()
        connection.execute(update(draft).where(draft.c.id == one).values(body=others_body))
        connection.execute(update(draft).where(draft.c.id == two).values(body=its_body))

    for token in (first, second):
        with pytest.raises(BoxGone):
            boxes.open(token)


def test_a_form_carries_what_only_its_session_could_have_made():
    first, second = new_token(), new_token()

    assert csrf_token(first) == csrf_token(first) != csrf_token(second)
    assert first not in csrf_token(first)
    with pytest.raises(BoxGone):
        csrf_token("nonsense")


def bytes_on_disk(folder) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


@pytest.mark.parametrize("ends", ["leave", "expire"])
def test_after_purge_the_old_row_is_in_no_file(
    file_engine, clock, keyring, tmp_path, preparation, ends
):
    boxes = Boxes(file_engine, clock, keyring)
    token = boxes.begin(preparation)
    boxes.keep(token, preparation.saying(Answer("mer")), 1)
    with reading(file_engine) as connection:
        box = connection.execute(select(draft)).one()
        sealed = connection.execute(select(session)).one()
    traces = (box.id, box.body[100:164], box.body[-64:], sealed.id, sealed.wrapped_key)
    folder = tmp_path / "instance"
    assert all(trace in bytes_on_disk(folder) for trace in traces)

    if ends == "leave":
        boxes.leave(token)
    else:
        clock.move(hours=9)
    # until the purge they are still there: this is what it is for
    assert any(trace in bytes_on_disk(folder) for trace in traces)
    boxes.purge()

    assert not any(trace in bytes_on_disk(folder) for trace in traces)
    assert (folder / "prepkit.sqlite3-wal").stat().st_size == 0


def test_purge_says_so_when_a_reader_keeps_the_old_rows_in_the_log(
    file_engine, clock, keyring, tmp_path, preparation
):
    boxes = Boxes(file_engine, clock, keyring)
    token = boxes.begin(preparation)
    reader = connect(f"sqlite:///{tmp_path}/instance/prepkit.sqlite3")

    with reading(reader) as connection:
        connection.execute(select(draft)).all()
        boxes.leave(token)
        with pytest.raises(Unavailable, match="purge again"):
            boxes.purge()
    boxes.purge()

    assert (tmp_path / "instance" / "prepkit.sqlite3-wal").stat().st_size == 0
    reader.dispose()
