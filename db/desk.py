"""Writing to the timeline: every write is one transaction, so half of it never shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from sqlite_utils import Database

from db.canonical import line_of
from db.errors import DatabaseUnwritable, Mistake, RecordsRefused
from db.event_writing import EventWriter
from db.model import Actor, Event, Place, Record, Source
from db.record_writing import write_actors, write_places, write_sources
from db.rows import load_actors, load_events, load_places, load_sources

_BATCH = 500  # records that are compared and written together

_Record = TypeVar("_Record", Source, Place, Actor, Event)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of one type an import added, changed and left as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, by type of record."""

    sources: Tally = Tally()
    places: Tally = Tally()
    actors: Tally = Tally()
    events: Tally = Tally()

    @property
    def total(self) -> Tally:
        """What it did to records of all types."""
        return self.sources + self.places + self.actors + self.events

    def __add__(self, other: ImportSummary) -> ImportSummary:
        return ImportSummary(
            self.sources + other.sources,
            self.places + other.places,
            self.actors + other.actors,
            self.events + other.events,
        )


def import_records(database: Database, records: Iterable[Record]) -> ImportSummary:
    """Add records and replace those that differ from the stored record with their id, all of them or none.

    The records are written as they come. What they name must be stored or among them; an event keeps its
    `seq`, a place or actor its position, and new ones come last. Raises what reading `records` raises,
    RecordsRefused where a named record is missing at the end, and DatabaseUnwritable.
    """
    summary = ImportSummary()
    coming = iter(records)
    try:
        with database.atomic():
            # A write comes first: it waits for another writer, which a write after a read would not.
            database.conn.execute("DELETE FROM event WHERE 0")
            running = _Import(database)
            while batch := list(islice(coming, _BATCH)):
                summary += running.write(batch)
    except sqlite3.IntegrityError as error:
        raise RecordsRefused((_refused(error),)) from error
    except sqlite3.OperationalError as error:
        path = database.conn.execute("PRAGMA database_list").fetchone()[2]
        raise DatabaseUnwritable(Path(path) if path else None, str(error)) from error
    return summary


class _Import:
    """One import into a database, batch by batch."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._events = EventWriter(database)

    def write(self, batch: Sequence[Record]) -> ImportSummary:
        """Write a batch: what events name comes before them."""
        return ImportSummary(
            sources=self._sources([record for record in batch if isinstance(record, Source)]),
            places=self._places([record for record in batch if isinstance(record, Place)]),
            actors=self._actors([record for record in batch if isinstance(record, Actor)]),
            events=self._events_of([record for record in batch if isinstance(record, Event)]),
        )

    def _sources(self, sources: Sequence[Source]) -> Tally:
        stored = load_sources(self._database, [source.id for source in sources]) if sources else {}
        news = _News.of(sources, stored.values())
        write_sources(self._database, (*news.added, *news.changed))
        return news.tally

    def _places(self, places: Sequence[Place]) -> Tally:
        news = _News.of(places, self._stored_places if places else ())
        write_places(self._database, news.added, news.changed)
        return news.tally

    def _actors(self, actors: Sequence[Actor]) -> Tally:
        news = _News.of(actors, self._stored_actors if actors else ())
        write_actors(self._database, news.added, news.changed)
        return news.tally

    def _events_of(self, events: Sequence[Event]) -> Tally:
        seqs = self._events.seqs([event.id for event in events])
        news = _News.of(events, load_events(self._database, list(seqs.values())) if seqs else ())
        self._events.write(news.added, {seqs[event.id]: event for event in news.changed})
        return news.tally

    @cached_property
    def _stored_places(self) -> list[Place]:
        return load_places(self._database)

    @cached_property
    def _stored_actors(self) -> list[Actor]:
        return load_actors(self._database)


@dataclass(frozen=True, slots=True)
class _News(Generic[_Record]):
    """What of a batch is new and what differs from the stored record with its id."""

    added: Sequence[_Record]
    changed: Sequence[_Record]
    unchanged: int

    @classmethod
    def of(cls, records: Iterable[_Record], stored: Iterable[_Record]) -> _News[_Record]:
        """The news in `records`; of two with one id the later counts."""
        latest = {record.id: record for record in records}
        lines = {record.id: line_of(record) for record in stored if record.id in latest}
        added = [record for id, record in latest.items() if id not in lines]
        changed = [record for id, record in latest.items() if id in lines and line_of(record) != lines[id]]
        return cls(added, changed, len(latest) - len(added) - len(changed))

    @property
    def tally(self) -> Tally:
        return Tally(len(self.added), len(self.changed), self.unchanged)


def _refused(error: sqlite3.IntegrityError) -> Mistake:
    if "FOREIGN KEY" in str(error):
        message = "a record names a source, place or actor that is neither stored nor imported; add its record"
    else:
        message = f"a record breaks a rule of the database ({error}); `tarikh check` names its line"
    return Mistake("import", None, "", message)
