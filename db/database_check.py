"""Whether what a database holds keeps the rules that a record file has to keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum

from sqlite_utils import Database

from db.edtf_dates import read_day, read_when
from db.errors import BadDate, Mistake
from db.model import Extent, Group, Kind, Measure, Outcome, Role, Stance, Status
from db.phrases import nearest, one_of, quoted
from db.record_fields import LANGUAGES, is_link
from db.references import circles, stored_above

# Each query gives (id of the record, value) of the values that are not in the JSON list given.
_CHOICES: dict[tuple[str, str], tuple[type[StrEnum], str]] = {
    ("event", "kind"): (
        Kind,
        "SELECT id, kind FROM event WHERE kind NOT IN (SELECT value FROM json_each(?))",
    ),
    ("event", "status"): (
        Status,
        "SELECT id, status FROM event WHERE status NOT IN (SELECT value FROM json_each(?))",
    ),
    ("event", "outcome"): (
        Outcome,
        "SELECT id, outcome FROM event WHERE outcome NOT IN (SELECT value FROM json_each(?))",
    ),
    ("event", "actors.role"): (
        Role,
        """
        SELECT event.id, role FROM event_actor JOIN event ON seq = event
        WHERE role NOT IN (SELECT value FROM json_each(?))
        """,
    ),
    ("event", "reports.stance"): (
        Stance,
        """
        SELECT event.id, stance FROM report JOIN event ON seq = event
        WHERE stance NOT IN (SELECT value FROM json_each(?))
        """,
    ),
    ("event", "figures.measure"): (
        Measure,
        """
        SELECT event.id, measure FROM figure JOIN event ON seq = event
        WHERE measure NOT IN (SELECT value FROM json_each(?))
        """,
    ),
    ("event", "figures.group"): (
        Group,
        """
        SELECT event.id, "group" FROM figure JOIN event ON seq = event
        WHERE "group" NOT IN (SELECT value FROM json_each(?))
        """,
    ),
    ("event", "control.extent"): (
        Extent,
        """
        SELECT event.id, extent FROM control JOIN event ON seq = event
        WHERE extent NOT IN (SELECT value FROM json_each(?))
        """,
    ),
}

# Each query gives the ids of the records that lack words in the language given.
_TEXTS = {
    ("place", "name"): """
        SELECT id FROM place
        WHERE NOT EXISTS (SELECT 1 FROM place_name WHERE place = place.id AND lang = ?)
        """,
    ("actor", "name"): """
        SELECT id FROM actor
        WHERE NOT EXISTS (SELECT 1 FROM actor_name WHERE actor = actor.id AND lang = ?)
        """,
    ("event", "text"): """
        SELECT id FROM event
        WHERE NOT EXISTS (SELECT 1 FROM event_text WHERE event = seq AND lang = ?)
        """,
    ("event", "reports.note"): """
        SELECT DISTINCT event.id FROM report JOIN event ON seq = event
        WHERE EXISTS (SELECT 1 FROM report_note WHERE report = report.id)
            AND NOT EXISTS (SELECT 1 FROM report_note WHERE report = report.id AND lang = ?)
        """,
    ("event", "figures.label"): """
        SELECT DISTINCT event.id FROM figure JOIN event ON seq = event
        WHERE NOT EXISTS (SELECT 1 FROM figure_label WHERE figure = figure.id AND lang = ?)
        """,
}

# Each query gives (id of the record, day) of the days that are recorded.
_DAYS = {
    ("source", "published"): "SELECT id, published FROM source WHERE published IS NOT NULL",
    ("actor", "since"): "SELECT id, since FROM actor WHERE since IS NOT NULL",
    ("actor", "until"): "SELECT id, until FROM actor WHERE until IS NOT NULL",
    ("event", "reports.on"): """
        SELECT event.id, said_on FROM report JOIN event ON seq = event WHERE said_on IS NOT NULL
        """,
    ("event", "figures.since"): """
        SELECT event.id, since FROM figure JOIN event ON seq = event WHERE since IS NOT NULL
        """,
    ("event", "figures.until"): """
        SELECT event.id, until FROM figure JOIN event ON seq = event WHERE until IS NOT NULL
        """,
}

# Each query gives the ids of the events that break a rule by themselves.
_EVENTS = {
    ("reports", "is empty; at least one is needed"): """
        SELECT id FROM event WHERE NOT EXISTS (SELECT 1 FROM report WHERE event = seq)
        """,
    ("places", "is empty; at least one is needed"): """
        SELECT id FROM event WHERE NOT EXISTS (SELECT 1 FROM event_place WHERE event = seq)
        """,
    ("text", "is not in the full-text index; import the event again"): """
        SELECT id FROM event WHERE seq NOT IN (SELECT rowid FROM event_words)
        """,
}


def check_database(database: Database) -> tuple[Mistake, ...]:
    """Every broken rule in a database; a mistake's `file` is the type and id of its record, or its table."""
    return tuple(
        mistake
        for check in (_file, _references, _events, _words, _dates, _choices, _texts, _links, _circles)
        for mistake in check(database)
    )


