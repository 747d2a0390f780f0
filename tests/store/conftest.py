"""Databases for the tests of the store: an empty one each, and the bundled timeline for reading."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import open_for_reading, open_for_writing


def pytest_report_header() -> str:
    """SQLite's version, on which full text depends."""
    return f"SQLite: {sqlite3.sqlite_version}"


@pytest.fixture
def fresh() -> Iterator[Database]:
    """An empty timeline in memory."""
    with closing(open_for_writing(None)) as database:
        yield database


@pytest.fixture
def bundled_copy(bundled_path: Path, tmp_path: Path) -> Iterator[Database]:
    """The bundled timeline as a test's own."""
    with closing(open_for_writing(Path(shutil.copy(bundled_path, tmp_path)))) as database:
        yield database


@pytest.fixture
def bundled_database(bundled_path: Path) -> Iterator[Database]:
    """The bundled timeline, for reading."""
    with closing(open_for_reading(bundled_path)) as database:
        yield database
