"""Days and months of the Hijri calendar, by the Umm al-Qura tables; a sighting may differ by a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hijridate import Hijri

from answering.dates.intervals import Interval, Precision

# The Hijri years whose months the tables have, and the Gregorian years that lie whole within them.
TABLES = range(1343, 1501)
YEARS = range(1925, 2077)


@dataclass(frozen=True, slots=True)
class HijriCalendar:
    """A Hijri month or day that falls in the Gregorian `year`, None where the text gives none."""

    month: int
    day: int | None = None
    year: int | None = None
    precision: Precision = Precision.APPROXIMATE

    def interval(self, year: int, day_of: Callable[[int, int, int], date | None]) -> Interval | None:
        """Give the days of the month that begins in the year, or the day; of two in one year the first."""
        if year not in YEARS:
            return None
        for hijri in range(year - 579 - (year - 1900) // 33 - 3, year - 570):
            found = in_hijri_year(hijri, self.month, self.day)
            if found and found.start.year == year:
                return found
        return None


def in_hijri_year(year: int, month: int, day: int | None = None) -> Interval | None:
    """Give the days of a Hijri month or day of a Hijri year, None where the tables have none."""
    if year not in TABLES:
        return None
    try:
        start = Hijri(year, month, day or 1).to_gregorian()
        days = 1 if day else Hijri(year, month, 1).month_length()
    except (ValueError, OverflowError):
        return None
    first = date(start.year, start.month, start.day)
    return Interval(first, first + timedelta(days=days - 1), Precision.APPROXIMATE)
