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


@desk_migrations()
def m002_drafts(db: Database) -> None:
    """Entries that editors are still writing. `lines`: JSON, [field, value] for each line.

    `entry`: the event that the draft is to replace; once it is done, the event that came of it. `step` is the
    dialogue's own; `talking` 1: the dialogue goes on, which it does for one draft of a person at most.
    """
    db.conn.execute(
        """CREATE TABLE draft (
            number INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL, lines TEXT NOT NULL,
            entry TEXT, based_on INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'done')),
            step TEXT NOT NULL, talking INTEGER NOT NULL CHECK (talking IN (0, 1)), at TEXT NOT NULL,
            CHECK (talking = 0 OR state = 'open')
        ) STRICT"""
    )
    db.conn.execute("CREATE INDEX draft_person ON draft(person, state)")
    db.conn.execute("CREATE INDEX draft_state ON draft(state, at)")
    db.conn.execute("CREATE UNIQUE INDEX draft_talking ON draft(person) WHERE talking = 1")


@desk_migrations()
def m003_requests(db: Database) -> None:
    """What an editor asked for and has not confirmed yet; a button carries its number. Kept for some days."""
    db.conn.execute(
        """CREATE TABLE desk_request (
            number INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL, command TEXT NOT NULL,
            subjects TEXT NOT NULL, why TEXT NOT NULL, based_on INTEGER NOT NULL, at TEXT NOT NULL
        ) STRICT"""
    )
