"""Sheets that people make: read rightly, or refused with the row, the column and what would be right."""

import pytest
from sqlite_utils import Database

from db.bulk import bring_in
from db.check import check_database
from db.desk import import_records
from db.errors import NotStored, RecordsRefused
from db.exporting import each_line
from db.model import Event, Kind, Role, Stance, Status
from db.querying import Query, csv_lines, query_lines
from db.records import RecordFile, read_records
from db.revision import Signature
from db.rows import load_events
from db.writing import Tally
from tests.store.samples import ALL, EVENT, changed, file_of

HEADING = "date;kind;place;by;from;text_en;text_ar;outlet;url;published;said by;stance;killed"
ROW = "05/12/2024;capture;Hama;HTS;the army;Rebels took it.;سيطروا عليها.;Shafaq;https://shafaq.com/a;06/12/2024;saa;confirms;10-15"

LATIN = "05/12/2024;capture;Hama;;;Rebels took it.;;Café;;;;;"


@pytest.fixture
def timeline(fresh: Database) -> Database:
    named = changed(ALL[4], "aliases", ["HTS"])
    import_records(fresh, read_records([file_of(*ALL[:4], named, EVENT)]))
    return fresh


def sheet(content: str | bytes) -> RecordFile:
    raw = content.encode() if isinstance(content, str) else content
    return RecordFile("sheet.csv", raw.splitlines(keepends=True))


def brought(database: Database, content: str | bytes) -> Event:
    """The one event that a sheet adds."""
    known = {event.id for event in load_events(database)}
    bring_in(database, [sheet(content)], Signature())
    assert check_database(database) == ()
    (event,) = [event for event in load_events(database) if event.id not in known]
    return event


def refused(database: Database, content: str | bytes) -> list[str]:
    before = list(each_line(database))
    with pytest.raises(RecordsRefused) as caught:
        bring_in(database, [sheet(content)], Signature())
    assert list(each_line(database)) == before
    return [str(mistake) for mistake in caught.value.mistakes]


def test_a_sheet_with_semicolons_a_mark_and_trailing_empty_rows_is_read(timeline: Database) -> None:
    event = brought(timeline, f"\ufeff{HEADING}\r\n{ROW}\r\n;;;;;;;;;;;;\r\n;;;;;;;;;;;;\r\n")
    assert (event.when.edtf, event.kind, event.places) == ("2024-12-05", Kind.CAPTURE, ("hama",))
    assert [(part.role, part.actor) for part in event.actors] == [(Role.BY, "hts"), (Role.FROM, "saa")]
    (report,) = event.reports
    assert (report.source.outlet, str(report.source.published), report.said_by) == ("Shafaq", "2024-12-06", ("saa",))
    assert (report.stance, event.status, event.importance) == (Stance.CONFIRMS, Status.REPORTED, 3)
    (figure,) = event.figures
    assert (figure.low, figure.high, figure.area, figure.said_by) == (10, 15, ("hama",), ("saa",))


def test_the_same_sheet_again_changes_nothing(timeline: Database) -> None:
    brought(timeline, f"{HEADING}\n{ROW}\n")
    assert bring_in(timeline, [sheet(f"{HEADING}\n{ROW}\n")], Signature()).total == Tally(unchanged=2)


ARABIC = (
    "التاريخ,النوع,المكان,النص بالعربية,النص بالإنجليزية,المصدر,الرابط\n"
    "٥/١٢/٢٠٢٤,سيطرة,حماة,سيطروا عليها.,They took it.,شفق,\n"
)


@pytest.mark.parametrize(
    "content",
    [
        ARABIC,
        ARABIC.replace(",", ";").encode("utf-8-sig"),
        ARABIC.replace(",", "\t").encode("utf-16"),
        ARABIC.translate({ord("٥"): "5", ord("١"): "1", ord("٢"): "2", ord("٠"): "0", ord("٤"): "4"}).encode("cp1256"),
    ],
    ids=["UTF-8", "with a mark", "Unicode text of a spreadsheet", "Windows Arabic"],
)
def test_a_sheet_in_arabic_is_read(timeline: Database, content: str | bytes) -> None:
    event = brought(timeline, content)
    assert (event.when.edtf, event.kind, event.places) == ("2024-12-05", Kind.CAPTURE, ("hama",))
    assert (event.text.get("ar"), event.text.get("en")) == ("سيطروا عليها.", "They took it.")
    assert (event.reports[0].source.outlet, event.reports[0].source.language) == ("شفق", "ar")


