"""The events of a timeline that is too large to be held in memory, found by rows of bits.

Each event has a rank: the weightiest first, of equals the newest. A place, actor or kind is a row with a bit for each
event, read by an indexed query when it is first asked for; rows meet by whole words of the machine, from the first
rank on, until as many events are found as are wanted.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from sqlite_utils import Database

from db.bit_rows import Row, any_of, first_of_all, row_of, row_of_runs
from db.model import Kind
from db.outlines import Part
from db.searching import Constraints

_MOST_ROWS = 2_048  # rows held in memory: an eighth of a megabyte each for a million events
_MOST_MET = 512  # rows of what questions ask for that are held in memory
_LONG = 62  # days; the few events that went on for longer are looked at one by one

_OF_PLACE = "SELECT event FROM event_place WHERE place = ?"
_OF_ACTOR = """SELECT event FROM event_actor WHERE actor = ?1
    UNION ALL SELECT report.event FROM report_speaker JOIN report ON report.id = report_speaker.report
    WHERE report_speaker.actor = ?1"""
_OF_KIND = "SELECT seq FROM event WHERE kind = ?"


class RankedEvents:
    """The ranks of all events, and the rows of bits of what is asked for; it finds what `Postings` finds."""

    def __init__(self, database: Database) -> None:
        self._execute = database.conn.execute
        self._seqs = array("q")
        self._begun = array("q")  # by rank; days as ordinals, negative so that they ascend where ranks do
        self._levels: list[int] = []  # the first rank of each importance, and the end
        self._spans: list[tuple[int, int, int]] = []  # first and last day and rank of events of several days
        level = None
        rows = self._execute(
            'SELECT seq, importance, start, "end" FROM event ORDER BY importance DESC, start DESC, seq'
        )
        for rank, (seq, importance, start, end) in enumerate(rows):
            begun = date.fromisoformat(start).toordinal()
            self._seqs.append(seq)
            self._begun.append(-begun)
            if importance != level:
                self._levels.append(rank)
                level = importance
            if end != start:
                self._spans.append((begun, date.fromisoformat(end).toordinal(), rank))
        self._levels.append(len(self._seqs))
        self._rank = array("q", bytes(8 * (max(self._seqs, default=0) + 1)))
        for rank, seq in enumerate(self._seqs):
            self._rank[seq] = rank + 1  # 0: there is no such event
        self._spans.sort()
        self._lengthy = [span for span in self._spans if span[1] - span[0] > _LONG]
        self._row = lru_cache(_MOST_ROWS)(self._read_row)
        self._met = lru_cache(_MOST_MET)(self._find_met)
        self._of_seqs = lru_cache(_MOST_MET)(self._row_of_seqs)
        self._any = lru_cache(_MOST_MET)(self._find_any)
        self._in_days = lru_cache(_MOST_MET)(self._find_in_days)

    def find(self, wanted: Constraints) -> list[int]:
        """The events that meet every constraint, by `seq`: the weightiest first, of equals the newest.

        Those that meet the parts closely are taken first, and others as far as more are wanted.
        """
        rows = self._rows_besides_parts(wanted)
        found = self._first([*rows, *(self._met(part.close or part) for part in wanted.meeting)], wanted.limit)
        if len(found) < wanted.limit and any(part.close for part in wanted.meeting):
            every = self._first([*rows, *map(self._met, wanted.meeting)], wanted.limit)
            others = [rank for rank in every if rank not in found]
            found = sorted([*found, *others[: wanted.limit - len(found)]])
        return [self._seqs[rank] for rank in found]

    def _first(self, rows: Sequence[Row], limit: int) -> list[int]:
        return list(first_of_all(rows, limit) if rows else range(min(limit, len(self._seqs))))

    def _rows_besides_parts(self, wanted: Constraints) -> list[Row]:
        rows = []
        if wanted.places is not None:
            rows.append(self._any(_OF_PLACE, wanted.places))
        if wanted.actors is not None:
            rows.append(self._any(_OF_ACTOR, wanted.actors))
        if wanted.kinds is not None:
            rows.append(self._any(_OF_KIND, wanted.kinds))
        if wanted.seqs is not None:
            rows.append(self._of_seqs(wanted.seqs))
        if wanted.start is not None or wanted.end is not None:
            rows.append(self._in_days(wanted.start or date.min, wanted.end or date.max))
        return rows

    def warm(self, places: Iterable[str], actors: Iterable[str]) -> None:
        """Read the rows of the kinds and of these places and actors now and not when they are first asked for."""
        for query, keys in ((_OF_KIND, Kind), (_OF_PLACE, places), (_OF_ACTOR, actors)):
            for key in keys:
                self._row(query, key)

    def _find_met(self, part: Part) -> Row:
        rows = [self._row(_OF_PLACE, place) for place in part.places]
        rows += [self._row(_OF_ACTOR, actor) for actor in part.actors]
        rows += [self._row(_OF_KIND, kind) for kind in part.kinds]
        return any_of([*rows, self._of_seqs(part.seqs)], len(self._seqs))

    def _find_any(self, query: str, keys: frozenset[str]) -> Row:
        """The events of any of the keys."""
        return any_of([self._row(query, key) for key in keys], len(self._seqs))

    def _read_row(self, query: str, key: str) -> Row:
        return self._row_of_seqs(seq for (seq,) in self._execute(query, (key,)))

    def _row_of_seqs(self, seqs: Iterable[int]) -> Row:
        """The row of these events."""
        known, size = self._rank, len(self._rank)
        ranks = [known[seq] for seq in seqs if 0 <= seq < size]
        return row_of([rank - 1 for rank in ranks if rank], len(self._seqs))

    def _find_in_days(self, first: date, last: date) -> Row:
        """The events whose days overlap these: in each importance one run of ranks, and what had begun before."""
        begin, end = first.toordinal(), last.toordinal()
        runs = [
            (bisect_left(self._begun, -end, low, high), bisect_right(self._begun, -begin, low, high))
            for low, high in pairwise(self._levels)
        ]
        near = range(bisect_left(self._spans, (begin - _LONG,)), bisect_left(self._spans, (begin,)))
        over = [rank for started, ended, rank in map(self._spans.__getitem__, near) if ended >= begin]
        over += [rank for started, ended, rank in self._lengthy if started < begin <= ended]
        return row_of_runs([*runs, *((rank, rank + 1) for rank in over)], len(self._seqs))
