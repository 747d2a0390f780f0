"""Records in, records out: nothing is lost, added or put in another order."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from db import bundled, model
from db.canonical import line_of
from db.connection import open_for_writing
from db.desk import Tally, import_records
from db.errors import DatabaseUnwritable, FolderUnwritable
from db.exporting import each_line, export_to
from db.records import RecordFile, read_records, record_file
from db.rows import load_actors, load_events, load_places, load_sources
from tests.store.samples import ALL, EVENT, file_of


def rows(database: Database, table: str) -> int:
    (count,) = database.conn.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a test's own names
    return int(count)


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("source", 1929),
        ("event", 750),
        ("report", 2496),
        ("figure", 938),
        ("place", 947),
        ("actor", 632),
        ("event_words", 750),
    ],
)
def test_the_bundled_timeline_is_stored_whole(bundled_database: Database, table: str, count: int) -> None:
    assert rows(bundled_database, table) == count


def test_an_export_is_byte_for_byte_what_was_imported(bundled_database: Database, tmp_path: Path) -> None:
    written = export_to(bundled_database, tmp_path / "export")
    assert [path.name for path in written] == [file.name for file in bundled.bundled_files()]
    for path, file in zip(written, bundled.bundled_files(), strict=True):
        assert path.read_bytes() == file.read_bytes(), path.name


def test_an_export_as_one_stream_can_be_imported(bundled_database: Database, fresh: Database) -> None:
    lines = [line.encode() for line in each_line(bundled_database)]
    assert b"".join(lines) == b"".join(file.read_bytes() for file in bundled.bundled_files())
    summary = import_records(fresh, read_records([RecordFile("stream", lines)]))
    assert summary.total == Tally(added=1929 + 947 + 632 + 750)


def test_importing_the_bundled_timeline_again_changes_nothing(bundled_copy: Database) -> None:
    before = list(each_line(bundled_copy))
    changes = bundled_copy.conn.total_changes
    summary = import_records(bundled_copy, read_records(bundled.bundled_record_files()))
    assert summary.total == Tally(unchanged=1929 + 947 + 632 + 750)
    assert bundled_copy.conn.total_changes == changes
    assert list(each_line(bundled_copy)) == before


def test_every_optional_field_survives(fresh: Database) -> None:
    import_records(fresh, read_records([file_of(*ALL)]))
    assert [json.loads(line) for line in each_line(fresh)] == list(ALL)
    assert load_events(fresh) == [list(read_records([file_of(*ALL)]))[-1]]


def test_every_optional_field_is_in_the_bundled_timeline(bundled_database: Database) -> None:
    places, actors = load_places(bundled_database), load_actors(bundled_database)
    events = load_events(bundled_database)
    for records, names in (
        (places, ("common_words", "covers", "within", "latitude", "geonameid")),
        (actors, ("exact", "since", "until", "metonyms", "adjectives", "succeeded_by", "side")),
        (events, ("control", "outcome", "clock", "figures", "tags")),
    ):
        for name in names:
            assert any(getattr(record, name) for record in records), name
    assert any(change.excluded for event in events for change in event.control)
    assert {type(figure.low) for event in events for figure in event.figures} == {int, float}


def test_events_load_in_the_order_asked_for(bundled_database: Database) -> None:
    seqs = [seq for (seq,) in bundled_database.conn.execute("SELECT seq FROM event ORDER BY id DESC LIMIT 60")]
    ids = [id for (id,) in bundled_database.conn.execute("SELECT id FROM event ORDER BY id DESC LIMIT 60")]
    assert [event.id for event in load_events(bundled_database, [*seqs, 10**6, seqs[0]])] == ids
    assert load_events(bundled_database, []) == []
    assert load_events(bundled_database, [10**6]) == []


def test_loading_asks_as_many_queries_for_many_events_as_for_a_few(bundled_database: Database) -> None:
    def queries(seqs: list[int]) -> int:
        asked: list[str] = []
        bundled_database.conn.set_trace_callback(asked.append)
        load_events(bundled_database, seqs)
        bundled_database.conn.set_trace_callback(None)
        return len([statement for statement in asked if not statement.startswith("--")])

    every = [seq for (seq,) in bundled_database.conn.execute("SELECT seq FROM event")]
    assert queries(every) == queries(every[-200:]) <= 16


def test_sources_load_by_id_or_all(bundled_database: Database) -> None:
    every = load_sources(bundled_database)
    assert list(every) == sorted(every)
    first, *_, last = every
    assert load_sources(bundled_database, [last, "no-such-source", first]) == {
        first: every[first],
        last: every[last],
    }


def test_an_export_takes_the_place_of_an_earlier_one(fresh: Database, tmp_path: Path) -> None:
    (tmp_path / "events-1999.jsonl").write_text("of an earlier export")
    (tmp_path / "notes.txt").write_text("mine")
    import_records(fresh, read_records([file_of(*ALL)]))
    export_to(fresh, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "actors.jsonl",
        "events-2024.jsonl",
        "notes.txt",
        "places.jsonl",
        "sources.jsonl",
    ]


def test_an_export_says_where_it_can_not_write(fresh: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderUnwritable, match="Name a folder"):
        export_to(fresh, tmp_path / "file")


def test_a_database_is_not_built_over_another(bundled_path: Path) -> None:
    with pytest.raises(DatabaseUnwritable, match="there is one already"):
        bundled.build(bundled_path)
    assert [path.name for path in bundled_path.parent.iterdir() if path.name.startswith(".tarikh")] == []


def test_a_log_that_outlived_its_database_is_not_played_into_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "tarikh.db"
    (tmp_path / "tarikh.db-wal").write_bytes(b"left over")
    bundled.build(path)
    assert [file.name for file in tmp_path.iterdir()] == ["tarikh.db"]


# Any valid event, over the places, actors and sources of the samples.

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)
texts = st.builds(lambda en, ar: {"en": en, "ar": ar}, words, words)
days = st.dates(date(1000, 1, 1), date(2100, 12, 31)).map(date.isoformat)
counts = st.integers(0, 2**60) | st.floats(0, 1e12)
ids = st.from_regex(r"[a-z0-9][A-Za-z0-9_-]{0,59}", fullmatch=True)


def some_of(*names: str, at_least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, min_size=at_least)


def choice(enum: type) -> st.SearchStrategy[str]:
    return st.sampled_from([str(value) for value in enum])


whens = (
    days
    | st.tuples(days, days).map(lambda pair: "/".join(sorted(pair)))
    | days.map(lambda day: day[:7])
    | days.map(lambda day: f"{day[:4]}~")
)
reports = st.fixed_dictionaries(
    {
        "source": st.just("tag24-20241205-hama"),
        "said_by": some_of("saa", "hts"),
        "stance": choice(model.Stance),
        "on": st.none() | days,
        "note": st.none() | texts,
    }
)
figures = st.builds(
    lambda figure, low, high: {
        "measure": figure["measure"],
        "low": min(low, high),
        "high": max(low, high),
        **{key: value for key, value in figure.items() if key != "measure"},
    },
    st.fixed_dictionaries(
        {
            "measure": choice(model.Measure),
            "group": choice(model.Group),
            "label": texts,
            "since": st.none() | st.just("2011-03-15"),
            "until": st.none() | st.just("2024-12-08"),
            "area": some_of("syria", "hama"),
            "said_by": some_of("saa", "hts"),
            "source": st.just("tag24-20241205-hama"),
        }
    ),
    counts,
    counts,
)
events = st.fixed_dictionaries(
    {
        "type": st.just("event"),
        "id": ids,
        "when": whens,
        "clock": st.none() | words,
        "kind": choice(model.Kind),
        "places": some_of("syria", "hama", at_least=1),
        "actors": st.lists(
            st.fixed_dictionaries({"actor": st.sampled_from(["saa", "hts"]), "role": choice(model.Role)}),
            max_size=4,
            unique_by=lambda part: (part["actor"], part["role"]),
        ),
        "text": texts,
        "status": choice(model.Status),
        "importance": st.integers(1, 5),
        "reports": st.lists(reports, min_size=1, max_size=4),
        "figures": st.lists(figures, max_size=3),
        "tags": st.lists(words, max_size=3, unique=True),
    },
    optional={"outcome": choice(model.Outcome)},
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(event=events)
def test_any_valid_event_comes_back_as_it_went_in(event: dict) -> None:
    with closing(open_for_writing(None)) as database:
        import_records(database, read_records([file_of(*ALL[:-1], event)]))
        line = list(each_line(database))[-1]
        assert json.dumps(json.loads(line), sort_keys=True) == json.dumps(event, sort_keys=True)
        (stored,) = load_events(database)
        assert line_of(stored) + "\n" == line
        assert import_records(database, read_records([file_of(event)], database)).events == Tally(unchanged=1)


def test_a_file_on_the_disk_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(file_of(*ALL).lines))
    assert [record.id for record in read_records([record_file(path)])][-1] == EVENT["id"]
