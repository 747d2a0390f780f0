"""Intervals of days: calendar units, vague parts, offsets, and a reading of one or two of them as a scope."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

DayOf = Callable[[int, int, int], date | None]

# How far "around" reaches to either side, in days.
AROUND = {"day": 3, "week": 7, "month": 15, "season": 30, "year": 183, "decade": 730}


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
class Fixed:
    """An interval that is known already."""

    known: Interval


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event whose words stand at `span` in the text; empty where the text leaves the event out."""

    span: tuple[int, int]
    otherwise: date | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """`count` units before (`direction` -1) or after (+1) a date or an event; a `window` is all the days between."""

    count: int
    unit: str
    direction: int
    window: bool = False
    both: bool = False

    def __call__(self, of: Interval) -> Interval | None:
        """Give the interval counted from `of`, or None past the calendar's ends."""
        if self.window:
            return self._window(of)
        # "the month after December 2024" is a month; "a month after 5 December" is a day.
        if of.precision == self.unit and self.unit in ("month", "year"):
            start = shifted(of.start, self.direction * self.count, self.unit)
            return unit_of(start, self.unit) if start else None
        edge = of.start if self.direction < 0 else of.end
        day = shifted(edge, self.direction * self.count, self.unit)
        return Interval(day, day, Precision.DAY) if day else None

    def _window(self, of: Interval) -> Interval | None:
        before, after = of.start - timedelta(days=1), of.end + timedelta(days=1)
        if of.precision == self.unit and not self.both:
            first = shifted(of.start, self.direction * (self.count if self.direction < 0 else 1), self.unit)
            last = shifted(of.start, self.direction * (1 if self.direction < 0 else self.count), self.unit)
            if first is None or last is None:
                return None
            return Interval(
                first, unit_of(last, self.unit).end, of.precision if self.count == 1 else Precision.SPAN
            )
        first = shifted(of.start, -self.count, self.unit) if self.direction < 0 or self.both else after
        last = shifted(of.end, self.count, self.unit) if self.direction > 0 or self.both else before
        return Interval(first, last, Precision.SPAN) if first and last else None


