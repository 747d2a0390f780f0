"""Dates that are named: days, months, years, seasons, decades, feasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from answering.dates.arithmetic import Calendar, CalendarWeek, Moment, Reading
from answering.dates.feasts import EasterCalendar
from answering.dates.found import (
    Found,
    Meaning,
    Result,
    Setting,
    fixed,
    means,
    short_year_possible,
    year_of,
)
from answering.dates.hijri import HijriCalendar, in_hijri_year
from answering.dates.intervals import Interval, Precision, unit_of
from answering.dates.steps import Nth

NAMED: dict[str, Meaning] = {}


@means(NAMED)
def _month_name(found: Found, setting: Setting) -> Result:
    # كانون الأول/ديسمبر is one month by both its names.
    return ("M", found.get("month")) if found.get("month") == found.get("month2") else None


@means(NAMED)
def _year_name(found: Found, setting: Setting) -> Result:
    return "Y", int(found.get("year"))


@means(NAMED)
def _year_two_digits(found: Found, setting: Setting) -> Result:
    return ("Y", year_of(found)) if short_year_possible(found) else None


@means(NAMED)
def _impossible(found: Found, setting: Setting) -> Result:
    # "32 August": what is left after the number would be a month that nobody meant.
    return "u", None


@means(NAMED)
def _name(found: Found, setting: Setting) -> Result:
    # "the March 14 alliance": its words are no date, and one beside it is
    return "x", None


@means(NAMED)
def _clock(found: Found, setting: Setting) -> Result:
    return "t", None


@means(NAMED)
def _date(found: Found, setting: Setting) -> Result:
    if not short_year_possible(found):
        return None
    year, day = year_of(found), int(found.get("day", 0))
    if not 1 <= day <= 31:
        return None
    base = Calendar(Precision.DAY, found.get("month"), 0, day, year, found.get("weekday"))
    return ("D" if year else "N"), Moment(base)


@means(NAMED)
def _days(found: Found, setting: Setting) -> Result:
    # "December 5 to 8, 2024": both days after the month
    if not short_year_possible(found):
        return None
    first, last = (
        Moment(Calendar(Precision.DAY, found.get("month"), 0, int(found.get(slot, 0)), year_of(found)))
        for slot in ("day", "day2")
    )
    return "R", Reading(first, last)


@means(NAMED)
def _month(found: Found, setting: Setting) -> Result:
    if not short_year_possible(found):
        return None
    month = int(found.get("month"))
    return ("T", Moment(Calendar(Precision.MONTH, month, 1, year=year_of(found)))) if month <= 12 else None


@means(NAMED)
def _year_alone(found: Found, setting: Setting) -> Result:
    year = year_of(found)
    return ("T", Moment(Calendar(Precision.YEAR, 1, 12, year=year))) if year else None


@means(NAMED)
def _years(found: Found, setting: Setting) -> Result:
    # "2015-17"
    first, last = int(found.get("year")), year_of(found, "year2")
    if last is None or not short_year_possible(found):
        return None
    if found.item("yy"):
        last = first // 100 * 100 + int(found.get("yy"))
    if last <= first:
        return None
    ends = [Moment(Calendar(Precision.YEAR, 1, 12, year=year)) for year in (first, last)]
    return "R", Reading(ends[0], ends[1])


@means(NAMED)
def _old_years(found: Found, setting: Setting) -> Result:
    # "from 1632 to 1646"
    first, last = int(found.get("old_year")), int(found.get("old_year2"))
    ends = [Moment(Calendar(Precision.YEAR, 1, 12, year=year)) for year in (first, last)]
    return ("R", Reading(ends[0], ends[1])) if first < last else None


@means(NAMED)
def _tishreens(found: Found, setting: Setting) -> Result:
    # تشرين 2019: both months of the name
    return "T", Moment(Calendar(Precision.SPAN, 10, 2, year=year_of(found)))


@means(NAMED)
def _season(found: Found, setting: Setting) -> Result:
    year, month = year_of(found), int(found.get("season"))
    return "T", Moment(Calendar(Precision.SEASON, month, 3, year=year))


@means(NAMED)
def _seasons(found: Found, setting: Setting) -> Result:
    # "spring and summer 2013"
    first, last = (
        Moment(Calendar(Precision.SEASON, int(found.get(slot)), 3, year=year_of(found)))
        for slot in ("season", "season2")
    )
    return "R", Reading(first, last)


@means(NAMED)
def _season_over_years(found: Found, setting: Setting) -> Result:
    # "winter 2015-16" begins in the first of the two; "2011-12" alone is December 2011, here two years.
    moment = found.get("T")
    if moment is None:
        year, last = int(found.get("year")), year_of(found, "year2")
    else:
        base = moment.base
        if not isinstance(base, Calendar) or base.precision is not Precision.MONTH or base.year is None:
            return None
        year, last = base.year, base.year // 100 * 100 + base.month
    if last is None or last % 100 != (year + 1) % 100:
        return None
    return "T", Moment(Calendar(Precision.SEASON, int(found.get("season")), 3, year=year))


@means(NAMED)
def _decade(found: Found, setting: Setting) -> Result:
    return fixed(unit_of(date(int(found.get("decade")), 1, 1), "decade"))


@means(NAMED)
def _century(found: Found, setting: Setting) -> Result:
    number = int(found.get("number", 0))
    return fixed(unit_of(date(max(number * 100 - 100, 1), 1, 1), "century")) if 1 <= number <= 30 else None


@means(NAMED)
def _quarter(found: Found, setting: Setting) -> Result:
    return _fraction(found, 3, 4)


@means(NAMED)
def _half(found: Found, setting: Setting) -> Result:
    return _fraction(found, 6, 2)


def _fraction(found: Found, months: int, most: int) -> Result:
    number = int(found.get("number", 0))
    if number == -1:
        number = most
    if not 1 <= number <= most or not short_year_possible(found):
        return None
    return "T", Moment(Calendar(Precision.SPAN, (number - 1) * months + 1, months, year=year_of(found)))


@means(NAMED)
def _holiday(found: Found, setting: Setting) -> Result:
    month, day = (int(part) for part in str(found.get("holiday")).split("/"))
    moment = _in_year_told(Moment(Calendar(Precision.DAY, month, 0, day)), found, setting)
    return ("N" if moment.yearless else "D"), moment


@means(NAMED)
def _easter_feast(found: Found, setting: Setting) -> Result:
    eastern = found.item("eastern") is not None
    return "T", _in_year_told(Moment(EasterCalendar(int(found.get("easter_feast")), eastern)), found, setting)


def _in_year_told(feast: Moment, found: Found, setting: Setting) -> Moment:
    """Give a feast in the year that stands beside it: 2012, this, or the next from today on."""
    year, shift = year_of(found), found.get("coming")
    if year is None and shift is not None:
        days = feast.interval(setting.day_of, setting.today.year)
        over = days is not None and days.start <= setting.today
        year = setting.today.year + int(bool(shift) and over)
    return feast.in_year(year) if year is not None else feast


@means(NAMED)
def _weekday_date(found: Found, setting: Setting) -> Result:
    # A weekday beside a date without a year says which years it can be.
    item = found.item("T")
    if item is None:
        return None
    moment: Moment = item.meanings["T"]
    base = moment.base
    if isinstance(base, Calendar) and moment.yearless and not moment.steps:
        moment = replace(moment, base=replace(base, weekday=int(found.get("weekday"))))
    return item.sign, moment


@means(NAMED)
def _weekday_nth(found: Found, setting: Setting) -> Result:
    # الثلاثاء الثالث من أيلول 2014 is Tuesday the 3rd where that was one, else the third Tuesday.
    year, month, number = year_of(found), int(found.get("month")), int(found.get("ordinal"))
    weekday = int(found.get("weekday"))
    if year is None or month > 12 or number > 5:
        return None
    day = Calendar(Precision.DAY, month, 0, number, year)
    known = day.interval(year, setting.day_of)
    if known and known.start.weekday() == weekday:
        return "D", Moment(day)
    return "T", Moment(Calendar(Precision.MONTH, month, 1, year=year), (Nth(number, "day", 1, weekday),))


@means(NAMED)
def _iso_week(found: Found, setting: Setting) -> Result:
    item = found.item("yy")
    number = int(found.get("yy")) if item else 0
    year = found.get("year")
    if not 1 <= number <= 53:
        return None
    return "T", Moment(CalendarWeek(number, int(year) if year is not None else None))


@means(NAMED)
def _date_nth_month(found: Found, setting: Setting) -> Result:
    # 27 من الشهر الثامن
    day, month, year = int(found.get("day", 0)), int(found.get("nth")), year_of(found)
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    return ("D" if year else "N"), Moment(Calendar(Precision.DAY, month, 0, day, year))


@means(NAMED)
def _hijri(found: Found, setting: Setting) -> Result:
    # رمضان 2012, "Eid al-Adha 2012", 10 محرم 1433
    month, day = _hijri_month_and_day(found)
    hijri = found.item("hijri_year")
    if hijri:
        return fixed(in_hijri_year(int(found.get("hijri_year")), month, day))
    return "T", Moment(HijriCalendar(month, day, year_of(found)))


@means(NAMED)
def _hijri_year(found: Found, setting: Setting) -> Result:
    year = int(found.get("hijri_year"))
    first, last = in_hijri_year(year, 1), in_hijri_year(year, 12)
    return fixed(Interval(first.start, last.end, Precision.APPROXIMATE)) if first and last else None


def _hijri_month_and_day(found: Found) -> tuple[int, int | None]:
    feast = found.get("hijri_feast")
    if feast is not None:
        month, day = (int(part) for part in str(feast).split("/"))
        return month, day
    day = found.get("day")
    return int(found.get("hijri_month")), int(day) if day is not None else None
