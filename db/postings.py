"""The events of a timeline that is small enough to be held in memory, found by set arithmetic and not by queries.

It finds what `searching.search` finds, in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from sqlite_utils import Database

from db.outlines import Outline, Part
from db.searching import Constraints

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
            met.append(self._ranks(wanted.seqs))
        ranks = sorted(set.intersection(*met)) if met else range(len(self._ranked))
        if wanted.start is None and wanted.end is None:
            return [self._ranked[rank] for rank in ranks[: wanted.limit]]
        first, last = wanted.start or date.min, wanted.end or date.max
        outlines = (self._ranked[rank] for rank in ranks)
        return list(islice((one for one in outlines if one.end >= first and one.start <= last), wanted.limit))

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
