"""Intervals of days and the units of the calendar."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How finely a scope was stated."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    SPAN = "span"
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both inclusive."""

    start: date
    end: date
    precision: Precision


def shifted(day: date, count: int, unit: str) -> date | None:
    """Give the day `count` units on or back, the last of a shorter month; None past the calendar's ends."""
    try:
        if unit in ("day", "week", "fortnight", "weekend", "hour", "minute"):
            if unit in ("hour", "minute"):
                count, size = -(-count // (24 if unit == "hour" else 1440)) if count > 0 else count // 24, 1
            else:
                size = {"day": 1, "fortnight": 14}.get(unit, 7)
            return day + timedelta(days=count * size)
        months = (
            count * {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
        )
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def unit_of(day: date, unit: str) -> Interval:
    """Give the calendar unit that holds `day`: weeks from Monday, weekends Saturday and Sunday."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Interval(monday, monday + timedelta(days=6), Precision.WEEK)
    if unit == "weekend":
        monday = day - timedelta(days=day.weekday())
        return Interval(monday + timedelta(days=5), monday + timedelta(days=6), Precision.SPAN)
    if unit in ("month", "quarter", "half", "year"):
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
        start = date(day.year, (day.month - 1) // months * months + 1, 1)
        last = start.month + months - 1
        end = date(day.year, last, calendar.monthrange(day.year, last)[1])
        return Interval(start, end, Precision(unit) if unit in ("month", "year") else Precision.SPAN)
    if unit in ("decade", "century"):
        years = 10 if unit == "decade" else 100
        first = day.year // years * years
        # A century is a run of a hundred years that begins with 00, as in EDTF.
        return Interval(
            date(max(first, 1), 1, 1),
            date(first + years - 1, 12, 31),
            Precision.DECADE if years == 10 else Precision.SPAN,
        )
    return Interval(day, day, Precision.DAY)
