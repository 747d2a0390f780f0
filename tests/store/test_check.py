"""What is found wrong, and what odd, in record files and in a database."""

import json
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.check import Remark, check_database, check_files, check_record_files, remarks_on_files
from db.desk import import_records
from db.errors import RecordsRefused
from db.records import read_records
from tests.store.samples import ALL, ARMY, COUNTRY, EVENT, REBELS, SOURCE, changed, file_of, lines_of

DATA = Path(__file__).parents[2] / "db" / "data"


def in_file(folder: Path, *records: dict) -> Path:
    path = folder / "records.jsonl"
    path.write_bytes(b"".join(lines_of(*records)))
    return path


def remarks_on(folder: Path, event: dict, *others: dict) -> list[tuple[str, str]]:
    remarks = remarks_on_files([in_file(folder, *(others or ALL[:-1]), event)])
    assert all(remark.line == len(others or ALL[:-1]) + 1 for remark in remarks)
    return [(remark.field, remark.message) for remark in remarks]


def with_reports(*reports: dict, status: str) -> dict:
    """The sample's event with other reports, each one given by what differs from a plain one."""
    plain = {"source": SOURCE["id"], "said_by": [], "stance": "reports", "on": None, "note": None}
    event = changed(changed(EVENT, "reports", [{**plain, **report} for report in reports]), "status", status)
    return changed(event, "figures", [])


def test_the_bundled_files_break_no_rule() -> None:
    assert check_files(sorted(DATA.glob("*.jsonl"))) == ()


def test_the_bundled_database_breaks_no_rule(bundled_database: Database) -> None:
    assert check_database(bundled_database) == ()


def test_remarks_on_the_bundled_files_are_few() -> None:
    remarks = remarks_on_files(DATA.glob("*.jsonl"))
    assert 0 < len(remarks) < 100
    assert len({(remark.file, remark.line) for remark in remarks}) < 100


def test_a_broken_rule_is_named_with_file_line_and_field(tmp_path: Path) -> None:
    path = in_file(tmp_path, SOURCE, changed(COUNTRY, "kind", None))
    kind, covers = check_files([path])
    assert str(kind) == f"{path}:2: kind: must be a string, not null"
    assert covers.field == "covers[0]"
    with pytest.raises(RecordsRefused):
        remarks_on_files([path])


def test_files_may_name_what_a_database_holds(fresh: Database) -> None:
    import_records(fresh, read_records([file_of(*ALL)]))
    assert check_record_files([file_of(changed(EVENT, "id", "new"))], fresh) == ()


def test_a_sound_event_draws_no_remark(tmp_path: Path) -> None:
    assert remarks_on(tmp_path, EVENT) == []


@pytest.mark.parametrize(
    ("status", "reports", "sentence"),
    [
        ("confirmed", [{}], "one origin and nobody concerned confirms it"),
        (
            "confirmed",
            [{"stance": "confirms"}, {"said_by": ["hts"], "stance": "denies"}],
            "a report denies it",
        ),
        ("confirmed", [{"said_by": ["saa"], "stance": "confirms"}], None),
        ("confirmed", [{}, {"said_by": ["hts"], "stance": "claims"}], None),
        ("reported", [{"said_by": ["saa"], "stance": "denies"}], "every report denies it"),
        ("reported", [{}], None),
        ("claimed", [{"said_by": ["hts"], "stance": "claims"}, {}], None),
        ("claimed", [{"said_by": ["sohr"]}, {}], "2 origins that are no party to it"),
        ("disputed", [{}], "one account of it and no denial"),
        ("disputed", [{}, {"stance": "denies"}], None),
    ],
)
def test_a_status_that_the_reports_do_not_bear(
    tmp_path: Path, status: str, reports: list[dict], sentence: str | None
) -> None:
    sohr = changed(REBELS, "id", "sohr")
    remarks = remarks_on(tmp_path, with_reports(*reports, status=status), *ALL[:-1], sohr)
    assert [field for field, _ in remarks] == (["status"] if sentence else [])
    assert not sentence or sentence in remarks[0][1]


def test_dates_that_do_not_fit(tmp_path: Path) -> None:
    event = changed(changed(EVENT, "reports.0.on", "2024-12-07"), "figures.0.until", "2024-12-31")
    assert remarks_on(tmp_path, event) == [
        ("reports[0].on", "2024-12-07 is after its source was published (2024-12-05)"),
        ("figures[0].until", "2024-12-31 is after its source was published (2024-12-05)"),
    ]
    assert remarks_on(tmp_path, changed(EVENT, "reports.0.on", "2024-12-03")) == [
        ("reports[0]", "is of 2024-12-03, before the event began (2024-12-05)")
    ]
    assert remarks_on(tmp_path, changed(EVENT, "reports.0.on", "2024-12-04")) == []  # time zones


