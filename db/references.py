"""Who names whom: the ids that one import defines and names, checked against each other and the database."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from db.errors import Mistake
from db.model import Actor, Place, Record, Source
from db.phrases import a_record, nearest, quoted
from db.source_rows import load_sources


class Where(NamedTuple):
    """The line of a record file that a record stands on."""

    file: str
    line: int


class _Named(NamedTuple):
    """A field that names a record which nobody has defined yet."""

    where: Where
    field: str
    kind: str
    id: str


class References:
    """The ids of one import; with `database`, its records may be named too."""

    def __init__(self, database: Database | None) -> None:
        self._database = database
        self._defined: dict[tuple[str, str], Where] = {}
        self._sources: dict[str, Source | None] = {}
        self._stored: dict[tuple[str, str], bool] = {}
        self._open: list[_Named] = []
        # Which records each record of the import stands under, by the field that says so.
        self._above: defaultdict[tuple[str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)

    def define(self, kind: str, id: str, where: Where) -> Where | None:
        """Take down that a record is defined; gives the line of an earlier one with its type and id."""
        return None if (earlier := self._defined.setdefault((kind, id), where)) is where else earlier

    def keep(self, record: Record) -> None:
        """Take down what later records need of this one."""
        if isinstance(record, Source):
            self._sources[record.id] = record
        elif isinstance(record, Place):
            self._above["place", "in"][record.id] = (record.within,) if record.within else ()
        elif isinstance(record, Actor):
            self._above["actor", "member_of"][record.id] = record.member_of
            self._above["actor", "succeeded_by"][record.id] = record.succeeded_by

    def name(self, kind: str, id: str, where: Where, field: str) -> None:
        """Take down that a field names a record."""
        if (kind, id) not in self._defined and not self._is_stored(kind, id):
            self._open.append(_Named(where, field, kind, id))

    def source(self, id: str) -> Source | None:
        """The source with this id, of the import or else of the database; None where it is not known yet."""
        if id not in self._sources and self._database is not None and ("source", id) not in self._defined:
            self._sources[id] = load_sources(self._database, [id]).get(id)
        return self._sources.get(id)

    def mistakes(self) -> Iterator[Mistake]:
        """After the last record: names of records that are nowhere, and records above themselves."""
        ids: dict[str, list[str]] = {}
        for where, field, kind, id in self._open:
            if (kind, id) in self._defined:
                continue
            if kind not in ids:
                ids[kind] = self._all_ids(kind)
            message = f"there is no {kind} {quoted(id)}{nearest(id, ids[kind])}"
            yield Mistake(*where, field, f"{message}; name one that is stored, or add {a_record(kind)} record")
        for (kind, field), imported in self._above.items():
            stored = stored_above(self._database, kind, field) if self._database is not None else {}
            above = {**stored, **imported}
            for circle in circles(above, imported):
                where = self._defined[kind, circle[0]]
                path = " > ".join((*circle, circle[0]))
                yield Mistake(*where, field, f"goes round in a circle ({path}); take one of these out")

    def _is_stored(self, kind: str, id: str) -> bool:
        if self._database is None:
            return False
        key = (kind, id)
        if key not in self._stored:
            row = self._database.conn.execute(_BY_ID[kind], (id,)).fetchone()
            self._stored[key] = row is not None
        return self._stored[key]

    def _all_ids(self, kind: str) -> list[str]:
        """The ids that a misspelled one may have meant; none for sources, of which there can be a million."""
        if kind == "source":
            return []
        ids = [id for defined, id in self._defined if defined == kind]
        if self._database is not None:
            ids += [id for (id,) in self._database.conn.execute(_ALL_IDS[kind])]
        return ids


def stored_above(database: Database, kind: str, field: str) -> dict[str, tuple[str, ...]]:
    """The records that each stored record of a type stands directly under, by the field that says so."""
    above: dict[str, tuple[str, ...]] = {}
    for id, other in database.conn.execute(_ABOVE[kind, field]):
        above[id] = (*above.get(id, ()), other)
    return above


_BY_ID = {
    "source": "SELECT 1 FROM source WHERE id = ?",
    "place": "SELECT 1 FROM place WHERE id = ?",
    "actor": "SELECT 1 FROM actor WHERE id = ?",
}
_ALL_IDS = {"place": "SELECT id FROM place", "actor": "SELECT id FROM actor"}
_ABOVE = {
    ("place", "in"): "SELECT id, within FROM place WHERE within IS NOT NULL",
    ("actor", "member_of"): "SELECT actor, other FROM actor_tie WHERE tie = 'member_of'",
    ("actor", "succeeded_by"): "SELECT actor, other FROM actor_tie WHERE tie = 'succeeded_by'",
}


def circles(above: Mapping[str, tuple[str, ...]], among: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The shortest way from a record of `among` back to itself, once for each circle of two or more."""
    told: set[str] = set()
    for start in among:
        if start in told:
            continue
        came_from: dict[str, str] = {}
        waiting = deque([start])
        while waiting and start not in came_from:
            id = waiting.popleft()
            for other in above.get(id, ()):
                if other != id and other not in came_from:
                    came_from[other] = id
                    waiting.append(other)
        if start in came_from:
            circle = [start]
            while (before := came_from[circle[-1]]) != start:
                circle.append(before)
            circle[1:] = reversed(circle[1:])
            told.update(circle)
            yield tuple(circle)
