"""The words of a timeline that is small enough to be held in memory, looked up without a query.

It finds what `StoredWords` finds in the full-text index, whose stored texts are stems with spaces between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlite_utils import Database

from db.stored_words import COLUMNS

_MOST_LISTED = 2_000  # events that hold a word


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

    def with_any(self, stems: Collection[str], column: str) -> list[int]:
        """The events, by `seq`, that hold one of the stems in the column."""
        holding = self._holding[column]
        return _first(set().union(*(holding[stem] for stem in stems if stem in holding)))

    def with_phrases(self, phrases: Collection[str], column: str | None) -> list[int]:
        """The events, by `seq`, that hold the stems of one of the phrases one after the other, in `column` if given."""
        columns = (column,) if column else COLUMNS
        return _first(set().union(*(self._with_phrase(phrase, one) for phrase in phrases for one in columns)))

    def _with_phrase(self, phrase: str, column: str) -> set[int]:
        holding: Mapping[str, set[int]] = self._holding[column]
        near = set.intersection(*(holding.get(stem, set()) for stem in phrase.split()))
        return {seq for seq in near if f" {phrase} " in self._texts[column][seq]}


def _first(seqs: Collection[int]) -> list[int]:
    """As many of the events as are worth listing, the first stored."""
    return sorted(seqs)[:_MOST_LISTED]
