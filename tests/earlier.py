"""A database as an earlier version of Tarikh left it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.waiting_schema import waiting_migrations

_TABLES = ("waiting_import", "gap", "gap_asker")


def make_earlier(path: Path) -> None:
    """Take away what the newest set of migrations made, and that it was made."""
    with closing(sqlite3.connect(path)) as connection:
        for table in _TABLES:
            connection.execute(f"DROP TABLE {table}")
        gone = connection.execute("DELETE FROM _sqlite_migrations WHERE migration_set = ?", (waiting_migrations.name,))
        assert gone.rowcount > 0
        connection.commit()
