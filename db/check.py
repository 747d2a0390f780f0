"""What is wrong with record files or a database, and what in them looks odd."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from db.database_check import check_database
from db.errors import Mistake, RecordsRefused
from db.model import Actor, Event
from db.records import RecordFile, read_placed_records, record_file
from db.remarks import Remark, remarks_on
from db.rows import load_actors

__all__ = ["Remark", "check_database", "check_files", "check_record_files", "remarks_on_files"]


def check_files(paths: Iterable[Path], database: Database | None = None) -> tuple[Mistake, ...]:
    """Every broken rule in record files; with `database`, they may name what is stored in it."""
    return check_record_files(map(record_file, paths), database)


def check_record_files(files: Iterable[RecordFile], database: Database | None = None) -> tuple[Mistake, ...]:
    """The same for files that need not be on a disk."""
    try:
        for _ in read_placed_records(files, database):
            pass
    except RecordsRefused as refusal:
        return refusal.mistakes
    return ()


def remarks_on_files(paths: Iterable[Path], database: Database | None = None) -> tuple[Remark, ...]:
    """What looks odd in the events of record files. Raises RecordsRefused where a rule is broken."""
    actors: dict[str, Actor] = {}
    if database is not None:
        actors.update((actor.id, actor) for actor in load_actors(database))
    events = []
    for where, record in read_placed_records(map(record_file, paths), database):
        if isinstance(record, Actor):
            actors[record.id] = record
        elif isinstance(record, Event):
            events.append((where, record))
    return tuple(
        Remark(where.file, where.line, field, message)
        for where, event in events
        for field, message in remarks_on(event, actors)
    )
