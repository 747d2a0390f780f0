"""Moments and readings: date expressions whose year or event may still be missing, and their days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answering.dates.feasts import EasterCalendar
from answering.dates.hijri import HijriCalendar
from answering.dates.intervals import Interval, Precision, shifted
from answering.dates.steps import Step

DayOf = Callable[[int, int, int], date | None]
Days = tuple[date | None, date | None, Precision]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day or a run of whole months of one year; `year` is None where the text gives none."""

    precision: Precision
    month: int
    months: int
    day: int | None = None
    year: int | None = None
    weekday: int | None = None

    def interval(self, year: int, day_of: DayOf) -> Interval | None:
        """Give its days in the year, None where that year has no such day."""
        try:
            start = date(year, self.month, self.day or 1)
        except ValueError:
            return None
        if self.day is None:
            after = shifted(start, self.months, "month")
            return Interval(start, after - timedelta(days=1), self.precision) if after else None
        if self.year is None:
            # One of the years that are tried: a weekday beside the day rules most of them out.
            fits = self.weekday is None or start.weekday() == self.weekday
            return Interval(start, start, self.precision) if fits else None
        day = day_of(year, self.month, self.day)
        return Interval(day, day, self.precision) if day else None


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """A week by its number in ISO 8601, Monday to Sunday; `year` is None where the text gives none."""

    number: int
    year: int | None = None
    precision: Precision = Precision.WEEK

    def interval(self, year: int, day_of: DayOf) -> Interval | None:
        """Give its days in the year, None where that year has no such week."""
        try:
            monday = date.fromisocalendar(year, self.number, 1)
        except ValueError:
            return None
        return Interval(monday, monday + timedelta(days=6), self.precision)


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that is known already; a `weekly` one comes every week."""

    known: Interval
    weekly: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event whose words stand at `span` in the text; empty where the text leaves the event out."""

    span: tuple[int, int]
    otherwise: date | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date expression: a base and what is done to it, in order."""

    base: Calendar | CalendarWeek | EasterCalendar | HijriCalendar | Fixed | Anchor
    steps: tuple[Step, ...] = ()

    @property
    def yearless(self) -> bool:
        """Whether the year is left to the reader."""
        return isinstance(self.base, _OF_A_YEAR) and self.base.year is None

    def then(self, step: Step) -> Moment:
        """Give the moment with one more step."""
        return replace(self, steps=(*self.steps, step))

    def in_year(self, year: int) -> Moment:
        """Give the moment with its missing year filled in."""
        return replace(self, base=replace(self.base, year=year)) if isinstance(self.base, _OF_A_YEAR) else self

    def interval(self, day_of: DayOf, year: int | None = None, anchor: Interval | None = None) -> Interval | None:
        """Give its days, None where they can't be told: no year, no event, no such day."""
        result: Interval | None = None
        if isinstance(self.base, Fixed):
            result = self.base.known
        elif isinstance(self.base, _OF_A_YEAR):
            known = self.base.year if self.base.year is not None else year
            result = self.base.interval(known, day_of) if known is not None else None
        elif anchor is not None:
            result = anchor
        elif self.base.otherwise is not None:
            result = Interval(self.base.otherwise, self.base.otherwise, Precision.DAY)
        for step in self.steps:
            if result is None:
                return None
            try:
                result = step(result)
            except (OverflowError, ValueError):  # before year 1 or after 9999
                return None
        return result


@dataclass(frozen=True, slots=True)
class Reading:
    """A scope before its year is known; `after` and `before` leave the lower and upper moment out."""

    lower: Moment | None
    upper: Moment | None
    after: bool = False
    before: bool = False

    @property
    def yearless(self) -> bool:
        """Whether no side has a year of its own and one needs it."""
        sides = [side for side in (self.lower, self.upper) if side is not None]
        return any(side.yearless for side in sides) and not any(_has_year(side) for side in sides)

    @property
    def pinned(self) -> bool:
        """Whether a weekday beside the day leaves only some years."""
        sides = (self.lower, self.upper)
        return any(side and isinstance(side.base, Calendar) and side.base.weekday is not None for side in sides)

    def days(self, day_of: DayOf, today: date, year: int | None = None, anchor: Interval | None = None) -> Days | None:
        """Give start, end and precision; without `year` a missing one is the latest begun by `today`."""
        if not self.yearless or year is not None:
            return self._in_year(day_of, year, anchor)
        first = self.lower or self.upper
        for back in range(12):  # a weekday comes round, and 29 February is, within twelve years
            begun = first.interval(day_of, today.year - back) if first else None
            if begun and begun.start <= today:
                return self._in_year(day_of, today.year - back, anchor)
        return None

    def _in_year(self, day_of: DayOf, year: int | None, anchor: Interval | None) -> Days | None:
        low = self.lower.interval(day_of, year, anchor) if self.lower else None
        if self.lower is self.upper:
            return (low.start, low.end, low.precision) if low else None
        high = self.upper.interval(day_of, year, anchor) if self.upper else None
        if self.lower and self.upper:
            low, high = self._carried(day_of, low, high, anchor)
        if (self.lower and low is None) or (self.upper and high is None):
            return None
        if low and high and low.start > high.end and _weekly(self.lower) and _weekly(self.upper):
            # "from Monday to Wednesday", asked on a Tuesday
            low = Interval(low.start - timedelta(days=7), low.end - timedelta(days=7), low.precision)
        one = timedelta(days=1)
        start = end = None
        if low:
            start = low.end + one if self.after else low.start
        if high:
            end = high.start - one if self.before else high.end
        if low and high and start and end and start > end:
            if self.after or self.before:
                return None
            start, end = min(low.start, high.start), max(low.end, high.end)
        return start, end, Precision.SPAN

    def _carried(
        self, day_of: DayOf, low: Interval | None, high: Interval | None, anchor: Interval | None
    ) -> tuple[Interval | None, Interval | None]:
        # A year given once serves both ends; "from November to January 2015" still runs forwards.
        if self.lower and self.lower.yearless and high and not (self.upper and self.upper.yearless):
            low = self.lower.interval(day_of, high.start.year, anchor)
            if low is None or low.start > high.end:
                low = self.lower.interval(day_of, high.start.year - 1, anchor)
        elif self.upper and self.upper.yearless and low:
            high = self.upper.interval(day_of, low.start.year, anchor)
            if high is None or high.end < low.start:
                high = self.upper.interval(day_of, low.start.year + 1, anchor)
        return low, high


_OF_A_YEAR = (Calendar, CalendarWeek, EasterCalendar, HijriCalendar)


def _weekly(moment: Moment | None) -> bool:
    return moment is not None and isinstance(moment.base, Fixed) and moment.base.weekly


def _has_year(moment: Moment) -> bool:
    return not moment.yearless and not isinstance(moment.base, Anchor)
