"""Model values to record lines in canonical form: what an export writes and what comparing records compares.

Keys stand in one order; fields that few records have are left out where they are empty.
"""

from __future__ import annotations

import json
from datetime import date

from db.model import Actor, ControlChange, Event, Figure, Place, Record, Report, Source, Text

_Object = dict[str, object]


def line_of(record: Record) -> str:
    """A record as one line of JSON, without the line's end."""
    return json.dumps(_object_of(record), ensure_ascii=False)


def file_of(record: Record) -> str:
    """The name of the file that a record stands in: one for each type, for events one a year."""
    match record:
        case Source():
            return "sources.jsonl"
        case Place():
            return "places.jsonl"
        case Actor():
            return "actors.jsonl"
        case Event():
            return f"events-{record.when.edtf[:4]}.jsonl"


def _object_of(record: Record) -> _Object:
    match record:
        case Source():
            return {
                "type": "source",
                "id": record.id,
                "outlet": record.outlet,
                "url": record.url,
                "published": _day(record.published),
                "lang": record.language,
                "kind": record.kind,
            }
        case Place():
            return _place(record)
        case Actor():
            return _actor(record)
        case Event():
            return _event(record)


def _place(place: Place) -> _Object:
    return {
        "type": "place",
        "id": place.id,
        "name": _words(place.name),
        "kind": place.kind,
        "in": place.within,
        "lat": place.latitude,
        "lon": place.longitude,
        "geonameid": place.geonameid,
        "aliases": place.aliases,
        **_given(common_words=place.common_words, covers=place.covers),
    }


def _actor(actor: Actor) -> _Object:
    return {
        "type": "actor",
        "id": actor.id,
        "name": _words(actor.name),
        "kind": actor.kind,
        "side": actor.side,
        "member_of": actor.member_of,
        "aliases": actor.aliases,
        **_given(
            exact=actor.exact,
            since=_day(actor.since),
            until=_day(actor.until),
            metonyms=actor.metonyms,
            adjectives=actor.adjectives,
            succeeded_by=actor.succeeded_by,
        ),
    }


def _event(event: Event) -> _Object:
    return {
        "type": "event",
        "id": event.id,
        "when": event.when.edtf,
        "clock": event.clock,
        "kind": event.kind,
        "places": event.places,
        "actors": [{"actor": part.actor, "role": part.role} for part in event.actors],
        "text": _words(event.text),
        "status": event.status,
        "importance": event.importance,
        "reports": [_report(report) for report in event.reports],
        "figures": [_figure(figure) for figure in event.figures],
        "tags": event.tags,
        **_given(control=[_control(change) for change in event.control], outcome=event.outcome),
    }


def _report(report: Report) -> _Object:
    return {
        "source": report.source.id,
        "said_by": report.said_by,
        "stance": report.stance,
        "on": _day(report.on),
        "note": _words(report.note) if report.note else None,
    }


def _figure(figure: Figure) -> _Object:
    return {
        "measure": figure.measure,
        "low": figure.low,
        "high": figure.high,
        "group": figure.group,
        "label": _words(figure.label),
        "since": _day(figure.since),
        "until": _day(figure.until),
        "area": figure.area,
        "said_by": figure.said_by,
        "source": figure.source.id,
    }


def _control(change: ControlChange) -> _Object:
    return {
        "places": change.places,
        "to": change.to,
        "from": change.from_,
        "extent": change.extent,
        **_given(**{"except": change.excluded}),
    }


def _words(text: Text) -> dict[str, str]:
    return dict(text.by_language)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _given(**fields: object) -> _Object:
    """The fields that hold something."""
    return {name: value for name, value in fields.items() if value}