def test_titles_above_the_headings_are_passed_over(timeline: Database) -> None:
    event = brought(timeline, f"Our list of events;;;;\n\nWhen;;What happened;;;;;Source;;;;;\n{HEADING}\n{ROW}\n")
    assert event.when.edtf == "2024-12-05"


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("5/12/2024", "2024-12-05"),
        ("05.12.2024", "2024-12-05"),
        ("2024-12-05", "2024-12-05"),
        ("2024-12-05 00:00:00", "2024-12-05"),
        ("2024-12", "2024-12"),
        ("2024-11-29/2024-12-05", "2024-11-29/2024-12-05"),
        ("5 December 2024", "2024-12-05"),
        ("5 كانون الأول 2024", "2024-12-05"),
        ("ديسمبر 2024", "2024-12"),
    ],
)
def test_a_date_is_read_with_the_day_first(timeline: Database, cell: str, edtf: str) -> None:
    assert brought(timeline, f"{HEADING}\n{ROW.replace('05/12/2024', cell)}\n").when.edtf == edtf


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("05/12/2024", "12/25/2024", 'sheet.csv:2: date: "12/25/2024" has the month 25'),
        ("05/12/2024", "05/12/24", 'sheet.csv:2: date: "05/12/24" has a year of 2 digits'),
        ("05/12/2024", "45631", 'sheet.csv:2: date: "45631" is a spreadsheet\'s number of a day'),
        ("05/12/2024", "31/02/2024", 'sheet.csv:2: date: "31/02/2024" is no day of the calendar'),
        ("05/12/2024", "", "sheet.csv:2: date: is empty"),
        ("06/12/2024", "soon", 'sheet.csv:2: published: "soon" is no date'),
        ("capture", "captur", 'sheet.csv:2: kind: "captur" is none of them; did you mean capture?'),
        (";Hama;", ";Hamma;", 'sheet.csv:2: place: "Hamma" is not recorded; did you mean hama?'),
        (";HTS;", ";the reds;", 'sheet.csv:2: by: "the reds" is not recorded'),
        ("سيطروا عليها.", "", "sheet.csv:2: text_ar: is empty"),
        ("Shafaq", "", "sheet.csv:2: outlet: is empty"),
        ("https://shafaq.com/a", "shafaq", 'sheet.csv:2: url: "shafaq" is no link'),
        ("confirms", "nods", 'sheet.csv:2: stance: "nods" is none of them'),
        ("10-15", "about ten", 'sheet.csv:2: killed: "about ten" is no count'),
        ("10-15", "15-10", "sheet.csv:2: figures[0].low: 15 is more than the high"),
        ("10-15", "1;and more", "sheet.csv:2: column N: the row has more cells than there are headings (13)"),
    ],
)
def test_what_is_wrong_is_refused_with_its_row_and_column(timeline: Database, old: str, new: str, told: str) -> None:
    (mistake,) = refused(timeline, f"{HEADING}\n{ROW.replace(old, new)}\n")
    assert mistake.startswith(told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,age\nHana,7\n", "sheet.csv:1: has no row of headings"),
        (HEADING.replace("outlet", "outlett") + f"\n{ROW}\n", 'sheet.csv:1: column H: "outlett" is no heading'),
        (HEADING.replace("url", "link;url") + "\n", "sheet.csv:1: column J: \"url\" means the same as \"link\""),
        (HEADING.replace("url", "") + f"\n{ROW}\n", "sheet.csv:2: column I: the cell stands under no heading"),
        (f"{ROW}\n{HEADING}\n{ROW}\n", "sheet.csv:1: stands above the headings and holds a date"),
        (HEADING.replace("kind;", "") + "\n", "sheet.csv:1: kind: the column is missing"),
        (f"{HEADING}\n{LATIN}\n".encode("cp1252"), "sheet.csv:2: is neither UTF-8 nor"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_none_is_refused(timeline: Database, content: str | bytes, told: str) -> None:
    assert refused(timeline, content)[0].startswith(told)


def test_a_name_of_two_places_is_asked_back(timeline: Database) -> None:
    import_records(timeline, read_records([file_of(changed(ALL[2], "id", "hama-governorate"))], timeline))
    (mistake,) = refused(timeline, f"{HEADING}\n{ROW}\n")
    assert "may be hama or hama-governorate; write one of these" in mistake


def test_an_exported_sheet_is_imported_again_without_a_change(bundled_copy: Database) -> None:
    before = list(each_line(bundled_copy))
    lines = "".join(csv_lines(bundled_copy, Query(kinds=(Kind.CAPTURE,)))).encode()
    summary = bring_in(bundled_copy, [sheet(lines)], Signature())
    assert summary.events.unchanged > 50
    assert summary.total == Tally(unchanged=summary.events.unchanged)
    assert list(each_line(bundled_copy)) == before


def test_a_query_is_exported_with_all_that_it_names(bundled_database: Database, fresh: Database) -> None:
    lines = list(query_lines(bundled_database, Query(places=("hama",), kinds=(Kind.CAPTURE,))))
    import_records(fresh, read_records([RecordFile("some", [line.encode() for line in lines])]))
    events = load_events(fresh)
    assert events
    assert {event.kind for event in events} == {Kind.CAPTURE}
    assert check_database(fresh) == ()
    with pytest.raises(NotStored, match="nowhere"):
        list(query_lines(bundled_database, Query(places=("nowhere",))))
