"""Digits that are part of a code, a sum or a version and no date: M5, Su-24, $2000, version 2."""

from __future__ import annotations

from collections.abc import Sequence

from answering.dates.words import Item

_MONEY_AND_TAGS = frozenset("$€£¥₺#+№&=_@\\~*")
_JOINS_DIGITS = ("joins_digits", "month", "month_likely", "month_rare")


def names_a_code(items: Sequence[Item]) -> bool:
    """Say whether the word before, or before a colon, calls a number a version or the like."""
    before = items[-2:]
    if len(before) == 2 and before[1].word == ":":
        before = before[:1]
    return bool(before) and "code" in before[-1].meanings


def is_free(clean: str, start: int, items: Sequence[Item]) -> bool:
    """Say whether nothing before the number at `start` makes it part of a code: M5, Su-24, UN2254, #5, +963."""
    if start == 0:
        return True
    before = clean[start - 1]
    if before.isspace() or before in "([\"'«“,;:?!/|<>؟،.":
        return True
    if before in _MONEY_AND_TAGS:
        return False
    last = items[-1] if items else None
    if last is None:
        return before == "-"
    if before == "-":
        if len(items) < 2 or clean[start - 2 : start - 1].isspace():
            return True
        last = items[-2]
    elif last.end != start:
        return False
    meanings = last.meanings
    return last.sign in "abcywgrhTND" or not meanings.keys().isdisjoint(_JOINS_DIGITS)
