"""The four types of record: which fields each has, and the rules that one record keeps by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
)
from db.phrases import quoted
from db.record_fields import Fields

SourceOf = Callable[[str], Source | None]  # the source with an id, None where there is none
_UNKNOWN = Source("", "", None, None, "", "")  # stands in until the event is given up


def read_source(fields: Fields) -> Source:
    """The source that an object describes."""
    return Source(
        id=fields.identity("id"),
        outlet=fields.string("outlet"),
        url=fields.link_or_none("url"),
        published=fields.day_or_none("published"),
        language=fields.language("lang"),
        kind=fields.string("kind"),
    )


def read_place(fields: Fields) -> Place:
    """The place that an object describes; it is not inside itself and has both coordinates or none."""
    place = Place(
        id=fields.identity("id"),
        name=fields.texts("name"),
        kind=fields.string("kind"),
        within=fields.reference_or_none("in", "place"),
        latitude=fields.degrees_or_none("lat", 90),
        longitude=fields.degrees_or_none("lon", 180),
        geonameid=fields.whole_number_or_none("geonameid", lowest=1),
        aliases=fields.strings("aliases"),
        common_words=fields.strings("common_words", required=False),
        covers=fields.references("covers", "place", required=False),
    )
    if place.id and place.within == place.id:
        fields.refuse("in", "a place can't be inside itself; name the place around it, or null")
    if place.id and place.id in place.covers:
        fields.refuse("covers", "a place can't cover itself; leave it out")
    if (place.latitude is None) != (place.longitude is None):
        fields.refuse("lon" if place.longitude is None else "lat", "give both of lat and lon, or null for both")
    return place


def read_actor(fields: Fields) -> Actor:
    """The actor that an object describes; it is no member of itself and starts before it ends."""
    actor = Actor(
        id=fields.identity("id"),
        name=fields.texts("name"),
        kind=fields.string("kind"),
        side=fields.string_or_none("side"),
        member_of=fields.references("member_of", "actor"),
        aliases=fields.strings("aliases"),
        exact=fields.strings("exact", required=False),
        since=fields.day_or_none("since", required=False),
        until=fields.day_or_none("until", required=False),
        metonyms=fields.strings("metonyms", required=False),
        adjectives=fields.strings("adjectives", required=False),
        succeeded_by=fields.references("succeeded_by", "actor", required=False),
    )
    for name, others in (("member_of", actor.member_of), ("succeeded_by", actor.succeeded_by)):
        if actor.id and actor.id in others:
            fields.refuse(name, "an actor can't name itself here; leave it out")
    _check_span(fields, actor)
    return actor


def read_event(fields: Fields, source_of: SourceOf) -> Event:
    """The event that an object describes, with at least one place and one report."""
    return Event(
        id=fields.identity("id"),
        when=fields.when("when"),
        clock=fields.string_or_none("clock"),
        kind=fields.choice("kind", Kind),
        places=fields.references("places", "place", filled=True),
        actors=_read_participants(fields),
        text=fields.texts("text"),
        status=fields.choice("status", Status),
        importance=fields.whole_number("importance", 1, 5),
        reports=tuple(_read_report(report, source_of) for report in fields.objects("reports", filled=True)),
        figures=tuple(_read_figure(figure, source_of) for figure in fields.objects("figures")),
        tags=fields.strings("tags"),
        control=tuple(_read_control(change) for change in fields.objects("control", required=False)),
        outcome=fields.choice_or_none("outcome", Outcome),
    )


def _read_participants(fields: Fields) -> tuple[Participant, ...]:
    found: list[Participant] = []
    for part in fields.objects("actors"):
        participant = Participant(actor=part.reference("actor", "actor"), role=part.choice("role", Role))
        if participant.actor and participant in found:
            part.refuse("actor", f"{quoted(participant.actor)} has this role already; leave one out")
        part.finish()
        found.append(participant)
    return tuple(found)


def _read_report(fields: Fields, source_of: SourceOf) -> Report:
    report = Report(
        source=_read_named_source(fields, source_of),
        said_by=fields.references("said_by", "actor"),
        stance=fields.choice("stance", Stance),
        on=fields.day_or_none("on"),
        note=fields.texts_or_none("note"),
    )
    fields.finish()
    return report


def _read_figure(fields: Fields, source_of: SourceOf) -> Figure:
    figure = Figure(
        measure=fields.choice("measure", Measure),
        low=fields.number("low"),
        high=fields.number("high"),
        group=fields.choice("group", Group),
        label=fields.texts("label"),
        since=fields.day_or_none("since"),
        until=fields.day_or_none("until"),
        area=fields.references("area", "place"),
        said_by=fields.references("said_by", "actor"),
        source=_read_named_source(fields, source_of),
    )
    if figure.low > figure.high:
        fields.refuse("low", f"{figure.low} is more than the high, {figure.high}; write the smaller one as low")
    _check_span(fields, figure)
    fields.finish()
    return figure


def _read_control(fields: Fields) -> ControlChange:
    change = ControlChange(
        places=fields.references("places", "place", filled=True),
        to=fields.references("to", "actor"),
        from_=fields.references("from", "actor"),
        extent=fields.choice("extent", Extent),
        excluded=fields.references("except", "place", required=False),
    )
    fields.finish()
    return change


def _read_named_source(fields: Fields, source_of: SourceOf) -> Source:
    """The source that a report or figure names; an unknown one is noted where all references are."""
    id = fields.reference("source", "source")
    return (source_of(id) if id else None) or _UNKNOWN


def _check_span(fields: Fields, dated: Actor | Figure) -> None:
    if dated.since and dated.until and dated.since > dated.until:
        message = f"{dated.since} is after until, {dated.until}; write the earlier day as since"
        fields.refuse("since", message)


def read_record(kind: str, fields: Fields, source_of: SourceOf) -> Record:
    """The record of type `kind` (a key of `TYPES`) that an object describes."""
    fields.string("type")
    record = read_event(fields, source_of) if kind == "event" else _ALONE[kind](fields)
    fields.finish()
    return record


_ALONE: Mapping[str, Callable[[Fields], Source | Place | Actor]] = {
    "source": read_source,
    "place": read_place,
    "actor": read_actor,
}
TYPES = (*_ALONE, "event")
