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


@waiting_migrations()
def m002_gaps(db: Database) -> None:
    """What was asked and could not be answered, and the chats that want to be told once it can be.

    `key` is the text folded as names are; `day` is the day that it means, "" where it means the same on any day.
    A gap that is filled stays until everybody has been told.
    """
    db.conn.execute(
        """CREATE TABLE gap (
            number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, day TEXT NOT NULL,
            text TEXT NOT NULL, language TEXT NOT NULL, count INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
            filled INTEGER NOT NULL DEFAULT 0 CHECK (filled IN (0, 1)),
            dismissed INTEGER NOT NULL DEFAULT 0 CHECK (dismissed IN (0, 1)),
            UNIQUE (key, day)
        ) STRICT"""
    )
    db.conn.execute("CREATE INDEX gap_asked ON gap(filled, dismissed, count DESC, last DESC, number)")
    db.conn.execute(
        """CREATE TABLE gap_asker (
            gap INTEGER NOT NULL REFERENCES gap(number) ON DELETE CASCADE, chat INTEGER NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
            PRIMARY KEY (gap, chat)
        ) STRICT, WITHOUT ROWID"""
    )
    db.conn.execute("CREATE INDEX gap_asker_chat ON gap_asker(chat)")
