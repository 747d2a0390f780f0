"""The events of a timeline that is too large to be held in memory, found by rows of bits.

Each event has a rank: the weightiest first, of equals the newest. A place, actor or kind is a row with a bit for each
event, read by an indexed query when it is first asked for; rows meet by whole words of the machine, however many
events they stand for, and the first bits of what is left are the events that are wanted.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from sqlite_utils import Database

from db.outlines import Part
from db.searching import Constraints

_MOST_ROWS = 2_048  # rows held in memory: an eighth of a megabyte each for a million events
_MOST_MET = 128  # parts whose rows are held in memory
_LONG = 62  # days; the few events that went on for longer are looked at one by one
_CHUNK = 512  # bytes of a row that are looked through at once

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

    def find(self, wanted: Constraints) -> list[int]:
        """The events that meet every constraint, by `seq`: the weightiest first, of equals the newest."""
        rows = [self._met(part) for part in wanted.meeting]
        if wanted.places is not None:
            rows.append(self._any(_OF_PLACE, wanted.places))
        if wanted.actors is not None:
            rows.append(self._any(_OF_ACTOR, wanted.actors))
        if wanted.kinds is not None:
            rows.append(self._any(_OF_KIND, wanted.kinds))
        if wanted.seqs is not None:
            rows.append(self._bits(wanted.seqs))
        if wanted.start is not None or wanted.end is not None:
            rows.append(self._in_days(wanted.start or date.min, wanted.end or date.max))
        left = (1 << len(self._seqs)) - 1
        for row in rows:
            left &= row
        return [self._seqs[rank] for rank in _lowest(left, wanted.limit)]

    def warm(self, places: Iterable[str], actors: Iterable[str]) -> None:
        """Read the rows of these places and actors now and not when they are first asked for."""
        for query, keys in ((_OF_PLACE, places), (_OF_ACTOR, actors)):
            for key in keys:
                self._row(query, key)

    def _find_met(self, part: Part) -> int:
        named = self._any(_OF_PLACE, part.places) | self._any(_OF_ACTOR, part.actors)
        return named | self._any(_OF_KIND, part.kinds) | self._bits(part.seqs)

    def _any(self, query: str, keys: Collection[str]) -> int:
        """The events of any of the keys."""
        row = 0
        for key in keys:
            row |= self._row(query, key)
        return row

    def _read_row(self, query: str, key: str) -> int:
        return self._bits(seq for (seq,) in self._execute(query, (key,)))

    def _bits(self, seqs: Iterable[int]) -> int:
        """The row of these events."""
        row = bytearray(len(self._seqs) // 8 + 1)
        for seq in seqs:
            rank = self._rank[seq] - 1 if 0 <= seq < len(self._rank) else -1
            if rank >= 0:
                row[rank >> 3] |= 1 << (rank & 7)
        return int.from_bytes(row, "little")

    def _in_days(self, first: date, last: date) -> int:
        """The events whose days overlap these: in each importance one run of ranks, and what had begun before."""
        begin, end = first.toordinal(), last.toordinal()
        row = 0
        for low, high in pairwise(self._levels):
            newest = bisect_left(self._begun, -end, low, high)
            oldest = bisect_right(self._begun, -begin, low, high)
            row |= ((1 << (oldest - newest)) - 1) << newest if oldest > newest else 0
        near = range(bisect_left(self._spans, (begin - _LONG,)), bisect_left(self._spans, (begin,)))
        over = [rank for started, ended, rank in map(self._spans.__getitem__, near) if ended >= begin]
        over += [rank for started, ended, rank in self._lengthy if started < begin <= ended]
        return row | self._bits(self._seqs[rank] for rank in over)


def _lowest(row: int, limit: int) -> Iterator[int]:
    """The places of the lowest bits of a row, at most `limit`."""
    whole = row.to_bytes((row.bit_length() + 7) // 8, "little")
    for first in range(0, len(whole), _CHUNK):
        bits = int.from_bytes(whole[first : first + _CHUNK], "little")
        while bits:
            if limit <= 0:
                return
            lowest = bits & -bits
            yield first * 8 + lowest.bit_length() - 1
            bits ^= lowest
            limit -= 1
