"""Importing tables of others: what their codes become, what is refused, and what a dry run says."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from benchmarks import ged_table
from db.bulk import Finding, bring_in
from db.chain import check_revisions
from db.check import check_database
from db.desk import import_records
from db.editing import retract, write
from db.errors import RecordsRefused
from db.exporting import each_line
from db.history import newest
from db.model import Event, Group, Kind, Precision, Role
from db.records import RecordFile, read_records
from db.revision import Signature
from db.rows import load_actors, load_events, load_places
from db.writing import Tally, Verdict
from tests.store.samples import ALL, COUNTRY, changed, file_of

GED = {
    "id": "412700", "type_of_violence": "1", "side_a_new_id": "118", "side_a": "Government of Syria",
    "side_b_new_id": "4456", "side_b": "Syrian insurgents", "source_original": "SOHR", "where_prec": "1",
    "where_coordinates": "Kafr Nabl town", "adm_1": "Idlib governorate", "adm_2": "Maarat district",
    "latitude": "35.61", "longitude": "36.56", "country": "Syria", "event_clarity": "1", "date_prec": "1",
    "date_start": "2016-05-02 00:00:00.000", "date_end": "2016-05-02 00:00:00.000",
    "deaths_civilians": "0", "best": "7", "high": "9", "low": "5",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "SYR12345", "event_date": "05 December 2024", "year": "2024", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike", "actor1": "Military Forces of Syria (2000-2024)", "assoc_actor_1": "",
    "inter1": "State forces", "actor2": "Civilians (Syria)", "assoc_actor_2": "", "inter2": "Civilians",
    "interaction": "", "civilian_targeting": "Civilian targeting", "iso": "760", "region": "Middle East",
    "country": "Syria", "admin1": "Idleb", "admin2": "Ariha", "admin3": "", "location": "Ariha",
    "latitude": "35.8136", "longitude": "36.6", "geo_precision": "1", "source": "SOHR; SHAM",
    "source_scale": "Other", "notes": "On 5 December 2024, warplanes struck Ariha. 4 people were killed.",
    "fatalities": "4", "tags": "", "timestamp": "1733900000",
}  # fmt: skip


def table(*rows: dict[str, str], name: str = "GEDEvent_v25_1.csv", heading: list[str] | None = None) -> RecordFile:
    text = io.StringIO()
    writer = csv.DictWriter(text, heading or list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return RecordFile(name, text.getvalue().encode().splitlines(keepends=True))


def ged(**cells: str) -> RecordFile:
    return table({**GED, **cells}, heading=ged_table.HEADING)


def acled(**cells: str) -> RecordFile:
    return table({**ACLED, **cells}, name="acled.csv")


def brought(database: Database, file: RecordFile) -> Event:
    bring_in(database, [file], Signature())
    (event,) = load_events(database)
    assert check_database(database) == ()
    assert check_revisions(database) == ()
    return event


def refused(database: Database, file: RecordFile) -> list[tuple[int | None, str]]:
    before = list(each_line(database))
    with pytest.raises(RecordsRefused) as caught:
        bring_in(database, [file], Signature())
    assert list(each_line(database)) == before
    return [(mistake.line, mistake.field) for mistake in caught.value.mistakes]


def test_a_row_of_ucdp_is_an_event_with_the_dataset_as_its_source(fresh: Database) -> None:
    event = brought(fresh, ged())
    assert (event.id, event.when.edtf, event.kind) == ("ucdp-412700", "2016-05-02", Kind.CLASH)
    assert (
        event.text.get("en") == "State-based violence between Government of Syria and Syrian insurgents in Kafr Nabl."
    )
    (report,) = event.reports
    assert (report.source.id, report.source.outlet, report.said_by) == ("ucdp-ged", "UCDP GED 25.1", ())
    assert report.note is not None
    assert "SOHR" in report.note.get("ar")
    assert {part.role for part in event.actors} == {Role.WITH}
    (figure,) = event.figures
    assert (figure.low, figure.high, figure.label.get("en")) == (5, 9, "people (best estimate: 7)")
    assert (figure.since, figure.until, figure.area) == (date(2016, 5, 2), date(2016, 5, 2), event.places)
    around = {place.id: place for place in load_places(fresh)}
    place = around[event.places[0]]
    assert (place.kind, place.latitude) == ("town", 35.61)
    assert around[around[place.within or ""].within or ""].name.get("en") == "Idlib"


def test_one_sided_violence_has_a_doer_and_civilians(fresh: Database) -> None:
    event = brought(
        fresh, ged(type_of_violence="3", side_b="Civilians", deaths_civilians="4", best="4", low="4", high="4")
    )
    assert event.kind is Kind.ATTACK_ON_CIVILIANS
    assert [part.role for part in event.actors] == [Role.BY, Role.AGAINST]
    assert [(one.group, one.low, one.high) for one in event.figures] == [(Group.PEOPLE, 4, 4), (Group.CIVILIANS, 4, 4)]


@pytest.mark.parametrize(
    ("precision", "start", "end", "edtf", "known"),
    [
        ("1", "2016-05-02", "2016-05-02", "2016-05-02", Precision.DAY),
        ("2", "2016-05-02", "2016-05-05", "2016-05-02/2016-05-05", Precision.SPAN),
        ("2", "2016-05-02", "2016-05-02", "2016-05-02~", Precision.APPROXIMATE),
        ("4", "2016-02-01", "2016-02-29", "2016-02", Precision.MONTH),
        ("5", "2016-01-01", "2016-12-31", "2016", Precision.YEAR),
    ],
)
def test_a_date_of_ucdp_is_as_exact_as_it_says(
    fresh: Database, precision: str, start: str, end: str, edtf: str, known: Precision
) -> None:
    event = brought(fresh, ged(date_prec=precision, date_start=start, date_end=end))
    assert (event.when.edtf, event.when.precision) == (edtf, known)


@pytest.mark.parametrize(
    ("precision", "name", "text"),
    [
        ("2", "Kafr Nabl", "near Kafr Nabl"),
        ("3", "Maarat", "in Maarat"),
        ("4", "Idlib", "in Idlib"),
        ("6", "Syria", "in Syria"),
    ],
)
def test_a_place_of_ucdp_is_as_exact_as_it_says(fresh: Database, precision: str, name: str, text: str) -> None:
    event = brought(fresh, ged(where_prec=precision))
    assert next(place for place in load_places(fresh) if place.id == event.places[0]).name.get("en") == name
    assert text in event.text.get("en")


def test_places_and_actors_that_are_stored_are_met_by_their_names(fresh: Database) -> None:
    import_records(fresh, read_records([file_of(*ALL)]))
    in_2018 = {"date_start": "2018-05-02", "date_end": "2018-05-02"}
    bring_in(fresh, [ged(where_coordinates="Hama city", side_b="HTS", **in_2018)], Signature())
    event = next(one for one in load_events(fresh) if one.id.startswith("ucdp"))
    assert event.places == ("hama",)
    assert event.actors[1].actor == "hts"


def test_a_namesake_far_off_is_another_place(fresh: Database) -> None:
    city = changed(changed(COUNTRY, "id", "hama"), "kind", "city")
    import_records(fresh, read_records([file_of({**city, "name": {"en": "Hama", "ar": "حماة"}, "covers": []})]))
    event = brought(fresh, ged(where_coordinates="Hama town", latitude="33.0", longitude="36.0"))
    assert event.places != ("hama",)


def test_importing_again_updates_and_keeps_what_editors_changed(fresh: Database) -> None:
    event = brought(fresh, ged())
    assert bring_in(fresh, [ged()], Signature()).events == Tally(unchanged=1)
    assert newest(fresh) == 1
    assert bring_in(fresh, [ged(best="8")], Signature()).events == Tally(changed=1)
    write(fresh, [replace(load_events(fresh)[0], importance=5)], Signature("7"), based_on=newest(fresh))
    findings: list[Finding] = []
    summary = bring_in(fresh, [ged()], Signature(), told=findings.append)
    assert summary.events == Tally(skipped=1)
    assert (findings[-1].id, findings[-1].verdict) == (event.id, Verdict.EDITED)
    assert load_events(fresh)[0].importance == 5
    assert bring_in(fresh, [ged()], Signature(), overwrite=True).events == Tally(changed=1)
    assert load_events(fresh)[0] == event


def test_a_dry_run_tells_line_by_line_and_writes_nothing(fresh: Database) -> None:
    bring_in(fresh, [ged()], Signature())
    retract(fresh, "ucdp-412700", Signature("7"))
    bring_in(fresh, [table({**GED, "id": "2"}, {**GED, "id": "3"}, heading=ged_table.HEADING)], Signature())
    before, number = list(each_line(fresh)), newest(fresh)
    findings: list[Finding] = []
    steps: list[int] = []
    rows = ({**GED}, {**GED, "id": "2", "best": "6"}, {**GED, "id": "3"}, {**GED, "id": "4"})
    file = table(*rows, heading=ged_table.HEADING)
    summary = bring_in(fresh, [file], Signature(), dry_run=True, told=findings.append, progress=steps.append)
    assert summary.events == Tally(added=1, changed=1, unchanged=1, skipped=1)
    told = {one.id: (one.line, one.verdict, one.fields) for one in findings if one.type == "event"}
    assert told == {
        "ucdp-412700": (2, Verdict.RETRACTED, ()),
        "ucdp-2": (3, Verdict.CHANGED, ("figures",)),
        "ucdp-3": (4, Verdict.UNCHANGED, ()),
        "ucdp-4": (5, Verdict.ADDED, ()),
    }
    assert sum(steps) == len(findings)
    assert (list(each_line(fresh)), newest(fresh)) == (before, number)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("id", "x"),
        ("type_of_violence", "4"),
        ("date_prec", "0"),
        ("date_start", "2016-13-02"),
        ("date_end", "2016-05-01"),
        ("where_prec", ""),
        ("country", ""),
        ("latitude", "95"),
        ("best", "-1"),
        ("best", "12"),
        ("high", "many"),
        ("side_b", " "),
    ],
)
def test_a_cell_of_ucdp_that_is_wrong_is_refused_with_its_row_and_column(
    fresh: Database, column: str, cell: str
) -> None:
    rows = table({**GED, "id": "1"}, {**GED, column: cell}, heading=ged_table.HEADING)
    assert refused(fresh, rows) == [(3, column)]


def test_a_table_without_its_columns_is_refused_with_their_names(fresh: Database) -> None:
    less = [name for name in ged_table.HEADING if name not in ("best", "low")]
    row = {name: cell for name, cell in GED.items() if name in less}
    assert refused(fresh, table(row, heading=less)) == [(1, "best"), (1, "low")]


def test_many_mistakes_are_counted_and_not_all_told(fresh: Database) -> None:
    file = table(*({**GED, "id": "x"} for _ in range(450)), heading=ged_table.HEADING)
    with pytest.raises(RecordsRefused, match="250 more mistakes") as caught:
        bring_in(fresh, [file], Signature())
    assert len(caught.value.mistakes) == 201


def test_a_row_of_acled_is_an_event_with_acled_as_its_source(fresh: Database) -> None:
    event = brought(fresh, acled())
    assert (event.id, event.when.edtf, event.kind) == ("acled-SYR12345", "2024-12-05", Kind.AIRSTRIKE)
    assert event.text.get("en") == ACLED["notes"]
    assert "ضربة جوية" in event.text.get("ar")
    assert [part.role for part in event.actors] == [Role.BY, Role.AGAINST]
    assert [(one.low, one.high) for one in event.figures] == [(4, 4)]
    names = {actor.id: actor.name.get("en") for actor in load_actors(fresh)}
    assert [names[part.actor] for part in event.actors] == ["Military Forces of Syria", "Civilians"]
    assert event.reports[0].source.outlet == "ACLED"


@pytest.mark.parametrize(
    ("cells", "edtf"),
    [
        ({"time_precision": "2"}, "2024-12-05~"),
        ({"time_precision": "3"}, "2024-12"),
        ({"event_date": "2024-12-05"}, "2024-12-05"),
        ({"event_date": "5 Dec 2024"}, "2024-12-05"),
    ],
)
def test_a_date_of_acled_is_as_exact_as_it_says(fresh: Database, cells: dict[str, str], edtf: str) -> None:
    assert brought(fresh, acled(**cells)).when.edtf == edtf


def test_no_fatalities_in_acled_are_no_figure_and_a_wide_place_is_the_province(fresh: Database) -> None:
    event = brought(fresh, acled(fatalities="0", geo_precision="3"))
    assert event.figures == ()
    assert next(one for one in load_places(fresh) if one.id == event.places[0]).name.get("en") == "Idleb"


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("event_id_cnty", "12"),
        ("event_date", "soon"),
        ("time_precision", "9"),
        ("sub_event_type", "Air strike"),
        ("geo_precision", ""),
        ("fatalities", "some"),
    ],
)
def test_a_cell_of_acled_that_is_wrong_is_refused_with_its_row_and_column(
    fresh: Database, column: str, cell: str
) -> None:
    assert refused(fresh, acled(**{column: cell})) == [(2, column)]


def test_one_mistake_in_one_file_keeps_all_files_out(fresh: Database) -> None:
    with pytest.raises(RecordsRefused):
        bring_in(fresh, [file_of(*ALL), ged(), acled(fatalities="x")], Signature())
    assert list(each_line(fresh)) == []
    assert newest(fresh) == 0
    bring_in(fresh, [file_of(*ALL), ged(), acled()], Signature())
    assert newest(fresh) == 1
    assert {one.id for one in load_events(fresh)} == {ALL[-1]["id"], "ucdp-412700", "acled-SYR12345"}
