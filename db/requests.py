"""What an editor asked for and is to confirm: kept, so that the button still does just that after a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Request:
    """A command of a person's: what it is about, by id, why, and the newest revision when it was shown."""

    person: int
    command: str
    subjects: tuple[str, ...]
    why: str
    based_on: int


class Requests:
    """The requests that wait for a yes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, request: Request, at: datetime) -> int:
        """Keep a request; gives the number that a button carries. No other ever gets the same."""
        with self._database.atomic():
            kept = self._database.conn.execute(
                """
                INSERT INTO desk_request (person, command, subjects, why, based_on, at) VALUES (?, ?, ?, ?, ?, ?)
                """,
                (
                    *(request.person, request.command, json.dumps(request.subjects), request.why),
                    *(request.based_on, at.isoformat()),
                ),
            )
        return int(kept.lastrowid or 0)

    def find(self, number: int, person: int, command: str) -> Request | None:
        """The request with this number, if it waits and is a request of this person's by this command."""
        row = self._database.conn.execute(
            """
            SELECT subjects, why, based_on FROM desk_request WHERE number = ? AND person = ? AND command = ?
            """,
            (number, person, command),
        ).fetchone()
        return Request(person, command, tuple(json.loads(row[0])), row[1], row[2]) if row else None

    def drop(self, number: int) -> None:
        """Keep a request no longer: it was done, or can't be."""
        with self._database.atomic():
            self._database.conn.execute("DELETE FROM desk_request WHERE number = ?", (number,))

    def clean(self, before: datetime) -> None:
        """Drop the requests made before a moment; both have a time zone."""
        with self._database.atomic():
            self._database.conn.execute(
                "DELETE FROM desk_request WHERE datetime(at) < datetime(?)", (before.isoformat(),)
            )
