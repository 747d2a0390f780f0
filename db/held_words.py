"""The words of a timeline that is small enough to be held in memory, looked up without a query.

It finds what the full-text index `event_words` finds, whose stored texts are stems with spaces between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlite_utils import Database

COLUMNS = ("text", "note", "label")


class HeldWords:
    """The events by the stems in each column of their words."""

    def __init__(self, database: Database) -> None:
        self._texts: dict[str, dict[int, str]] = {column: {} for column in COLUMNS}
        self._holding: dict[str, dict[str, set[int]]] = {column: defaultdict(set) for column in COLUMNS}
        for seq, *texts in database.conn.execute("SELECT rowid, text, note, label FROM event_words"):
            for column, text in zip(COLUMNS, texts, strict=True):
                words = (text or "").split()
                self._texts[column][seq] = f" {' '.join(words)} "
                for word in words:
                    self._holding[column][word].add(seq)

    def stems(self) -> frozenset[str]:
        """Every stem of every column."""
        return frozenset().union(*self._holding.values())

    def with_any(self, stems: Iterable[str], column: str) -> set[int]:
        """The events, by `seq`, that hold one of the stems in the column."""
        holding = self._holding[column]
        return set().union(*(holding[stem] for stem in stems if stem in holding))

    def with_phrase(self, phrase: str, columns: Collection[str] = COLUMNS) -> set[int]:
        """The events, by `seq`, that hold the stems of the phrase one after the other in one of the columns."""
        found: set[int] = set()
        for column in columns:
            holding: Mapping[str, set[int]] = self._holding[column]
            near = set.intersection(*(holding.get(stem, set()) for stem in phrase.split()))
            found.update(seq for seq in near if f" {phrase} " in self._texts[column][seq])
        return found
