"""Stored sources as model values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlite_utils import Database

from db.model import Source
from db.page_keys import stored_key
from db.row_groups import day


def load_sources(database: Database, ids: Collection[str] | None = None) -> dict[str, Source]:
    """The sources with these ids by their id, all of them where `ids` is None, in the order of their ids."""
    if ids is None:
        return {source.id: source for source in each_source(database)}
    rows = database.conn.execute(
        """
        SELECT id, outlet, url, published, lang, kind FROM source
        WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
        """,
        (json.dumps(list(ids)),),
    )
    return {row[0]: _source(row) for row in rows}


def each_source(database: Database) -> Iterator[Source]:
    """All sources in the order of their ids, read as they are asked for."""
    rows = database.conn.execute("SELECT id, outlet, url, published, lang, kind FROM source ORDER BY id")
    for row in rows:
        yield _source(row)


def _source(row: tuple[Any, ...]) -> Source:
    id, outlet, url, published, language, kind = row
    return Source(id, outlet, url, day(published), language, kind)


def sources_on_page(database: Database, url: str) -> list[Source]:
    """The sources whose link leads to the same page as this one."""
    rows = database.conn.execute(
        """
        SELECT id, outlet, url, published, lang, kind FROM source
        WHERE id IN (SELECT source FROM source_page WHERE page = ?) ORDER BY id
        """,
        (stored_key(url),),
    )
    return [_source(row) for row in rows]


def habit_of(database: Database, outlet: str) -> tuple[str, str] | None:
    """The language and kind that most sources of an outlet have, None where none is stored."""
    row = database.conn.execute(
        """
        SELECT lang, kind FROM source WHERE outlet = ? COLLATE NOCASE
        GROUP BY lang, kind ORDER BY count(*) DESC, lang, kind LIMIT 1
        """,
        (outlet,),
    ).fetchone()
    return (str(row[0]), str(row[1])) if row else None


def events_citing(database: Database, ids: Collection[str], limit: int) -> list[int]:
    """The events, by `seq`, that have a report of one of the sources with these ids; at most `limit`."""
    rows = database.conn.execute(
        "SELECT DISTINCT event FROM report WHERE source IN (SELECT value FROM json_each(?)) LIMIT ?",
        (json.dumps(list(ids)), limit),
    )
    return [seq for (seq,) in rows]
