"""What is done to an interval: a part of it is taken, or another one is counted from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from answering.dates.intervals import Interval, Precision, shifted, unit_of

# How far "around" reaches to either side, in days.
AROUND = {"day": 3, "week": 7, "month": 15, "season": 30, "year": 183, "decade": 730}

# Half of a unit, for "two and a half years ago".
HALVES = {"decade": (5, "year"), "year": (6, "month"), "month": (15, "day"), "week": (3, "day")}


@dataclass(frozen=True, slots=True)
class Offset:
    """`count` units before (`direction` -1) or after (1) a date or an event.

    A `window` is all the days between. A window to `both` sides is as long before as after.
    """

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
            return Interval(first, unit_of(last, self.unit).end, of.precision if self.count == 1 else Precision.SPAN)
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
        if self.unit == "half" and of.precision is not Precision.YEAR:
            return _half(of, second=self.number != 1)
        if self.unit == "week" and of.precision is Precision.WEEK:
            return None
        size, unit = {"half": (6, "month"), "quarter": (3, "month"), "week": (7, "day")}.get(self.unit, (1, self.unit))
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
        return Interval(first, min(last - timedelta(days=1), of.end), Precision(self.unit) if known else Precision.SPAN)

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


@dataclass(frozen=True, slots=True)
class Stretch:
    """The `number`-th run of `count` units from the start of an event; -1 is the last before its end."""

    number: int
    unit: str
    count: int = 1

    def __call__(self, of: Interval) -> Interval | None:
        """Give that run, which may reach past the event's last day."""
        size = self.count * (abs(self.number) - 1)
        if self.number < 0:
            last = shifted(of.end, -size, self.unit)
            before = shifted(of.end, -size - self.count, self.unit)
            return _run(before + timedelta(days=1), last) if before and last else None
        first = shifted(of.start, size, self.unit)
        after = shifted(of.start, size + self.count, self.unit)
        return _run(first, after - timedelta(days=1)) if first and after else None


def _run(first: date, last: date) -> Interval:
    return Interval(first, last, Precision.DAY if first == last else Precision.SPAN)


@dataclass(frozen=True, slots=True)
class WeekdayFrom:
    """The `count`-th such weekday after an interval, before it where the count is negative."""

    weekday: int
    count: int

    def __call__(self, of: Interval) -> Interval | None:
        """Give that day."""
        if self.count > 0:
            day = of.end + timedelta(days=(self.weekday - of.end.weekday() - 1) % 7 + 1 + 7 * (self.count - 1))
        else:
            day = of.start - timedelta(days=(of.start.weekday() - self.weekday - 1) % 7 + 1 - 7 * (self.count + 1))
        return Interval(day, day, Precision.DAY)


def _half(of: Interval, *, second: bool) -> Interval | None:
    if of.precision is Precision.MONTH:
        return _days(of, 16, 31) if second else _days(of, 1, 15)
    if of.precision is Precision.DECADE:
        middle = shifted(of.start, 5, "year")
    else:
        middle = shifted(of.start, ((of.end - of.start).days + 2) // 2, "day")
    if middle is None or middle > of.end:
        return None
    return Interval(middle, of.end, Precision.SPAN) if second else Interval(of.start, middle - _ONE, Precision.SPAN)


_ONE = timedelta(days=1)


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
    months = unit_of(of.start, "month"), unit_of(of.end, "month")
    if months[0] != months[1] and (months[0].start, months[1].end) == (of.start, of.end):
        return months[0] if side == "start" else months[1]  # of a quarter, of half a year
    days = max((of.end - of.start).days // 3, 0)
    if side == "start":
        return Interval(of.start, of.start + timedelta(days=days), Precision.SPAN)
    return Interval(of.end - timedelta(days=days), of.end, Precision.SPAN)


Step = Offset | Part | Nth | Unit | Stretch | WeekdayFrom
