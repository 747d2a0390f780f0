"""What stands for an event's id where that is too long, or too odd, to be carried by a button or a link."""

from __future__ import annotations

from hashlib import blake2s

from sqlite_utils import Database


def event_handle(id: str) -> str:
    """Sixteen letters and digits that stand for an event's id."""
    return blake2s(id.encode(), digest_size=8).hexdigest()


def event_of_handle(database: Database, handle: str) -> str | None:
    """The id of the event, also a retracted one, that a handle stands for; ids that can be carried have none."""
    rows = database.execute(
        """
        SELECT id FROM (SELECT id FROM event UNION ALL SELECT id FROM retracted)
        WHERE length(id) > 40 OR id GLOB '*[^A-Za-z0-9_-]*'
        """
    )
    return next((id for (id,) in rows if event_handle(id) == handle), None)