def test_actors_of_a_database_are_known_to_remarks(fresh: Database, tmp_path: Path) -> None:
    import_records(fresh, read_records([file_of(*ALL)]))
    event = with_reports({"said_by": ["saa"], "stance": "confirms"}, status="confirmed")
    assert remarks_on_files([in_file(tmp_path, event)], fresh) == ()


def test_a_remark_is_a_sentence() -> None:
    assert str(Remark("a.jsonl", 3, "status", "odd")) == "a.jsonl:3: status: odd"


DAMAGE = [
    # a change to the sample's database, then file, field and part of the message of the mistake
    ("DELETE FROM report", "event 2024-12-05-hama-capture", "reports", "at least one"),
    ("DELETE FROM event_place", "event 2024-12-05-hama-capture", "places", "at least one"),
    ("DELETE FROM event_words", "event 2024-12-05-hama-capture", "text", "full-text"),
    ("INSERT INTO event_words (rowid, text) VALUES (9, 'x')", "event_words row 9", "rowid", "of no event"),
    ("UPDATE event SET edtf = '2024-12-XX'", "event 2024-12-05-hama-capture", "when", "write one like"),
    ("UPDATE event SET \"end\" = '2024-12-09'", "event 2024-12-05-hama-capture", "when", "has 2024-12-05"),
    ("UPDATE event SET precision = 'span'", "event 2024-12-05-hama-capture", "when", "has day"),
    ("UPDATE event SET kind = 'captur'", "event 2024-12-05-hama-capture", "kind", "did you mean capture?"),
    ("UPDATE event SET status = 'x'", "event 2024-12-05-hama-capture", "status", "none of confirmed"),
    ("UPDATE event SET outcome = 'x'", "event 2024-12-05-hama-capture", "outcome", "none of passed"),
    (
        "UPDATE report SET stance = 'x' WHERE id = 1",
        "event 2024-12-05-hama-capture",
        "reports.stance",
        "none of",
    ),
    ("UPDATE figure SET measure = 'x'", "event 2024-12-05-hama-capture", "figures.measure", "none of"),
    ("UPDATE figure SET \"group\" = 'x'", "event 2024-12-05-hama-capture", "figures.group", "none of"),
    (
        "UPDATE control SET extent = 'x' WHERE id = 1",
        "event 2024-12-05-hama-capture",
        "control.extent",
        "none of",
    ),
    (
        "UPDATE event_actor SET role = 'x' WHERE position = 0",
        "event 2024-12-05-hama-capture",
        "actors.role",
        "none of",
    ),
    ("UPDATE figure SET since = '2024'", "event 2024-12-05-hama-capture", "figures.since", "write it like"),
    ("UPDATE source SET published = '2024-02-30'", "source tag24-20241205-hama", "published", "no day"),
    ("UPDATE source SET url = 'nowhere'", "source tag24-20241205-hama", "url", "no link"),
    ("DELETE FROM place_name WHERE place = 'hama' AND lang = 'ar'", "place hama", "name.ar", "is missing"),
    ("DELETE FROM actor_name WHERE actor = 'saa' AND lang = 'en'", "actor saa", "name.en", "is missing"),
    ("DELETE FROM event_text WHERE lang = 'ar'", "event 2024-12-05-hama-capture", "text.ar", "is missing"),
    (
        "DELETE FROM report_note WHERE lang = 'ar'",
        "event 2024-12-05-hama-capture",
        "reports.note.ar",
        "is missing",
    ),
    (
        "DELETE FROM figure_label WHERE lang = 'en'",
        "event 2024-12-05-hama-capture",
        "figures.label.en",
        "is missing",
    ),
    ("UPDATE place SET within = 'hama' WHERE id = 'syria'", "place syria", "in", "syria > hama > syria"),
    ("UPDATE place SET within = 'x' WHERE id = 'hama'", "place row 2", "within", "names a place"),
]


@pytest.mark.parametrize(("damage", "file", "field", "sentence"), DAMAGE, ids=[row[0] for row in DAMAGE])
def test_damage_in_a_database_is_found(fresh: Database, damage: str, file: str, field: str, sentence: str) -> None:
    import_records(fresh, read_records([file_of(*ALL)]))
    assert check_database(fresh) == ()
    fresh.conn.execute("PRAGMA foreign_keys = OFF")
    fresh.conn.execute(damage)
    fresh.conn.commit()
    found = [mistake for mistake in check_database(fresh) if not mistake.file.startswith("report_")]
    assert [(mistake.file, mistake.field) for mistake in found] == [(file, field)]
    assert sentence in found[0].message


def test_samples_are_as_records_are_written() -> None:
    assert json.loads(lines_of(ARMY)[0]) == ARMY
