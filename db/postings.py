"""The events of a timeline that is small enough to be held in memory, found by set arithmetic and not by queries.

It finds what `Timeline.find` would find with SQL, in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlite_utils import Database

from db.model import Kind
from db.outlines import Outline, Part

Key = TypeVar("Key")


class Postings:
    """Events by place, actor and kind; each stands for its rank among all: the weightiest and newest first."""

    def __init__(self, database: Database, ranked: Sequence[Outline]) -> None:
        self._ranked = ranked
        self._rank = {outline.seq: rank for rank, outline in enumerate(ranked)}
        self._by_kind = _grouped((outline.kind, rank) for rank, outline in enumerate(ranked))
        self._by_place = self._loaded(database, "SELECT place, event FROM event_place")
        self._by_actor = self._loaded(
            database,
            """SELECT actor, event FROM event_actor
            UNION SELECT report_speaker.actor, report.event
            FROM report_speaker JOIN report ON report.id = report_speaker.report""",
        )

    def find(
        self,
        *,
        places: Collection[str] | None,
        actors: Collection[str] | None,
        kinds: Collection[Kind] | None,
        seqs: Collection[int] | None,
        meeting: tuple[Part, ...],
        start: date | None,
        end: date | None,
        limit: int,
    ) -> list[Outline]:
        """What `Timeline.find` gives for the same."""
        met = [self._meeting(part) for part in meeting]
        if places is not None:
            met.append(_all_of(self._by_place, places))
        if actors is not None:
            met.append(_all_of(self._by_actor, actors))
        if kinds is not None:
            met.append(_all_of(self._by_kind, kinds))
        if seqs is not None:
            met.append(self._ranks(seqs))
        ranks = sorted(set.intersection(*met)) if met else range(len(self._ranked))
        if start is None and end is None:
            return [self._ranked[rank] for rank in ranks[:limit]]
        first, last = start or date.min, end or date.max
        there = (self._ranked[rank] for rank in ranks)
        return [outline for outline in there if outline.end >= first and outline.start <= last][:limit]

    def _meeting(self, part: Part) -> set[int]:
        return _all_of(self._by_place, part.places) | _all_of(self._by_actor, part.actors) | self._ranks(part.seqs)

    def _ranks(self, seqs: Collection[int]) -> set[int]:
        return {self._rank[seq] for seq in seqs if seq in self._rank}

    def _loaded(self, database: Database, query: str) -> Mapping[str, set[int]]:
        return _grouped((id, self._rank[event]) for id, event in database.conn.execute(query))


def _grouped(pairs: Iterable[tuple[Key, int]]) -> Mapping[Key, set[int]]:
    found: dict[Key, set[int]] = defaultdict(set)
    for key, rank in pairs:
        found[key].add(rank)
    return dict(found)


def _all_of(groups: Mapping[Key, set[int]], wanted: Collection[Key]) -> set[int]:
    return set().union(*(groups[one] for one in wanted if one in groups))
