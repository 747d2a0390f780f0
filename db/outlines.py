"""What choosing needs and no more: events and figures without their texts and sources, and a timeline's coverage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.model import Group, Kind, Measure, Outcome, Participant, Status


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
class FigureOutline:
    """A figure without its label and source: the event's `seq` and the figure's place in its list find it."""

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
