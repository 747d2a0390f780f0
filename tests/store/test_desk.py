"""Writing: what an import adds and changes, and that it does all of it or nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import open_for_reading, open_for_writing
from db.desk import ImportSummary, Tally, import_records
from db.errors import DatabaseUnwritable, RecordsRefused
from db.exporting import each_line
from db.folding import stems
from db.model import Record
from db.records import read_records
from db.rows import load_actors, load_events, load_places, load_sources
from tests.store.samples import ALL, ARMY, CITY, COUNTRY, EVENT, REBELS, SOURCE, changed, file_of


def take_in(database: Database, *records: dict) -> ImportSummary:
    return import_records(database, read_records([file_of(*records)], database))


def found(database: Database, *, text: str = "", note: str = "", label: str = "") -> list[str]:
    """The ids of the events that full text finds by words in one of its columns."""
    column, words = next((name, words) for name, words in (("text", text), ("note", note), ("label", label)) if words)
    match = f"{column}: " + " ".join(f'"{stem}"' for stem in stems(words))
    query = "SELECT id FROM event JOIN event_words ON event_words.rowid = seq WHERE event_words MATCH ?"
    return [id for (id,) in database.conn.execute(query, (match,))]


@pytest.fixture
def timeline(fresh: Database) -> Database:
    take_in(fresh, *ALL)
    return fresh


def test_an_import_counts_what_it_adds_by_type(fresh: Database) -> None:
    summary = take_in(fresh, *ALL)
    assert summary == ImportSummary(
        sources=Tally(added=1), places=Tally(added=2), actors=Tally(added=2), events=Tally(added=1)
    )
    assert summary.total == Tally(added=6)


def test_the_same_records_again_are_unchanged(timeline: Database) -> None:
    before = timeline.conn.total_changes
    assert take_in(timeline, *ALL).total == Tally(unchanged=6)
    assert timeline.conn.total_changes == before


@pytest.mark.parametrize(
    ("record", "path", "value"),
    [
        (SOURCE, "url", None),
        (SOURCE, "published", None),
        (COUNTRY, "name.en", "Syrian Arab Republic"),
        (COUNTRY, "aliases", []),
        (CITY, "in", None),
        (CITY, "common_words", ["Hama", "حماة"]),
        (ARMY, "until", "2024-12-07"),
        (ARMY, "adjectives", ["army", "military"]),
        (REBELS, "member_of", ["saa"]),
        (EVENT, "when", "2024-12-05~"),
        (EVENT, "clock", None),
        (EVENT, "outcome", "held"),
        (EVENT, "places", ["hama", "syria"]),
        (EVENT, "actors", []),
        (EVENT, "reports.0.said_by", ["hts", "saa"]),
        (EVENT, "reports.0.note", None),
        (EVENT, "reports.1.on", "2024-12-06"),
        (EVENT, "figures", []),
        (EVENT, "figures.0.low", 727.0),
        (EVENT, "figures.0.area", []),
        (EVENT, "control.1.except", []),
        (EVENT, "control", []),
        (EVENT, "tags", []),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_one_changed_field_changes_one_record(timeline: Database, record: dict, path: str, value: object) -> None:
    other = changed(record, path, value)
    assert take_in(timeline, other).total == Tally(changed=1)
    assert take_in(timeline, other).total == Tally(unchanged=1)
    assert take_in(timeline, *ALL).total == Tally(changed=1, unchanged=5)
    assert timeline.conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_changed_event_keeps_its_seq_and_leaves_nothing_behind(timeline: Database) -> None:
    take_in(timeline, changed(EVENT, "id", "another"))
    before = {
        table: timeline.table(table).count
        for table in timeline.table_names()
        if not table.startswith(("_", "event_words", "revision"))
    }
    take_in(timeline, changed(EVENT, "importance", 3))
    assert timeline.conn.execute("SELECT id, seq FROM event ORDER BY seq").fetchall() == [
        (EVENT["id"], 1),
        ("another", 2),
    ]
    assert {table: timeline.table(table).count for table in before} == before
    (event,) = load_events(timeline, [1])
    assert (event.importance, len(event.reports)) == (3, 2)


def test_places_and_actors_keep_their_order_and_new_ones_come_last(timeline: Database) -> None:
    aleppo = changed(changed(CITY, "id", "aleppo"), "common_words", [])
    un = changed(REBELS, "id", "un")
    take_in(timeline, aleppo, un, changed(COUNTRY, "kind", "state"), changed(ARMY, "side", None))
    assert [place.id for place in load_places(timeline)] == ["syria", "hama", "aleppo"]
    assert [actor.id for actor in load_actors(timeline)] == ["saa", "hts", "un"]


def test_a_changed_source_reaches_the_reports_that_name_it(timeline: Database) -> None:
    take_in(timeline, changed(SOURCE, "outlet", "TAG 24"))
    assert load_events(timeline, [1])[0].reports[0].source.outlet == "TAG 24"


def test_full_text_finds_an_event_by_its_words_in_both_languages(timeline: Database) -> None:
    id = EVENT["id"]
    assert found(timeline, text="capturing") == [id]
    assert found(timeline, text="حماه") == [id]
    assert found(timeline, text="offensive 2024") == [id]  # a tag
    assert found(timeline, note="redeploying") == [id]
    assert found(timeline, label="أشخاص") == [id]
    assert found(timeline, text="redeploying") == []


def test_full_text_keeps_step_with_a_changed_event(timeline: Database) -> None:
    take_in(timeline, changed(EVENT, "text.en", "Rebels entered the town."), changed(EVENT, "id", "another"))
    assert found(timeline, text="town") == [EVENT["id"]]
    assert found(timeline, text="captured") == ["another"]
    rows = timeline.conn.execute("SELECT rowid FROM event_words ORDER BY rowid").fetchall()
    assert rows == timeline.conn.execute("SELECT seq FROM event ORDER BY seq").fetchall()
    timeline.conn.execute("INSERT INTO event_words(event_words) VALUES ('integrity-check')")
    timeline.conn.rollback()


def test_with_one_mistake_nothing_is_imported(fresh: Database) -> None:
    with pytest.raises(RecordsRefused):
        take_in(fresh, *ALL[:-1], changed(EVENT, "importance", 7))
    assert list(each_line(fresh)) == []


def test_what_fails_half_way_leaves_the_timeline_as_it_was(timeline: Database) -> None:
    before = list(each_line(timeline))

    def breaking_off() -> Iterator[Record]:
        records = (changed(SOURCE, "id", f"source-{number}") for number in range(1200))
        yield from read_records([file_of(*records, changed(SOURCE, "outlet", "Changed"))])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_records(timeline, breaking_off())
    assert list(each_line(timeline)) == before
    assert not timeline.conn.in_transaction


def test_half_an_import_never_shows(tmp_path: Path) -> None:
    path = tmp_path / "tarikh.db"
    sources = [changed(SOURCE, "id", f"source-{number}") for number in range(1100)]
    with closing(open_for_writing(path)) as database, closing(open_for_reading(path)) as reader:
        seen: list[int] = []

        def watched() -> Iterator[Record]:
            for record in read_records([file_of(*sources)]):
                yield record
                seen.append(len(load_sources(reader)))

        import_records(database, watched())
        assert set(seen) == {0}
        assert len(load_sources(reader)) == 1100


def test_what_no_reading_has_checked_is_checked_by_sqlite(fresh: Database) -> None:
    *_, event = read_records([file_of(*ALL)])
    with pytest.raises(RecordsRefused, match="neither stored nor imported"):
        import_records(fresh, [event])
    assert load_events(fresh) == []


def test_of_two_records_with_one_id_the_later_counts(fresh: Database) -> None:
    (first,) = read_records([file_of(SOURCE)])
    (second,) = read_records([file_of(changed(SOURCE, "outlet", "Later"))])
    assert import_records(fresh, [first, second]).sources == Tally(added=1)
    assert load_sources(fresh)[first.id] == second


def test_a_database_that_can_not_be_written_is_told(bundled_path: Path) -> None:
    with closing(open_for_reading(bundled_path)) as database:
        with pytest.raises(DatabaseUnwritable, match="readonly") as refusal:
            take_in(database, SOURCE)
        assert refusal.value.path == bundled_path


def test_an_import_waits_for_another_writer(tmp_path: Path) -> None:
    path = tmp_path / "tarikh.db"
    with closing(open_for_writing(path)) as database, closing(open_for_writing(path)) as other:
        database.conn.execute("PRAGMA busy_timeout = 50")
        with other.atomic():
            take_in(other, SOURCE)
            with pytest.raises(DatabaseUnwritable, match="locked"):
                take_in(database, SOURCE)
        assert take_in(database, SOURCE).total == Tally(unchanged=1)


def test_an_import_may_be_part_of_a_larger_write(fresh: Database) -> None:
    def larger() -> None:
        with fresh.atomic():
            take_in(fresh, *ALL)
            raise sqlite3.ProgrammingError

    with pytest.raises(sqlite3.ProgrammingError):
        larger()
    assert list(each_line(fresh)) == []
