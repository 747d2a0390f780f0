"""Record files to model values: what is read, and every way in which a line can be wrong.

A new rule starts as a row of `MISTAKES`: the record, the path of the field, its value, and the mistake.
The ids are the path and the value.
"""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import open_for_writing
from db.desk import import_records
from db.errors import Mistake, RecordsRefused
from db.model import Event, Kind, Precision, Record, Role, Stance, Status, Text
from db.records import RecordFile, read_records, record_file
from tests.store.samples import (
    ALL,
    ARMY,
    CITY,
    COUNTRY,
    EVENT,
    REBELS,
    REMOVED,
    SOURCE,
    changed,
    file_of,
    lines_of,
)


def mistakes_of(*files: RecordFile, database: Database | None = None) -> list[tuple[int | None, str, str]]:
    """Line, field and message of what is wrong with files; empty where nothing is."""
    try:
        list(read_records(files, database))
    except RecordsRefused as refusal:
        return [(mistake.line, mistake.field, mistake.message) for mistake in refusal.mistakes]
    return []


def read(*records: dict) -> list[Record]:
    return list(read_records([file_of(*records)]))


def test_an_event_is_read_whole() -> None:
    event = read(*ALL)[-1]
    assert isinstance(event, Event)
    assert event.id == "2024-12-05-hama-capture"
    assert (event.when.start, event.when.end) == (date(2024, 12, 5), date(2024, 12, 5))
    assert event.when.precision is Precision.DAY
    assert (event.kind, event.status, event.importance) == (Kind.CAPTURE, Status.CONFIRMED, 5)
    assert event.by_role(Role.BY) == ("hts",)
    assert event.text == Text((("en", "Rebels captured Hama."), ("ar", "سيطر المعارضون على حماة.")))
    first, second = event.reports
    assert first.source.outlet == "TAG24"
    assert (first.stance, first.said_by, first.dated) == (Stance.CONFIRMS, ("saa",), date(2024, 12, 5))
    assert (second.note, second.on, second.said_by) == (None, None, ())
    (figure,) = event.figures
    assert (figure.low, figure.high, figure.until) == (727, 826.5, None)
    assert event.control[1].excluded == ("hama",)
    assert event.control[1].to == ()


def test_records_may_stand_in_any_order_and_in_several_files() -> None:
    backwards = read(*reversed(ALL))
    assert {record.id for record in backwards} == {record["id"] for record in ALL}
    files = [file_of(EVENT, name="events"), file_of(*ALL[:-1], name="rest")]
    assert len(list(read_records(files))) == len(ALL)


def test_blank_lines_windows_line_ends_and_a_byte_order_mark_are_taken() -> None:
    lines = [b"\xef\xbb\xbf" + lines_of(SOURCE)[0].replace(b"\n", b"\r\n"), b"\r\n", b"", *lines_of(COUNTRY)]
    assert mistakes_of(RecordFile("a", lines)) == [
        (4, "covers[0]", 'there is no place "hama"; name one that is stored, or add a place record')
    ]


