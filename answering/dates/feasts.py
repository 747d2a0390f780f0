"""The days of Easter and of the feasts that are counted from it, in the western and the eastern churches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from answering.dates.intervals import Interval, Precision

# What the Julian calendar, by which the eastern churches reckon, is behind in these years.
JULIAN = timedelta(days=13)
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class EasterCalendar:
    """A feast `after` so many days from Easter Sunday in the `year`, None where the text gives none."""

    after: int
    eastern: bool = False
    year: int | None = None
    precision: Precision = Precision.DAY

    def interval(self, year: int, day_of: Callable[[int, int, int], date | None]) -> Interval | None:
        """Give that day in the year."""
        if year not in YEARS:
            return None
        day = (_eastern(year) if self.eastern else _western(year)) + timedelta(days=self.after)
        return Interval(day, day, self.precision)


def _western(year: int) -> date:
    # The full moon of spring by the Gregorian tables, and the Sunday after it (Meeus, Astronomical Algorithms, 8).
    century, rest = divmod(year, 100)
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + skipped + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _eastern(year: int) -> date:
    moon = (19 * (year % 19) + 15) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + to_sunday + 114, 31)
    return date(year, month, day + 1) + JULIAN
