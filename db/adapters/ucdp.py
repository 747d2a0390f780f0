"""UCDP's Georeferenced Event Dataset (the CSV of ucdp.uu.se) to records.

What its codebook calls best, low and high estimate becomes one figure from low to high whose label names the
best; `date_prec` above 1 becomes the span that the row gives; `where_prec` above 2 becomes the district, the
governorate or the country, never the town whose coordinates stand for it. Source: Högbladh, UCDP GED Codebook.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from sqlite_utils import Database

from db.adapters.dataset import records_of
from db.adapters.gazetteer import Gazetteer, Spot
from db.adapters.table import Mistakes, Refusal, clean, columns_of, degrees, rows_of, whole_number
from db.edtf_dates import read_day
from db.errors import BadDate
from db.model import (
    Actor,
    Event,
    Figure,
    Group,
    Kind,
    Measure,
    Participant,
    Place,
    Precision,
    Report,
    Role,
    Source,
    Stance,
    Status,
    Text,
    When,
)
from db.phrases import quoted
from db.records import PlacedRecord, RecordFile
from db.references import Where

COLUMNS = (
    *("id", "type_of_violence", "side_a_new_id", "side_a", "side_b_new_id", "side_b", "source_original"),
    *("where_prec", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_civilians", "best", "high", "low"),
)
_VERSION = re.compile(r"v(?P<year>[0-9]{2})[_.](?P<part>[0-9]+)")
_SIDES = (Role.WITH, Role.WITH)  # the dataset doesn't say who attacked
_VIOLENCE = {
    "1": (Kind.CLASH, _SIDES, "State-based violence between {a} and {b}", "عنف طرفه دولة بين {a} و{b}"),
    "2": (Kind.CLASH, _SIDES, "Violence between {a} and {b}", "عنف بين {a} و{b}"),
    "3": (
        Kind.ATTACK_ON_CIVILIANS,
        (Role.BY, Role.AGAINST),
        "One-sided violence by {a} against {b}",
        "عنف من جانب واحد ارتكبه طرف {a} بحق {b}",
    ),
}
_SUMMARY = "2"  # of `event_clarity`: several incidents that the sources told as one


def read_ucdp(file: RecordFile, database: Database) -> Iterator[PlacedRecord]:
    """The source, the places and actors that are not stored, and the events of a GED table, row by row.

    Raises RecordsRefused after the last row with every mistake, so what came before is to be kept only once
    the iteration has ended.
    """
    mistakes = Mistakes(file.name)
    rows = rows_of(file.lines, mistakes)
    _, heading = next(rows, (1, []))
    columns = columns_of(heading, COLUMNS, mistakes)
    mistakes.raise_any()
    source = source_of(file.name)
    yield PlacedRecord(Where(file.name, 1), source)
    reading = _Reading(columns, Gazetteer(database, "ucdp"), source)
    yield from records_of(file.name, heading, rows, reading.event, reading.names, mistakes)


def source_of(name: str) -> Source:
    """The dataset as a source, with its version where the file's name tells it (GEDEvent_v24_1.csv)."""
    found = _VERSION.search(name)
    version = f" {found['year']}.{found['part']}" if found else ""
    return Source("ucdp-ged", f"UCDP GED{version}", "https://ucdp.uu.se/downloads/", None, "en", "research")


