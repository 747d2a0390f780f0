"""The schema: each migration forward from the one before, and what SQLite itself refuses."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import open_for_reading, open_for_writing
from db.errors import DatabaseMissing, DatabaseUnreadable
from db.schema import migrations
from db.source_rows import sources_on_page

RECORD_TABLES = {
    *("source", "place", "place_name", "place_word", "place_cover"),
    *("actor", "actor_name", "actor_word", "actor_tie"),
    *("event", "event_text", "event_place", "event_actor", "event_tag"),
    *("report", "report_note", "report_speaker"),
    *("figure", "figure_label", "figure_area", "figure_speaker"),
    *("control", "control_place", "control_party"),
}


@pytest.fixture
def blank() -> Iterator[Database]:
    with closing(Database(memory=True)) as database:
        database.conn.execute("PRAGMA foreign_keys = ON")
        yield database


def test_the_first_step_makes_the_tables_of_the_records(blank: Database) -> None:
    migrations.apply(blank, stop_before="m002_event_words")
    assert set(blank.table_names()) >= RECORD_TABLES
    assert "event_words" not in blank.table_names()


def test_the_second_step_adds_full_text_to_what_the_first_one_holds(blank: Database) -> None:
    migrations.apply(blank, stop_before="m002_event_words")
    blank.conn.execute("INSERT INTO source VALUES ('one', 'Outlet', NULL, NULL, 'en', 'news')")
    blank.conn.commit()
    migrations.apply(blank)
    blank.conn.execute("INSERT INTO event_words (rowid, text, note, label) VALUES (7, 'captur hama', '', '')")
    found = blank.conn.execute("SELECT rowid FROM event_words WHERE event_words MATCH 'hama'").fetchall()
    assert found == [(7,)]
    assert blank.conn.execute("SELECT id FROM source").fetchall() == [("one",)]


def test_the_third_step_adds_a_history_to_records_that_have_none(blank: Database) -> None:
    migrations.apply(blank, stop_before="m003_revisions")
    blank.conn.execute("INSERT INTO source VALUES ('one', 'Outlet', NULL, NULL, 'en', 'news')")
    blank.conn.commit()
    migrations.apply(blank)
    assert {"revision", "revision_change", "retracted"} <= set(blank.table_names())
    assert blank.execute("SELECT count(*) FROM revision").fetchone() == (0,)
    assert blank.execute("SELECT id FROM source").fetchall() == [("one",)]
    blank.execute("INSERT INTO revision VALUES (1, '', '', 'edit', '', NULL, 1, '', '', '')")
    with pytest.raises(sqlite3.IntegrityError):
        blank.execute("INSERT INTO revision_change VALUES (2, 0, 'source', 'one', NULL)")


INDEXED = {
    "figure_low": "SELECT event FROM figure WHERE low BETWEEN 5 AND 8",
    "figure_group": """SELECT id FROM figure WHERE "group" = 'people'""",
    "figure_since": "SELECT id FROM figure WHERE since = '2024-11-27'",
    "source_outlet": "SELECT lang FROM source WHERE outlet = 'tag24' COLLATE NOCASE",
}


@pytest.mark.parametrize(("index", "query"), INDEXED.items(), ids=INDEXED)
def test_the_fourth_step_indexes_what_was_scanned(blank: Database, index: str, query: str) -> None:
    migrations.apply(blank, stop_before="m004_lookups_of_very_many")
    (*_, before), *_ = blank.execute(f"EXPLAIN QUERY PLAN {query}")
    assert before.startswith("SCAN")
    migrations.apply(blank, stop_before="m005_pages_of_sources")
    (*_, plan), *_ = blank.execute(f"EXPLAIN QUERY PLAN {query}")
    assert plan.startswith("SEARCH")
    assert index in plan


def test_the_fifth_step_looks_up_the_pages_of_stored_sources(blank: Database) -> None:
    migrations.apply(blank, stop_before="m005_pages_of_sources")
    insert = "INSERT INTO source VALUES (?, 'Outlet', ?, NULL, 'en', 'news')"
    blank.conn.execute(insert, ("one", "https://www.example.org/Hama/?utm_source=x&id=7"))
    blank.conn.execute(insert, ("two", None))
    blank.conn.execute(insert, ("three", "http://[broken"))
    blank.conn.commit()
    migrations.apply(blank)
    assert [one.id for one in sources_on_page(blank, "https://m.example.org/hama?id=7")] == ["one"]
    assert blank.execute("SELECT source FROM source_page ORDER BY source").fetchall() == [("one",), ("three",)]
    blank.conn.execute("DELETE FROM source WHERE id = 'one'")
    assert sources_on_page(blank, "https://example.org/hama?id=7") == []


def test_applying_twice_changes_nothing(blank: Database) -> None:
    migrations.apply(blank)
    before = blank.schema
    migrations.apply(blank)
    assert blank.schema == before
    assert migrations.pending(blank) == []


def test_every_step_is_named_and_numbered(blank: Database) -> None:
    names = [step.name for step in migrations.pending(blank)]
    assert [name[:5] for name in names] == [f"m{number:03}_" for number in range(1, len(names) + 1)]


def test_every_table_of_records_is_strict(fresh: Database) -> None:
    strict = {name for (name,) in fresh.conn.execute("SELECT name FROM pragma_table_list WHERE strict")}
    assert strict >= RECORD_TABLES


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO source VALUES ('one', NULL, NULL, NULL, 'en', 'news')",
        "INSERT INTO place (id, position, kind, latitude) VALUES ('one', 0, 'city', 'north')",
        """INSERT INTO event (id, edtf, start, "end", precision, kind, status, importance)
           VALUES ('one', '2024', '2024-12-31', '2024-01-01', 'year', 'other', 'reported', 1)""",
        """INSERT INTO event (id, edtf, start, "end", precision, kind, status, importance)
           VALUES ('one', '2024', '2024-01-01', '2024-12-31', 'year', 'other', 'reported', 6)""",
        "INSERT INTO event_text VALUES (1, 0, 'en', 'of no event')",
        "INSERT INTO place_word VALUES ('nowhere', 'alias', 0, 'Nowhere')",
    ],
)
def test_sqlite_refuses(fresh: Database, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError), fresh.atomic():
        fresh.conn.execute(statement)


def test_a_name_of_what_is_not_there_is_refused_at_the_end_of_the_transaction(fresh: Database) -> None:
    insert = "INSERT INTO place (id, position, kind, within) VALUES (?, ?, 'city', ?)"
    with fresh.atomic():
        fresh.conn.execute(insert, ("hama", 0, "syria"))
        fresh.conn.execute(insert, ("syria", 1, None))
    with pytest.raises(sqlite3.IntegrityError), fresh.atomic():
        fresh.conn.execute(insert, ("homs", 2, "nowhere"))
    assert fresh.conn.execute("SELECT count(*) FROM place").fetchone() == (2,)


def test_writes_are_on_the_disk_when_they_are_acknowledged(tmp_path: Path) -> None:
    with closing(open_for_writing(tmp_path / "new" / "tarikh.db")) as database:
        assert database.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.conn.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert database.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_reading_can_not_write(bundled_database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        bundled_database.conn.execute("DELETE FROM event")


def test_reading_needs_a_timeline_of_this_version(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing):
        open_for_reading(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("not a database, but long enough to look like one" * 50)
    with pytest.raises(DatabaseUnreadable):
        open_for_reading(tmp_path / "text.db")
    with closing(Database(tmp_path / "old.db")) as database:
        migrations.apply(database, stop_before="m002_event_words")
    with pytest.raises(DatabaseUnreadable, match="not those of this version"):
        open_for_reading(tmp_path / "old.db")


def test_writing_refuses_what_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("not a database, but long enough to look like one" * 50)
    with pytest.raises(DatabaseUnreadable):
        open_for_writing(path)
