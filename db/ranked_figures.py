"""The figures of a timeline that is too large to be held in memory, found by rows of bits.

Each figure has a rank: the one that counts to the latest day first. A measure, group, area or counter is a row with a
bit for each figure, read by an indexed query when it is first asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date
from functools import lru_cache

from sqlite_utils import Database

from db.bit_rows import Row, any_of, first_of_all, row_of, row_of_runs
from db.figure_outlines import DATED, FiguresWanted
from db.model import Group, Measure

_MOST_ROWS = 1_024  # rows held in memory
_MOST = 200  # figures that are looked at

_OF_MEASURE = "SELECT id FROM figure WHERE measure = ?"
_OF_GROUP = 'SELECT id FROM figure WHERE "group" = ?'
_OF_AREA = "SELECT figure FROM figure_area WHERE place = ?"
_OF_COUNTER = "SELECT figure FROM figure_speaker WHERE actor = ?"
_SINCE = "SELECT id FROM figure WHERE since = ?"


class RankedFigures:
    """The ranks of all figures, and the rows of bits of what is asked for."""

    def __init__(self, database: Database) -> None:
        self._execute = database.conn.execute
        self._ids = array("q")
        self._until = array("q")  # by rank; days as ordinals, negative so that they ascend where ranks do
        rows = self._execute(
            f"""SELECT figure.id, {DATED} AS dated FROM figure JOIN source ON source.id = figure.source
            ORDER BY dated DESC, figure.id"""  # noqa: S608 only fixed text
        )
        for id, dated in rows:
            self._ids.append(id)
            self._until.append(-date.fromisoformat(dated).toordinal() if dated else 0)
        self._rank = array("q", bytes(8 * (max(self._ids, default=0) + 1)))
        for rank, id in enumerate(self._ids):
            self._rank[id] = rank + 1  # 0: there is no such figure
        self._row = lru_cache(_MOST_ROWS)(self._read_row)

    def find(self, wanted: FiguresWanted, *, wide: Collection[str]) -> list[int]:
        """The latest figures that meet what is wanted, by id, and the latest of those whose area is one of `wide`."""
        rows = [self._any(_OF_MEASURE, wanted.measures)]
        if wanted.groups is not None:
            rows.append(self._any(_OF_GROUP, wanted.groups))
        if wanted.areas is not None:
            rows.append(self._any(_OF_AREA, wanted.areas))
        rows += [self._any(_OF_COUNTER, actors) for actors in wanted.counters]
        if wanted.since is not None:
            rows.append(self._row(_SINCE, wanted.since.isoformat()))
        if wanted.start is not None or wanted.end is not None:
            rows.append(self._counted_to(wanted.start or date.min, wanted.end or date.max))
        found = set(first_of_all(rows, _MOST))
        if wide and wanted.areas is None:
            found.update(first_of_all([*rows, self._any(_OF_AREA, wide)], _MOST))
        return [self._ids[rank] for rank in sorted(found)]

    def warm(self) -> None:
        """Read the rows of the measures and groups now and not when they are first asked for."""
        self._any(_OF_MEASURE, list(Measure))
        self._any(_OF_GROUP, list(Group))

    def _any(self, query: str, keys: Collection[str]) -> Row:
        return any_of([self._row(query, key) for key in keys], len(self._ids))

    def _read_row(self, query: str, key: str) -> Row:
        ids = (id for (id,) in self._execute(query, (key,)))
        return row_of([self._rank[id] - 1 for id in ids if id < len(self._rank) and self._rank[id]], len(self._ids))

    def _counted_to(self, first: date, last: date) -> Row:
        """The figures that count to one of these days."""
        dated = bisect_left(self._until, 0)
        newest = bisect_left(self._until, -last.toordinal(), 0, dated)
        oldest = bisect_right(self._until, -first.toordinal(), 0, dated)
        return row_of_runs([(newest, oldest)], len(self._ids))
