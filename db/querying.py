"""The events that meet a query, with what they name, as record lines or as a sheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.adapters.columns import SHEET, cells_of
from db.canonical import line_of
from db.directory import Directory
from db.errors import NotStored
from db.model import Actor, Event, Kind, Place
from db.rows import load_actors, load_events, load_places, load_sources

_BATCH = 500  # events held in memory at once


@dataclass(frozen=True, slots=True)
class Query:
    """What events must meet, all of it; what is empty or None is met by every event.

    A place is met by what lies in it, an actor by its members; dates are met where the event's overlap them.
    """

    start: date | None = None
    end: date | None = None
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()


def query_lines(database: Database, query: Query) -> Iterator[str]:
    """The lines of the events that meet a query and of all that they name: they can be imported by themselves.

    Raises NotStored for a place or actor that there is not.
    """
    with database.atomic():  # one view of the database, whatever is written meanwhile
        directory = Directory(load_places(database), load_actors(database))
        seqs = _seqs(database, query, directory)
        sources: set[str] = set()
        places: set[str] = set()
        actors: set[str] = set()
        for event in _events(database, seqs):
            sources |= {report.source.id for report in event.reports} | {figure.source.id for figure in event.figures}
            places |= _places_of(event)
            actors |= _actors_of(event)
        yield from (f"{line_of(source)}\n" for source in load_sources(database, sources).values())
        yield from (f"{line_of(place)}\n" for place in _places_named(directory, places))
        yield from (f"{line_of(actor)}\n" for actor in _actors_named(directory, actors))
        yield from (f"{line_of(event)}\n" for event in _events(database, seqs))


def csv_lines(database: Database, query: Query) -> Iterator[str]:
    """The events that meet a query as a sheet with a heading, which `tarikh import` reads again.

    Raises NotStored for a place or actor that there is not.
    """
    with database.atomic():
        directory = Directory(load_places(database), load_actors(database))
        seqs = _seqs(database, query, directory)
        yield "\ufeff" + _csv(SHEET)  # the mark without which spreadsheets misread Arabic
        for event in _events(database, seqs):
            yield _csv(cells_of(event))


def _seqs(database: Database, query: Query, directory: Directory) -> list[int]:
    for kind, ids, known in (("place", query.places, directory.places), ("actor", query.actors, directory.actors)):
        for id in ids:
            if id not in known:
                raise NotStored(kind, id, "is not recorded")
    places = {one for id in query.places for one in directory.inside(id)}
    actors = {one for id in query.actors for one in directory.members(id)}
    rows = database.conn.execute(
        """
        SELECT seq FROM event
        WHERE (?1 IS NULL OR "end" >= ?1) AND (?2 IS NULL OR start <= ?2)
        AND (?3 = '[]' OR kind IN (SELECT value FROM json_each(?3)))
        AND (?4 = '[]' OR seq IN (SELECT event FROM event_place WHERE place IN (SELECT value FROM json_each(?4))))
        AND (?5 = '[]' OR seq IN (SELECT event FROM event_actor WHERE actor IN (SELECT value FROM json_each(?5))))
        ORDER BY edtf, id
        """,
        (
            query.start.isoformat() if query.start else None,
            query.end.isoformat() if query.end else None,
            json.dumps(query.kinds),
            json.dumps(sorted(places)),
            json.dumps(sorted(actors)),
        ),
    )
    return [seq for (seq,) in rows]


def _events(database: Database, seqs: list[int]) -> Iterator[Event]:
    for first in range(0, len(seqs), _BATCH):
        yield from load_events(database, seqs[first : first + _BATCH])


def _places_of(event: Event) -> set[str]:
    areas = {place for figure in event.figures for place in figure.area}
    changed = {place for change in event.control for place in (*change.places, *change.excluded)}
    return {*event.places, *areas, *changed}


def _actors_of(event: Event) -> set[str]:
    told = {actor for report in event.reports for actor in report.said_by}
    counted = {actor for figure in event.figures for actor in figure.said_by}
    changed = {actor for change in event.control for actor in (*change.to, *change.from_)}
    return {*(part.actor for part in event.actors), *told, *counted, *changed}


def _places_named(directory: Directory, ids: Collection[str]) -> Iterator[Place]:
    """Places in stored order, with those that they name in turn."""
    wanted = _reached(ids, lambda id: _names_of_place(directory.places[id]))
    return (place for id, place in directory.places.items() if id in wanted)


def _actors_named(directory: Directory, ids: Collection[str]) -> Iterator[Actor]:
    """Actors in stored order, with those that they name in turn."""
    wanted = _reached(ids, lambda id: (*directory.actors[id].member_of, *directory.actors[id].succeeded_by))
    return (actor for id, actor in directory.actors.items() if id in wanted)


def _names_of_place(place: Place) -> tuple[str, ...]:
    return (*([place.within] if place.within else []), *place.covers)


def _reached(ids: Collection[str], names: Callable[[str], Collection[str]]) -> set[str]:
    """Ids and all that they name, directly or not."""
    seen = set(ids)
    waiting = list(seen)
    while waiting:
        for other in names(waiting.pop()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _csv(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
