"""What choosing needs and no more: events and figures without their texts and sources, and a timeline's coverage."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.model import Extent, Group, Kind, Measure, Outcome, Participant, Role, Status


@dataclass(frozen=True, slots=True)
class Outline:
    """An event without its texts and reports.

    `speakers` are those whom its reports quote, `taken` the places that wholly changed hands in it and
    `contested` those that changed hands in part.
    """

    seq: int
    id: str
    start: date
    end: date
    kind: Kind
    status: Status
    importance: int
    outcome: Outcome | None
    places: tuple[str, ...]
    actors: tuple[Participant, ...]
    speakers: frozenset[str]
    taken: frozenset[str]
    contested: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is looked for: met by an event at one of the places, of one of the actors, or in `seqs`."""

    places: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    seqs: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FigureOutline:
    """A figure without its label and source: the event's `seq` and the figure's place in its list find it.

    `reported` is the first day that it is known to have been told: its counter quoted or its source published.
    """

    seq: int
    position: int
    measure: Measure
    group: Group
    since: date | None
    until: date | None
    reported: date | None
    area: tuple[str, ...]
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much a timeline holds: events, the sources that they cite, the first and the newest day."""

    events: int
    sources: int
    first: date | None
    newest: date | None


def load_outlines(database: Database, seqs: Iterable[int]) -> dict[int, Outline]:
    """The outlines of the events with these `seq`, by `seq`; a fixed number of queries, however many there are."""
    execute = database.conn.execute
    wanted = (json.dumps(list(seqs)),)
    places: dict[int, list[str]] = defaultdict(list)
    for event, place in execute(
        """SELECT event, place FROM event_place
        WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position""",
        wanted,
    ):
        places[event].append(place)
    actors: dict[int, list[Participant]] = defaultdict(list)
    for event, actor, role in execute(
        """SELECT event, actor, role FROM event_actor
        WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position""",
        wanted,
    ):
        actors[event].append(Participant(actor, Role(role)))
    speakers: dict[int, set[str]] = defaultdict(set)
    for event, actor in execute(
        """SELECT report.event, report_speaker.actor
        FROM report JOIN report_speaker ON report_speaker.report = report.id
        WHERE report.event IN (SELECT value FROM json_each(?1))
        UNION SELECT figure.event, figure_speaker.actor
        FROM figure JOIN figure_speaker ON figure_speaker.figure = figure.id
        WHERE figure.event IN (SELECT value FROM json_each(?1))""",
        wanted,
    ):
        speakers[event].add(actor)
    changed: dict[tuple[int, str], set[str]] = defaultdict(set)
    for event, extent, place in execute(
        """SELECT control.event, control.extent, control_place.place
        FROM control JOIN control_place ON control_place.control = control.id
        WHERE control_place.use = 'in' AND control.event IN (SELECT value FROM json_each(?))""",
        wanted,
    ):
        changed[event, extent].add(place)
    return {
        seq: Outline(
            seq=seq,
            id=id,
            start=date.fromisoformat(start),
            end=date.fromisoformat(end),
            kind=Kind(kind),
            status=Status(status),
            importance=importance,
            outcome=None if outcome is None else Outcome(outcome),
            places=tuple(places[seq]),
            actors=tuple(actors[seq]),
            speakers=frozenset(speakers[seq]),
            taken=frozenset(changed[seq, Extent.WHOLE]),
            contested=frozenset(changed[seq, Extent.PART]),
        )
        for seq, id, start, end, kind, status, importance, outcome in execute(
            """SELECT seq, id, start, "end", kind, status, importance, outcome FROM event
            WHERE seq IN (SELECT value FROM json_each(?))""",
            wanted,
        )
    }
