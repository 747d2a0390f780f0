"""Lists of entries in the order of time, a page of them at a time, and what the record is made of."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from db.folding import fold
from db.model import Kind, Status
from db.searching import of_kinds_and_days
from db.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries a list holds: those that meet every constraint given; the dates where they overlap.

    `same` are actors that meet the places too: a state is a place and an actor.
    """

    places: Collection[str] | None = None
    same: Collection[str] = ()
    actors: Collection[str] | None = None
    kinds: Collection[Kind] | None = None
    tag: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list: the `seq` of its entries, and how many entries the whole list has."""

    seqs: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class KindOfSource:
    """The sources of one kind, and how well the entries stand that cite them: entries by status."""

    kind: str
    outlets: int
    sources: int
    entries: int
    stands: dict[Status, int]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a timeline holds: the pages that its entries cite, whose they are, and the entries by status."""

    pages: int
    outlets: int
    stands: dict[Status, int]


def listed(timeline: Timeline, wanted: Wanted, *, page: int, size: int) -> Listed:
    """Page `page` (from 1) of the entries wanted, the earliest first."""
    conditions, values = _conditions(wanted)
    where = " AND ".join(conditions) or "1"
    return _page(timeline, where, values, 'start, "end", id', page, size)


def on_this_day(timeline: Timeline, day: date, *, page: int, size: int) -> Listed:
    """Page `page` of what is recorded for the day and month of `day` in earlier years, the weightiest first."""
    where = "precision = 'day' AND substr(start, 6) = ? AND start < ?"
    values = (day.isoformat()[5:], day.replace(month=1, day=1).isoformat())
    return _page(timeline, where, values, "importance DESC, start DESC", page, size)


def _page(timeline: Timeline, where: str, values: Sequence[object], order: str, page: int, size: int) -> Listed:
    """Page `page` (from 1) of the entries that meet a condition; `where` and `order` are fixed text."""
    execute = timeline.database.conn.execute
    (total,) = execute(f"SELECT count(*) FROM event WHERE {where}", tuple(values)).fetchone()  # noqa: S608
    rows = execute(
        f"SELECT seq FROM event WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        (*values, size, (page - 1) * size),
    ).fetchall()
    return Listed(tuple(seq for (seq,) in rows), total)


def tag_named(timeline: Timeline, words: str) -> str | None:
    """The tag that `words` name, whatever its spelling; None where there is none."""
    wanted = fold(words)
    rows = timeline.database.conn.execute("SELECT DISTINCT tag FROM event_tag ORDER BY tag")
    return next((tag for (tag,) in rows if fold(tag) == wanted), None)


def common_tags(timeline: Timeline, most: int) -> tuple[str, ...]:
    """The tags that most entries have, the commonest first."""
    rows = timeline.database.conn.execute(
        "SELECT tag FROM event_tag GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?", (most,)
    )
    return tuple(tag for (tag,) in rows)


def kinds_of_sources(timeline: Timeline) -> tuple[KindOfSource, ...]:
    """The kinds of sources that entries cite, those with most entries first."""
    execute = timeline.database.conn.execute
    stands: dict[str, dict[Status, int]] = {}
    for kind, status, entries in execute(
        """SELECT source.kind, event.status, count(DISTINCT event.seq)
        FROM report JOIN source ON source.id = report.source JOIN event ON event.seq = report.event
        GROUP BY source.kind, event.status"""
    ):
        stands.setdefault(kind, {})[Status(status)] = entries
    rows = execute(
        """SELECT source.kind, count(DISTINCT source.outlet), count(DISTINCT source.id)
        FROM report JOIN source ON source.id = report.source GROUP BY source.kind"""
    ).fetchall()
    found = [
        KindOfSource(kind, outlets, pages, sum(stands[kind].values()), stands[kind]) for kind, outlets, pages in rows
    ]
    return tuple(sorted(found, key=lambda one: (-one.entries, one.kind)))


def holdings(timeline: Timeline) -> Holdings:
    """What the whole timeline holds."""
    execute = timeline.database.conn.execute
    stands = dict(execute("SELECT status, count(*) FROM event GROUP BY status"))
    pages, outlets = execute(
        """SELECT count(*), count(DISTINCT outlet) FROM source WHERE id IN (SELECT source FROM report)"""
    ).fetchone()
    return Holdings(pages, outlets, {status: stands[status] for status in Status if status in stands})


def _conditions(wanted: Wanted) -> tuple[list[str], list[object]]:
    conditions, values = of_kinds_and_days(wanted.kinds, wanted.start, wanted.end)
    if wanted.places is not None:
        conditions.append(
            """seq IN (SELECT event FROM event_place WHERE place IN (SELECT value FROM json_each(?))
            UNION SELECT event FROM event_actor WHERE actor IN (SELECT value FROM json_each(?)))"""
        )
        values += [json.dumps(sorted(wanted.places)), json.dumps(sorted(wanted.same))]
    if wanted.actors is not None:
        conditions.append("seq IN (SELECT event FROM event_actor WHERE actor IN (SELECT value FROM json_each(?)))")
        values.append(json.dumps(sorted(wanted.actors)))
    if wanted.tag is not None:
        conditions.append("seq IN (SELECT event FROM event_tag WHERE tag = ?)")
        values.append(wanted.tag)
    return conditions, values
