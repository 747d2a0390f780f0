"""Reading history: revisions, what became of a record, and who changed it since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from db.canonical import line_of
from db.errors import NoRevision
from db.model import Actor, Place, Record
from db.revision import Action, Change, Revision
from db.rows import load_actors, load_events, load_places, load_sources

_BATCH = 500  # changes whose lines are held in memory at once
_COLUMNS = "number, at, by, action, why, undoes, changes, previous, content, hash"


def newest(database: Database) -> int:
    """The number of the newest revision, 0 where there is none: what an edit that begins now is based on."""
    (number,) = database.conn.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()
    return int(number)


def newest_at(database: Database, moment: datetime) -> int:
    """The number of the newest revision made by a moment (with its zone), 0 where there was none yet."""
    (number,) = database.conn.execute(
        "SELECT coalesce(max(number), 0) FROM revision WHERE at <= ?",
        (moment.astimezone(UTC).isoformat(timespec="microseconds"),),
    ).fetchone()
    return int(number)


def revision(database: Database, number: int) -> Revision:
    """The revision with this number. Raises NoRevision."""
    row = database.conn.execute(
        f"SELECT {_COLUMNS} FROM revision WHERE number = ?",  # noqa: S608 only fixed text
        (number,),
    ).fetchone()
    if row is None:
        raise NoRevision(number, newest(database))
    return _revision(row)


def revisions(database: Database, *, by: str | None = None, limit: int = 20) -> list[Revision]:
    """The newest revisions, the newest first; with `by`, those of one user id."""
    rows = database.conn.execute(
        f"SELECT {_COLUMNS} FROM revision WHERE ?1 IS NULL OR by = ?1 ORDER BY number DESC LIMIT ?2",  # noqa: S608
        (by, limit),
    )
    return [_revision(row) for row in rows]


def last_standing(database: Database, by: str) -> int | None:
    """The number of a user id's newest revision that is no undoing and was not undone, None where there is none."""
    row = database.conn.execute(
        """
        SELECT number FROM revision AS mine WHERE by = ? AND action <> 'undo' AND NOT EXISTS (
            SELECT 1 FROM revision AS back WHERE back.undoes = mine.number AND NOT EXISTS (
                SELECT 1 FROM revision AS again WHERE again.undoes = back.number))
        ORDER BY number DESC LIMIT 1
        """,
        (by,),
    ).fetchone()
    return row[0] if row else None


def history(database: Database, id: str, type: str = "event") -> list[Change]:
    """What became of a record, the oldest change first; a retracted one's history ends with `after` None."""
    rows = database.conn.execute(
        """
        SELECT revision, position, type, id, before FROM revision_change
        WHERE id = ? AND type = ? ORDER BY revision, position
        """,
        (id, type),
    ).fetchall()
    return list(_changes(database, rows))


def changes(database: Database, number: int) -> Iterator[Change]:
    """What a revision did, change by change in its order, read as they are asked for. Raises NoRevision."""
    revision(database, number)
    for _, change in placed_changes(database, number):
        yield change


def changed_since(database: Database, ids: Iterable[tuple[str, str]], number: int) -> list[Change]:
    """The changes of records, given as (type, id), that are newer than a revision, the oldest first."""
    rows = database.conn.execute(
        """
        SELECT revision, position, type, id, before FROM revision_change
        WHERE revision > ? AND (type, id) IN (
            SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))
        ORDER BY revision, position
        """,
        (number, json.dumps(list(ids))),
    ).fetchall()
    return list(_changes(database, rows))


def merged_into(database: Database, id: str) -> str | None:
    """The id of the event that a retracted one was merged into, if it was."""
    row = database.conn.execute("SELECT merged_into FROM retracted WHERE id = ?", (id,)).fetchone()
    return row[0] if row else None


def is_retracted(database: Database, id: str) -> bool:
    """Whether there was an event with this id that is retracted now."""
    return database.conn.execute("SELECT 1 FROM retracted WHERE id = ?", (id,)).fetchone() is not None


def placed_changes(database: Database, number: int, *, backwards: bool = False) -> Iterator[tuple[int, Change]]:
    """The changes of a revision with their positions, in its order or the other way round."""
    order = "DESC" if backwards else "ASC"
    reading = database.conn.execute(
        f"""
        SELECT revision, position, type, id, before FROM revision_change
        WHERE revision = ? ORDER BY position {order}
        """,  # noqa: S608 only fixed text
        (number,),
    )
    while rows := reading.fetchmany(_BATCH):
        yield from zip((row[1] for row in rows), _changes(database, rows), strict=True)


def stored_lines(database: Database, named: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The canonical lines of those records, given as (type, id), that are stored, by (type, id)."""
    ids: dict[str, list[str]] = {}
    for kind, id in named:
        ids.setdefault(kind, []).append(id)
    found: list[Record] = []
    if "source" in ids:
        found += load_sources(database, ids["source"]).values()
    if "place" in ids:
        found += _among(load_places(database), ids["place"])
    if "actor" in ids:
        found += _among(load_actors(database), ids["actor"])
    if "event" in ids:
        rows = database.conn.execute(
            "SELECT seq FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids["event"]),)
        )
        found += load_events(database, [seq for (seq,) in rows])
    return {(type_of_record(record), record.id): line_of(record) for record in found}


def type_of_record(record: Record) -> str:
    """What a record's line has as its type."""
    return type(record).__name__.lower()


def _among(records: Iterable[Place] | Iterable[Actor], ids: Iterable[str]) -> list[Record]:
    wanted = set(ids)
    return [record for record in records if record.id in wanted]


def _changes(database: Database, rows: Sequence[tuple[int, int, str, str, str | None]]) -> Iterator[Change]:
    """Changes from their rows of (revision, position, type, id, before)."""
    stored = stored_lines(database, [(row[2], row[3]) for row in rows])
    told: dict[int, Revision] = {}
    for number, position, kind, id, before in rows:
        later = database.conn.execute(
            """
            SELECT before FROM revision_change
            WHERE id = ? AND type = ? AND (revision, position) > (?, ?) ORDER BY revision, position LIMIT 1
            """,
            (id, kind, number, position),
        ).fetchone()
        if number not in told:
            told[number] = revision(database, number)
        yield Change(told[number], kind, id, before, later[0] if later else stored.get((kind, id)))


def _revision(row: tuple[Any, ...]) -> Revision:
    number, at, by, action, why, undoes, count, previous, content, hash = row
    return Revision(number, datetime.fromisoformat(at), by, Action(action), why, undoes, count, previous, content, hash)
