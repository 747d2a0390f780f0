"""Dates that are counted from today: two years and a month ago, in three weeks, four Mondays from now."""

from __future__ import annotations

from datetime import date, timedelta

from answering.dates.arithmetic import Anchor, Calendar, Moment
from answering.dates.found import Found, Meaning, Result, Setting, count_and_unit, fixed, means, one_day
from answering.dates.intervals import Interval, Precision, shifted, unit_of
from answering.dates.relative import rolling
from answering.dates.steps import HALVES, WeekdayFrom

AGO: dict[str, Meaning] = {}
# More units than that nobody counts by.
MOST = 2000
LARGE = ("year", "decade", "century")


@means(AGO)
def _ago(found: Found, setting: Setting) -> Result:
    return _counted(found, setting.today, -1)


@means(AGO)
def _ahead(found: Found, setting: Setting) -> Result:
    return _counted(found, setting.today, 1)


def _counted(found: Found, today: date, direction: int) -> Result:
    # Days, weeks and months ago are a day; years ago is a calendar year, which serves a date beside it.
    lengths = _lengths(found)
    if not lengths:
        return None
    if len(lengths) == 1:
        return _whole_units(today, direction * lengths[0][0], lengths[0][1])
    day: date | None = today
    for count, unit in lengths:  # "a year and two months ago"
        day = _moved(day, direction * count, unit) if day else None
    return one_day(day)


def _lengths(found: Found) -> list[tuple[int, str]]:
    first = count_and_unit(found)
    lengths = [first] if first else []
    for slot in ("2", "3", "4", "5", "6"):
        dual, unit = found.get("dual" + slot), found.get("unit" + slot)
        if dual is not None:
            lengths.append((2, str(dual)))
        elif unit is not None:
            lengths.append((int(found.get("count" + slot, 1)), str(unit)))
    return lengths if all(count <= MOST for count, _ in lengths) else []


def _moved(day: date, count: int, unit: str) -> date | None:
    if unit in ("hour", "minute"):
        count, unit = (int(count / 24) if unit == "hour" else 0), "day"
    return shifted(day, count, unit)


def _whole_units(today: date, count: int, unit: str) -> Result:
    day = _moved(today, count, unit)
    if day is None:
        return None
    if unit == "year":
        return "T", Moment(Calendar(Precision.YEAR, 1, 12, year=day.year))
    return fixed(unit_of(day, unit)) if unit in (*LARGE, "weekend") else one_day(day)


@means(AGO)
def _ago_between(found: Found, setting: Setting) -> Result:
    # "two or three days ago": from the earlier to the later
    lengths = count_and_unit(found), (found.get("count2"), found.get("unit2"))
    if lengths[0] is None or lengths[0][0] > MOST:
        return None
    near, unit = lengths[0]
    far, far_unit = lengths[1]
    far_unit = str(far_unit or unit)
    if found.get("dual2") is not None:
        far, far_unit = 2, str(found.get("dual2"))
    if far is None or int(far) > MOST:
        return None
    ends = [_moved(setting.today, -near, unit), _moved(setting.today, -int(far), far_unit)]
    if ends[0] is None or ends[1] is None:
        return None
    first, last = min(ends[0], ends[1]), max(ends[0], ends[1])
    if unit in LARGE and far_unit in LARGE:
        first, last = unit_of(first, far_unit).start, unit_of(last, unit).end
    return fixed(Interval(first, last, Precision.SPAN))


@means(AGO)
def _rolling_between(found: Found, setting: Setting) -> Result:
    # "the last two or three weeks": the longer of the two
    count, unit = max(int(found.get("count")), int(found.get("count2"))), str(found.get("unit"))
    if count > MOST or unit in ("hour", "minute"):
        return None
    return rolling(setting.today, count, unit, int(found.get("shift", -1)))


@means(AGO)
def _ago_half(found: Found, setting: Setting) -> Result:
    return _half_ago(setting.today, 0, str(found.get("unit")))


@means(AGO)
def _ago_and_half(found: Found, setting: Setting) -> Result:
    # "two and a half years ago"
    length = count_and_unit(found)
    return _half_ago(setting.today, *length) if length else None


def _half_ago(today: date, count: int, unit: str) -> Result:
    smaller = HALVES.get(unit)
    day = shifted(today, -count, unit)
    return one_day(shifted(day, -smaller[0], smaller[1])) if smaller and day else None


@means(AGO)
def _ago_same(found: Found, setting: Setting) -> Result:
    # "ten years ago today", "five years ago this month", "a year ago tomorrow"; without a count it is today
    length, unit = count_and_unit(found) or (0, "year"), found.get("unit2")
    day = shifted(setting.today, int(found.get("relative_day", 0)), "day")
    then = shifted(day, -length[0], length[1]) if day and length[0] <= MOST else None
    if then is None:
        return None
    return fixed(unit_of(then, str(unit))) if unit else one_day(then)


@means(AGO)
def _weekdays_ago(found: Found, setting: Setting) -> Result:
    return _weekdays(found, setting.today, -1)


@means(AGO)
def _weekdays_ahead(found: Found, setting: Setting) -> Result:
    return _weekdays(found, setting.today, 1)


def _weekdays(found: Found, today: date, direction: int) -> Result:
    count = int(found.get("count"))
    if not 0 < count <= MOST:
        return None
    return fixed(WeekdayFrom(int(found.get("weekday")), direction * count)(Interval(today, today, Precision.DAY)))


@means(AGO)
def _next_weekday(found: Found, setting: Setting) -> Result:
    # "the following Friday": after what was spoken of, else from today
    direction = int(found.get("direction", 1))
    step = WeekdayFrom(int(found.get("weekday")), direction)
    return "T", Moment(Anchor((found.end, found.end), setting.today), (step,))


@means(AGO)
def _weekday_from_weekday(found: Found, setting: Setting) -> Result:
    # "the Monday after next Friday"
    today, shift = setting.today, int(found.get("shift", 0))
    weekday = int(found.get("weekday2"))
    if shift == 0:
        base: date | None = unit_of(today, "week").start + timedelta(days=weekday)
    else:
        day = WeekdayFrom(weekday, 1 if shift > 0 else -1)(Interval(today, today, Precision.DAY))
        base = day.start if day else None
    if base is None:
        return None
    step = WeekdayFrom(int(found.get("weekday")), int(found.get("number", 1)) * int(found.get("direction", 1)))
    return fixed(step(Interval(base, base, Precision.DAY)))
