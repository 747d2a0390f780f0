"""Records into the database inside one transaction, each with the change that its revision keeps."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from sqlite_utils import Database

from db.canonical import line_of
from db.errors import DatabaseUnwritable, Mistake, RecordsRefused
from db.event_writing import EventWriter
from db.model import Actor, Event, Place, Record, Source
from db.record_writing import write_actors, write_places, write_sources
from db.revision_writing import Deed, RevisionWriter, Written
from db.rows import load_actors, load_events, load_places, load_sources

_Record = TypeVar("_Record", Source, Place, Actor, Event)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of one type were added, changed, left as they were, and passed over (they are retracted)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.skipped + other.skipped,
        )


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What a write did, by type of record."""

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


class Verdict(StrEnum):
    """What became of a record that was to be written."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETRACTED = "retracted"  # passed over: an editor took it out
    EDITED = "edited"  # passed over: an editor changed it after it was imported


Told = Callable[[Verdict, Record, str | None], None]  # the verdict on a record and its stored line


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """One transaction of writes: all of it is on the disk afterwards, or nothing where it raises.

    Raises RecordsRefused where a named record is missing at the end, and DatabaseUnwritable.
    """
    try:
        with database.atomic():
            # A write comes first: it waits for another writer, which a write after a read would not.
            database.conn.execute("DELETE FROM event WHERE 0")
            yield
    except sqlite3.IntegrityError as error:
        raise RecordsRefused((_refused(error),)) from error
    except sqlite3.OperationalError as error:
        path = database.conn.execute("PRAGMA database_list").fetchone()[2]
        raise DatabaseUnwritable(Path(path) if path else None, str(error)) from error


class Writing:
    """The writes of one transaction and of one revision, batch by batch."""

    def __init__(self, database: Database, deed: Deed, told: Told | None = None) -> None:
        self._database = database
        self._told = told
        self._events = EventWriter(database)
        self.revision = RevisionWriter(database, deed)

    def put(self, batch: Sequence[Record], *, bring_back: bool = False, keep_edited: bool = False) -> ImportSummary:
        """Add records, and replace those that differ from the stored one; what events name comes before them.

        An event that is retracted is passed over, unless it is to be brought back: then under its old `seq`.
        With `keep_edited`, so are events that were changed by hand since their import.
        """
        return ImportSummary(
            sources=self._sources([record for record in batch if isinstance(record, Source)]),
            places=self._places([record for record in batch if isinstance(record, Place)]),
            actors=self._actors([record for record in batch if isinstance(record, Actor)]),
            events=self._events_of([record for record in batch if isinstance(record, Event)], bring_back, keep_edited),
        )

    def retract(self, events: Sequence[Event], *, merged_into: str | None = None) -> None:
        """Take stored events out of the timeline; their `seq` is never dealt out again."""
        lines = [Written("event", event.id, line_of(event), None) for event in events]
        self.revision.note(lines)
        seqs = self._events.seqs([event.id for event in events])
        self._events.remove(seqs.values())
        self._database.conn.executemany(
            "INSERT INTO retracted (seq, id, revision, merged_into) VALUES (?, ?, ?, ?)",
            [(seq, id, self.revision.number, merged_into) for id, seq in seqs.items()],
        )

    def remove(self, records: Sequence[Source | Place | Actor]) -> None:
        """Take away records that nobody names any more; the transaction fails at its end where somebody does."""
        for record in records:
            kind = type(record).__name__.lower()
            self.revision.note([Written(kind, record.id, line_of(record), None)])
            self._database.conn.execute(_REMOVE[kind], (record.id,))

    def _sources(self, sources: Sequence[Source]) -> Tally:
        stored = load_sources(self._database, [source.id for source in sources]) if sources else {}
        news = _News.of(sources, stored.values())
        self._take_down("source", news, sources)
        write_sources(self._database, (*news.added, *news.changed))
        return news.tally

    def _places(self, places: Sequence[Place]) -> Tally:
        news = _News.of(places, self._stored_places if places else ())
        self._take_down("place", news, places)
        write_places(self._database, news.added, news.changed)
        self._remember(self._stored_places if news.any else [], news.added, news.changed)
        return news.tally

    def _actors(self, actors: Sequence[Actor]) -> Tally:
        news = _News.of(actors, self._stored_actors if actors else ())
        self._take_down("actor", news, actors)
        write_actors(self._database, news.added, news.changed)
        self._remember(self._stored_actors if news.any else [], news.added, news.changed)
        return news.tally

    def _events_of(self, events: Sequence[Event], bring_back: bool, keep_edited: bool) -> Tally:
        given = events
        retracted = self._retracted_among(events)
        if retracted and not bring_back:
            events = [event for event in events if event.id not in retracted]
        if retracted and not bring_back and self._told:
            for event in given:
                if event.id in retracted:
                    self._told(Verdict.RETRACTED, event, None)
        seqs = self._events.seqs([event.id for event in events])
        news = _News.of(events, load_events(self._database, list(seqs.values())) if seqs else ())
        if keep_edited and news.changed and (edited := self._edited_among(news.changed)):
            skipped = len(edited)
            for event in news.changed:
                if self._told and event.id in edited:
                    self._told(Verdict.EDITED, event, news.lines[event.id])
            events = [event for event in events if event.id not in edited]
            news = replace(news, changed=[event for event in news.changed if event.id not in edited])
        else:
            skipped = 0
        self._take_down("event", news, events)
        self._events.write(
            [event for event in news.added if event.id not in retracted],
            changed={seqs[event.id]: event for event in news.changed},
            restored={retracted[event.id]: event for event in news.added if event.id in retracted},
        )
        tally = news.tally + Tally(skipped=skipped)
        if not retracted:
            return tally
        if not bring_back:
            return tally + Tally(skipped=len(retracted))
        self._database.conn.executemany("DELETE FROM retracted WHERE id = ?", [(id,) for id in retracted])
        return tally

    def _take_down(self, type: str, news: _News[_Record], given: Sequence[_Record]) -> None:
        """Note what is written in the revision, and tell the verdicts."""
        self.revision.note(news.written(type))
        if self._told is None:
            return
        changed = {record.id for record in news.changed}
        for record in given:
            line = news.lines.get(record.id)
            verdict = Verdict.ADDED if line is None else Verdict.CHANGED if record.id in changed else Verdict.UNCHANGED
            self._told(verdict, record, line)

    def _edited_among(self, events: Sequence[Event]) -> set[str]:
        """The ids of those events whose newest change was made by hand and not by an import."""
        rows = self._database.conn.execute(
            """
            SELECT id FROM revision_change JOIN revision ON number = revision
            WHERE type = 'event' AND id IN (SELECT value FROM json_each(?))
            GROUP BY id HAVING action NOT IN ('import', 'undo') AND number = max(number)
            """,
            (json.dumps([event.id for event in events]),),
        )
        return {id for (id,) in rows}

    def _retracted_among(self, events: Sequence[Event]) -> dict[str, int]:
        """The `seq` of those events that are retracted, by id."""
        if not events or not self._any_retracted:
            return {}
        rows = self._database.conn.execute(
            "SELECT id, seq FROM retracted WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([event.id for event in events]),),
        )
        return dict(rows.fetchall())

    @cached_property
    def _any_retracted(self) -> bool:
        return self._database.conn.execute("SELECT 1 FROM retracted LIMIT 1").fetchone() is not None

    @cached_property
    def _stored_places(self) -> list[Place]:
        return load_places(self._database)

    @cached_property
    def _stored_actors(self) -> list[Actor]:
        return load_actors(self._database)

    @staticmethod
    def _remember(stored: list[_Record], added: Sequence[_Record], changed: Sequence[_Record]) -> None:
        """Keep what is held in memory as it is stored now."""
        latest = {record.id: record for record in changed}
        stored[:] = [latest.get(record.id, record) for record in stored] + list(added)


@dataclass(frozen=True, slots=True)
class _News(Generic[_Record]):
    """What of a batch is new and what differs from the stored record with its id; `lines` are the stored ones."""

    added: Sequence[_Record]
    changed: Sequence[_Record]
    unchanged: int
    lines: dict[str, str]

    @classmethod
    def of(cls, records: Iterable[_Record], stored: Iterable[_Record]) -> _News[_Record]:
        """The news in `records`; of two with one id the later counts."""
        latest = {record.id: record for record in records}
        lines = {record.id: line_of(record) for record in stored if record.id in latest}
        added = [record for id, record in latest.items() if id not in lines]
        changed = [record for id, record in latest.items() if id in lines and line_of(record) != lines[id]]
        return cls(added, changed, len(latest) - len(added) - len(changed), lines)

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def tally(self) -> Tally:
        return Tally(len(self.added), len(self.changed), self.unchanged)

    def written(self, type: str) -> Iterator[Written]:
        """The records as a revision takes them down."""
        for record in (*self.added, *self.changed):
            yield Written(type, record.id, self.lines.get(record.id), line_of(record))


_REMOVE = {
    "source": "DELETE FROM source WHERE id = ?",
    "place": "DELETE FROM place WHERE id = ?",
    "actor": "DELETE FROM actor WHERE id = ?",
}


def _refused(error: sqlite3.IntegrityError) -> Mistake:
    if "FOREIGN KEY" in str(error):
        message = "a record names a source, place or actor that is neither stored nor imported; add its record"
    else:
        message = f"a record breaks a rule of the database ({error}); `tarikh check` names its line"
    return Mistake("import", None, "", message)
