"""Records and small timelines for tests: each builder gives a valid record from as little as the test is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date

from db.connection import open_for_writing
from db.desk import import_records
from db.edtf_dates import read_when
from db.model import (
    Actor,
    ControlChange,
    Event,
    Extent,
    Figure,
    Group,
    Kind,
    Measure,
    Outcome,
    Participant,
    Place,
    Record,
    Report,
    Role,
    Source,
    Stance,
    Status,
    Text,
)
from db.timeline import Timeline


def text(en: str, ar: str = "") -> Text:
    """A text in English, and in Arabic where it is given."""
    return Text((("en", en), ("ar", ar)) if ar else (("en", en),))


def day(written: str | None) -> date | None:
    """The day of a text like 2024-12-05, None where there is none."""
    return date.fromisoformat(written) if written else None


def source(id: str = "tag24", *, outlet: str = "TAG24", published: str | None = "2024-12-05") -> Source:
    """A page of an outlet."""
    return Source(id, outlet, f"https://example.org/{id}", day(published), "en", "news")


def place(
    id: str,
    en: str,
    ar: str,
    *,
    kind: str = "city",
    within: str | None = "syria",
    aliases: Sequence[str] = (),
    common_words: Sequence[str] = (),
    covers: Sequence[str] = (),
) -> Place:
    """A place, by default a city of the country."""
    return Place(
        id,
        text(en, ar),
        kind,
        within,
        aliases=tuple(aliases),
        common_words=tuple(common_words),
        covers=tuple(covers),
    )


def actor(
    id: str,
    en: str,
    ar: str,
    *,
    kind: str = "armed_group",
    side: str | None = None,
    member_of: Sequence[str] = (),
    aliases: Sequence[str] = (),
    exact: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    metonyms: Sequence[str] = (),
    adjectives: Sequence[str] = (),
    succeeded_by: Sequence[str] = (),
) -> Actor:
    """An actor, by default an armed group of no side."""
    return Actor(
        id,
        text(en, ar),
        kind,
        side,
        tuple(member_of),
        tuple(aliases),
        tuple(exact),
        day(since),
        day(until),
        tuple(metonyms),
        tuple(adjectives),
        tuple(succeeded_by),
    )


def report(
    source_: Source | None = None,
    *,
    said_by: Sequence[str] = (),
    stance: Stance = Stance.REPORTS,
    on: str | None = None,
) -> Report:
    """A report, by default one that its outlet states itself."""
    return Report(source_ or source(), tuple(said_by), stance, day(on), None)


def figure(
    low: float,
    high: float | None = None,
    *,
    measure: Measure = Measure.KILLED,
    group: Group = Group.PEOPLE,
    since: str | None = "2024-11-27",
    until: str | None = "2024-12-05",
    area: Sequence[str] = ("syria",),
    said_by: Sequence[str] = ("sohr",),
    label: Text | None = None,
    source_: Source | None = None,
) -> Figure:
    """A count, by default the Observatory's of people killed in the country since the offensive began."""
    return Figure(
        measure,
        low,
        low if high is None else high,
        group,
        label or text("people", "أشخاص"),
        day(since),
        day(until),
        tuple(area),
        tuple(said_by),
        source_ or source(),
    )


def change(
    *places: str,
    to: Sequence[str] = (),
    from_: Sequence[str] = (),
    extent: Extent = Extent.WHOLE,
    excluded: Sequence[str] = (),
) -> ControlChange:
    """A change of who holds places, by default of all of them."""
    return ControlChange(tuple(places), tuple(to), tuple(from_), extent, tuple(excluded))