@pytest.mark.parametrize(
    ("edtf", "start", "end", "precision"),
    [
        ("2024-12-05", "2024-12-05", "2024-12-05", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2016", "2016-01-01", "2016-12-31", "year"),
        ("2024-11-29/2024-12-05", "2024-11-29", "2024-12-05", "span"),
        ("2024-11/2025", "2024-11-01", "2025-12-31", "span"),
        ("2024-11-29/2024-12-05~", "2024-11-29", "2024-12-05", "approximate"),
        ("2024-11~/2024-12-05", "2024-11-01", "2024-12-05", "approximate"),
        ("2024-12-05~", "2024-12-05", "2024-12-05", "approximate"),
        ("2024-12?", "2024-12-01", "2024-12-31", "approximate"),
        ("2024%", "2024-01-01", "2024-12-31", "approximate"),
    ],
)
def test_when_has_its_days_and_its_precision(edtf: str, start: str, end: str, precision: str) -> None:
    event = read(*ALL[:-1], changed(EVENT, "when", edtf))[-1]
    assert isinstance(event, Event)
    assert event.when.edtf == edtf
    assert (str(event.when.start), str(event.when.end), event.when.precision) == (start, end, precision)


MISTAKES: list[tuple[dict, str, object, str, str]] = [
    # record, path of the change, value, field of the mistake, part of its sentence
    (SOURCE, "type", "sauce", "type", "did you mean source?"),
    (SOURCE, "type", REMOVED, "type", "is missing; write one of source, place, actor or event"),
    (SOURCE, "type", 3, "type", "a number is none of source"),
    (SOURCE, "id", REMOVED, "id", "is missing"),
    (SOURCE, "id", "has space", "id", '"has space" is no id'),
    (SOURCE, "id", "x" * 61, "id", "up to 60"),
    (SOURCE, "id", 5, "id", "must be a string, not a number"),
    (SOURCE, "outlet", None, "outlet", "must be a string, not null"),
    (SOURCE, "outlet", "", "outlet", "is empty"),
    (SOURCE, "outlet", " TAG24", "outlet", "space at an end"),
    (SOURCE, "outlet", "TAG\x0024", "outlet", "U+0000"),
    (SOURCE, "url", "www.tag24.de", "url", "https://"),
    (SOURCE, "url", "ftp://tag24.de/a", "url", "https://"),
    (SOURCE, "url", "https:///path", "url", "https://"),
    (SOURCE, "url", "https://tag24.de/a b", "url", "https://"),
    (SOURCE, "url", "https://[tag24", "url", "https://"),
    (SOURCE, "url", "", "url", "null"),
    (SOURCE, "url", REMOVED, "url", "is missing"),
    (SOURCE, "published", "5.12.2024", "published", "write it like 2024-12-05"),
    (SOURCE, "published", "2024-02-30", "published", "no day of the calendar"),
    (SOURCE, "published", "2024-12", "published", "write it like 2024-12-05"),
    (SOURCE, "published", 20241205, "published", "must be a string"),
    (SOURCE, "lang", "English", "lang", "no language code"),
    (SOURCE, "publisched", "2024-12-05", "publisched", "no such field here; did you mean published?"),
    (CITY, "name", "Hama", "name", "must be an object with en and ar, not a string"),
    (CITY, "name", None, "name", "not null"),
    (CITY, "name.ar", REMOVED, "name.ar", "is missing; en and ar are both needed"),
    (CITY, "name.english", "Hama", "name", '"english" is no language code'),
    (CITY, "in", "hama", "in", "can't be inside itself"),
    (CITY, "in", "siria", "in", 'no place "siria"; did you mean syria?'),
    (CITY, "covers", ["hama"], "covers", "can't cover itself"),
    (CITY, "covers", None, "covers", "must be a list, not null"),
    (CITY, "lat", 35.1, "lon", "give both"),
    (COUNTRY, "lon", 181, "lon", "from -180 to 180"),
    (COUNTRY, "lat", "35", "lat", "must be degrees"),
    (COUNTRY, "geonameid", 163843.5, "geonameid", "must be a whole number"),
    (COUNTRY, "geonameid", 2**70, "geonameid", "must be a whole number"),
    (COUNTRY, "aliases", "Surya", "aliases", "must be a list, not a string"),
    (COUNTRY, "aliases", ["Surya", "Surya"], "aliases[1]", "stands in the list twice"),
    (COUNTRY, "aliases", [None], "aliases[0]", "must be a string, not null"),
    (ARMY, "member_of", ["saa"], "member_of", "can't name itself"),
    (ARMY, "member_of", ["nato"], "member_of[0]", 'no actor "nato"'),
    (ARMY, "succeeded_by", ["nobody"], "succeeded_by[0]", "no actor"),
    (ARMY, "since", "2025-01-01", "since", "is after until, 2024-12-08"),
    (ARMY, "side", 1, "side", "must be a string"),
    (EVENT, "when", "2024-12-05/..", "when", "open at one end"),
    (EVENT, "when", "/2024-12-05", "when", "open at one end"),
    (EVENT, "when", "2024-12-05/2024-12-01", "when", "ends before it starts"),
    (EVENT, "when", "2024-13-01", "when", "no such day"),
    (EVENT, "when", "2023-02-29~", "when", "no such day"),
    (EVENT, "when", "5 December 2024", "when", "write one like 2024-12-05"),
    (EVENT, "when", "2024-12-05T12:00:00", "when", "write one like 2024-12-05"),
    (EVENT, "when", "2024-12-XX", "when", "write one like 2024-12-05"),
    (EVENT, "when", None, "when", "must be a string"),
    (EVENT, "when", REMOVED, "when", "is missing; write a date like 2024-12-05"),
    (EVENT, "clock", 12, "clock", "must be a string"),
    (EVENT, "kind", "captured", "kind", "did you mean capture?"),
    (EVENT, "kind", REMOVED, "kind", "is missing; write one of protest, clash"),
    (EVENT, "status", "sure", "status", "none of confirmed, reported, claimed or disputed"),
    (EVENT, "outcome", "wonn", "outcome", "did you mean won?"),
    (EVENT, "importance", 6, "importance", "from 1 to 5, not 6"),
    (EVENT, "importance", True, "importance", "from 1 to 5, not true"),
    (EVENT, "importance", 2.5, "importance", "from 1 to 5, not 2.5"),
    (EVENT, "text.en", REMOVED, "text.en", "is missing"),
    (EVENT, "places", [], "places", "at least one"),
    (EVENT, "places", ["hamma"], "places[0]", 'no place "hamma"; did you mean hama?'),
    (EVENT, "actors.0.role", "for", "actors[0].role", "none of by, against, from, with or about"),
    (EVENT, "actors.0.actor", "htss", "actors[0].actor", "did you mean hts?"),
    (EVENT, "actors.1", {"actor": "hts", "role": "by"}, "actors[1].actor", "has this role already"),
    (EVENT, "actors.0", "hts", "actors[0]", "must be an object, not a string"),
    (EVENT, "actors", {"actor": "hts", "role": "by"}, "actors", "must be a list, not an object"),
    (EVENT, "reports", [], "reports", "at least one"),
    (EVENT, "reports", REMOVED, "reports", "is missing"),
    (EVENT, "reports.0.source", "tag25", "reports[0].source", 'no source "tag25"'),
    (EVENT, "reports.0.source", REMOVED, "reports[0].source", "is missing; write the id of a source"),
    (EVENT, "reports.0.said_by", "saa", "reports[0].said_by", "must be a list"),
    (EVENT, "reports.0.stance", "admits", "reports[0].stance", "none of reports, claims, confirms"),
    (EVENT, "reports.0.on", "yesterday", "reports[0].on", "write it like"),
    (EVENT, "reports.0.note", {"en": "only English"}, "reports[0].note.ar", "is missing"),
    (EVENT, "reports.1.when", "2024", "reports[1].when", "no such field"),
    (EVENT, "figures.0.low", 900, "figures[0].low", "900 is more than the high, 826.5"),
    (EVENT, "figures.0.low", "many", "figures[0].low", "must be a number, not a string"),
    (EVENT, "figures.0.low", False, "figures[0].low", "must be a number, not false"),
    (EVENT, "figures.0.high", None, "figures[0].high", "must be a number, not null"),
    (EVENT, "figures.0.low", -1, "figures[0].low", "can't be a count"),
    (EVENT, "figures.0.high", 10**30, "figures[0].high", "can't be a count"),
    (EVENT, "figures.0.measure", "dead", "figures[0].measure", "none of killed"),
    (EVENT, "figures.0.group", "person", "figures[0].group", "none of people"),
    (EVENT, "figures.0.label", None, "figures[0].label", "not null"),
    (EVENT, "figures.0.until", "2024-11-01", "figures[0].since", "is after until"),
    (EVENT, "figures.0.area", ["nowhere"], "figures[0].area[0]", "no place"),
    (EVENT, "figures.0.source", "none", "figures[0].source", "no source"),
    (EVENT, "control.0.extent", "all", "control[0].extent", "none of whole or part"),
    (EVENT, "control.0.places", [], "control[0].places", "at least one"),
    (EVENT, "control.0.to", ["nobody"], "control[0].to[0]", "no actor"),
    (EVENT, "control.1.except", ["nowhere"], "control[1].except[0]", "no place"),
    (EVENT, "tags", ["\ud800"], "tags[0]", "U+D800"),
]


@pytest.mark.parametrize(
    ("record", "path", "value", "field", "sentence"),
    MISTAKES,
    ids=[
        f"{record['type']}.{path}={'gone' if value is REMOVED else str(value)[:30]!r}"
        for record, path, value, *_ in MISTAKES
    ],
)
def test_a_mistake_names_its_line_and_field(record: dict, path: str, value: object, field: str, sentence: str) -> None:
    records = [changed(record, path, value) if other is record else other for other in ALL]
    lines = [json.dumps(record).encode() for record in records]  # escapes can hold what UTF-8 can't
    line = ALL.index(record) + 1
    found = [mistake for mistake in mistakes_of(RecordFile("a", lines)) if mistake[0] == line]
    assert [mistake[1] for mistake in found] == [field]
    assert sentence in found[0][2]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b'{"type": "source",', "column 19: no valid JSON"),
        (b"type,id,outlet", "column 1: no valid JSON"),
        (b'["source"]', "must be an object with a type, not a list"),
        (b"null", "must be an object with a type, not null"),
        (b'{"type": "source", "outlet": "\xe9"}', "byte 31 is not UTF-8"),
        (b'{"type": "source", "type": "place"}', 'the field "type" is given twice'),
        (b'{"low": NaN}', "NaN is no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"low": ' + b"9" * 5000 + b"}", "digits"),
    ],
)
def test_a_line_that_is_no_object_is_told_with_its_place(line: bytes, sentence: str) -> None:
    (mistake,) = mistakes_of(RecordFile("a", [*lines_of(SOURCE), line]))
    assert mistake[:2] == (2, "")
    assert sentence in mistake[2]


