"""Spelling: the one known word that an unknown one is clearly a misspelling of."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

LETTERS = 5  # fewer than this are never taken for a misspelling


def nearest_stem(stem: str, known: Collection[str]) -> str | None:
    """The one known stem that is a single slip away from `stem` and begins alike; None where none or several are."""
    if len(stem) < LETTERS or stem.isdigit():
        return None
    near = [one for one in known if one[0] == stem[0] and abs(len(one) - len(stem)) <= 1]
    found = process.extract(stem, near, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=2)
    return found[0][0] if len(found) == 1 else None