class _Reading:
    """Rows to events; what rows share is made once."""

    def __init__(self, columns: dict[str, int], names: Gazetteer, source: Source) -> None:
        self.names = names
        self._source = source
        self._in_order = [columns[name] for name in COLUMNS]
        self._spots: dict[tuple[str, ...], tuple[Place, Text]] = {}
        self._sides: dict[tuple[str, ...], Actor] = {}
        self._changing: dict[str, bool] = {}
        self._whens: dict[tuple[str, str, str], When] = {}
        self._reports: dict[str, tuple[Report, ...]] = {}

    def event(self, cells: Sequence[str]) -> Event:
        """The event of a row. Raises Refusal."""
        (id, violence, number_a, side_a, number_b, side_b, original, where_prec, spot, adm_1, adm_2,
         latitude, longitude, country, clarity, date_prec, start, end, civilians, best, high, low) = (
            [cells[index] for index in self._in_order]
        )  # fmt: skip
        if not (id.isascii() and id.isdigit()):
            raise Refusal("id", f"{quoted(id)} is no id of UCDP; it is a whole number like 412700")
        if violence not in _VIOLENCE:
            raise Refusal("type_of_violence", f"{quoted(violence)} is none of 1, 2 or 3")
        kind, roles, english, arabic = _VIOLENCE[violence]
        when = self._when(date_prec, start[:10], end[:10])
        place, where = self._spot(where_prec, spot, adm_2, adm_1, country, latitude, longitude)
        a = self._side("side_a", side_a, number_a, when.start)
        b = self._side("side_b", side_b, number_b, when.start)
        text_en = f"{english.format(a=a.name.get('en'), b=b.name.get('en'))} {where.get('en')}"
        text_ar = f"{arabic.format(a=a.name.get('ar'), b=b.name.get('ar'))} {where.get('ar')}"
        if clarity == _SUMMARY:
            text_en += " (several incidents told as one)"
            text_ar += " (عدة حوادث وردت كأنها حادث واحد)"
        killed = whole_number("best", best)
        figures = _figures(
            (whole_number("low", low), killed, whole_number("high", high)),
            whole_number("deaths_civilians", civilians),
            when,
            place,
            self._source,
        )
        return Event(
            id=f"ucdp-{id}",
            when=when,
            clock=None,
            kind=kind,
            places=(place.id,),
            actors=_participants(a, b, roles),
            text=Text((("en", f"{text_en}."), ("ar", f"{text_ar}."))),
            status=Status.REPORTED,
            importance=1 if killed < 10 else 2 if killed < 50 else 3,
            reports=self._report(original),
            figures=figures,
        )

    def _when(self, precision: str, start: str, end: str) -> When:
        key = precision, start, end
        if key not in self._whens:
            if len(self._whens) > 50_000:
                self._whens.clear()
            self._whens[key] = _when(*key)
        return self._whens[key]

    def _spot(self, *key: str) -> tuple[Place, Text]:
        if key not in self._spots:
            self._spots[key] = self._find_spot(*key)
        return self._spots[key]

    def _find_spot(
        self, where_prec: str, spot: str, adm_2: str, adm_1: str, country: str, latitude: str, longitude: str
    ) -> tuple[Place, Text]:
        if where_prec not in ("1", "2", "3", "4", "5", "6", "7"):
            raise Refusal("where_prec", f"{quoted(where_prec)} is none of 1 to 7")
        name = clean(country)
        if not name:
            raise Refusal("country", "is empty; every event has a country")
        place = self.names.place(Spot(re.sub(r" \(.*\)", "", name), "country"))
        if where_prec in ("1", "2", "3", "4", "5") and (inside := clean(adm_1)):
            place = self.names.place(Spot(inside, "governorate", place.id))
        if where_prec in ("1", "2", "3") and (inside := clean(adm_2)):
            place = self.names.place(Spot(inside, "district", place.id))
        if where_prec in ("1", "2") and (inside := clean(spot)):
            north, east = degrees("latitude", latitude, 90), degrees("longitude", longitude, 180)
            place = self.names.place(Spot(inside, "town", place.id, north, east))
        near_en, near_ar = ("near", "قرب") if where_prec == "2" else ("in", "في")
        return place, Text((("en", f"{near_en} {place.name.get('en')}"), ("ar", f"{near_ar} {place.name.get('ar')}")))

    def _side(self, column: str, name: str, number: str, day: date) -> Actor:
        if name not in self._changing:
            self._changing[name] = self.names.depends_on_day(name)
        key = name, number, day.isoformat() if self._changing[name] else ""
        if key not in self._sides:
            words = clean(name)
            if not words:
                raise Refusal(column, "is empty; both sides have a name")
            kind = "state" if words.startswith("Government of ") else "armed_group"
            given = number.strip() if number.strip().isdigit() else ""
            self._sides[key] = self.names.actor(words, kind, day, given)
        return self._sides[key]

    def _report(self, original: str) -> tuple[Report, ...]:
        """The dataset's report; it names whom the dataset itself has it from."""
        if original not in self._reports:
            if len(self._reports) > 5_000:
                self._reports.clear()
            words = clean(original)
            note = Text((("en", f"UCDP has it from: {words}"), ("ar", f"مصدر UCDP: {words}"))) if words else None
            self._reports[original] = (Report(self._source, (), Stance.REPORTS, None, note),)
        return self._reports[original]


def _participants(a: Actor, b: Actor, roles: tuple[Role, Role]) -> tuple[Participant, ...]:
    first, second = Participant(a.id, roles[0]), Participant(b.id, roles[1])
    return (first,) if first == second else (first, second)


def _figures(
    estimates: tuple[int, int, int], civilians: int, when: When, place: Place, source: Source
) -> tuple[Figure, ...]:
    """The killed from low to high, and the civilians among them, of which there is one number."""
    low, best, high = estimates
    if not low <= best <= high:
        raise Refusal("best", f"{best} is not between low, {low}, and high, {high}; set the three right")
    area = (place.id,)
    figures = []
    if high:
        label = PEOPLE if low == high else _best_of(best)
        figures.append(Figure(Measure.KILLED, low, high, Group.PEOPLE, label, when.start, when.end, area, (), source))
    if civilians:
        figures.append(
            Figure(
                Measure.KILLED,
                civilians,
                civilians,
                Group.CIVILIANS,
                _CIVILIANS,
                when.start,
                when.end,
                area,
                (),
                source,
            )
        )
    return tuple(figures)


PEOPLE = Text((("en", "people"), ("ar", "أشخاص")))
_CIVILIANS = Text((("en", "civilians"), ("ar", "مدنيون")))


def _best_of(best: int) -> Text:
    return Text((("en", f"people (best estimate: {best})"), ("ar", f"أشخاص (أفضل تقدير: {best})")))


def _when(precision: str, start: str, end: str) -> When:
    """The date of a row as exactly as `date_prec` says that it is known. Raises Refusal."""
    if precision not in ("1", "2", "3", "4", "5"):
        raise Refusal("date_prec", f"{quoted(precision)} is none of 1 to 5")
    days = []
    for column, cell in (("date_start", start), ("date_end", end)):
        try:
            days.append(read_day(cell))
        except BadDate as error:
            raise Refusal(column, str(error)) from None
    first, last = days
    if first > last:
        raise Refusal("date_end", f"{end} is before date_start, {start}; set them right")
    if first == last:
        # A day that is not known exactly stands for days around it.
        return When(start, first, last, Precision.DAY) if precision == "1" else _about(start, first)
    if first.day == 1 and last == date(first.year, first.month, monthrange(first.year, first.month)[1]):
        return When(start[:7], first, last, Precision.MONTH)
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return When(start[:4], first, last, Precision.YEAR)
    return When(f"{start}/{end}", first, last, Precision.SPAN)


def _about(start: str, day: date) -> When:
    return When(f"{start}~", day, day, Precision.APPROXIMATE)