def test_an_id_may_not_stand_twice() -> None:
    files = [file_of(SOURCE, SOURCE, name="a"), file_of(SOURCE, name="b")]
    assert mistakes_of(*files) == [
        (2, "id", '"tag24-20241205-hama" is the id of the source in line 1 too; give one of them another'),
        (1, "id", '"tag24-20241205-hama" is the id of the source in a:1 too; give one of them another'),
    ]


def test_records_of_two_types_may_share_an_id() -> None:
    assert mistakes_of(file_of(*ALL[:-1], changed(EVENT, "id", "hama"))) == []


def test_places_may_not_lie_in_a_circle() -> None:
    country = changed(changed(COUNTRY, "in", "hama"), "covers", [])
    (mistake,) = mistakes_of(file_of(country, CITY))
    assert mistake[:2] == (1, "in")
    assert "syria > hama > syria" in mistake[2]


def test_actors_may_not_be_members_of_each_other() -> None:
    army = changed(changed(ARMY, "member_of", ["hts"]), "succeeded_by", [])
    (mistake,) = mistakes_of(file_of(army, changed(REBELS, "member_of", ["saa"])))
    assert mistake[:2] == (1, "member_of")
    assert "saa > hts > saa" in mistake[2]


def test_a_circle_with_what_is_stored_is_found() -> None:
    with closing(open_for_writing(None)) as database:
        import_records(database, read_records([file_of(*ALL)]))
        (mistake,) = mistakes_of(file_of(changed(COUNTRY, "in", "hama")), database=database)
        assert mistake[1] == "in"


