"""What somebody may mean by an id: a record that is there or was, or else those whose ids are nearest."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlite_utils import Database

_MANY = 50_000  # ids that are compared with a wrong one at most
_NEAR = 60  # of 100


@dataclass(frozen=True, slots=True)
class Subject:
    """A record by its type and id; `retracted`: an event that was taken out, or a record that is gone."""

    type: str
    id: str
    retracted: bool = False


def event_subject(database: Database, id: str) -> Subject | None:
    """The event with an id, also where it is retracted."""
    for table in ("event", "retracted"):
        if database.conn.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone():  # noqa: S608 only fixed text
            return Subject("event", id, table == "retracted")
    return None


def any_subject(database: Database, id: str) -> Subject | None:
    """The event, else the place, actor or source with an id, of which history tells, also where it is gone."""
    event = event_subject(database, id)
    if event is not None:
        return event
    for table in ("place", "actor", "source"):
        if database.conn.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone():  # noqa: S608 only fixed text
            return Subject(table, id)
    gone = database.conn.execute(
        "SELECT type FROM revision_change WHERE id = ? ORDER BY revision DESC LIMIT 1", (id,)
    ).fetchone()
    return Subject(gone[0], id, retracted=True) if gone else None


def nearest_events(database: Database, id: str, *, retracted: bool = False, most: int = 3) -> tuple[str, ...]:
    """The ids most like a wrong one, of the same month where it begins with one, the likest first."""
    table = "retracted" if retracted else "event"
    month = id[:7]
    query = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"  # noqa: S608 only fixed text
    rows = database.conn.execute(query, (month, month + "\uffff", _MANY)).fetchall() if month[:4].isdigit() else []
    rows = rows or database.conn.execute(query, ("", "\uffff", _MANY)).fetchall()
    found = process.extract(id, [row[0] for row in rows], scorer=fuzz.ratio, limit=most, score_cutoff=_NEAR)
    return tuple(match[0] for match in found)
