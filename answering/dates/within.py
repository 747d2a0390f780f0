"""Dates that are told by their place in a week, month or year around today: its last day, the rest of it."""

from __future__ import annotations

from datetime import date, timedelta

from answering.dates.arithmetic import Calendar, Moment, Reading
from answering.dates.counted import COUNTABLE
from answering.dates.found import Found, Meaning, Result, Setting, count_and_unit, fixed, means, one_day
from answering.dates.intervals import Interval, Precision, shifted, unit_of
from answering.dates.steps import Nth

WITHIN: dict[str, Meaning] = {}
UNITS = ("week", "month", "quarter", "half", "year", "decade", "century")
# From here on a number beside a weekday is rather its day of the month: السبت السادس عشر, but the second Saturday.
MOST_WEEKDAYS = 5
MONTHS_BACK = 12 * 12


@means(WITHIN)
def _unit_so_far(found: Found, setting: Setting) -> Result:
    # "so far this year", "earlier this month"
    whole = unit_of(setting.today, str(found.get("unit", "year")))
    return fixed(Interval(whole.start, setting.today, Precision.SPAN))


@means(WITHIN)
def _rest_of_unit(found: Found, setting: Setting) -> Result:
    unit = str(found.get("unit"))
    if unit not in UNITS:
        return None
    return fixed(Interval(setting.today, unit_of(setting.today, unit).end, Precision.SPAN))


@means(WITHIN)
def _nth_of_unit(found: Found, setting: Setting) -> Result:
    # "the last day of the month", "the first two weeks of the year"
    length, unit = count_and_unit(found), str(found.get("unit2"))
    if length is None or length[1] not in (*COUNTABLE, *UNITS) or unit not in UNITS:
        return None
    return fixed(Nth(int(found.get("number", 1)), length[1], length[0])(unit_of(setting.today, unit)))


@means(WITHIN)
def _nth_weekday_of_unit(found: Found, setting: Setting) -> Result:
    unit = str(found.get("unit"))
    if unit not in UNITS:
        return None
    weekday = Nth(int(found.get("number", 1)), "day", 1, int(found.get("weekday")))
    return fixed(weekday(unit_of(setting.today, unit)))


@means(WITHIN)
def _same_unit(found: Found, setting: Setting) -> Result:
    # "the same month last year", "this time last year", "on this day in 2012"
    then = shifted(setting.today, int(found.get("year")) - setting.today.year, "year")
    unit = found.get("unit")
    if then is None or unit in ("hour", "minute"):
        return None
    return fixed(unit_of(then, str(unit))) if unit in UNITS else one_day(then)


@means(WITHIN)
def _this_time(found: Found, setting: Setting) -> Result:
    # "this time last week"
    return one_day(shifted(setting.today, int(found.get("shift", 0)), str(found.get("unit"))))


@means(WITHIN)
def _weekday_of_week(found: Found, setting: Setting) -> Result:
    # "Friday last week", "Monday two weeks ago"
    count = int(found.get("count", 1)) if found.item("count") else None
    back = -count if count is not None else int(found.get("shift", -1))
    week = shifted(setting.today, back, "week")
    return one_day(unit_of(week, "week").start + timedelta(days=int(found.get("weekday")))) if week else None


@means(WITHIN)
def _weekdays_of_week(found: Found, setting: Setting) -> Result:
    # "last week between Friday and Sunday"
    week = shifted(setting.today, int(found.get("shift", 0)), "week")
    first, last = int(found.get("weekday")), int(found.get("weekday2"))
    if week is None or last < first:
        return None
    monday = unit_of(week, "week").start
    return fixed(Interval(monday + timedelta(days=first), monday + timedelta(days=last), Precision.SPAN))


@means(WITHIN)
def _weekday_after_next(found: Found, setting: Setting) -> Result:
    next_one = _next(setting.today, int(found.get("weekday")))
    return one_day(next_one + timedelta(days=7))


@means(WITHIN)
def _weekday_before_last(found: Found, setting: Setting) -> Result:
    last = _next(setting.today, int(found.get("weekday"))) - timedelta(days=7)
    return one_day(last - timedelta(days=7 if last < setting.today else 14))


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


@means(WITHIN)
def _weekday_day(found: Found, setting: Setting) -> Result:
    # "Thursday the 15th": the latest 15th that was one and is not after today
    day, weekday = int(found.get("day", 0)), int(found.get("weekday"))
    if found.item("ordinal") and day <= MOST_WEEKDAYS:
        return None
    month: date | None = setting.today.replace(day=1)
    for back in range(MONTHS_BACK):
        month = shifted(setting.today.replace(day=1), -back, "month")
        try:
            known = month.replace(day=day) if month else None
        except ValueError:
            continue
        if known and known <= setting.today and known.weekday() == weekday:
            return one_day(known)
    return None


@means(WITHIN)
def _days_of_month(found: Found, setting: Setting) -> Result:
    # "from 4 to 22 this month"
    month = shifted(setting.today.replace(day=1), int(found.get("shift", 0)), "month")
    if month is None:
        return None
    first, last = (
        Moment(Calendar(Precision.DAY, month.month, 0, int(found.get(slot, 0)), month.year)) for slot in ("day", "day2")
    )
    return "R", Reading(first, last)


@means(WITHIN)
def _month_before_last(found: Found, setting: Setting) -> Result:
    # شباط قبل الماضي: the one before the latest that is over
    month, today = int(found.get("month")), setting.today
    year = today.year - (2 if month >= today.month else 1)
    return "T", Moment(Calendar(Precision.MONTH, month, 1, year=year))