def test_what_is_stored_may_be_named() -> None:
    event = changed(EVENT, "id", "another")
    assert len(mistakes_of(file_of(event))) > 5
    with closing(open_for_writing(None)) as database:
        import_records(database, read_records([file_of(*ALL)]))
        assert mistakes_of(file_of(event), database=database) == []
        (mistake,) = mistakes_of(file_of(changed(event, "places", ["homa"])), database=database)
        assert "did you mean hama?" in mistake[2]


def test_a_file_with_ten_mistakes_lists_all_ten_in_their_order() -> None:
    event = EVENT
    for path, value in (
        ("when", "5 December"),
        ("status", "certain"),
        ("importance", 9),
        ("reports.0.stance", "says"),
        ("figures.0.low", 1000),
        ("places", ["hamaa"]),
    ):
        event = changed(event, path, value)
    lines = [
        *lines_of(changed(SOURCE, "url", "nowhere"), COUNTRY, changed(CITY, "name.ar", REMOVED), ARMY, REBELS),
        b"{broken\n",
        b'{"type": "evnt"}\n',
        *lines_of(event),
    ]
    assert [(line, field) for line, field, _ in mistakes_of(RecordFile("ten.jsonl", lines))] == [
        (1, "url"),
        (3, "name.ar"),
        (6, ""),
        (7, "type"),
        (8, "when"),
        (8, "status"),
        (8, "importance"),
        (8, "reports[0].stance"),
        (8, "figures[0].low"),
        (8, "places[0]"),
    ]


def test_a_mistake_and_a_refusal_are_sentences() -> None:
    mistake = Mistake("a.jsonl", 3, "when", "is missing")
    assert str(mistake) == "a.jsonl:3: when: is missing"
    assert str(RecordsRefused((mistake,))) == "1 mistake, nothing imported:\na.jsonl:3: when: is missing"


def test_a_file_that_can_not_be_read_is_a_mistake(tmp_path: Path) -> None:
    (mistake,) = mistakes_of(record_file(tmp_path / "none.jsonl"))
    assert mistake[0] is None
    assert "can't be read (No such file or directory)" in mistake[2]


def test_records_come_as_the_file_is_read() -> None:
    reading = read_records([file_of(SOURCE, CITY)])
    assert next(reading).id == "tag24-20241205-hama"
    with pytest.raises(RecordsRefused):
        list(reading)
