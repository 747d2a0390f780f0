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


def pages_at(database: Database, url: str) -> tuple[Source, ...]:
    """The sources with this address, with or without what a browser adds to its end."""
    bare = url.split("#", 1)[0].rstrip("/")
    rows = database.conn.execute(
        "SELECT id FROM source WHERE url IN (?, ?, ?) ORDER BY id LIMIT 3", (url, bare, f"{bare}/")
    )
    return _in_order(database, [id for (id,) in rows])


def outlet_at(database: Database, host: str) -> str | None:
    """The outlet with most pages on a host, by its name or a name without its www; None where there is none."""
    bare = host.removeprefix("www.")
    row = database.conn.execute(
        """SELECT outlet FROM source
        WHERE url LIKE 'https://' || ? || '/%' OR url LIKE 'https://www.' || ? || '/%'
        OR url LIKE 'http://' || ? || '/%' OR url LIKE 'http://www.' || ? || '/%'
        GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 1""",
        (bare, bare, bare, bare),
    ).fetchone()
    return row[0] if row else None


def _in_order(database: Database, ids: list[str]) -> tuple[Source, ...]:
    sources = load_sources(database, ids)
    return tuple(sources[id] for id in ids)
