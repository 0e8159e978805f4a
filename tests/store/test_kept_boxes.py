"""Boxes that are kept for later under a code: P14 of security.md, and what a code opens."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from prepkit.core.errors import BoxConflict, BoxGone, PrepkitError
from prepkit.core.keeping import Keeping
from prepkit.core.preparation import Answer
from prepkit.store.boxes import Boxes
from prepkit.store.keyring import Keyring
from prepkit.store.purge import agree, give_up_lost
from prepkit.store.seal import Cost
from prepkit.store.tables import connect, draft, pepper_mark, reading, session, writing
from tests.canary import Canaries

CODE = "älg sjö björk kaffe sommar regnbåge"
OTHER = "älg sjö björk kaffe sommar blomma"
HOUR = timedelta(hours=1)


class Counted(Keyring):
    """Counts how often it is asked for what a code opens."""

    work = 0

    def locks(self, code, kdf=None):
        self.work += 1
        return super().locks(code, kdf)


@pytest.fixture
def boxes(engine, clock, keyring) -> Boxes:
    return Boxes(engine, clock, keyring)


@pytest.fixture
def preparation():
    return Canaries().preparation()


def kept(boxes: Boxes, preparation, code: str = CODE) -> str:
    """A preparation that is kept under a code; the session it was kept from."""
    token = boxes.begin(preparation)
    boxes.lock_up(token, code, preparation, 1)
    return token


def drafts(engine) -> list:
    with reading(engine) as connection:
        return connection.execute(select(draft)).all()


def test_what_is_kept_opens_with_its_code_after_the_session_has_ended(boxes, preparation, clock):
    boxes.leave(kept(boxes, preparation))
    clock.move(days=20)
    boxes.purge()

    desk = boxes.open(boxes.open_by_code("ALG-SJO-BJORK kaffe sommar regnbage"))

    assert desk.preparation == preparation
    assert desk.last_day == date(2027, 1, 24)  # the Sunday after 60 days


def test_one_row_is_kept_and_it_says_nothing_of_where_it_was(boxes, preparation, engine):
    token = boxes.begin(preparation)
    (before,) = drafts(engine)

    boxes.lock_up(token, CODE, preparation, 1)

    (after,) = drafts(engine)
    assert (after.kdf_v, after.epoch, after.rev) == (1, 202611, 2)
    assert after.expires_at == datetime(2027, 1, 25, tzinfo=UTC)
    assert after.id != before.id
    assert boxes.open(token).preparation == preparation


def test_the_session_goes_on_saving_and_the_code_opens_the_newest(boxes, preparation):
    token = kept(boxes, preparation)

    boxes.keep(token, preparation.saying(Answer("mer")), 2)

    assert boxes.open(boxes.open_by_code(CODE)).preparation.most.words == "mer"


def test_two_devices_see_each_others_saves_and_cannot_overwrite_them(boxes, preparation):
    phone, tablet = kept(boxes, preparation), boxes.open_by_code(CODE)
    boxes.keep(phone, preparation.saying(Answer("från telefonen")), 2)

    assert boxes.open(tablet).preparation.most.words == "från telefonen"
    with pytest.raises(BoxConflict):
        boxes.keep(tablet, preparation.saying(Answer("från plattan")), 2)


def test_a_save_moves_the_row_to_this_month_and_every_session_follows(
    boxes, preparation, clock, engine
):
    clock.now = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    phone = kept(boxes, preparation)
    tablet = boxes.open_by_code(CODE)
    (november,) = drafts(engine)
    clock.move(hours=1)

    boxes.keep(phone, preparation, 2)

    (december,) = drafts(engine)
    assert (november.epoch, december.epoch) == (202611, 202612)
    assert november.id != december.id
    assert boxes.open(tablet).rev == boxes.open(boxes.open_by_code(CODE)).rev == 3


def test_a_new_code_shuts_out_the_old_one_and_every_other_session(boxes, preparation, engine):
    mine, somebodys = kept(boxes, preparation), boxes.open_by_code(CODE)

    boxes.lock_up(mine, OTHER, preparation, 2)

    assert len(drafts(engine)) == 1
    assert boxes.open(mine).preparation == preparation
    assert boxes.open(boxes.open_by_code(OTHER)).preparation == preparation
    with pytest.raises(BoxGone):
        boxes.open(somebodys)
    with pytest.raises(BoxGone):
        boxes.keep(somebodys, preparation, 3)
    with pytest.raises(BoxGone):
        boxes.open_by_code(CODE)


def test_a_new_code_has_a_new_key(boxes, preparation, engine, keyring):
    token = kept(boxes, preparation)
    (old,) = drafts(engine)
    boxes.lock_up(token, OTHER, preparation, 2)

    with writing(engine) as connection:  # as if the old row had been put back over the new body
        connection.execute(
            update(draft).values(id=old.id, wrapped_dek=old.wrapped_dek, rev=3, kdf_v=1)
        )

    with pytest.raises(BoxGone):
        boxes.open(boxes.open_by_code(CODE))


def test_delete_leaves_no_row_and_no_session_that_opens_it(boxes, preparation, engine):
    mine, other = kept(boxes, preparation), boxes.open_by_code(CODE)

    boxes.delete(mine)

    assert drafts(engine) == []
    for token in (mine, other):
        with pytest.raises(BoxGone):
            boxes.open(token)
    with pytest.raises(BoxGone):
        boxes.open_by_code(CODE)


def test_what_is_not_kept_can_be_deleted_too(boxes, preparation, engine):
    token = boxes.begin(preparation)

    boxes.delete(token)

    assert drafts(engine) == []


def test_leaving_ends_the_session_and_keeps_what_was_kept(boxes, preparation, engine):
    token = kept(boxes, preparation)

    boxes.leave(token)

    with pytest.raises(BoxGone):
        boxes.open(token)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(session)).scalar() == 0
    assert boxes.open(boxes.open_by_code(CODE))


def test_wrong_expired_and_deleted_are_one_answer_after_the_same_work(
    engine, preparation, clock, tmp_path
):
    counted = Counted(tmp_path / "peppers", clock, Cost(1, 8192))
    boxes = Boxes(engine, clock, counted)
    boxes.leave(kept(boxes, preparation))
    boxes.delete(kept(boxes, preparation, OTHER))
    clock.move(days=90)

    answers = set()
    for code in (CODE, OTHER, "never was a code"):
        with pytest.raises(BoxGone) as said:
            boxes.open_by_code(code)
        answers.add(str(said.value))

    assert len(answers) == 1
    assert counted.work == 3


def test_the_meetings_day_decides_how_long_it_is_kept(boxes, preparation):
    token = boxes.begin(preparation)
    meets = replace(preparation, keeping=Keeping(meets_on=date(2026, 12, 1)))

    boxes.lock_up(token, CODE, meets, 1)
    assert boxes.open(token).last_day == date(2026, 12, 20)
    longer = replace(meets, keeping=meets.keeping.longer(date(2026, 12, 14)))
    boxes.keep(token, longer, 2)

    assert boxes.open(token).last_day == date(2027, 2, 14)


# P14: expired is unreadable the day after, gone from the files after purge, and gone from backups
# once the month's pepper is


def test_the_day_after_its_last_day_it_cannot_be_opened_before_any_purge(boxes, preparation, clock):
    boxes.leave(kept(boxes, preparation))

    clock.now = datetime(2027, 1, 24, 23, 59, tzinfo=UTC)
    assert boxes.open_by_code(CODE)
    clock.now = datetime(2027, 1, 25, 0, 0, tzinfo=UTC)

    with pytest.raises(BoxGone):
        boxes.open_by_code(CODE)


def test_after_purge_an_expired_box_is_in_no_file(
    file_engine, clock, keyring, tmp_path, preparation
):
    boxes = Boxes(file_engine, clock, keyring)
    boxes.leave(kept(boxes, preparation))
    (row,) = drafts(file_engine)
    traces = (row.id, row.wrapped_dek, row.body[100:164])
    clock.move(days=90)
    assert all(found(tmp_path / "instance", trace) for trace in traces)  # until it is purged

    boxes.purge()

    assert not any(found(tmp_path / "instance", trace) for trace in traces)


def found(folder, trace: bytes) -> bool:
    return any(trace in file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize("destroyed", [True, False])
def test_a_backup_does_not_open_once_the_months_pepper_is_destroyed(
    file_engine, clock, keyring, tmp_path, preparation, destroyed
):
    """With the pepper put back as well it does: that is the control."""
    boxes = Boxes(file_engine, clock, keyring)
    boxes.leave(kept(boxes, preparation))
    file_engine.dispose()
    shutil.copytree(tmp_path / "instance", tmp_path / "backup")
    shutil.copytree(tmp_path / "peppers", tmp_path / "pepper backup")
    clock.move(days=90)
    boxes.purge()
    assert keyring.epochs() == ()

    restored = connect(f"sqlite:///{tmp_path}/backup/prepkit.sqlite3")
    with writing(restored) as connection:  # its end is only a number to whoever has the file
        connection.execute(update(draft).values(expires_at=clock.now + HOUR))
    peppers = tmp_path / ("peppers" if destroyed else "pepper backup")
    again = Boxes(restored, clock, Keyring(peppers, clock, Cost(1, 8192)))

    if destroyed:
        with pytest.raises(BoxGone):
            again.open_by_code(CODE)
    else:
        assert again.open(again.open_by_code(CODE)).preparation == preparation
    restored.dispose()


def test_purge_keeps_a_pepper_as_long_as_a_row_rests_on_it(boxes, preparation, clock, keyring):
    boxes.leave(kept(boxes, preparation))
    clock.move(days=60)

    boxes.purge()

    assert 202611 in keyring.epochs()
    assert boxes.open(boxes.open_by_code(CODE))


# peppers that are lost or others


def test_saved_rows_without_peppers_are_told_of_at_the_start(
    boxes, preparation, engine, keyring, tmp_path
):
    kept(boxes, preparation)
    agree(engine, keyring)
    shutil.rmtree(tmp_path / "peppers")

    with pytest.raises(PrepkitError, match=r"pepper of 2026-11.*purge --lost"):
        agree(engine, keyring)
    assert give_up_lost(engine, keyring) == 1

    agree(engine, keyring)
    assert drafts(engine) == []


def test_unsaved_rows_need_no_peppers(boxes, preparation, engine, keyring):
    boxes.begin(preparation)

    agree(engine, keyring)
    assert give_up_lost(engine, keyring) == 0


def test_a_node_with_other_peppers_is_told_of(boxes, preparation, engine, keyring, clock, tmp_path):
    kept(boxes, preparation)
    agree(engine, keyring)
    other = Keyring(tmp_path / "other", clock, Cost(1, 8192))
    other.lock(CODE)

    with pytest.raises(PrepkitError, match="another than the one"):
        agree(engine, other)


def test_nodes_that_start_at_once_agree(boxes, preparation, engine, keyring, address):
    kept(boxes, preparation)
    nodes = [engine] * 4 if address == "sqlite://" else [connect(address) for _ in range(4)]
    with ThreadPoolExecutor(1 if address == "sqlite://" else 4) as pool:
        list(pool.map(lambda node: agree(node, keyring), nodes))

    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(pepper_mark)).scalar() == 1
    for node in nodes:
        node.dispose()


# another cost


def test_a_box_of_an_older_cost_opens_and_moves_to_the_new_one(
    boxes, preparation, engine, clock, tmp_path
):
    boxes.leave(kept(boxes, preparation))
    (old,) = drafts(engine)
    dearer = Keyring(tmp_path / "peppers", clock, Cost(2, 8192), 2, {1: Cost(1, 8192)})
    newer = Boxes(engine, clock, dearer)

    token = newer.open_by_code(CODE)

    (new,) = drafts(engine)
    assert (old.kdf_v, new.kdf_v) == (1, 2)
    assert new.expires_at == old.expires_at
    assert newer.open(token).preparation == preparation
    assert newer.open(newer.open_by_code(CODE)).preparation == preparation
    with pytest.raises(BoxGone):
        boxes.open_by_code(CODE)


def test_an_unsaved_box_is_opened_by_no_code(boxes, preparation, engine, keyring):
    boxes.begin(preparation)
    with writing(engine) as connection:  # as if its place were a code's
        connection.execute(update(draft).values(id=keyring.lock(CODE).id))

    with pytest.raises(BoxGone):
        boxes.open_by_code(CODE)
    with writing(engine) as connection:
        connection.execute(delete(draft))


# what was deleted early does not come back


@pytest.mark.parametrize("ends", ["delete", "new code", "nothing"])
def test_a_restored_backup_brings_back_nothing_that_was_deleted(
    file_engine, clock, keyring, tmp_path, preparation, ends
):
    """What was not deleted is there: that is the control."""
    boxes = Boxes(file_engine, clock, keyring)
    token = kept(boxes, preparation)
    file_engine.dispose()
    shutil.copytree(tmp_path / "instance", tmp_path / "backup")
    clock.move(days=20)  # into another month
    token = boxes.open_by_code(CODE)
    boxes.keep(token, preparation, 2)
    if ends == "delete":
        boxes.delete(token)
    elif ends == "new code":
        boxes.lock_up(token, OTHER, preparation, 3)

    restored = connect(f"sqlite:///{tmp_path}/backup/prepkit.sqlite3")
    again = Boxes(restored, clock, keyring)
    again.purge()

    if ends == "nothing":
        assert again.open_by_code(CODE)
    else:
        assert drafts(restored) == []
    restored.dispose()


def test_burials_are_forgotten_when_the_backup_could_bring_nothing_back(
    boxes, preparation, clock, tmp_path
):
    boxes.delete(kept(boxes, preparation))
    boxes.purge()
    file = tmp_path / "peppers" / "buried"
    assert len(file.read_text().splitlines()) == 1
    assert file.stat().st_mode & 0o777 == 0o600

    clock.move(days=70)
    boxes.purge()

    assert file.read_text() == ""


def test_what_is_not_kept_is_not_remembered(boxes, preparation, tmp_path):
    boxes.delete(boxes.begin(preparation))

    assert not (tmp_path / "peppers" / "buried").exists()
