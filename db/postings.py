"""The events of a timeline that is small enough to be held in memory, found by set arithmetic and not by queries.

`RankedEvents` finds the same in the same order where there are too many of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from sqlite_utils import Database

from db.outlines import Outline, Part
from db.searching import Constraints

Key = TypeVar("Key")
Seqs = frozenset[int]

_MOST_MET = 4_096  # parts whose events are held in memory


class Postings:
    """Events by place, actor, kind and month; each has its rank among all: the weightiest and newest first."""

    def __init__(self, database: Database, ranked: Sequence[Outline]) -> None:
        self._ranked = ranked
        self._rank = {outline.seq: rank for rank, outline in enumerate(ranked)}
        self._by_id = {outline.id: outline.seq for outline in ranked}
        self._by_kind = _grouped((outline.kind, outline.seq) for outline in ranked)
        self._by_month = _grouped(
            (month, outline.seq) for outline in ranked for month in _months(outline.start, outline.end)
        )
        execute = database.conn.execute
        self._by_place = _grouped(execute("SELECT place, event FROM event_place"))
        self._by_actor = _grouped(
            execute(
                """SELECT actor, event FROM event_actor
                UNION SELECT report_speaker.actor, report.event
                FROM report_speaker JOIN report ON report.id = report_speaker.report"""
            )
        )
        self._meeting = lru_cache(_MOST_MET)(self._find_meeting)
        self._in_months = lru_cache(_MOST_MET)(self._find_in_months)

    def find(self, wanted: Constraints) -> list[Outline]:
        """The events that meet every constraint: the weightiest first, of equals the newest."""
        met = [self._meeting(part) for part in wanted.meeting]
        if wanted.places is not None:
            met.append(_all_of(self._by_place, wanted.places))
        if wanted.actors is not None:
            met.append(_all_of(self._by_actor, wanted.actors))
        if wanted.kinds is not None:
            met.append(_all_of(self._by_kind, wanted.kinds))
        if wanted.seqs is not None:
            met.append(wanted.seqs)
        if wanted.start is None and wanted.end is None:
            return [self._ranked[rank] for rank in self._ranks(met)[: wanted.limit]]
        first, last = wanted.start or date.min, wanted.end or date.max
        if not met or (wanted.start and wanted.end):  # an open time leaves out few
            met.append(self._in_months(_months(first, last)))
        outlines = [self._ranked[rank] for rank in self._ranks(met)]
        return [one for one in outlines if one.end >= first and one.start <= last][: wanted.limit]

    def seqs(self, ids: Collection[str]) -> list[int]:
        """The `seq` of the events with these ids."""
        return sorted(self._by_id[id] for id in ids if id in self._by_id)

    def _ranks(self, met: Sequence[Seqs]) -> Sequence[int]:
        """The ranks of the events that are in all of these sets, in order; of all events where there is none."""
        if not met:
            return range(len(self._ranked))
        fewest, *others = sorted(met, key=len)
        rank = self._rank
        return sorted([rank[seq] for seq in fewest.intersection(*others) if seq in rank])

    def _find_meeting(self, part: Part) -> Seqs:
        named = _all_of(self._by_place, part.places) | _all_of(self._by_actor, part.actors)
        return named.union(part.seqs, _all_of(self._by_kind, part.kinds))

    def _find_in_months(self, months: range) -> Seqs:
        few = len(months) < len(self._by_month)
        return _all_of(self._by_month, months if few else [one for one in self._by_month if one in months])


def _months(start: date, end: date) -> range:
    """The months, counted from year 0, that a run of days touches."""
    return range(start.year * 12 + start.month, end.year * 12 + end.month + 1)


def _grouped(pairs: Iterable[tuple[Key, int]]) -> Mapping[Key, Seqs]:
    found: dict[Key, set[int]] = defaultdict(set)
    for key, seq in pairs:
        found[key].add(seq)
    return {key: frozenset(seqs) for key, seqs in found.items()}


def _all_of(groups: Mapping[Key, Seqs], wanted: Collection[Key]) -> Seqs:
    return frozenset().union(*(groups[one] for one in wanted if one in groups))
