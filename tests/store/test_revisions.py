"""Editing and its history: one revision a write, nothing overwritten unseen, every past state to be had again."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from db.as_of import each_line_as_of
from db.chain import check_revisions
from db.connection import open_for_writing
from db.desk import Tally, import_records
from db.editing import merge, restore, retract, undo, write
from db.errors import Conflict, NoRevision, NotStored, RecordsRefused
from db.exporting import each_line
from db.history import changes, history, merged_into, newest, newest_at, revision, revisions
from db.model import Event, Record
from db.records import RecordFile, read_records
from db.revision import COMMAND_LINE, Action, Signature
from db.rows import load_events
from tests.store.samples import ALL, CITY, EVENT, SOURCE, changed, file_of

ID = EVENT["id"]
NOON = datetime(2024, 12, 5, 12, tzinfo=UTC)


def signed(by: str = "101", why: str = "", hours: int = 0) -> Signature:
    return Signature(by, why, NOON + timedelta(hours=hours))


def records(database: Database, *given: dict) -> list[Record]:
    return list(read_records([file_of(*given)], database))


def lines(database: Database) -> list[str]:
    return list(each_line(database))


def event(database: Database, id: str = ID) -> Event:
    return next(one for one in load_events(database) if one.id == id)


@pytest.fixture
def timeline(fresh: Database) -> Database:
    import_records(fresh, read_records([file_of(*ALL)]), Signature(COMMAND_LINE, "the first", NOON))
    return fresh


@pytest.fixture(autouse=True)
def _unbroken(fresh: Database) -> object:
    yield
    assert check_revisions(fresh) == ()
    assert fresh.conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_import_is_one_revision_of_who_when_and_why(timeline: Database) -> None:
    (made,) = revisions(timeline)
    assert (made.number, made.at, made.by, made.action, made.why) == (1, NOON, COMMAND_LINE, Action.IMPORT, "the first")
    assert (made.count, made.previous) == (6, "")
    assert [change.id for change in changes(timeline, 1)] == [one["id"] for one in ALL]
    assert all(change.before is None and f"{change.after}\n" in lines(timeline) for change in changes(timeline, 1))


def test_an_edit_keeps_what_was_before_and_after(timeline: Database) -> None:
    old = event(timeline)
    made = write(timeline, [replace(old, importance=2)], signed(why="less weighty"), based_on=1)
    assert made is not None
    assert made == revision(timeline, 2)
    assert (made.action, made.by, made.why, made.previous) == (
        Action.EDIT,
        "101",
        "less weighty",
        revision(timeline, 1).hash,
    )
    first, second = history(timeline, ID)
    assert first.before is None
    assert first.after == second.before
    assert '"importance": 5' in (second.before or "")
    assert '"importance": 2' in (second.after or "")


def test_a_write_that_changes_nothing_is_no_revision(timeline: Database) -> None:
    assert write(timeline, [event(timeline)], signed(), based_on=1) is None
    assert newest(timeline) == 1


def test_a_new_entry_may_come_with_its_source(timeline: Database) -> None:
    page = changed(SOURCE, "id", "page")
    entry = changed(changed(EVENT, "id", "new"), "reports.0.source", "page")
    made = write(timeline, records(timeline, page, entry), signed(), based_on=1)
    assert made is not None
    assert (made.action, made.count) == (Action.ADD, 2)


def test_an_edit_of_what_somebody_changed_meanwhile_shows_what_changed(timeline: Database) -> None:
    mine = replace(event(timeline), importance=1)
    write(timeline, [replace(event(timeline), clock="at noon")], signed("102"), based_on=1)
    with pytest.raises(Conflict) as caught:
        write(timeline, [mine], signed(), based_on=1)
    (change,) = caught.value.changes
    assert (change.revision.by, change.id) == ("102", ID)
    assert '"clock": "at noon"' in (change.after or "")
    assert "revision 2" in str(caught.value)
    assert event(timeline).clock == "at noon"
    assert newest(timeline) == 2


def test_edits_of_different_records_do_not_meet(timeline: Database) -> None:
    write(timeline, records(timeline, changed(CITY, "name.en", "Hamah")), signed(), based_on=1)
    assert write(timeline, [replace(event(timeline), importance=1)], signed(), based_on=1) is not None


def test_an_edit_that_breaks_a_rule_is_refused_whole(timeline: Database) -> None:
    bad = replace(event(timeline), places=("hamaa",), importance=9)
    with pytest.raises(RecordsRefused) as caught:
        write(timeline, [bad], signed(), based_on=1)
    assert {mistake.field for mistake in caught.value.mistakes} == {"places[0]", "importance"}
    assert newest(timeline) == 1


def test_a_retracted_entry_leaves_the_timeline_and_stays_in_history(timeline: Database) -> None:
    made = retract(timeline, ID, signed(why="it did not happen"))
    assert made.action is Action.RETRACT
    assert load_events(timeline) == []
    assert timeline.conn.execute("SELECT count(*) FROM event_words").fetchone() == (0,)
    last = history(timeline, ID)[-1]
    assert (last.after, last.revision.why) == (None, "it did not happen")
    assert merged_into(timeline, ID) is None


@pytest.mark.parametrize("id", [ID, "never-was"])
def test_what_is_not_there_cannot_be_retracted(timeline: Database, id: str) -> None:
    retract(timeline, ID, signed())
    with pytest.raises(NotStored, match=id):
        retract(timeline, id, signed())
    assert newest(timeline) == 2


def test_a_restored_entry_is_as_it_was_under_its_old_seq(timeline: Database) -> None:
    before = lines(timeline)
    retract(timeline, ID, signed())
    write(timeline, records(timeline, changed(EVENT, "id", "later")), signed(), based_on=2)
    assert timeline.conn.execute("SELECT seq FROM event WHERE id = 'later'").fetchone() == (2,)
    assert restore(timeline, ID, signed()).action is Action.RESTORE
    assert timeline.conn.execute("SELECT seq FROM event WHERE id = ?", (ID,)).fetchone() == (1,)
    assert set(before) <= set(lines(timeline))
    with pytest.raises(NotStored, match="not retracted"):
        restore(timeline, ID, signed())


def test_an_import_leaves_retracted_entries_retracted(timeline: Database) -> None:
    retract(timeline, ID, signed())
    summary = import_records(timeline, read_records([file_of(*ALL)]), signed())
    assert summary.events == Tally(skipped=1)
    assert load_events(timeline) == []
    with pytest.raises(NotStored, match="restore"):
        write(timeline, records(timeline, EVENT), signed(), based_on=2)


def test_merging_keeps_what_either_tells_and_retracts_the_other(timeline: Database) -> None:
    page = changed(SOURCE, "id", "page")
    other = changed(changed(changed(EVENT, "id", "other"), "tags", ["Hama"]), "reports.0.source", "page")
    write(timeline, records(timeline, page, other), signed(), based_on=1)
    made = merge(timeline, ID, "other", signed(why="the same"), based_on=2)
    assert (made.action, made.count) == (Action.MERGE, 2)
    (kept,) = load_events(timeline)
    assert kept.tags == ("2024 offensive", "Hama")
    assert [report.source.id for report in kept.reports] == [SOURCE["id"], SOURCE["id"], "page"]
    assert merged_into(timeline, "other") == ID
    undo(timeline, 3, signed())
    assert {one.id for one in load_events(timeline)} == {ID, "other"}
    assert merged_into(timeline, "other") is None


def test_undo_is_a_revision_that_sets_back_and_can_itself_be_undone(timeline: Database) -> None:
    before = lines(timeline)
    write(timeline, [replace(event(timeline), importance=1)], signed(), based_on=1)
    edited = lines(timeline)
    taken_back = undo(timeline, 2, signed())
    assert (taken_back.action, taken_back.undoes, taken_back.number) == (Action.UNDO, 2, 3)
    assert lines(timeline) == before
    undo(timeline, 3, signed())
    assert lines(timeline) == edited


def test_a_whole_import_can_be_undone(fresh: Database) -> None:
    import_records(fresh, read_records([file_of(*ALL)]), signed())
    state = lines(fresh)
    undo(fresh, 1, signed())
    assert lines(fresh) == []
    undo(fresh, 2, signed())
    assert lines(fresh) == state


def test_what_was_changed_again_is_not_undone(timeline: Database) -> None:
    write(timeline, [replace(event(timeline), importance=1)], signed(), based_on=1)
    write(timeline, [replace(event(timeline), clock=None)], signed(), based_on=2)
    with pytest.raises(Conflict):
        undo(timeline, 2, signed())
    with pytest.raises(NoRevision, match="no revision 9"):
        undo(timeline, 9, signed())
    assert newest(timeline) == 3


def test_what_others_name_is_not_undone(timeline: Database) -> None:
    write(timeline, records(timeline, changed(CITY, "id", "aleppo")), signed(), based_on=1)
    write(timeline, [replace(event(timeline), places=("aleppo",))], signed(), based_on=2)
    with pytest.raises(RecordsRefused):
        undo(timeline, 2, signed())
    assert newest(timeline) == 3


def test_every_past_state_can_be_rebuilt(timeline: Database) -> None:
    states = {0: [], 1: lines(timeline)}
    write(timeline, [replace(event(timeline), importance=1)], signed(hours=1), based_on=1)
    states[2] = lines(timeline)
    write(timeline, records(timeline, changed(EVENT, "id", "a"), changed(CITY, "id", "b")), signed(hours=2), based_on=2)
    states[3] = lines(timeline)
    retract(timeline, ID, signed(hours=3))
    states[4] = lines(timeline)
    restore(timeline, ID, signed(hours=4))
    states[5] = lines(timeline)
    write(timeline, records(timeline, changed(CITY, "kind", "town")), signed(hours=5), based_on=5)
    states[6] = lines(timeline)
    undo(timeline, 3, signed(hours=6))
    for number, state in states.items():
        assert list(each_line_as_of(timeline, number)) == state
        with closing(open_for_writing(None)) as again:
            import_records(again, read_records([RecordFile("then", [line.encode() for line in state])]))
            assert lines(again) == state
    assert newest_at(timeline, NOON - timedelta(seconds=1)) == 0
    assert newest_at(timeline, NOON + timedelta(hours=3, minutes=30)) == 4
    with pytest.raises(NoRevision):
        list(each_line_as_of(timeline, 99))


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE revision SET why = 'nothing' WHERE number = 1",
        "UPDATE revision SET hash = 'x' WHERE number = 1",
        "UPDATE revision_change SET before = NULL WHERE revision = 2",
        "DELETE FROM revision_change WHERE revision = 1 AND position = 0",
        "UPDATE event SET importance = 4",
        "DELETE FROM revision WHERE number = 1",
    ],
)
def test_a_tampered_history_is_found(tampering: str) -> None:
    with closing(open_for_writing(None)) as database:
        import_records(database, read_records([file_of(*ALL)]), signed())
        write(database, [replace(event(database), importance=1)], signed(), based_on=1)
        assert check_revisions(database) == ()
        database.conn.execute("PRAGMA foreign_keys = OFF")
        database.conn.execute(tampering)
        assert check_revisions(database)


def test_a_history_from_before_revisions_is_no_fault(fresh: Database) -> None:
    """A database of an earlier version holds records that no revision wrote."""
    import_records(fresh, read_records([file_of(*ALL)]))
    fresh.conn.execute("DELETE FROM revision_change")
    fresh.conn.execute("DELETE FROM revision")
    fresh.conn.commit()
    state = lines(fresh)
    write(fresh, [replace(event(fresh), importance=1)], signed(), based_on=0)
    assert list(each_line_as_of(fresh, 0)) == state
    assert len(history(fresh, ID)) == 1
