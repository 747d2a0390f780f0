"""Ids that can't be given to a new record: those that are stored, and those of events that ever were."""

from __future__ import annotations

from sqlite_utils import Database


def event_id_is_taken(database: Database, id: str) -> bool:
    """Whether an event has or ever had an id."""
    row = database.conn.execute(
        """
        SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1) OR EXISTS (SELECT 1 FROM retracted WHERE id = ?1)
            OR EXISTS (SELECT 1 FROM revision_change WHERE id = ?1 AND type = 'event')
        """,
        (id,),
    ).fetchone()
    return bool(row[0])


def source_id_is_taken(database: Database, id: str) -> bool:
    """Whether a source has an id."""
    return database.conn.execute("SELECT 1 FROM source WHERE id = ?", (id,)).fetchone() is not None
