"""The tables of what is kept for chats, and of what they are to be told: migrations of their own.

Nothing in them names a person, holds a question or an answer's words. They stand beside the timeline in one file.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

chat_migrations = Migrations("chats")


def _execute(db: Database, *statements: str) -> None:
    """Run statements one by one: `executescript` would end the migration's transaction."""
    for statement in statements:
        db.conn.execute(statement)


@chat_migrations()
def m001_chats(db: Database) -> None:
    """A chat's preferences, what it follows, and its answers that may need correcting."""
    _execute(
        db,
        """CREATE TABLE chat (
            id INTEGER PRIMARY KEY, language TEXT, timezone TEXT,
            digits TEXT CHECK (digits IN ('western', 'arabic')),
            quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 23),
            quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 23),
            replies INTEGER NOT NULL DEFAULT 1 CHECK (replies IN (0, 1)),
            asking TEXT NOT NULL DEFAULT 'everybody' CHECK (asking IN ('everybody', 'admins')),
            digest_hour INTEGER NOT NULL DEFAULT 8 CHECK (digest_hour BETWEEN 0 AND 23),
            greeted INTEGER NOT NULL DEFAULT 0 CHECK (greeted IN (0, 1)),
            CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
        ) STRICT""",
        """CREATE TABLE follow (
            chat INTEGER NOT NULL, topic INTEGER NOT NULL,
            subject TEXT NOT NULL CHECK (subject IN ('everything', 'place', 'actor', 'kind')),
            name TEXT NOT NULL, pace TEXT NOT NULL CHECK (pace IN ('at_once', 'daily')),
            after INTEGER NOT NULL, -- the number of the news that was the newest when it was first followed
            PRIMARY KEY (chat, topic, subject, name)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE answered (
            chat INTEGER NOT NULL, message INTEGER NOT NULL, entry TEXT NOT NULL, day TEXT NOT NULL,
            PRIMARY KEY (chat, message, entry)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX answered_entry ON answered(entry)",
        "CREATE INDEX answered_day ON answered(day)",
    )


@chat_migrations()
def m002_news(db: Database) -> None:
    """The entries in the order in which they were first published, and what of them each chat is still to be told.

    Triggers number the entries, so that what another process writes is noticed. An entry keeps its number
    when it is taken back and put in again: it is news once.
    """
    _execute(
        db,
        "CREATE TABLE news (number INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL UNIQUE) STRICT",
        "INSERT INTO news (entry) SELECT id FROM event ORDER BY seq",
        """CREATE TRIGGER event_is_news AFTER INSERT ON event
        BEGIN INSERT OR IGNORE INTO news (entry) VALUES (new.id); END""",
        "CREATE TABLE news_shared (number INTEGER NOT NULL) STRICT",
        "INSERT INTO news_shared SELECT coalesce(max(number), 0) FROM news",
        """CREATE TABLE due (
            chat INTEGER NOT NULL, topic INTEGER NOT NULL, number INTEGER NOT NULL,
            pace TEXT NOT NULL CHECK (pace IN ('at_once', 'daily')), since TEXT NOT NULL,
            PRIMARY KEY (chat, topic, number)
        ) STRICT, WITHOUT ROWID""",
    )


@chat_migrations()
def m003_timeline_version(db: Database) -> None:
    """A number that changes with every write to the timeline and with none to what is kept for chats.

    SQLite's own `data_version` changes with both, and readers would forget the timeline at every answer kept.
    """
    _execute(
        db,
        "CREATE TABLE timeline_version (number INTEGER NOT NULL) STRICT",
        "INSERT INTO timeline_version VALUES (0)",
        *(
            f"""CREATE TRIGGER {table}_{verb.lower()}_counts AFTER {verb} ON {table}
            BEGIN UPDATE timeline_version SET number = number + 1; END"""  # noqa: S608 only fixed text
            for table in ("source", "place", "actor", "event")
            for verb in ("INSERT", "UPDATE", "DELETE")
        ),
    )


@chat_migrations()
def m004_mistakes(db: Database) -> None:
    """Mistakes that readers reported: the entry and what they wrote, and nobody's name."""
    _execute(
        db,
        """CREATE TABLE mistake (
            number INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL, text TEXT NOT NULL, day TEXT NOT NULL,
            done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
        ) STRICT""",
        "CREATE INDEX mistake_entry ON mistake(entry, done)",
    )


@chat_migrations()
def m005_tries(db: Database) -> None:
    """How often a chat may have been told an entry without Telegram's word for it, and when that last began."""
    _execute(
        db,
        "ALTER TABLE due ADD COLUMN tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0)",
        "ALTER TABLE due ADD COLUMN begun TEXT",
    )
