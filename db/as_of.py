"""The whole timeline as it stood at a past revision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice

from sqlite_utils import Database

from db.canonical import line_of
from db.history import revision
from db.model import Event, Record
from db.rows import each_event, each_source, load_actors, load_places

_BATCH = 500  # records that are looked up together


def each_line_as_of(database: Database, number: int) -> Iterator[str]:
    """Every record as a line with its end, as the timeline stood after a revision; 0: before the first one.

    In the order of `exporting.each_line`, to be imported into an empty database; places and actors that were
    taken away since come after those that stayed. What was overwritten since is held in memory. Raises
    NoRevision.
    """
    if number:
        revision(database, number)
    with database.atomic():  # one view of the database, whatever is written meanwhile
        old = _overwritten(database, number)
        for kind, stored in (
            ("source", each_source(database)),
            ("place", load_places(database)),
            ("actor", load_actors(database)),
        ):
            yield from _kept_in_place(database, kind, stored, number, old)
        kept = (
            ((event.when.edtf, event.id), line_of(event))
            for event in _unchanged(database, "event", each_event(database), number)
            if isinstance(event, Event)
        )
        were = sorted((_order(line), line) for (kind, _), line in old.items() if kind == "event")
        for _, line in merge(kept, were):
            yield f"{line}\n"


def _kept_in_place(
    database: Database, kind: str, stored: Iterable[Record], number: int, old: dict[tuple[str, str], str]
) -> Iterator[str]:
    """The lines of a type in stored order, each as it was, and then those of records that are gone."""
    told: set[str] = set()
    coming = iter(stored)
    while batch := list(islice(coming, _BATCH)):
        touched = _touched(database, kind, batch, number)
        for record in batch:
            if record.id not in touched:
                yield f"{line_of(record)}\n"
            elif line := old.get((kind, record.id)):
                told.add(record.id)
                yield f"{line}\n"
    gone = sorted(id for one, id in old if one == kind and id not in told)
    yield from (f"{old[kind, id]}\n" for id in gone)


def _unchanged(database: Database, kind: str, stored: Iterable[Record], number: int) -> Iterator[Record]:
    """The records that no later revision touched."""
    coming = iter(stored)
    while batch := list(islice(coming, _BATCH)):
        touched = _touched(database, kind, batch, number)
        yield from (record for record in batch if record.id not in touched)


def _touched(database: Database, kind: str, records: Iterable[Record], number: int) -> set[str]:
    """The ids of those records that a later revision changed."""
    rows = database.conn.execute(
        """
        SELECT DISTINCT id FROM revision_change
        WHERE type = ? AND revision > ? AND id IN (SELECT value FROM json_each(?))
        """,
        (kind, number, json.dumps([record.id for record in records])),
    )
    return {id for (id,) in rows}


def _overwritten(database: Database, number: int) -> dict[tuple[str, str], str]:
    """The lines of records that later revisions changed or took away, as they were, by (type, id)."""
    rows = database.conn.execute(
        """
        SELECT type, id, before FROM revision_change AS first
        WHERE revision > ?1 AND before IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM revision_change AS earlier
            WHERE earlier.id = first.id AND earlier.type = first.type AND earlier.revision > ?1
            AND (earlier.revision, earlier.position) < (first.revision, first.position))
        """,
        (number,),
    )
    return {(kind, id): line for kind, id, line in rows}


def _order(line: str) -> tuple[str, str]:
    """Where an event's line stands among events."""
    values = json.loads(line)
    return values["when"], values["id"]