@dataclass(frozen=True, slots=True)
class Part:
    """A vague part of an interval: early, mid, late, start, end, whole or around."""

    name: str

    def __call__(self, of: Interval) -> Interval | None:
        """Give the part of `of` by the definitions of the design."""
        if self.name == "around":
            days = timedelta(days=AROUND.get(of.precision, 7))
            return Interval(of.start - days, of.end + days, Precision.APPROXIMATE)
        if of.precision is Precision.DAY or self.name == "whole":
            return of
        if self.name in ("start", "end"):
            return _edge(of, self.name)
        third = {"early": 0, "mid": 1, "late": 2}[self.name]
        if of.precision is Precision.MONTH:
            return _days(of, (1, 11, 21)[third], (10, 20, 31)[third])
        if of.precision in (Precision.YEAR, Precision.SEASON):
            months = 4 if of.precision is Precision.YEAR else 1
            first = shifted(of.start, third * months, "month")
            last = shifted(of.start, (third + 1) * months, "month")
            return Interval(first, last - timedelta(days=1), Precision.SPAN) if first and last else None
        if of.precision is Precision.DECADE:
            first = shifted(of.start, (0, 4, 7)[third], "year")
            last = shifted(of.start, (4, 7, 10)[third], "year")
            return Interval(first, last - timedelta(days=1), Precision.SPAN) if first and last else None
        length = (of.end - of.start).days + 1
        first, last = (
            of.start + timedelta(days=length * third // 3),
            of.start + timedelta(days=length * (third + 1) // 3),
        )
        return Interval(first, max(first, last - timedelta(days=1)), Precision.SPAN)


@dataclass(frozen=True, slots=True)
class Nth:
    """The `number`-th run of `count` units inside an interval; -1 is the last."""

    number: int
    unit: str
    count: int = 1
    weekday: int | None = None

    def __call__(self, of: Interval) -> Interval | None:
        """Give that run, cut to `of`, or None where `of` has no such run."""
        if self.weekday is not None:
            return self._weekday(of)
        if self.unit == "half" and of.precision is Precision.MONTH:
            return _days(of, 1, 15) if self.number == 1 else _days(of, 16, 31)
        if self.unit == "week" and of.precision is Precision.WEEK:
            return None
        size, unit = {"half": (6, "month"), "quarter": (3, "month"), "week": (7, "day")}.get(
            self.unit, (1, self.unit)
        )
        size *= self.count
        if self.number < 0:
            after = of.end + timedelta(days=1)
            first, last = (
                shifted(after, size * self.number, unit),
                shifted(after, size * (self.number + 1), unit),
            )
        else:
            first, last = (
                shifted(of.start, size * (self.number - 1), unit),
                shifted(of.start, size * self.number, unit),
            )
        if first is None or last is None or first > of.end or first < of.start:
            return None
        known = self.count == 1 and self.unit in ("day", "month", "year", "decade")
        return Interval(
            first, min(last - timedelta(days=1), of.end), Precision(self.unit) if known else Precision.SPAN
        )

    def _weekday(self, of: Interval) -> Interval | None:
        if self.weekday is None:
            return None
        if self.number < 0:
            day = of.end - timedelta(days=(of.end.weekday() - self.weekday) % 7)
        else:
            ahead = timedelta(days=(self.weekday - of.start.weekday()) % 7 + 7 * (self.number - 1))
            day = of.start + ahead
        last = day + timedelta(days=self.count - 1)
        if not of.start <= day <= of.end:
            return None
        return Interval(day, last, Precision.DAY if self.count == 1 else Precision.SPAN)


@dataclass(frozen=True, slots=True)
class Unit:
    """The calendar week, month or year that holds the interval's first day, or the 7 days to or from it."""

    unit: str
    ends: int = 0

    def __call__(self, of: Interval) -> Interval | None:
        """Give that unit."""
        if self.ends and self.unit == "week":
            first = of.start - timedelta(days=6) if self.ends < 0 else of.start
            return Interval(first, first + timedelta(days=6), Precision.WEEK)
        return unit_of(of.start, self.unit)


Step = Offset | Part | Nth | Unit


@dataclass(frozen=True, slots=True)
class Moment:
    """A date expression: a base and what is done to it, in order."""

    base: Calendar | Fixed | Anchor
    steps: tuple[Step, ...] = ()

    @property
    def yearless(self) -> bool:
        """Whether the year is left to the reader."""
        return isinstance(self.base, Calendar) and self.base.year is None

    def then(self, step: Step) -> Moment:
        """Give the moment with one more step."""
        return replace(self, steps=(*self.steps, step))

    def in_year(self, year: int) -> Moment:
        """Give the moment with its missing year filled in."""
        return replace(self, base=replace(self.base, year=year)) if isinstance(self.base, Calendar) else self

    def interval(
        self, day_of: DayOf, year: int | None = None, anchor: Interval | None = None
    ) -> Interval | None:
        """Give its days, or None where they can't be told: no year, no anchor, no such day, past the calendar's ends."""
        result: Interval | None = None
        if isinstance(self.base, Fixed):
            result = self.base.known
        elif isinstance(self.base, Calendar):
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
    """A scope before its year is known: a lower and an upper moment; `after` and `before` leave the moment itself out."""

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
        return any(
            side and isinstance(side.base, Calendar) and side.base.weekday is not None for side in sides
        )

    def days(
        self, day_of: DayOf, today: date, year: int | None = None, anchor: Interval | None = None
    ) -> tuple[date | None, date | None, Precision] | None:
        """Give start, end and precision; without `year` a missing one is the latest that begins by `today`."""
        if self.yearless and year is None:
            for back in range(12):  # a weekday comes round, and 29 February is, within twelve years
                first = self._in_year(day_of, today.year - back, None)
                began = first and (first[0] or first[1])
                if first and began and self._begin(day_of, today.year - back, began) <= today:
                    return first
            return None
        return self._in_year(day_of, year, anchor)

    def _begin(self, day_of: DayOf, year: int, began: date) -> date:
        # "until late December" begins, for the choice of the year, where its late December does.
        side = self.lower or self.upper
        whole = side.interval(day_of, year) if side else None
        return whole.start if whole else began

    def _in_year(
        self, day_of: DayOf, year: int | None, anchor: Interval | None
    ) -> tuple[date | None, date | None, Precision] | None:
        low = self.lower.interval(day_of, year, anchor) if self.lower else None
        high = self.upper.interval(day_of, year, anchor) if self.upper else None
        if self.lower and self.upper and self.lower is not self.upper:
            low, high = self._carried(day_of, low, high, anchor)
        if (self.lower and low is None) or (self.upper and high is None):
            return None
        try:
            start = low and (low.end + timedelta(days=1) if self.after else low.start)
            end = high and (high.start - timedelta(days=1) if self.before else high.end)
        except OverflowError:
            return None
        if self.lower is self.upper and low is not None:
            return start, end, low.precision
        if start and end and low and high and start > end:
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


def _has_year(moment: Moment) -> bool:
    return not moment.yearless and not isinstance(moment.base, Anchor)


def shifted(day: date, count: int, unit: str) -> date | None:
    """Give the day `count` units on (negative: back), the last of a month where it is shorter; None past the calendar."""
    try:
        if unit in ("day", "week", "fortnight", "weekend", "hour", "minute"):
            if unit in ("hour", "minute"):
                count, size = -(-count // (24 if unit == "hour" else 1440)) if count > 0 else count // 24, 1
            else:
                size = {"day": 1, "fortnight": 14}.get(unit, 7)
            return day + timedelta(days=count * size)
        months = (
            count
            * {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[
                unit
            ]
        )
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def unit_of(day: date, unit: str) -> Interval:
    """Give the calendar unit that holds `day`: weeks run Monday to Sunday, a weekend is its Saturday and Sunday."""
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


def _days(of: Interval, first: int, last: int) -> Interval:
    return Interval(of.start.replace(day=first), of.start.replace(day=min(last, of.end.day)), Precision.SPAN)


def _edge(of: Interval, side: str) -> Interval:
    # The first or last ten days of a month, month of a year, year of a decade, else a third.
    if of.precision is Precision.MONTH:
        return _days(of, 1, 10) if side == "start" else _days(of, 21, 31)
    if of.precision in (Precision.YEAR, Precision.SEASON, Precision.DECADE):
        unit = "year" if of.precision is Precision.DECADE else "month"
        whole = unit_of(of.start if side == "start" else of.end, unit)
        return replace(whole, precision=Precision(unit))
    days = max((of.end - of.start).days // 3, 0)
    if side == "start":
        return Interval(of.start, of.start + timedelta(days=days), Precision.SPAN)
    return Interval(of.end - timedelta(days=days), of.end, Precision.SPAN)