def event(
    id: str,
    when: str = "2024-12-05",
    *,
    kind: Kind = Kind.CAPTURE,
    places: Sequence[str] = ("hama",),
    by: Sequence[str] = (),
    from_: Sequence[str] = (),
    against: Sequence[str] = (),
    with_: Sequence[str] = (),
    about: Sequence[str] = (),
    en: str = "It happened.",
    ar: str = "",
    clock: str | None = None,
    status: Status = Status.REPORTED,
    importance: int = 4,
    reports: Sequence[Report] = (),
    figures: Sequence[Figure] = (),
    control: Sequence[ControlChange] = (),
    outcome: Outcome | None = None,
) -> Event:
    """An event with one report, by default a capture of Hama by nobody in particular."""
    roles = ((Role.BY, by), (Role.FROM, from_), (Role.AGAINST, against), (Role.WITH, with_), (Role.ABOUT, about))
    return Event(
        id=id,
        when=read_when(when),
        clock=clock,
        kind=kind,
        places=tuple(places),
        actors=tuple(Participant(one, role) for role, actors in roles for one in actors),
        text=text(en, ar),
        status=status,
        importance=importance,
        reports=tuple(reports) or (report(),),
        figures=tuple(figures),
        control=tuple(control),
        outcome=outcome,
    )


def captured(
    id: str,
    when: str,
    place: str,
    name: str,
    *,
    by: Sequence[str] = ("hts",),
    from_: Sequence[str] = ("saa",),
    status: Status = Status.REPORTED,
    importance: int = 4,
    reports: Sequence[Report] = (),
    clock: str | None = None,
) -> Event:
    """An event in which a whole place changed hands."""
    return event(
        id,
        when,
        places=(place,),
        by=by,
        from_=from_,
        en=f"Forces captured {name}.",
        status=status,
        importance=importance,
        reports=reports,
        clock=clock,
        control=(change(place, to=by, from_=from_),),
    )


PLACES = (
    place("syria", "Syria", "سوريا", kind="country", within=None),
    place("hama-governorate", "Hama Governorate", "محافظة حماة", kind="governorate"),
    place("hama", "Hama", "حماة", within="hama-governorate", aliases=("Hamah",)),
    place("salamiyah", "Salamiyah", "السلمية", kind="town", within="hama-governorate"),
    place("homs", "Homs", "حمص"),
    place("aleppo", "Aleppo", "حلب"),
    place("al-bab", "Al-Bab", "الباب", kind="town", common_words=("الباب",)),
    place("damascus", "Damascus", "دمشق"),
    place("qunaitra", "Quneitra", "القنيطرة"),
    place("palmyra", "Palmyra", "تدمر"),
    place("russia-country", "Russia", "روسيا", kind="country", within=None),
    place("moscow", "Moscow", "موسكو", within="russia-country"),
)
ACTORS = (
    actor("rebels", "the opposition", "المعارضة", side="opposition", aliases=("rebels", "opposition forces")),
    actor("hts", "Hayat Tahrir al-Sham", "هيئة تحرير الشام", side="opposition", member_of=("rebels",), exact=("HTS",)),
    actor(
        "saa",
        "Syrian Arab Army",
        "الجيش السوري",
        kind="armed_forces",
        side="government",
        aliases=("the army", "regime forces"),
        until="2024-12-08",
        succeeded_by=("new-army",),
    ),
    actor(
        "new-army",
        "New Syrian Army",
        "الجيش السوري الجديد",
        kind="armed_forces",
        aliases=("the army",),
        since="2024-12-08",
    ),
    actor("is", "Islamic State", "تنظيم الدولة", side="islamic_state", aliases=("ISIS", "داعش"), exact=("IS",)),
    actor("sohr", "Syrian Observatory", "المرصد السوري", kind="organisation", side="humanitarian_monitor"),
    actor("russia", "Russia", "روسيا", kind="state", metonyms=("Moscow", "موسكو"), adjectives=("Russian",), aliases=()),
    actor("us", "United States", "الولايات المتحدة", kind="state", exact=("US",)),
    actor("assad", "Bashar al-Assad", "بشار الأسد", kind="person", side="government"),
)


@contextmanager
def timeline(
    *events: Event, places: Collection[Place] = PLACES, actors: Collection[Actor] = ACTORS
) -> Iterator[Timeline]:
    """A timeline in memory of these events, their sources, and by default the places and actors above."""
    sources = {report.source.id: report.source for event in events for report in event.reports}
    sources |= {figure.source.id: figure.source for event in events for figure in event.figures}
    records: tuple[Record, ...] = (*sources.values(), *places, *actors, *events)
    with closing(open_for_writing(None)) as database:
        import_records(database, records)
        yield Timeline(database)
