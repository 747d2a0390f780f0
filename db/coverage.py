"""How much a timeline holds and how new it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.row_groups import day


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much a timeline holds: events, the sources that they cite, the first and the newest day."""

    events: int
    sources: int
    first: date | None
    newest: date | None


def coverage_of(database: Database) -> Coverage:
    """How much the timeline holds, by counting it."""
    execute = database.conn.execute
    events, first, newest = execute('SELECT count(*), min(start), max("end") FROM event').fetchone()
    (sources,) = execute("SELECT count(DISTINCT source) FROM report").fetchone()
    return Coverage(events, sources, day(first), day(newest))
