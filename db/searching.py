"""Searching for events in the database: constraints, and the one query that meets them all."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.model import Kind
from db.outlines import Part


@dataclass(frozen=True, slots=True)
class Constraints:
    """What an event has to meet to be found; None leaves it open. At most `limit` are wanted.

    A place or actor is met by any of its list (a speaker of a report counts as an actor); the dates are met
    where the event's own overlap them, both ends included.
    """

    places: frozenset[str] | None
    actors: frozenset[str] | None
    kinds: frozenset[Kind] | None
    seqs: frozenset[int] | None
    meeting: tuple[Part, ...]
    start: date | None
    end: date | None
    limit: int


def search(database: Database, wanted: Constraints) -> tuple[int, ...]:
    """The events that meet every constraint, by `seq`: the weightiest first, of equals the newest."""
    conditions, values = of_kinds_and_days(wanted.kinds, wanted.start, wanted.end)
    if wanted.places is not None:
        conditions.append("seq IN (SELECT event FROM event_place WHERE place IN (SELECT value FROM json_each(?)))")
        values.append(_listed(wanted.places))
    if wanted.actors is not None:
        conditions.append(
            """seq IN (
                SELECT event FROM event_actor WHERE actor IN (SELECT value FROM json_each(?))
                UNION SELECT report.event FROM report_speaker JOIN report ON report.id = report_speaker.report
                WHERE report_speaker.actor IN (SELECT value FROM json_each(?)))"""
        )
        values += [_listed(wanted.actors)] * 2
    for part in wanted.meeting:
        conditions.append(
            """seq IN (
                SELECT event FROM event_place WHERE place IN (SELECT value FROM json_each(?))
                UNION ALL SELECT event FROM event_actor WHERE actor IN (SELECT value FROM json_each(?))
                UNION ALL SELECT report.event FROM report_speaker JOIN report ON report.id = report_speaker.report
                WHERE report_speaker.actor IN (SELECT value FROM json_each(?))
                UNION ALL SELECT value FROM json_each(?))"""
        )
        values += [_listed(part.places), *[_listed(part.actors)] * 2, _listed(part.seqs)]
    if wanted.seqs is not None:
        conditions.append("seq IN (SELECT value FROM json_each(?))")
        values.append(_listed(wanted.seqs))
    where = " AND ".join(conditions) or "1"
    rows = database.conn.execute(
        f"""SELECT seq FROM event
        WHERE {where} ORDER BY importance DESC, start DESC, seq LIMIT ?""",  # noqa: S608 only fixed text
        (*values, wanted.limit),
    )
    return tuple(seq for (seq,) in rows)


def of_kinds_and_days(
    kinds: Collection[Kind] | None, start: date | None, end: date | None
) -> tuple[list[str], list[object]]:
    """The SQL conditions on an event for its kind and for days that overlap its own, with their values."""
    conditions: list[str] = []
    values: list[object] = []
    if kinds is not None:
        conditions.append("kind IN (SELECT value FROM json_each(?))")
        values.append(_listed(kinds))
    if start is not None:
        conditions.append('"end" >= ?')
        values.append(start.isoformat())
    if end is not None:
        conditions.append("start <= ?")
        values.append(end.isoformat())
    return conditions, values


def _listed(ids: Collection[str] | Collection[int]) -> str:
    return json.dumps(sorted(ids))
