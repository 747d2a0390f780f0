"""Copies of a database that is in use: made, checked, kept for a while, and put back."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from db.chain import check_revisions
from db.check import check_database
from db.connection import open_for_reading, open_for_writing
from db.errors import DatabaseUnreadable, DatabaseUnwritable

_OURS = re.compile(r"tarikh-[0-9]{8}T[0-9]{12}Z\.db")


def back_up(database: Path, target: Path) -> None:
    """Copy a database to a new file, which is there only once it is whole and `tarikh check` finds no fault in it.

    One of an earlier version is copied as it stands: before an upgrade a copy is wanted most.
    Raises DatabaseMissing and DatabaseUnreadable for `database`, DatabaseUnwritable for `target`.
    """
    with closing(open_for_reading(database, earlier=True)) as reading:
        if target.exists():
            raise DatabaseUnwritable(target, "there is something already")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
                unfinished = Path(folder) / target.name
                with closing(sqlite3.connect(unfinished)) as copy:
                    reading.conn.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # so that the copy is this one file
                    if fault := _fault(Database(copy)):
                        raise DatabaseUnwritable(target, f"the copy is damaged ({fault})")
                unfinished.rename(target)
        except OSError as error:
            raise DatabaseUnwritable(target, error.strerror or str(error)) from error
        except sqlite3.Error as error:
            raise DatabaseUnwritable(target, str(error)) from error


def back_up_into(database: Path, folder: Path, *, keep: int, now: datetime) -> Path:
    """Make a copy named after the moment in a folder, and take away the oldest of such copies beyond `keep`.

    Nothing is taken away before the new copy is there and whole. Raises as `back_up` does.
    """
    target = folder / f"tarikh-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}Z.db"
    back_up(database, target)
    for old in backups_in(folder)[:-keep]:
        try:
            old.unlink()
        except OSError as error:
            raise DatabaseUnwritable(old, error.strerror or str(error)) from error
    return target


def backups_in(folder: Path) -> list[Path]:
    """The copies in a folder, the oldest first."""
    return sorted(file for file in folder.glob("tarikh-*.db") if _OURS.fullmatch(file.name))


def newest_backup(folder: Path) -> datetime | None:
    """When the newest copy in a folder was made; None where there is none."""
    found = backups_in(folder)
    return datetime.strptime(f"{found[-1].stem}+0000", "tarikh-%Y%m%dT%H%M%S%fZ%z") if found else None


def restore_backup(copy: Path, database: Path, *, now: datetime) -> Path | None:
    """Put a copy in the place of a database, also while it is read, and give the file in which the old one is kept.

    The copy is checked first and what is there now is copied beside it; where it is too damaged for that, its
    files are moved beside it. All of the copy is there afterwards or nothing of it, and one that an earlier version
    made is brought up to date there. Raises DatabaseMissing and
    DatabaseUnreadable for `copy`, DatabaseUnwritable for `database`.
    """
    with closing(open_for_reading(copy, earlier=True)) as reading:
        if fault := _fault(reading):
            raise DatabaseUnreadable(copy, f"it is damaged ({fault})")
        kept = _put_aside(database, f"{now.astimezone(UTC):%Y%m%dT%H%M%S%f}Z") if database.exists() else None
        with closing(open_for_writing(database)) as writing:
            try:
                reading.conn.backup(writing.conn)  # one transaction: readers see the old pages or the new ones
            except sqlite3.Error as error:
                raise DatabaseUnwritable(database, str(error)) from error
    open_for_writing(database).close()  # which brings it up to date
    with closing(open_for_reading(database)) as restored:
        if fault := _fault(restored):
            raise DatabaseUnreadable(database, f"it is damaged after the restore ({fault})")
    return kept


def _put_aside(database: Path, moment: str) -> Path:
    kept = database.with_name(f"{database.stem}-before-{moment}{database.suffix}")
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as old:
            (fault,) = old.execute("PRAGMA integrity_check").fetchone()
            if fault != "ok":
                raise sqlite3.DatabaseError(fault)
            with closing(sqlite3.connect(kept)) as copy:
                old.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError:
        kept.unlink(missing_ok=True)
        for ending in ("", "-wal", "-shm"):
            file = database.with_name(database.name + ending)
            if file.exists():
                file.rename(kept.with_name(kept.name + ending))
    return kept


def _fault(database: Database) -> str:
    """The first thing that a check of a database finds; "" where all is well."""
    broken = check_database(database) or check_revisions(database)
    return str(broken[0]) if broken else ""
