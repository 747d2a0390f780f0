"""The tables of the desk's own matters, who works at it first: migrations of their own, in the timeline's file."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

desk_migrations = Migrations("desk")


@desk_migrations()
def m001_staff(db: Database) -> None:
    """Who was given which role, by whom and when; a line is never changed, and the newest of a person holds.

    A person is a Telegram id and nothing else. `role` null: it was taken back; `by` null: the command line.
    """
    db.conn.execute(
        """CREATE TABLE staff_change (
            number INTEGER PRIMARY KEY, person INTEGER NOT NULL,
            role TEXT CHECK (role IN ('editor', 'reviewer')), by INTEGER, at TEXT NOT NULL
        ) STRICT"""
    )
    db.conn.execute("CREATE INDEX staff_change_person ON staff_change(person, number)")
