"""Whether the history is whole: each revision's hash, the one before it, and what is stored now."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from db.errors import Mistake
from db.history import placed_changes
from db.revision import ContentHash, hash_of


def check_revisions(database: Database) -> tuple[Mistake, ...]:
    """Every break in the chain of revisions, and every revision that the stored records don't bear out.

    Records that were written past the revisions show here: the newest revision that wrote them doesn't agree.
    """
    with database.atomic():  # one view of the database, whatever is written meanwhile
        return tuple(_breaks(database))


def _breaks(database: Database) -> Iterator[Mistake]:
    rows = database.conn.execute(
        """
        SELECT number, at, by, action, why, undoes, changes, previous, content, hash
        FROM revision ORDER BY number
        """
    ).fetchall()
    before = ""
    for expected, row in enumerate(rows, start=1):
        number, at, by, action, why, undoes, count, previous, content, hash = row
        if number != expected:
            yield _of(number, f"follows revision {expected - 1}; those between are gone, restore a backup")
            return
        if previous != before:
            yield _of(number, "doesn't name the hash of the revision before; restore a backup")
        if hash_of(number, at, by, action, why, undoes, count, previous, content) != hash:
            yield _of(number, "was changed after it was made; restore a backup")
        yield from _content(database, number, count, content)
        before = hash


def _content(database: Database, number: int, count: int, content: str) -> Iterator[Mistake]:
    """What doesn't agree between a revision's changes and its hash of them."""
    found = ContentHash()
    taken = 0
    for expected, (position, change) in enumerate(placed_changes(database, number)):
        if position != expected:
            break
        found.take(change.type, change.id, change.before, change.after)
        taken += 1
    if taken != count or found.hex() != content:
        message = "its changes, or records that it wrote last, are not as they were written; restore a backup"
        yield _of(number, message)


def _of(number: int, message: str) -> Mistake:
    return Mistake(f"revision {number}", None, "", message)
