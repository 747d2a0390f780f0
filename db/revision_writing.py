"""The revision of one transaction of writes, made while they go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import NamedTuple

from sqlite_utils import Database

from db.revision import Action, ContentHash, Revision, Signature, hash_of


class Written(NamedTuple):
    """A record that was written: its canonical lines before and after, None where it was not there."""

    type: str
    id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """What a revision is about to do: the signature of who does it, the action and the revision it undoes."""

    signed: Signature
    action: Action
    undoes: int | None = None


class RevisionWriter:
    """Takes down each record written in the open transaction; `finish` seals the revision.

    However many records there are, no more than one batch of them is held in memory.
    """

    def __init__(self, database: Database, deed: Deed) -> None:
        self._database = database
        self._deed = deed
        self._count = 0
        self._content = ContentHash()
        self._previous = ""
        self._at = deed.signed.at.astimezone(UTC).isoformat(timespec="microseconds")
        self.number = 0

    def note(self, written: Iterable[Written]) -> None:
        """Take down written records, in order."""
        changes = list(written)
        if not changes:
            return
        if self._count == 0:
            self._begin()
        for change in changes:
            self._content.take(*change)
        self._database.conn.executemany(
            "INSERT INTO revision_change (revision, position, type, id, before) VALUES (?, ?, ?, ?, ?)",
            [
                (self.number, position, change.type, change.id, change.before)
                for position, change in enumerate(changes, start=self._count)
            ],
        )
        self._count += len(changes)

    def finish(self) -> Revision | None:
        """Seal the revision and give it; None where nothing was written."""
        if self._count == 0:
            return None
        signed, action, undoes = self._deed.signed, self._deed.action, self._deed.undoes
        content = self._content.hex()
        hash = hash_of(
            self.number, self._at, signed.by, action, signed.why, undoes, self._count, self._previous, content
        )
        self._database.conn.execute(
            "UPDATE revision SET changes = ?, content = ?, hash = ? WHERE number = ?",
            (self._count, content, hash, self.number),
        )
        return Revision(
            number=self.number,
            at=signed.at.astimezone(UTC),
            by=signed.by,
            action=action,
            why=signed.why,
            undoes=undoes,
            count=self._count,
            previous=self._previous,
            content=content,
            hash=hash,
        )

    def _begin(self) -> None:
        execute = self._database.conn.execute
        last = execute("SELECT number, hash FROM revision ORDER BY number DESC LIMIT 1").fetchone()
        number, self._previous = last or (0, "")
        self.number = number + 1
        execute(
            """
            INSERT INTO revision (number, at, by, action, why, undoes, changes, previous, content, hash)
            VALUES (?, ?, ?, ?, ?, ?, 0, ?, '', '')
            """,
            (
                self.number,
                self._at,
                self._deed.signed.by,
                self._deed.action,
                self._deed.signed.why,
                self._deed.undoes,
                self._previous,
            ),
        )
