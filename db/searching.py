"""Searching for events: what they have to meet, and the conditions of a query for their kinds and days."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

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
