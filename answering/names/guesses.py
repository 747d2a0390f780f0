"""Guesses: the names that a word of one slip or two is near to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial

from rapidfuzz import fuzz

from answering.names.forms import NameEntry, Use
from answering.words.spelling import LETTERS, misspellings

_MOST_WORDS = 16_384  # look-ups of words held in memory
_LONG = 8  # letters, of which two may be wrong
_ALIKE = 75  # of a hundred, how much two spellings share at least
_NISBA = "ه"  # makes the noun of what is called after somebody: الإبراهيمية


class Guesses:
    """The names of an index by their keys, for words that may misspell one of them."""

    def __init__(self, entries: Mapping[str, Sequence[NameEntry]]) -> None:
        self._entries = entries
        by_length: dict[int, list[str]] = defaultdict(list)
        for key, named in entries.items():
            if len(key) >= LETTERS and any(entry.use is Use.NAME for entry in named):
                by_length[len(key)].append(key)
        self._near = lru_cache(_MOST_WORDS)(partial(misspellings, by_length=by_length))  # asked repeatedly

    def meant(self, key: str) -> NameEntry | None:
        """The one name that the key of a word is clearly a slip of."""
        found = self._near(key, slips=1 if len(key) < _LONG else 2) if len(key) >= LETTERS else []
        best = [name for name, distance in found if distance == found[0][1] and f"{name}{_NISBA}" != key]
        meant = {(entry.id, entry.actor): entry for name in best for entry in self._named(name)}
        alike = len(meant) == 1 and best[0][0] == key[0] and fuzz.ratio(key, best[0]) >= _ALIKE
        return next(self._named(best[0])) if alike else None

    def near(self, key: str) -> list[NameEntry]:
        """The names that the key of a word is spelled much like, the nearest first."""
        found = self._near(key, slips=2 if len(key) < _LONG else 3) if len(key) >= LETTERS else []
        return [entry for name, _ in found for entry in self._named(name)]

    def _named(self, key: str) -> Iterator[NameEntry]:
        return (entry for entry in self._entries[key] if entry.use is Use.NAME)
