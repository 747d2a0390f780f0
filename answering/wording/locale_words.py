"""Names of months and days, numbers and lists as a locale writes them.

Babel reads a locale anew at every call; an answer words the same few things again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from babel.core import Locale
from babel.dates import get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal


@lru_cache(maxsize=64)
def months(width: Literal["abbreviated", "wide"], locale: str) -> Mapping[int, str]:
    """The names of the months by their numbers."""
    return dict(get_month_names(width, locale=_locale(locale)))


@lru_cache(maxsize=64)
def weekday(number: int, locale: str) -> str:
    """The name of a day of the week; Monday is 0."""
    return str(get_day_names("wide", locale=_locale(locale))[number])


@lru_cache(maxsize=4096)
def number(value: float, locale: str) -> str:
    """A number with the locale's digits and marks."""
    return format_decimal(value, locale=_locale(locale))


def joined(items: tuple[str, ...], locale: str) -> str:
    """A list in words, with "and" before its last."""
    return items[0] if len(items) == 1 else _list_of(len(items), locale).format(*items)


@lru_cache(maxsize=256)
def _list_of(length: int, locale: str) -> str:
    """The pattern of a list of so many items."""
    return format_list([f"{{{number}}}" for number in range(length)], locale=_locale(locale))


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)
