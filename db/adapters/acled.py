"""ACLED's export (the CSV of acleddata.com) to records.

`time_precision` 2 becomes an approximate day and 3 the month; `geo_precision` 3 becomes the province and never
the town that stands for it. ACLED says of the order of the two actors that it means nothing, except where the
event has one side alone; then the first one did it. Its fatalities are one number, and none where it is 0.
Source: ACLED Codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain

from sqlite_utils import Database

from db.adapters.dataset import records_of
from db.adapters.gazetteer import Gazetteer, Spot
from db.adapters.table import Mistakes, Refusal, clean, columns_of, degrees, rows_of, whole_number
from db.adapters.ucdp import PEOPLE
from db.edtf_dates import read_when
from db.model import (
    Actor,
    Event,
    Figure,
    Group,
    Kind,
    Measure,
    Participant,
    Place,
    Report,
    Role,
    Source,
    Stance,
    Status,
    Text,
    When,
)
from db.phrases import nearest, quoted
from db.records import PlacedRecord, RecordFile
from db.references import Where

COLUMNS = (
    *("event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2"),
    *("country", "admin1", "admin2", "location", "latitude", "longitude", "geo_precision"),
    *("source", "notes", "fatalities"),
)
_ONE_SIDED = (Role.BY, Role.AGAINST)
_BOTH = (Role.WITH, Role.WITH)
# By sub-event: the kind, the actors' roles and how it is called in Arabic, where the notes are English only.
_SUB_EVENTS: dict[str, tuple[Kind, tuple[Role, Role], str]] = {
    "Armed clash": (Kind.CLASH, _BOTH, "اشتباك مسلح"),
    "Government regains territory": (Kind.CAPTURE, _BOTH, "استعادة القوات الحكومية أراضي"),
    "Non-state actor overtakes territory": (Kind.CAPTURE, _BOTH, "سيطرة جهة غير حكومية على أراض"),
    "Chemical weapon": (Kind.CHEMICAL_ATTACK, _ONE_SIDED, "هجوم بسلاح كيميائي"),
    "Air/drone strike": (Kind.AIRSTRIKE, _ONE_SIDED, "ضربة جوية أو بطائرة مسيّرة"),
    "Suicide bomb": (Kind.BOMBING, _ONE_SIDED, "تفجير انتحاري"),
    "Shelling/artillery/missile attack": (Kind.SHELLING, _ONE_SIDED, "قصف مدفعي أو صاروخي"),
    "Remote explosive/landmine/IED": (Kind.BOMBING, _ONE_SIDED, "انفجار عبوة أو لغم"),
    "Grenade": (Kind.BOMBING, _ONE_SIDED, "هجوم بقنبلة يدوية"),
    "Sexual violence": (Kind.ATTACK_ON_CIVILIANS, _ONE_SIDED, "عنف جنسي"),
    "Attack": (Kind.ATTACK_ON_CIVILIANS, _ONE_SIDED, "اعتداء على مدنيين"),
    "Abduction/forced disappearance": (Kind.ARREST, _ONE_SIDED, "خطف أو إخفاء قسري"),
    "Peaceful protest": (Kind.PROTEST, _ONE_SIDED, "احتجاج سلمي"),
    "Protest with intervention": (Kind.PROTEST, _BOTH, "احتجاج جرى التدخل فيه"),
    "Excessive force against protesters": (Kind.PROTEST, _BOTH, "استخدام القوة المفرطة ضد محتجين"),
    "Violent demonstration": (Kind.PROTEST, _ONE_SIDED, "مظاهرة عنيفة"),
    "Mob violence": (Kind.OTHER, _BOTH, "عنف جماعي"),
    "Agreement": (Kind.AGREEMENT, _BOTH, "اتفاق"),
    "Arrests": (Kind.ARREST, _ONE_SIDED, "اعتقالات"),
    "Change to group/activity": (Kind.OTHER, _BOTH, "تغيّر في جماعة أو نشاطها"),
    "Disrupted weapons use": (Kind.OTHER, _ONE_SIDED, "إحباط استخدام سلاح"),
    "Headquarters or base established": (Kind.OTHER, _ONE_SIDED, "إقامة مقر أو قاعدة"),
    "Looting/property destruction": (Kind.OTHER, _ONE_SIDED, "نهب أو تدمير ممتلكات"),
    "Non-violent transfer of territory": (Kind.CAPTURE, _BOTH, "انتقال السيطرة على أراض بلا قتال"),
    "Other": (Kind.OTHER, _BOTH, "حدث آخر"),
}
_DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%B-%Y", "%d-%b-%Y", "%d/%m/%Y")
_SOURCE = Source("acled", "ACLED", "https://acleddata.com/", None, "en", "research")
_OLD_NAME = {"Excessive force against protestors": "Excessive force against protesters"}


def read_acled(file: RecordFile, database: Database) -> Iterator[PlacedRecord]:
    """The source, the places and actors that are not stored, and the events of an ACLED export, row by row.

    Raises RecordsRefused after the last row with every mistake, so what came before is to be kept only once
    the iteration has ended.
    """
    mistakes = Mistakes(file.name)
    lines = iter(file.lines)
    first = next(lines, b"")
    delimiter = ";" if first.count(b";") > first.count(b",") else ","
    rows = rows_of(chain([first], lines), mistakes, delimiter)
    _, heading = next(rows, (1, []))
    columns = columns_of(heading, COLUMNS, mistakes)
    mistakes.raise_any()
    yield PlacedRecord(Where(file.name, 1), _SOURCE)
    names = Gazetteer(database, "acled")
    order = [columns[name] for name in COLUMNS]
    yield from records_of(
        file.name, heading, rows, lambda cells: _event(names, [cells[index] for index in order]), names, mistakes
    )


def _event(names: Gazetteer, cells: Sequence[str]) -> Event:
    """The event of a row. Raises Refusal."""
    (id, day, time_precision, event_type, sub_event, actor1, actor2, country, admin1, admin2, location,
     latitude, longitude, geo_precision, source, notes, fatalities) = cells  # fmt: skip
    if not re.fullmatch(r"[A-Za-z]{3}[0-9]+", id.strip()):
        raise Refusal("event_id_cnty", f"{quoted(id)} is no id of ACLED; it looks like SYR12345")
    when = _when(day.strip(), time_precision.strip())
    name = _OLD_NAME.get(sub_event.strip(), sub_event.strip())
    if name not in _SUB_EVENTS:
        raise Refusal("sub_event_type", f"{quoted(name)} is no sub-event of ACLED{nearest(name, _SUB_EVENTS)}")
    kind, roles, called = _SUB_EVENTS[name]
    place = _place(names, geo_precision.strip(), (country, admin1, admin2, location), latitude, longitude)
    actors = [_actor(names, clean(actor), when.start) for actor in (actor1, actor2) if clean(actor)]
    parts = dict.fromkeys(Participant(actor.id, role) for actor, role in zip(actors, roles, strict=False))
    told = clean(notes) or f"{event_type.strip()}: {name}, {place.name.get('en')}."
    who = " و".join(actor.name.get("ar") for actor in actors)
    arabic = f"{called} {'قرب' if geo_precision.strip() == '2' else 'في'} {place.name.get('ar')}"
    killed = whole_number("fatalities", fatalities or "0")
    whom = clean(source)
    note = Text((("en", f"ACLED has it from: {whom}"), ("ar", f"مصدر ACLED: {whom}"))) if whom else None
    return Event(
        id=f"acled-{id.strip()}",
        when=when,
        clock=None,
        kind=kind,
        places=(place.id,),
        actors=tuple(parts),
        text=Text((("en", told), ("ar", f"{arabic} (الأطراف: {who})." if who else f"{arabic}."))),
        status=Status.REPORTED,
        importance=1 if killed < 10 else 2 if killed < 50 else 3,
        reports=(Report(_SOURCE, (), Stance.REPORTS, None, note),),
        figures=(_killed(killed, when, place),) if killed else (),
    )


def _when(day: str, precision: str) -> When:
    found = _day(day)
    match precision:
        case "1":
            return read_when(found.isoformat())
        case "2":
            return read_when(f"{found.isoformat()}~")
        case "3":
            return read_when(found.isoformat()[:7])
    raise Refusal("time_precision", f"{quoted(precision)} is none of 1, 2 or 3")


def _day(text: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 a plain date has no zone
        except ValueError:
            continue
    raise Refusal("event_date", f"{quoted(text)} is no date; write it like 2024-12-05 or 05 December 2024")


def _place(names: Gazetteer, precision: str, called: tuple[str, str, str, str], latitude: str, longitude: str) -> Place:
    if precision not in ("1", "2", "3"):
        raise Refusal("geo_precision", f"{quoted(precision)} is none of 1, 2 or 3")
    country, admin1, admin2, location = map(clean, called)
    if not country:
        raise Refusal("country", "is empty; every event has a country")
    place = names.place(Spot(country, "country"))
    if admin1:
        place = names.place(Spot(admin1, "governorate", place.id))
    if precision == "3":
        return place
    if admin2:
        place = names.place(Spot(f"{admin2} district", "district", place.id))
    if location:
        north, east = degrees("latitude", latitude, 90), degrees("longitude", longitude, 180)
        place = names.place(Spot(location, "town", place.id, north, east))
    return place


def _actor(names: Gazetteer, name: str, day: date) -> Actor:
    """The actor of a name like "QSD: Syrian Democratic Forces" or "Military Forces of Syria (2000-2024)"."""
    plain = re.sub(r" \([^()]*\)", "", name)
    return names.actor(plain.partition(": ")[2] or plain, "armed_group", day)


def _killed(count: int, when: When, place: Place) -> Figure:
    return Figure(Measure.KILLED, count, count, Group.PEOPLE, PEOPLE, when.start, when.end, (place.id,), (), _SOURCE)
