"""Imports that wait for a yes: which file, whose, and what it was found to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

KEPT_DAYS = 7  # for which an import waits


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """An import that was tried out: who may say yes, Telegram's id of the file, its name, and the reason given.

    `content` is the hash of the changes that it would make; `overwrite`: entries that were edited here too.
    """

    person: int
    file: str
    name: str
    why: str
    overwrite: bool
    content: str


class Imports:
    """The waiting imports of one open database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, one: WaitingImport, day: date) -> int:
        """Let an import wait; gives its number."""
        with self._database.atomic():
            kept = self._database.conn.execute(
                """INSERT INTO waiting_import (person, file, name, why, overwrite, content, day)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (one.person, one.file, one.name, one.why, one.overwrite, one.content, day.isoformat()),
            )
        return int(kept.lastrowid or 0)

    def waiting(self, number: int, person: int) -> WaitingImport | None:
        """The import with a number if it waits for this person, None otherwise."""
        row = self._database.conn.execute(
            "SELECT file, name, why, overwrite, content FROM waiting_import WHERE number = ? AND person = ?",
            (number, person),
        ).fetchone()
        if row is None:
            return None
        file, name, why, overwrite, content = row
        return WaitingImport(person, file, name, why, bool(overwrite), content)

    def tried_again(self, number: int, content: str) -> None:
        """Keep what a new trial of an import found."""
        with self._database.atomic():
            self._database.conn.execute("UPDATE waiting_import SET content = ? WHERE number = ?", (content, number))

    def drop(self, number: int) -> None:
        """Let an import wait no longer."""
        with self._database.atomic():
            self._database.conn.execute("DELETE FROM waiting_import WHERE number = ?", (number,))

    def clean(self, today: date) -> int:
        """Forget imports that nobody said yes to for long; gives how many."""
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        with self._database.atomic():
            return self._database.conn.execute("DELETE FROM waiting_import WHERE day < ?", (oldest,)).rowcount
