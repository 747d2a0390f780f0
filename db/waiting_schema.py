"""The tables of what waits for the desk: migrations of their own, in the timeline's file."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

waiting_migrations = Migrations("waiting")


@waiting_migrations()
def m001_imports(db: Database) -> None:
    """Imports that were tried out and wait for the person who sent the file to say yes.

    The file itself stays with Telegram, under its id. A person is a Telegram id and nothing else.
    """
    db.conn.execute(
        """CREATE TABLE waiting_import (
            number INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL, file TEXT NOT NULL,
            name TEXT NOT NULL, why TEXT NOT NULL, overwrite INTEGER NOT NULL CHECK (overwrite IN (0, 1)),
            content TEXT NOT NULL, -- the hash of the changes that it would make
            day TEXT NOT NULL
        ) STRICT"""
    )