def _of(kind: str, id: str, field: str, message: str) -> Mistake:
    return Mistake(f"{kind} {id}", None, field, message)


def _file(database: Database) -> Iterator[Mistake]:
    for (fault,) in database.conn.execute("PRAGMA integrity_check"):
        if fault != "ok":
            yield Mistake("database", None, "", f"the file is damaged ({fault}); restore a backup")


def _references(database: Database) -> Iterator[Mistake]:
    """Rows that name a record which is not there; SQLite knows their table and not always their row."""
    for table, row, parent, key in database.conn.execute("PRAGMA foreign_key_check").fetchall():
        keys = database.conn.execute('SELECT id, "from" FROM pragma_foreign_key_list(?)', (table,))
        column = dict(keys.fetchall())[key]
        where = table if row is None else f"{table} row {row}"
        yield Mistake(where, None, column, f"names a {parent} that is not stored; add it or take the name out")


def _events(database: Database) -> Iterator[Mistake]:
    for (field, message), query in _EVENTS.items():
        for (id,) in database.conn.execute(query):
            yield _of("event", id, field, message)


def _words(database: Database) -> Iterator[Mistake]:
    """Entries of the full-text index that no event stands behind."""
    query = "SELECT rowid FROM event_words WHERE rowid NOT IN (SELECT seq FROM event)"
    for (row,) in database.conn.execute(query):
        yield Mistake(f"event_words row {row}", None, "rowid", "is of no event; take the row out")


def _dates(database: Database) -> Iterator[Mistake]:
    query = 'SELECT id, edtf, start, "end", precision FROM event'
    for id, edtf, start, end, precision in database.conn.execute(query):
        try:
            when = read_when(edtf)
        except BadDate as error:
            yield _of("event", id, "when", str(error))
            continue
        for column, stored, right in (
            ("start", start, when.start.isoformat()),
            ("end", end, when.end.isoformat()),
            ("precision", precision, when.precision),
        ):
            if stored != right:
                message = f"{column} is stored as {stored}, but {quoted(edtf)} has {right}"
                yield _of("event", id, "when", message)
    for (kind, field), query in _DAYS.items():
        for id, day in database.conn.execute(query):
            try:
                read_day(day)
            except BadDate as error:
                yield _of(kind, id, field, str(error))


def _choices(database: Database) -> Iterator[Mistake]:
    for (kind, field), (choices, query) in _CHOICES.items():
        for id, value in database.conn.execute(query, (json.dumps(list(choices)),)):
            message = f"{quoted(value)} is none of {one_of(choices)}{nearest(value, choices)}"
            yield _of(kind, id, field, message)


def _texts(database: Database) -> Iterator[Mistake]:
    for (kind, field), query in _TEXTS.items():
        for language in LANGUAGES:
            for (id,) in database.conn.execute(query, (language,)):
                yield _of(kind, id, f"{field}.{language}", "is missing; it is needed in every language")


def _links(database: Database) -> Iterator[Mistake]:
    for id, url in database.conn.execute("SELECT id, url FROM source WHERE url IS NOT NULL"):
        if not is_link(url):
            message = f"{quoted(url)} is no link; write one that starts with https://, or null"
            yield _of("source", id, "url", message)


def _circles(database: Database) -> Iterator[Mistake]:
    for kind, field in (("place", "in"), ("actor", "member_of"), ("actor", "succeeded_by")):
        above = stored_above(database, kind, field)
        for circle in circles(above, above):
            path = " > ".join((*circle, circle[0]))
            yield _of(kind, circle[0], field, f"goes round in a circle ({path}); take one of these out")
