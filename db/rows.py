"""Rows to model values: the one place where a stored record becomes a Source, Place, Actor or Event.

Every loader asks a fixed number of queries, however many records are wanted: the wanted ids go in as one JSON
parameter, so that each statement keeps one text and SQLite prepares it once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date

from sqlite_utils import Database

from db.event_parts import load_control, load_reports_and_figures
from db.model import Actor, Event, Kind, Outcome, Participant, Place, Precision, Role, Status, When
from db.row_groups import NO_TEXT, day, grouped, lists, lists_by_use, texts
from db.source_rows import each_source, load_sources

__all__ = ["each_event", "each_source", "events_by_seq", "load_actors", "load_events", "load_places", "load_sources"]

_BATCH = 500  # events held in memory at once while all of them are read


def load_places(database: Database) -> list[Place]:
    """All places in the order in which they were stored."""
    execute = database.conn.execute
    names = texts(execute("SELECT place, lang, name FROM place_name ORDER BY place, position"))
    words = lists_by_use(execute("SELECT place, use, word FROM place_word ORDER BY place, use, position"))
    covers = lists(execute("SELECT place, covered FROM place_cover ORDER BY place, position"))
    return [
        Place(
            id=id,
            name=names[id],
            kind=kind,
            within=within,
            latitude=latitude,
            longitude=longitude,
            geonameid=geonameid,
            aliases=words.get((id, "alias"), ()),
            common_words=words.get((id, "common_word"), ()),
            covers=covers.get(id, ()),
        )
        for id, kind, within, latitude, longitude, geonameid in execute(
            "SELECT id, kind, within, latitude, longitude, geonameid FROM place ORDER BY position"
        )
    ]


def load_actors(database: Database) -> list[Actor]:
    """All actors in the order in which they were stored."""
    execute = database.conn.execute
    names = texts(execute("SELECT actor, lang, name FROM actor_name ORDER BY actor, position"))
    words = lists_by_use(execute("SELECT actor, use, word FROM actor_word ORDER BY actor, use, position"))
    ties = lists_by_use(execute("SELECT actor, tie, other FROM actor_tie ORDER BY actor, tie, position"))
    return [
        Actor(
            id=id,
            name=names[id],
            kind=kind,
            side=side,
            member_of=ties.get((id, "member_of"), ()),
            aliases=words.get((id, "alias"), ()),
            exact=words.get((id, "exact"), ()),
            since=day(since),
            until=day(until),
            metonyms=words.get((id, "metonym"), ()),
            adjectives=words.get((id, "adjective"), ()),
            succeeded_by=ties.get((id, "succeeded_by"), ()),
        )
        for id, kind, side, since, until in execute("SELECT id, kind, side, since, until FROM actor ORDER BY position")
    ]


def load_events(database: Database, seqs: Collection[int] | None = None) -> list[Event]:
    """The events with these `seq` in the order given, without those that are not stored.

    None: all of them, in canonical order (see `each_event`).
    """
    return list(each_event(database) if seqs is None else events_by_seq(database, seqs).values())


def events_by_seq(database: Database, seqs: Collection[int]) -> dict[int, Event]:
    """The events with these `seq` by it, in the order given, without those that are not stored."""
    wanted = (json.dumps(list(seqs)),)
    execute = database.conn.execute
    rows = execute(
        """
        SELECT seq, id, edtf, start, "end", precision, clock, kind, status, importance, outcome
        FROM event WHERE seq IN (SELECT value FROM json_each(?))
        """,
        wanted,
    ).fetchall()
    if not rows:
        return {}
    places = lists(
        execute(
            """
            SELECT event, place FROM event_place WHERE event IN (SELECT value FROM json_each(?))
            ORDER BY event, position
            """,
            wanted,
        )
    )
    actors = grouped(
        (event, Participant(actor, Role(role)))
        for event, actor, role in execute(
            """
            SELECT event, actor, role FROM event_actor WHERE event IN (SELECT value FROM json_each(?))
            ORDER BY event, position
            """,
            wanted,
        )
    )
    words = texts(
        execute(
            """
            SELECT event, lang, text FROM event_text WHERE event IN (SELECT value FROM json_each(?))
            ORDER BY event, position
            """,
            wanted,
        )
    )
    tags = lists(
        execute(
            """
            SELECT event, tag FROM event_tag WHERE event IN (SELECT value FROM json_each(?))
            ORDER BY event, position
            """,
            wanted,
        )
    )
    reports, figures = load_reports_and_figures(database, wanted)
    control = load_control(database, wanted)
    events = {
        seq: Event(
            id=id,
            when=When(edtf, date.fromisoformat(start), date.fromisoformat(end), Precision(precision)),
            clock=clock,
            kind=Kind(kind),
            places=places.get(seq, ()),
            actors=actors.get(seq, ()),
            text=words.get(seq, NO_TEXT),
            status=Status(status),
            importance=importance,
            reports=reports.get(seq, ()),
            figures=figures.get(seq, ()),
            tags=tags.get(seq, ()),
            control=control.get(seq, ()),
            outcome=None if outcome is None else Outcome(outcome),
        )
        for seq, id, edtf, start, end, precision, clock, kind, status, importance, outcome in rows
    }
    return {seq: events[seq] for seq in dict.fromkeys(seqs) if seq in events}


def each_event(database: Database) -> Iterator[Event]:
    """All events in canonical order, by the EDTF text of `when` and then by id, read in batches."""
    order = database.conn.execute("SELECT seq FROM event ORDER BY edtf, id")
    while batch := order.fetchmany(_BATCH):
        yield from load_events(database, [seq for (seq,) in batch])
