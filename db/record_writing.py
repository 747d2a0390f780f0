"""Sources, places and actors to rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlite_utils import Database

from db.model import Actor, Place, Source, Text
from db.page_keys import stored_key


def write_sources(database: Database, sources: Sequence[Source]) -> None:
    """Store sources, in the place of those with their ids."""
    executemany = database.conn.executemany
    executemany(
        """
        INSERT INTO source (id, outlet, url, published, lang, kind) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET outlet = excluded.outlet, url = excluded.url,
            published = excluded.published, lang = excluded.lang, kind = excluded.kind
        """,
        [
            (source.id, source.outlet, source.url, stored_day(source.published), source.language, source.kind)
            for source in sources
        ],
    )
    executemany("DELETE FROM source_page WHERE source = ?", [(source.id,) for source in sources])
    executemany(
        "INSERT INTO source_page (page, source) VALUES (?, ?)",
        [(stored_key(source.url), source.id) for source in sources if source.url],
    )


def write_places(database: Database, added: Sequence[Place], changed: Sequence[Place]) -> None:
    """Store new places after the last one, and changed ones where they stand."""
    executemany = database.conn.executemany
    (last,) = database.conn.execute("SELECT coalesce(max(position), -1) FROM place").fetchone()
    executemany(
        """
        INSERT INTO place (kind, within, latitude, longitude, geonameid, id, position)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [(*_place_row(place), position) for position, place in enumerate(added, start=last + 1)],
    )
    executemany(
        "UPDATE place SET kind = ?, within = ?, latitude = ?, longitude = ?, geonameid = ? WHERE id = ?",
        [_place_row(place) for place in changed],
    )
    old = [(place.id,) for place in changed]
    executemany("DELETE FROM place_name WHERE place = ?", old)
    executemany("DELETE FROM place_word WHERE place = ?", old)
    executemany("DELETE FROM place_cover WHERE place = ?", old)
    places = (*added, *changed)
    executemany(
        "INSERT INTO place_name (place, position, lang, name) VALUES (?, ?, ?, ?)",
        [row for place in places for row in text_rows(place.id, place.name)],
    )
    executemany(
        "INSERT INTO place_word (place, use, position, word) VALUES (?, ?, ?, ?)",
        [
            (place.id, use, position, word)
            for place in places
            for use, words in (("alias", place.aliases), ("common_word", place.common_words))
            for position, word in enumerate(words)
        ],
    )
    executemany(
        "INSERT INTO place_cover (place, position, covered) VALUES (?, ?, ?)",
        [row for place in places for row in list_rows(place.id, place.covers)],
    )


def write_actors(database: Database, added: Sequence[Actor], changed: Sequence[Actor]) -> None:
    """Store new actors after the last one, and changed ones where they stand."""
    executemany = database.conn.executemany
    (last,) = database.conn.execute("SELECT coalesce(max(position), -1) FROM actor").fetchone()
    executemany(
        "INSERT INTO actor (kind, side, since, until, id, position) VALUES (?, ?, ?, ?, ?, ?)",
        [(*_actor_row(actor), position) for position, actor in enumerate(added, start=last + 1)],
    )
    executemany(
        "UPDATE actor SET kind = ?, side = ?, since = ?, until = ? WHERE id = ?",
        [_actor_row(actor) for actor in changed],
    )
    old = [(actor.id,) for actor in changed]
    executemany("DELETE FROM actor_name WHERE actor = ?", old)
    executemany("DELETE FROM actor_word WHERE actor = ?", old)
    executemany("DELETE FROM actor_tie WHERE actor = ?", old)
    actors = (*added, *changed)
    executemany(
        "INSERT INTO actor_name (actor, position, lang, name) VALUES (?, ?, ?, ?)",
        [row for actor in actors for row in text_rows(actor.id, actor.name)],
    )
    executemany(
        "INSERT INTO actor_word (actor, use, position, word) VALUES (?, ?, ?, ?)",
        [
            (actor.id, use, position, word)
            for actor in actors
            for use, words in (
                ("alias", actor.aliases),
                ("exact", actor.exact),
                ("metonym", actor.metonyms),
                ("adjective", actor.adjectives),
            )
            for position, word in enumerate(words)
        ],
    )
    executemany(
        "INSERT INTO actor_tie (actor, tie, position, other) VALUES (?, ?, ?, ?)",
        [
            (actor.id, tie, position, other)
            for actor in actors
            for tie, others in (("member_of", actor.member_of), ("succeeded_by", actor.succeeded_by))
            for position, other in enumerate(others)
        ],
    )


def text_rows(owner: str | int, text: Text) -> list[tuple[str | int, int, str, str]]:
    """Rows of (owner, position, language, words), in the text's order."""
    return [(owner, position, *pair) for position, pair in enumerate(text.by_language)]


def list_rows(owner: str | int, values: Iterable[str]) -> list[tuple[str | int, int, str]]:
    """Rows of (owner, position, value), in the list's order."""
    return [(owner, position, value) for position, value in enumerate(values)]


def stored_day(day: date | None) -> str | None:
    """A day as it is stored."""
    return None if day is None else day.isoformat()


def _place_row(place: Place) -> tuple[object, ...]:
    return place.kind, place.within, place.latitude, place.longitude, place.geonameid, place.id


def _actor_row(actor: Actor) -> tuple[object, ...]:
    return actor.kind, actor.side, stored_day(actor.since), stored_day(actor.until), actor.id
