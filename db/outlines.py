"""What choosing needs and no more: events and figures without their texts and sources, and a timeline's coverage."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlite_utils import Database

from db.model import Extent, Group, Kind, Measure, Outcome, Participant, Role, Status
from db.packed import PackedLists
from db.row_groups import grouped

_NEVER = "9999"  # sorts after every date
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}


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
    """One part of what is looked for: an event meets it at one of the places, by one of the actors, or as one in `seqs`
    or of the kinds."""

    places: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    seqs: frozenset[int] = frozenset()
    kinds: frozenset[Kind] = frozenset()


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


class Outlines:
    """The outlines of all events: who is in each and where it was is held in a few bytes, the rest is read."""

    def __init__(self, database: Database) -> None:
        self._execute = execute = database.conn.execute
        self._places = PackedLists(execute("SELECT event, place FROM event_place ORDER BY event, position"))
        rows = execute("SELECT event, actor, role FROM event_actor ORDER BY event, position")
        self._actors = PackedLists((event, _participant(actor, role)) for event, actor, role in rows)
        self._speakers = PackedLists(
            execute(
                """SELECT report.event, report_speaker.actor
                FROM report JOIN report_speaker ON report_speaker.report = report.id ORDER BY report.event"""
            )
        )
        self._counters = PackedLists(
            execute(
                """SELECT figure.event, figure_speaker.actor
                FROM figure JOIN figure_speaker ON figure_speaker.figure = figure.id ORDER BY figure.event"""
            )
        )
        self._changed = grouped(
            ((event, extent), place)
            for event, extent, place in execute(
                """SELECT control.event, control.extent, control_place.place
                FROM control JOIN control_place ON control_place.control = control.id WHERE control_place.use = 'in'"""
            )
        )

    def read(self, seqs: Iterable[int]) -> dict[int, Outline]:
        """The outlines of the events with these `seq`, by `seq`."""
        rows = self._execute(
            """SELECT seq, id, start, "end", kind, status, importance, outcome FROM event
            WHERE seq IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(seqs)),),
        )
        return {
            seq: Outline(
                seq=seq,
                id=id,
                start=date.fromisoformat(start),
                end=date.fromisoformat(end),
                kind=_KINDS[kind],
                status=_STATUSES[status],
                importance=importance,
                outcome=None if outcome is None else Outcome(outcome),
                places=self._places.of(seq),
                actors=self._actors.of(seq),
                speakers=frozenset(self._speakers.of(seq) + self._counters.of(seq)),
                taken=frozenset(self._changed.get((seq, Extent.WHOLE), ())),
                contested=frozenset(self._changed.get((seq, Extent.PART), ())),
            )
            for seq, id, start, end, kind, status, importance, outcome in rows
        }


@cache
def _participant(actor: str, role: str) -> Participant:
    return Participant(actor, Role(role))


def load_figure_outlines(
    database: Database,
    measures: Collection[Measure],
    *,
    areas: Collection[str] | None = None,
    seqs: Collection[int] | None = None,
) -> list[FigureOutline]:
    """The figures of these measures, whose area is one of `areas` or that hang on the events `seqs`."""
    execute = database.conn.execute
    conditions = ["figure.measure IN (SELECT value FROM json_each(?))"]
    values: list[object] = [json.dumps(sorted(measures))]
    if areas is not None:
        conditions.append(
            "figure.id IN (SELECT figure FROM figure_area WHERE place IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps(sorted(areas)))
    if seqs is not None:
        conditions.append("figure.event IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(seqs)))
    rows = execute(
        f"""SELECT figure.id, figure.event, figure.position, measure, "group", since, until,
            min(
                coalesce(source.published, '9999'),
                coalesce(
                    (SELECT min(coalesce(report.said_on, page.published)) FROM report
                    JOIN source AS page ON page.id = report.source
                    WHERE report.event = figure.event AND (report.source = figure.source OR EXISTS (
                        SELECT 1 FROM report_speaker JOIN figure_speaker USING (actor)
                        WHERE report_speaker.report = report.id AND figure_speaker.figure = figure.id))),
                    '9999'
                )
            )
        FROM figure JOIN source ON source.id = figure.source
        WHERE {" AND ".join(conditions)}""",  # noqa: S608 only fixed text
        values,
    ).fetchall()
    wanted = (json.dumps([row[0] for row in rows]),)
    areas_of: dict[int, list[str]] = defaultdict(list)
    for figure, place in execute(
        """SELECT figure, place FROM figure_area
        WHERE figure IN (SELECT value FROM json_each(?)) ORDER BY figure, position""",
        wanted,
    ):
        areas_of[figure].append(place)
    speakers: dict[int, list[str]] = defaultdict(list)
    for figure, actor in execute(
        """SELECT figure, actor FROM figure_speaker
        WHERE figure IN (SELECT value FROM json_each(?)) ORDER BY figure, position""",
        wanted,
    ):
        speakers[figure].append(actor)
    return [
        FigureOutline(
            seq,
            position,
            Measure(measure),
            Group(group),
            date.fromisoformat(since) if since else None,
            date.fromisoformat(until) if until else None,
            None if reported == _NEVER else date.fromisoformat(reported),
            tuple(areas_of[figure]),
            tuple(speakers[figure]),
        )
        for figure, seq, position, measure, group, since, until, reported in rows
    ]
