"""Dates that are told from today: last week, three days ago, Thursday."""

from __future__ import annotations

from datetime import date, timedelta

from answering.dates.arithmetic import Calendar, Fixed, Moment
from answering.dates.found import (
    VAGUE,
    Found,
    Meaning,
    Result,
    Setting,
    count_and_unit,
    fixed,
    means,
    one_day,
)
from answering.dates.intervals import Interval, Precision, shifted, unit_of
from answering.dates.steps import Part

RELATIVE: dict[str, Meaning] = {}
FEW = 3
FALL = 9


@means(RELATIVE)
def _relative_year(found: Found, setting: Setting) -> Result:
    return "Y", setting.today.year + int(found.get("shift", 0))


@means(RELATIVE)
def _year_before_last(found: Found, setting: Setting) -> Result:
    return "Y", setting.today.year - 2


@means(RELATIVE)
def _year_after_next(found: Found, setting: Setting) -> Result:
    return "Y", setting.today.year + 2


@means(RELATIVE)
def _date_of_month(found: Found, setting: Setting) -> Result:
    # "the 5th of last month"
    month = shifted(setting.today.replace(day=1), int(found.get("shift", 0)), "month")
    day = int(found.get("day", 0))
    if month is None or not 1 <= day <= 31:
        return None
    return "D", Moment(Calendar(Precision.DAY, month.month, 0, day, month.year))


@means(RELATIVE)
def _day_alone(found: Found, setting: Setting) -> Result:
    # "on the 5th": the latest 5th that is not after today
    day = int(found.get("day", 0))
    for back in range(13):
        month = shifted(setting.today.replace(day=1), -back, "month")
        known = month and setting.day_of(month.year, month.month, day)
        if known and known <= setting.today:
            return one_day(known)
    return None


@means(RELATIVE)
def _relative_month(found: Found, setting: Setting) -> Result:
    # "last December": the latest before this month; "next December": the first after it
    month, shift, today = int(found.get("month")), int(found.get("shift", 0)), setting.today
    year = today.year
    if shift < 0 and month >= today.month:
        year -= 1
    if shift > 0 and month <= today.month:
        year += 1
    return "T", Moment(Calendar(Precision.MONTH, month, 1, year=year))


@means(RELATIVE)
def _date_of_relative_month(found: Found, setting: Setting) -> Result:
    # "10th of next October"
    named = _relative_month(found, setting)
    day = int(found.get("day", 0))
    if named is None or not 1 <= day <= 31:
        return None
    month = named[1].base
    return "D", Moment(Calendar(Precision.DAY, month.month, 0, day, month.year))


@means(RELATIVE)
def _season_before_last(found: Found, setting: Setting) -> Result:
    # "the summer before last"
    last = _season_told(int(found.get("season")), -1, setting)
    return ("T", last.in_year(year - 1)) if last and (year := getattr(last.base, "year", None)) else None


@means(RELATIVE)
def _relative_season(found: Found, setting: Setting) -> Result:
    season = _season_told(int(found.get("season", FALL)), int(found.get("shift", 0)), setting)
    return ("T", season) if season else None


def _season_told(month: int, shift: int, setting: Setting) -> Moment | None:
    """Give the last season that is over, this one or the next, None before and after the calendar's years."""
    today = setting.today
    year = today.year
    while True:
        season = Moment(Calendar(Precision.SEASON, month, 3, year=year))
        days = season.interval(setting.day_of)
        if days is None:
            return None
        if shift > 0:
            if days.start <= today:
                return Moment(Calendar(Precision.SEASON, month, 3, year=year + 1))
        elif (days.end < today) if shift < 0 else (days.start <= today):
            return season
        year -= 1


@means(RELATIVE)
def _relative_day(found: Found, setting: Setting) -> Result:
    return one_day(shifted(setting.today, int(found.get("relative_day")), "day"))


@means(RELATIVE)
def _weekday(found: Found, setting: Setting) -> Result:
    # The last such day before today, unless "this" or "next" says which.
    weekday, shift, today = int(found.get("weekday")), found.get("shift", -1), setting.today
    if shift == 0:
        return one_day(unit_of(today, "week").start + timedelta(days=weekday))
    if shift > 0:
        return one_day(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
    last = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return "T", Moment(Fixed(Interval(last, last, Precision.DAY), weekly=True))


@means(RELATIVE)
def _unit(found: Found, setting: Setting) -> Result:
    # "last week" is the calendar unit.
    unit, shift, today = str(found.get("unit")), int(found.get("shift", 0)), setting.today
    if unit == "fortnight" and shift:
        return rolling(today, 1, unit, shift)
    if unit in ("day", "hour", "minute", "fortnight", "half"):
        return None
    first = today.replace(day=1) if unit in ("month", "quarter", "half", "year") else today
    day = shifted(first, shift, unit)
    return fixed(unit_of(day, unit)) if day else None


@means(RELATIVE)
def _weekend(found: Found, setting: Setting) -> Result:
    # The latest that has begun.
    weekend = unit_of(setting.today, "weekend")
    return fixed(weekend if weekend.start <= setting.today else unit_of(setting.today - timedelta(days=7), "weekend"))


@means(RELATIVE)
def _unit_before_last(found: Found, setting: Setting) -> Result:
    return _two_on(found, setting, -2)


@means(RELATIVE)
def _unit_after_next(found: Found, setting: Setting) -> Result:
    return _two_on(found, setting, 2)


def _two_on(found: Found, setting: Setting, count: int) -> Result:
    unit = str(found.get("unit"))
    if unit in ("hour", "minute", "fortnight"):
        return None
    day = shifted(setting.today if unit in ("day", "week", "weekend") else setting.today.replace(day=1), count, unit)
    return fixed(unit_of(day, unit)) if day else None


@means(RELATIVE)
def _rolling(found: Found, setting: Setting) -> Result:
    # The last N units end today and begin N units ago.
    length = count_and_unit(found)
    if length is None or length[0] > 2000:
        return None
    count, unit = length
    if not found.item("count") and not found.item("dual"):
        if found.item("plural"):
            count = VAGUE.get(unit, 5)
        elif unit in ("hour", "minute", "day", "half"):
            return None
    if unit in ("hour", "minute"):
        count, unit = (-(-count // 24) if unit == "hour" else 1), "day"
    return rolling(setting.today, count, unit, int(found.get("shift", -1)))


def rolling(today: date, count: int, unit: str, shift: int) -> Result:
    """Give the days from so many units ago to today, or from today on where `shift` is above 0."""
    other = shifted(today, count * (1 if shift > 0 else -1), unit)
    return fixed(Interval(min(other, today), max(other, today), Precision.SPAN)) if other else None


@means(RELATIVE)
def _rolling_few(found: Found, setting: Setting) -> Result:
    # الأسابيع القليلة الماضية
    day = shifted(setting.today, -FEW, str(found.get("unit")))
    return fixed(Interval(day, setting.today, Precision.SPAN)) if day else None


@means(RELATIVE)
def _edge_of_unit(found: Found, setting: Setting) -> Result:
    # "the beginning of the year": of this one
    unit = str(found.get("unit"))
    if unit not in ("week", "month", "quarter", "half", "year", "decade", "century"):
        return None
    return fixed(Part(str(found.get("part", "end")))(unit_of(setting.today, unit)))
