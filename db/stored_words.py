"""The words of a timeline that is too large to be held in memory: the full-text index lists the events that hold a rare
word; of a common one each event is asked whether it holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sqlite_utils import Database

COLUMNS = ("text", "note", "label")
_MOST_LISTED = 500  # events that hold a word; one that more hold is common
_SAYS_NOTHING = 2_000  # events that hold a word which says as little as any commoner one
_MOST_READ = 20_000  # events whose words are held in memory


class StoredWords:
    """The events by the stems in each column of their words, as the full-text index has them."""

    def __init__(self, database: Database) -> None:
        self._execute = database.conn.execute
        self._counts: dict[str, int] = dict(self._execute("SELECT term, doc FROM event_vocabulary"))
        self._columns_of = lru_cache(_MOST_READ)(self._read_columns)

    def stems(self) -> frozenset[str]:
        """Every stem of every column."""
        return frozenset(self._counts)

    def are_common(self, stems: Collection[str]) -> bool:
        """Whether more events may hold one of the stems than are listed."""
        return self.most_holding(stems) > _MOST_LISTED

    def most_holding(self, stems: Collection[str]) -> int:
        """How many events hold one of the stems at most."""
        return sum(self._counts.get(stem, 0) for stem in stems)

    def with_any(self, stems: Collection[str], *columns: str) -> list[int]:
        """The events, by `seq`, that hold one of the stems in the columns; not all of them where they are common."""
        return self._matching(f"{{{' '.join(columns)}}} : ({_any(stems)})")

    def with_phrases(self, phrases: Collection[str], column: str | None) -> list[int]:
        """The events, by `seq`, that hold the stems of one of the phrases one after the other; not all of very many."""
        return self._matching(f"{column} : ({_any(phrases)})" if column else _any(phrases))

    def with_each(self, groups: Iterable[Collection[str]]) -> list[int]:
        """The events, by `seq`, that hold one of the stems of each group; not all of very many."""
        return self._matching(" AND ".join(f"({_any(stems)})" for stems in groups))

    def column_of(self, seq: int, stems: Sequence[str], columns: Sequence[str]) -> str | None:
        """The first of the columns in which an event holds one of the stems."""
        held = self._columns_of(seq)
        return next((one for one in columns if any(f" {stem} " in held[one] for stem in stems)), None)

    def _read_columns(self, seq: int) -> Mapping[str, str]:
        """The words of an event in each column, a space before and behind each."""
        # The table beneath the index: to ask the index itself for one event takes several times as long.
        row = self._execute("SELECT c0, c1, c2 FROM event_words_content WHERE id = ?", (seq,)).fetchone()
        return {one: f" {words or ''} " for one, words in zip(COLUMNS, row or ("", "", ""), strict=True)}

    def _matching(self, query: str) -> list[int]:
        rows = self._execute("SELECT rowid FROM event_words WHERE event_words MATCH ? LIMIT ?", (query, _MOST_LISTED))
        return [seq for (seq,) in rows]


class CommonWords(Mapping[int, str]):
    """The first column in which an event holds one of some stems that too many events hold for a list of them.

    An event is looked at when it is asked about. To go through them gives the first that were stored, and their number
    is no larger than where it stops to matter.
    """

    def __init__(self, words: StoredWords, stems: Sequence[str], columns: Sequence[str]) -> None:
        self._words = words
        self.stems = stems
        self._columns = columns

    def __getitem__(self, seq: int) -> str:
        column = self._words.column_of(seq, self.stems, self._columns)
        if column is None:
            raise KeyError(seq)
        return column

    def __contains__(self, seq: object) -> bool:
        return isinstance(seq, int) and self._words.column_of(seq, self.stems, self._columns) is not None

    def __iter__(self) -> Iterator[int]:
        return iter(self._words.with_any(self.stems, *self._columns))

    def __len__(self) -> int:
        return min(self._words.most_holding(self.stems), _SAYS_NOTHING)


def _any(phrases: Collection[str]) -> str:
    return " OR ".join(f'"{phrase}"' for phrase in phrases)
