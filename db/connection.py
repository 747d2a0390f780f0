"""Opening the database: a connection for reading, a connection for writing, and its migrations."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.chat_schema import chat_migrations
from db.desk_schema import desk_migrations
from db.errors import DatabaseMissing, DatabaseOutdated, DatabaseUnreadable, DatabaseUnwritable
from db.schema import migrations
from db.waiting_schema import waiting_migrations

_SETS = (migrations, chat_migrations, desk_migrations, waiting_migrations)


def open_for_writing(path: Path | None) -> Database:
    """The database at `path`, made if there is none and brought to the newest schema; None: in memory.

    Every acknowledged write is on the disk (WAL with `synchronous=FULL`).
    Raises DatabaseUnwritable and DatabaseUnreadable.
    """
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnwritable(path, str(error)) from error
    try:
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        database = Database(connection)
        if database.table_names() and not migrations.applied(database):
            connection.close()
            raise DatabaseUnreadable(path, "it holds the tables of something else")
        for one in _SETS:
            one.apply(database)
    except sqlite3.Error as error:
        connection.close()
        raise _refusal(path, error) from error
    return database


def open_for_reading(path: Path, *, earlier: bool = False) -> Database:
    """The database at `path`, for reads only; with `earlier` also one of an earlier version, as it stands.

    Raises DatabaseMissing where there is no file, DatabaseUnreadable where it is no timeline, and DatabaseOutdated
    where it is one of an earlier version that is not wanted.
    """
    if not path.is_file():
        raise DatabaseMissing(path)
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise DatabaseUnreadable(path, str(error)) from error
    try:
        connection.execute("PRAGMA query_only = ON")
        database = Database(connection)
        begun = bool(migrations.applied(database))
        waiting = any(one.pending(database) for one in _SETS)
    except sqlite3.Error as error:
        connection.close()
        raise DatabaseUnreadable(path, str(error)) from error
    if waiting and not (begun and earlier):
        connection.close()
        raise DatabaseOutdated(path) if begun else DatabaseUnreadable(path, "it holds no timeline")
    return database


def _refusal(path: Path | None, error: sqlite3.Error) -> Exception:
    """Whether SQLite refused because the file can't be written or because it is no database."""
    if "readonly" in str(error) or "unable to open" in str(error):
        return DatabaseUnwritable(path, str(error))
    return DatabaseUnreadable(path, str(error))


@contextmanager
def copied(path: Path) -> Iterator[Database]:
    """A copy of the database at `path` as it stands, to try writes on; it is gone afterwards.

    Raises DatabaseMissing, DatabaseUnreadable, and DatabaseUnwritable where there is no room beside it.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".trial-") as folder:
            copy = Path(folder) / path.name
            with closing(open_for_reading(path, earlier=True)) as reading, closing(sqlite3.connect(copy)) as written:
                reading.conn.backup(written)
            with closing(open_for_writing(copy)) as database:
                database.conn.execute("PRAGMA synchronous = OFF")  # nothing of it has to last
                yield database
    except OSError as error:
        raise DatabaseUnwritable(path, error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        raise DatabaseUnwritable(path, str(error)) from error
