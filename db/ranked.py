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

from db.bit_rows import Row, any_of, first_of_all, row_of, row_of_runs, those_in
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

_NONE: frozenset[str] = frozenset()


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
        self._in_days = lru_cache(_MOST_MET)(self._find_in_days)

    def find(self, wanted: Constraints) -> list[int]:
        """The events that meet every constraint, by `seq`: the weightiest first, of equals the newest.

        Where more meet them than are wanted, it is those that meet the parts by place, actor or kind, and not only as
        one of `seqs`.
        """
        parts = [self._met(part.places, part.actors, part.kinds) for part in wanted.meeting]
        rows = self._rows_besides_parts(wanted)
        if wanted.seqs is not None:
            found = self._among(wanted.seqs, rows, wanted.meeting)[: wanted.limit]
        elif rows or parts:
            found = list(first_of_all([*rows, *parts], wanted.limit))
            others = frozenset().union(*(part.seqs for part in wanted.meeting)) if len(found) < wanted.limit else ()
            found = sorted({*found, *self._among(others, rows, wanted.meeting)})[: wanted.limit]
        else:
            found = list(range(min(wanted.limit, len(self._seqs))))
        return [self._seqs[rank] for rank in found]

    def _among(self, seqs: Iterable[int], rows: Sequence[Row], parts: Sequence[Part]) -> list[int]:
        """The ranks of those of the events that are in all of the rows and meet all of the parts, in order."""
        known, size = self._rank, len(self._rank)
        ranks = [known[seq] - 1 for seq in seqs if 0 <= seq < size and known[seq]]
        for row in rows:
            ranks = those_in(row, ranks)
        for part in parts if ranks else ():
            met = {rank for rank in ranks if self._seqs[rank] in part.seqs} if part.seqs else set()
            rest = [rank for rank in ranks if rank not in met] if met else ranks
            ranks = [*met, *those_in(self._met(part.places, part.actors, part.kinds), rest)]
        return sorted(ranks)

    def _rows_besides_parts(self, wanted: Constraints) -> list[Row]:
        rows = []
        if wanted.places is not None:
            rows.append(self._met(wanted.places, _NONE, _NONE))
        if wanted.actors is not None:
            rows.append(self._met(_NONE, wanted.actors, _NONE))
        if wanted.kinds is not None:
            rows.append(self._met(_NONE, _NONE, wanted.kinds))
        if wanted.start is not None or wanted.end is not None:
            rows.append(self._in_days(wanted.start or date.min, wanted.end or date.max))
        return rows

    def warm(self, places: Iterable[str], actors: Iterable[str]) -> None:
        """Read the rows of the kinds and of these places and actors now and not when they are first asked for."""
        for query, keys in ((_OF_KIND, Kind), (_OF_PLACE, places), (_OF_ACTOR, actors)):
            for key in keys:
                self._row(query, key)

    def _find_met(self, places: frozenset[str], actors: frozenset[str], kinds: frozenset[str]) -> Row:
        """The events at one of the places, with one of the actors or of one of the kinds."""
        rows = [self._row(_OF_PLACE, place) for place in places]
        rows += [self._row(_OF_ACTOR, actor) for actor in actors]
        rows += [self._row(_OF_KIND, kind) for kind in kinds]
        return any_of(rows, len(self._seqs))

    def _read_row(self, query: str, key: str) -> Row:
        known, size = self._rank, len(self._rank)
        seqs = (seq for (seq,) in self._execute(query, (key,)))
        ranks = (known[seq] - 1 for seq in seqs if seq < size)
        return row_of([rank for rank in ranks if rank >= 0], len(self._seqs))

    def _find_in_days(self, first: date, last: date) -> Row:
        """The events whose days overlap these: in each importance one run of ranks, and what had begun before."""
        begin, end = first.toordinal(), last.toordinal()
        if end < begin:
            return row_of_runs([], len(self._seqs))
        runs = [
            (bisect_left(self._begun, -end, low, high), bisect_right(self._begun, -begin, low, high))
            for low, high in pairwise(self._levels)
        ]
        near = range(bisect_left(self._spans, (begin - _LONG,)), bisect_left(self._spans, (begin,)))
        over = [rank for started, ended, rank in map(self._spans.__getitem__, near) if ended >= begin]
        over += [rank for started, ended, rank in self._lengthy if started < begin <= ended]
        return row_of_runs([*runs, *((rank, rank + 1) for rank in over)], len(self._seqs))
