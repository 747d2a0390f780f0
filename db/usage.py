"""How often the entries name what: places, actors with what they said, and the outlets of their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.model import Source
from db.source_rows import load_sources


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: the name, what most of its pages are, in which language, how many there are, and one of them."""

    name: str
    language: str
    kind: str
    pages: int
    page: str


def places_named(database: Database) -> Mapping[str, int]:
    """How many entries happened in each place."""
    return dict(database.conn.execute("SELECT place, count(*) FROM event_place GROUP BY place").fetchall())


def actors_named(database: Database) -> Mapping[str, int]:
    """How often each actor takes part in an entry or speaks in a report."""
    rows = database.conn.execute(
        """SELECT actor, sum(number) FROM (
            SELECT actor, count(*) AS number FROM event_actor GROUP BY actor
            UNION ALL SELECT actor, count(*) FROM report_speaker GROUP BY actor
        ) GROUP BY actor"""
    )
    return dict(rows.fetchall())


def outlets(database: Database) -> tuple[Outlet, ...]:
    """The outlets of all sources, those with most pages first."""
    rows = database.conn.execute(
        """SELECT outlet, lang, kind, sum(count(*)) OVER (PARTITION BY outlet), min(id) FROM source
        GROUP BY outlet, lang, kind ORDER BY 4 DESC, outlet, count(*) DESC, lang, kind"""
    )
    found: dict[str, Outlet] = {}
    for name, language, kind, pages, page in rows:
        found.setdefault(name, Outlet(name, language, kind, pages, page))
    return tuple(found.values())


def pages_of(database: Database, outlet: str, near: date | None, limit: int) -> tuple[Source, ...]:
    """The pages of an outlet, those that were published nearest to a day first, else the newest."""
    rows = database.conn.execute(
        """SELECT id FROM source WHERE outlet = ?
        ORDER BY published IS NULL, abs(julianday(published) - julianday(?)), published DESC, id LIMIT ?""",
        (outlet, near.isoformat() if near else None, limit),
    )
    return _in_order(database, [id for (id,) in rows])


def outlet_under(database: Database, address: str) -> str | None:
    """The outlet with most pages under an address as in `page_keys`, as "example.org/"; None where none is there."""
    row = database.conn.execute(
        """SELECT outlet FROM source_page JOIN source ON source.id = source_page.source
        WHERE page BETWEEN ?1 AND ?1 || char(0x10ffff)
        GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 1""",
        (address.casefold(),),
    ).fetchone()
    return row[0] if row else None


def tags_near(database: Database, day: date | None, limit: int) -> tuple[str, ...]:
    """The tags that entries around a day have most, or all entries where none is given, the commonest first."""
    rows = database.conn.execute(
        """SELECT tag FROM event_tag JOIN event ON event.seq = event_tag.event
        WHERE ?1 IS NULL OR event.start BETWEEN date(?1, '-60 days') AND date(?1, '+60 days')
        GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?2""",
        (day.isoformat() if day else None, limit),
    )
    return tuple(tag for (tag,) in rows)


def _in_order(database: Database, ids: list[str]) -> tuple[Source, ...]:
    sources = load_sources(database, ids)
    return tuple(sources[id] for id in ids)
