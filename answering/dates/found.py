"""What a pattern of dates found in a text, slot by slot, and what the meanings of patterns share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from answering.dates.arithmetic import DayOf, Fixed, Moment
from answering.dates.intervals import Interval, Precision
from answering.dates.numbers import PIVOT
from answering.dates.patterns import slot_class
from answering.dates.words import SLOTS, Item

# Slots that take different words of one sort: a meaning asks for the sort.
ALIKE = {
    "T": ("T", "day_moment"),
    "day": ("day", "dayn", "day_word", "day_ordinal", "ordinal"),
    "month": ("month", "month_likely", "month_sure", "month_rare", "month_number", "day_word"),
    "year": (
        "year",
        "plain_year",
        "bare_year",
        "round_year",
        "year_number",
        "year_word",
        "short_year",
        "Y",
        "any_old",
        "old_year",
    ),
    "yy": ("yy", "two_digits"),
    "weekday": ("weekday", "weekday_likely", "weekday_sure"),
    "season": ("season", "season_sure", "season_rare"),
    "decade": ("decade", "decade_number"),
    "unit": (
        "unit",
        "plural",
        "weekend",
        "definite_unit",
        "unit_to_date",
        "by_unit",
        "short_unit",
        "day_part_unit",
        "unit_end",
    ),
    "hijri_month": ("hijri_month", "hijri_month_rare"),
    "part": ("part", "edge"),
    "number": ("nth", "last", "digits"),
    "shift": ("shift", "coming", "coming_ones", "this", "rolling_shift", "spoken_shift", "fall_shift"),
    "direction": ("direction", "direction_event", "later", "spoken", "soon", "spoken_shift"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a meaning may depend on besides its words."""

    today: date
    day_of: DayOf


class Found:
    """The items that a pattern found, by slot."""

    __slots__ = ("_filled", "_items", "_match")

    def __init__(self, items: list[Item], match: re.Match[str], slots: Sequence[tuple[str, int]]) -> None:
        """`slots` are those of the pattern, each with the number of its group."""
        self._items = items
        self._match = match
        self._filled = {slot: span for slot, group in slots if (span := match.span(group))[0] >= 0}

    @property
    def end(self) -> int:
        """Where in the text the last item ends."""
        return self._items[self._match.end() - 1].end

    @property
    def start(self) -> int:
        """Where in the text the first item begins."""
        return self._items[self._match.start()].start

    def _place(self, slot: str) -> tuple[str, tuple[int, int]] | None:
        for alike, name in _names_of(slot):
            if (span := self._filled.get(name)) is not None:
                return alike, span
        return None

    def span(self, slot: str) -> tuple[int, int] | None:
        """Where in the text the items of a slot stand, or None where it is empty."""
        place = self._place(slot)
        return (self._items[place[1][0]].start, self._items[place[1][1] - 1].end) if place else None

    def item(self, slot: str) -> Item | None:
        """Give the item in a slot, or None where it is empty."""
        place = self._place(slot)
        return self._items[place[1][0]] if place else None

    def get(self, slot: str, default: Any = None) -> Any:
        """Give what the item in a slot means as its kind, or the default where the slot is empty."""
        place = self._place(slot)
        if place is None:
            return default
        kind, (first, _) = place
        meanings = self._items[first].meanings
        return next((meanings[name] for name in SLOTS.get(kind, (kind,)) if name in meanings), default)


@cache
def _names_of(slot: str) -> tuple[tuple[str, str], ...]:
    # The sort's own name first: in خمسة من كانون الأول the month is no number word, though it may be one.
    kind = slot_class(slot)
    return tuple((alike, alike + slot[len(kind) :]) for alike in ALIKE.get(kind, (kind,)))


Result = tuple[str, Any] | None
Meaning = Callable[[Found, Setting], Result]
# How far "the weeks after" and "recent days" reach.
VAGUE = {"day": 7, "week": 4, "month": 6, "year": 5}


def means(registry: dict[str, Meaning]) -> Callable[[Meaning], Meaning]:
    """Give a decorator that enters a meaning under its name, by which the word lists call it."""

    def enter(meaning: Meaning) -> Meaning:
        registry[meaning.__name__.lstrip("_")] = meaning
        return meaning

    return enter


def fixed(interval: Interval | None) -> Result:
    """Give the moment that is known already, or nothing where it is none."""
    return ("T", Moment(Fixed(interval))) if interval else None


def one_day(day: date | None) -> Result:
    """Give the moment that is one known day."""
    return fixed(Interval(day, day, Precision.DAY)) if day else None


def year_of(found: Found, slot: str = "year") -> int | None:
    """Give the year in a slot, or of two digits in `yy`; None where the pattern found none."""
    year = found.get(slot)
    if year is not None:
        return int(year)
    item = found.item("yy")
    if item is None:
        return None
    short = int(found.get("yy"))
    return short + (2000 if short < PIVOT else 1900)


def short_year_possible(found: Found) -> bool:
    """Say whether a year of two digits is written with both."""
    item = found.item("yy")
    return item is None or len(str(item.meanings.get("written", ""))) == 2


def count_and_unit(found: Found) -> tuple[int, str] | None:
    """Give how many of which unit: a dual is two, a unit alone is one."""
    dual = found.get("dual")
    if dual is not None:
        return 2, str(dual)
    unit = found.get("unit")
    return (int(found.get("count", 1)), str(unit)) if unit is not None else None
