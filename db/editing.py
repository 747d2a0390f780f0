"""Editing: every write is one transaction with its revision, and nothing is overwritten that the editor didn't see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from sqlite_utils import Database

from db.canonical import line_of
from db.errors import Conflict, NoRevision, NotStored, RecordsRefused
from db.history import (
    changed_since,
    history,
    is_retracted,
    newest,
    placed_changes,
    revision,
    stored_lines,
    type_of_record,
)
from db.merging import merged
from db.model import Event, Record, Source
from db.records import RecordFile, read_records
from db.revision import Action, Change, Revision, Signature
from db.revision_writing import Deed
from db.rows import load_events
from db.writing import Writing, transaction

_BATCH = 500  # changes that are undone together


def write(database: Database, records: Sequence[Record], signed: Signature, *, based_on: int) -> Revision | None:
    """Add and replace records as one revision; None where all of them are stored like this already.

    `based_on` is `history.newest` from when the editor began: raises Conflict where one of the records was
    changed since. Every rule of record files is kept: raises RecordsRefused with every mistake, NotStored
    for an event that is retracted (restore it first), and DatabaseUnwritable.
    """
    with transaction(database):
        _refuse_conflict(database, records, based_on)
        for record in records:
            if isinstance(record, Event) and is_retracted(database, record.id):
                raise NotStored("event", record.id, "is retracted; restore it first")
        checked = checked_records(database, records)
        told = [(type_of_record(one), one.id) for one in checked if not isinstance(one, Source)]
        added = bool(told) and not stored_lines(database, told)
        writing = Writing(database, Deed(signed, Action.ADD if added else Action.EDIT))
        writing.put(checked)
        return writing.revision.finish()


def retract(database: Database, id: str, signed: Signature, *, based_on: int | None = None) -> Revision:
    """Take an event out of the timeline; its history stays, and `restore` brings it back.

    Raises NotStored, Conflict (with `based_on`, see `write`) and DatabaseUnwritable.
    """
    with transaction(database):
        event = _event(database, id)
        _refuse_conflict(database, [event], based_on)
        writing = Writing(database, Deed(signed, Action.RETRACT))
        writing.retract([event])
        return _sealed(writing)


def restore(database: Database, id: str, signed: Signature) -> Revision:
    """Bring a retracted event back as it was. Raises NotStored, RecordsRefused and DatabaseUnwritable.

    RecordsRefused: what the event names has been taken away since.
    """
    with transaction(database):
        if not is_retracted(database, id):
            raise NotStored("event", id, "is not retracted" if _stored_event(database, id) else "was never recorded")
        last = history(database, id)[-1].before
        writing = Writing(database, Deed(signed, Action.RESTORE))
        writing.put(_read(database, [last or ""]), bring_back=True)
        return _sealed(writing)


def merge(
    database: Database, kept: str, other: str, signed: Signature, *, into: Event | None = None, based_on: int
) -> Revision:
    """Make one entry of two: `kept` takes over what `other` has besides, and `other` is retracted.

    `into` is what is kept instead of `merging.merged`'s proposal. Raises as `write` does.
    """
    with transaction(database):
        if kept == other:
            raise NotStored("event", other, "can't be merged into itself")
        first, second = _event(database, kept), _event(database, other)
        _refuse_conflict(database, [first, second], based_on)
        result = into or merged(first, second)
        if result.id != kept:
            raise NotStored("event", result.id, f"is not {kept}, which is to be kept")
        writing = Writing(database, Deed(signed, Action.MERGE))
        writing.retract([second], merged_into=kept)
        writing.put(checked_records(database, [result]))
        return _sealed(writing)


def undo(database: Database, number: int, signed: Signature) -> Revision:
    """Set every record that a revision changed back to what it was before, as a new revision.

    Raises NoRevision, Conflict where one of them was changed again since, RecordsRefused where something
    that would go is named by a record that stays, and DatabaseUnwritable.
    """
    with transaction(database):
        revision(database, number)
        if later := changed_again(database, number):
            raise Conflict(later)
        writing = Writing(database, Deed(signed, Action.UNDO, undoes=number))
        coming = (change for _, change in placed_changes(database, number, backwards=True))
        while batch := list(islice(coming, _BATCH)):
            _take_back(database, writing, batch)
        made = writing.revision.finish()
        if made is None:
            raise NoRevision(None, newest(database))
        return made


def changed_again(database: Database, number: int) -> list[Change]:
    """The first changes of a revision's records that are newer than it."""
    rows = database.conn.execute(
        """
        SELECT DISTINCT mine.type, mine.id FROM revision_change AS mine
        WHERE mine.revision = ?1 AND EXISTS (
            SELECT 1 FROM revision_change AS later
            WHERE later.id = mine.id AND later.type = mine.type AND later.revision > ?1)
        LIMIT 20
        """,
        (number,),
    ).fetchall()
    return changed_since(database, rows, number)


def checked_records(database: Database, records: Iterable[Record]) -> list[Record]:
    """The records, once they keep all rules of record files beside what is stored. Raises RecordsRefused."""
    return _read(database, [line_of(record) for record in records])


def _take_back(database: Database, writing: Writing, changes: Sequence[Change]) -> None:
    back = [change.before for change in changes if change.before is not None]
    if back:
        writing.put(_read(database, back), bring_back=True)
    gone = [change.after for change in changes if change.before is None and change.after is not None]
    if gone:
        records = _read(database, gone)
        writing.retract([record for record in records if isinstance(record, Event)])
        writing.remove([record for record in records if not isinstance(record, Event)])


def _refuse_conflict(database: Database, records: Iterable[Record], based_on: int | None) -> None:
    if based_on is None:
        return
    named = [(type_of_record(record), record.id) for record in records]
    if found := changed_since(database, named, based_on):
        raise Conflict(found)


def _event(database: Database, id: str) -> Event:
    event = _stored_event(database, id)
    if event is None:
        raise NotStored("event", id, "is retracted already" if is_retracted(database, id) else "is not recorded")
    return event


def _stored_event(database: Database, id: str) -> Event | None:
    row = database.conn.execute("SELECT seq FROM event WHERE id = ?", (id,)).fetchone()
    return load_events(database, [row[0]])[0] if row else None


def _read(database: Database, lines: Iterable[str]) -> list[Record]:
    return list(read_records([RecordFile("entry", [f"{line}\n".encode() for line in lines])], database))


def _sealed(writing: Writing) -> Revision:
    made = writing.revision.finish()
    if made is None:
        raise RecordsRefused(())
    return made
