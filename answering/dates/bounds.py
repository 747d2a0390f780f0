"""Scopes made of one or two dates: between, since, until."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from answering.dates.arithmetic import Calendar, Fixed, Moment, Reading
from answering.dates.found import (
    Found,
    Meaning,
    Result,
    Setting,
    means,
    year_of,
)
from answering.dates.intervals import Interval, Precision
from answering.dates.steps import Nth, Part

BOUNDS: dict[str, Meaning] = {}


@means(BOUNDS)
def _parts_between(found: Found, setting: Setting) -> Result:
    # "early to mid December"
    ends = (found.get("T").then(Part(str(found.get(slot)))) for slot in ("part", "part2"))
    return "R", Reading(next(ends), next(ends))


@means(BOUNDS)
def _nths_between(found: Found, setting: Setting) -> Result:
    # "the first to the third week of December"
    return _nths(found, found.get("T"))


@means(BOUNDS)
def _nths_of_month(found: Found, setting: Setting) -> Result:
    # من الأسبوع الأول إلى الثالث من كانون الأول, where the second and the month alone would be a day
    return _nths(found, Moment(Calendar(Precision.MONTH, int(found.get("month")), 1, year=year_of(found))))


def _nths(found: Found, of: Moment) -> Result:
    unit, first = str(found.get("unit")), int(found.get("number", 1))
    second = int(found.get("nth2", found.get("last2", -1)))
    if unit in ("hour", "minute") or first < 1 or first == second:
        return None
    return "R", Reading(of.then(Nth(first, unit)), of.then(Nth(second, unit)))


@means(BOUNDS)
def _between(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), found.get("T2"))


@means(BOUNDS)
def _adjacent(found: Found, setting: Setting) -> Result:
    # "on 7 and 8 December" is one stretch; "on 5 and 8 December" is two dates
    reading = Reading(found.get("T"), found.get("T2"))
    first, second = found.get("T"), found.get("T2")
    days = reading.days(setting.day_of, setting.today)
    if days is None or days[0] is None or days[1] is None:
        return None
    year = None if not reading.yearless else days[0].year
    low = first.interval(setting.day_of, year or days[0].year)
    high = second.interval(setting.day_of, year or days[1].year)
    if low is None or high is None or low.precision != high.precision or low.end + timedelta(days=1) != high.start:
        return None
    return "R", reading


@means(BOUNDS)
def _adjacent_three(found: Found, setting: Setting) -> Result:
    moments = [moment for slot in ("T", "T2", "T3") if (moment := found.get(slot))]
    years = [year for moment in moments if (year := getattr(moment.base, "year", None)) is not None]
    days = [moment.interval(setting.day_of, (years or [setting.today.year])[0]) for moment in moments]
    for one, other in pairwise(days):
        if one is None or other is None or one.end + timedelta(days=1) != other.start:
            return None
    return "R", Reading(found.get("T"), found.get("T3"))


@means(BOUNDS)
def _since(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), None)


@means(BOUNDS)
def _after(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), None, after=True)


@means(BOUNDS)
def _until(found: Found, setting: Setting) -> Result:
    return "R", Reading(None, found.get("T"))


@means(BOUNDS)
def _before(found: Found, setting: Setting) -> Result:
    # "before the end of 2016" reaches to that end.
    moment = found.get("T")
    if moment.steps and moment.steps[-1] == Part("end"):
        return "R", Reading(None, moment)
    return "R", Reading(None, moment, before=True)


@means(BOUNDS)
def _until_now(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), Moment(Fixed(Interval(setting.today, setting.today, Precision.DAY))))


@means(BOUNDS)
def _unread(found: Found, setting: Setting) -> Result:
    return "U", None
