"""Rows gathered under the record that they belong to: lists, lists by use, texts in several languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from db.model import Text

NO_TEXT = Text(())

_Owner = TypeVar("_Owner")
_Item = TypeVar("_Item")


def grouped(pairs: Iterable[tuple[_Owner, _Item]]) -> dict[_Owner, tuple[_Item, ...]]:
    """The second of each pair gathered under the first, in the order of the pairs."""
    groups: defaultdict[_Owner, list[_Item]] = defaultdict(list)
    for owner, item in pairs:
        groups[owner].append(item)
    return {owner: tuple(items) for owner, items in groups.items()}


def lists(rows: Iterable[tuple[Any, str]]) -> dict[Any, tuple[str, ...]]:
    """The strings of rows of (owner, string), by owner."""
    return grouped(rows)


def lists_by_use(rows: Iterable[tuple[Any, str, str]]) -> dict[tuple[Any, str], tuple[str, ...]]:
    """The strings of rows of (owner, use, string), by owner and use."""
    groups: defaultdict[tuple[Any, str], list[str]] = defaultdict(list)
    for owner, use, word in rows:
        groups[owner, use].append(word)
    return {key: tuple(words) for key, words in groups.items()}


def texts(rows: Iterable[tuple[Any, str, str]]) -> dict[Any, Text]:
    """The texts of rows of (owner, language, words), by owner."""
    groups: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    for owner, language, words in rows:
        groups[owner].append((language, words))
    return {owner: Text(tuple(by_language)) for owner, by_language in groups.items()}


def day(stored: str | None) -> date | None:
    """A stored day; None where none is recorded."""
    return None if stored is None else date.fromisoformat(stored)
