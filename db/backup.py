"""Copying a database while it is in use."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from db.connection import open_for_reading
from db.errors import DatabaseUnwritable


def back_up(database: Path, target: Path) -> None:
    """Copy a database to a new file, which is there only once it is whole and SQLite has checked it.

    Raises DatabaseMissing and DatabaseUnreadable for `database`, DatabaseUnwritable for `target`.
    """
    with closing(open_for_reading(database)) as reading:
        if target.exists():
            raise DatabaseUnwritable(target, "there is something already")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
                unfinished = Path(folder) / target.name
                with closing(sqlite3.connect(unfinished)) as copy:
                    reading.conn.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # so that the copy is this one file
                    (fault,) = copy.execute("PRAGMA integrity_check").fetchone()
                if fault != "ok":
                    raise DatabaseUnwritable(target, f"the copy is damaged ({fault})")
                unfinished.rename(target)
        except OSError as error:
            raise DatabaseUnwritable(target, error.strerror or str(error)) from error
        except sqlite3.Error as error:
            raise DatabaseUnwritable(target, str(error)) from error
