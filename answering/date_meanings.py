"""What each pattern of dates means: the words found in its slots as a month, a year, a moment or a scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from answering.date_arithmetic import (
    Anchor,
    Calendar,
    DayOf,
    Fixed,
    Interval,
    Moment,
    Nth,
    Offset,
    Part,
    Precision,
    Reading,
    Unit,
    shifted,
    unit_of,
)
from answering.date_patterns import slot_class
from answering.date_words import SLOTS, Item


# Slots that take different words of one sort: a meaning asks for the sort.
ALIKE = {
    "T": ("T", "day_moment"),
    "day": ("day", "dayn", "day_word", "day_ordinal", "ordinal"),
    "month": ("month", "month_likely", "month_sure", "month_rare", "month_number"),
    "year": ("year", "plain_year", "bare_year", "round_year", "year_number", "year_word", "short_year", "Y"),
    "weekday": ("weekday", "weekday_likely", "weekday_sure"),
    "season": ("season", "season_sure", "season_rare"),
    "decade": ("decade", "decade_number"),
    "unit": ("unit", "plural", "weekend"),
    "part": ("part", "edge"),
    "number": ("nth", "last", "digits"),
    "shift": ("shift", "this", "rolling_shift", "spoken_shift"),
    "direction": ("direction", "direction_event", "later", "spoken", "soon", "spoken_shift"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a meaning may depend on besides its words."""

    today: date
    day_of: DayOf


class Found:
    """The items that a pattern found, by slot."""

    __slots__ = ("_items", "_match")

    def __init__(self, items: list[Item], match: re.Match[str]) -> None:
        self._items = items
        self._match = match

    @property
    def end(self) -> int:
        """Where in the text the last item ends."""
        return self._items[self._match.end() - 1].end

    @property
    def start(self) -> int:
        """Where in the text the first item begins."""
        return self._items[self._match.start()].start

    def _place(self, slot: str) -> tuple[str, tuple[int, int]] | None:
        kind = slot_class(slot)
        wanted = {name + slot[len(kind) :] for name in ALIKE.get(kind, (kind,))}
        for name, group in self._match.re.groupindex.items():
            if self._match.start(group) >= 0 and name.rpartition("_")[0] in wanted:
                return slot_class(name.rpartition("_")[0]), self._match.span(group)
        return None

    def span(self, slot: str) -> tuple[int, int] | None:
        """Where in the text the items of a slot stand, or None where it is empty."""
        place = self._place(slot)
        return (self._items[place[1][0]].start, self._items[place[1][1] - 1].end) if place else None

    def item(self, slot: str) -> Item | None:
        """Give the item in a slot, or None where it is empty."""
        place = self._place(slot)
        return self._items[place[1][0]] if place else None

    def get(self, slot: str, default: Any = None) -> Any:
        """Give what the item in a slot means as its kind, or the default where the slot is empty."""
        place = self._place(slot)
        if place is None:
            return default
        kind, (first, _) = place
        meanings = self._items[first].meanings
        return next((meanings[name] for name in SLOTS.get(kind, (kind,)) if name in meanings), default)


Result = tuple[str, Any] | None
Meaning = Callable[[Found, Setting], Result]
MEANINGS: dict[str, Meaning] = {}
DEFAULT_DAYS = 5  # "the first days of December"
COUNTABLE = ("day", "week", "fortnight", "month", "year", "decade")
# How far "the weeks after" reach.
VAGUE = {"day": 7, "week": 4, "month": 6, "year": 5}
SOON_DAYS = 7  # "shortly after 5 December"


def _means(meaning: Meaning) -> Meaning:
    MEANINGS[meaning.__name__.lstrip("_")] = meaning
    return meaning


def _fixed(interval: Interval | None) -> Result:
    return ("T", Moment(Fixed(interval))) if interval else None


def _one_day(day: date | None) -> Result:
    return _fixed(Interval(day, day, Precision.DAY)) if day else None


def _year(found: Found, slot: str = "year") -> int | None:
    year = found.get(slot)
    if year is not None:
        return int(year)
    item = found.item("yy")
    if item is None:
        return None
    return 2000 + int(found.get("yy")) if int(found.get("yy")) < 70 else 1900 + int(found.get("yy"))


def _short_year_possible(found: Found) -> bool:
    item = found.item("yy")
    return item is None or len(str(item.meanings.get("written", ""))) == 2


@_means
def _month_name(found: Found, setting: Setting) -> Result:
    # كانون الأول/ديسمبر is one month by both its names.
    return ("M", found.get("month")) if found.get("month") == found.get("month2") else None


@_means
def _year_name(found: Found, setting: Setting) -> Result:
    return "Y", int(found.get("year"))


@_means
def _year_two_digits(found: Found, setting: Setting) -> Result:
    return ("Y", _year(found)) if _short_year_possible(found) else None


@_means
def _relative_year(found: Found, setting: Setting) -> Result:
    return "Y", setting.today.year + int(found.get("shift", 0))


@_means
def _year_before_last(found: Found, setting: Setting) -> Result:
    return "Y", setting.today.year - 2


@_means
def _clock(found: Found, setting: Setting) -> Result:
    return "t", None


@_means
def _date(found: Found, setting: Setting) -> Result:
    if not _short_year_possible(found):
        return None
    year, day = _year(found), int(found.get("day", 0))
    if not 1 <= day <= 31:
        return None
    base = Calendar(Precision.DAY, found.get("month"), 0, day, year, found.get("weekday"))
    return ("D" if year else "N"), Moment(base)


@_means
def _date_of_month(found: Found, setting: Setting) -> Result:
    # "the 5th of last month"
    month = shifted(setting.today.replace(day=1), int(found.get("shift", 0)), "month")
    day = int(found.get("day", 0))
    if month is None or not 1 <= day <= 31:
        return None
    return "D", Moment(Calendar(Precision.DAY, month.month, 0, day, month.year))


@_means
def _day_alone(found: Found, setting: Setting) -> Result:
    # "on the 5th": the latest 5th that is not after today
    day = int(found.get("day", 0))
    for back in range(13):
        month = shifted(setting.today.replace(day=1), -back, "month")
        known = month and setting.day_of(month.year, month.month, day)
        if known and known <= setting.today:
            return _one_day(known)
    return None


@_means
def _days(found: Found, setting: Setting) -> Result:
    # "December 5 to 8, 2024": both days after the month
    if not _short_year_possible(found):
        return None
    ends = [
        Moment(Calendar(Precision.DAY, found.get("month"), 0, int(found.get(slot, 0)), _year(found)))
        for slot in ("day", "day2")
    ]
    return "R", Reading(*ends)


@_means
def _month(found: Found, setting: Setting) -> Result:
    if not _short_year_possible(found):
        return None
    return "T", Moment(Calendar(Precision.MONTH, found.get("month"), 1, year=_year(found)))


@_means
def _relative_month(found: Found, setting: Setting) -> Result:
    # "last December": the latest before this month; "next December": the first after it
    month, shift, today = int(found.get("month")), int(found.get("shift", 0)), setting.today
    year = today.year
    if shift < 0 and month >= today.month:
        year -= 1
    if shift > 0 and month <= today.month:
        year += 1
    return "T", Moment(Calendar(Precision.MONTH, month, 1, year=year))


@_means
def _year_alone(found: Found, setting: Setting) -> Result:
    year = _year(found)
    return ("T", Moment(Calendar(Precision.YEAR, 1, 12, year=year))) if year else None


@_means
def _years(found: Found, setting: Setting) -> Result:
    # "2015-17"
    first, last = int(found.get("year")), _year(found, "year2")
    if last is None or not _short_year_possible(found):
        return None
    if found.item("yy"):
        last = first // 100 * 100 + int(found.get("yy"))
    if last <= first:
        return None
    return "R", Reading(*(Moment(Calendar(Precision.YEAR, 1, 12, year=year)) for year in (first, last)))


@_means
def _season(found: Found, setting: Setting) -> Result:
    year, month = _year(found), int(found.get("season"))
    return "T", Moment(Calendar(Precision.SEASON, month, 3, year=year))


@_means
def _season_over_years(found: Found, setting: Setting) -> Result:
    # "winter 2015-16" begins in the first of the two; "2011-12" alone is December 2011, here two years.
    moment = found.get("T")
    if moment is None:
        year, last = int(found.get("year")), _year(found, "year2")
    else:
        base = moment.base
        if not isinstance(base, Calendar) or base.precision is not Precision.MONTH or base.year is None:
            return None
        year, last = base.year, base.year // 100 * 100 + base.month
    if last is None or last % 100 != (year + 1) % 100:
        return None
    return "T", Moment(Calendar(Precision.SEASON, int(found.get("season")), 3, year=year))


@_means
def _relative_season(found: Found, setting: Setting) -> Result:
    month, shift, today = int(found.get("season")), int(found.get("shift", 0)), setting.today
    year = today.year
    while True:
        season = Moment(Calendar(Precision.SEASON, month, 3, year=year))
        days = season.interval(setting.day_of)
        if days is None:
            return None
        if shift > 0:
            if days.start <= today:
                return "T", Moment(Calendar(Precision.SEASON, month, 3, year=year + 1))
        elif (days.end < today) if shift < 0 else (days.start <= today):
            return "T", season
        year -= 1


@_means
def _decade(found: Found, setting: Setting) -> Result:
    return _fixed(unit_of(date(int(found.get("decade")), 1, 1), "decade"))


@_means
def _century(found: Found, setting: Setting) -> Result:
    number = int(found.get("number", 0))
    return _fixed(unit_of(date(number * 100 - 100, 1, 1), "century")) if 2 <= number <= 30 else None


@_means
def _quarter(found: Found, setting: Setting) -> Result:
    return _fraction(found, 3, 4)


@_means
def _half(found: Found, setting: Setting) -> Result:
    return _fraction(found, 6, 2)


def _fraction(found: Found, months: int, most: int) -> Result:
    number = int(found.get("number", 0))
    if number == -1:
        number = most
    if not 1 <= number <= most or not _short_year_possible(found):
        return None
    return "T", Moment(Calendar(Precision.SPAN, (number - 1) * months + 1, months, year=_year(found)))


@_means
def _holiday(found: Found, setting: Setting) -> Result:
    month, day = (int(part) for part in str(found.get("holiday")).split("/"))
    year = _year(found)
    return ("D" if year else "N"), Moment(Calendar(Precision.DAY, month, 0, day, year))


@_means
def _relative_day(found: Found, setting: Setting) -> Result:
    return _one_day(shifted(setting.today, int(found.get("relative_day")), "day"))


@_means
def _weekday(found: Found, setting: Setting) -> Result:
    # The last such day before today, unless "this" or "next" says which.
    weekday, shift, today = int(found.get("weekday")), found.get("shift", -1), setting.today
    if shift == 0:
        return _one_day(unit_of(today, "week").start + timedelta(days=weekday))
    if shift > 0:
        return _one_day(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
    return _one_day(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))


@_means
def _weekday_of_week(found: Found, setting: Setting) -> Result:
    # "Friday last week", "Monday two weeks ago"
    count = int(found.get("count", 1)) if found.item("count") else None
    back = -count if count is not None else int(found.get("shift", -1))
    week = shifted(setting.today, back, "week")
    return _one_day(unit_of(week, "week").start + timedelta(days=int(found.get("weekday")))) if week else None


@_means
def _unit(found: Found, setting: Setting) -> Result:
    # "last week" is the calendar unit.
    unit, shift, today = str(found.get("unit")), int(found.get("shift", 0)), setting.today
    if unit in ("day", "hour", "minute", "fortnight", "half"):
        return None
    first = today.replace(day=1) if unit in ("month", "quarter", "half", "year") else today
    day = shifted(first, shift, unit)
    return _fixed(unit_of(day, unit)) if day else None


@_means
def _weekend(found: Found, setting: Setting) -> Result:
    # The latest that has begun.
    weekend = unit_of(setting.today, "weekend")
    return _fixed(weekend if weekend.start <= setting.today else unit_of(setting.today - timedelta(days=7), "weekend"))


@_means
def _unit_before_last(found: Found, setting: Setting) -> Result:
    unit = str(found.get("unit"))
    day = shifted(setting.today.replace(day=1) if unit in ("month", "year") else setting.today, -2, unit)
    return _fixed(unit_of(day, unit)) if day else None


@_means
def _unit_so_far(found: Found, setting: Setting) -> Result:
    whole = unit_of(setting.today, str(found.get("unit", "year")))
    return _fixed(Interval(whole.start, setting.today, Precision.SPAN))


def _count_and_unit(found: Found) -> tuple[int, str] | None:
    dual = found.get("dual")
    if dual is not None:
        return 2, str(dual)
    unit = found.get("unit")
    return (int(found.get("count", 1)), str(unit)) if unit is not None else None


@_means
def _rolling(found: Found, setting: Setting) -> Result:
    # The last N units end today and begin N units ago.
    length = _count_and_unit(found)
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
    today, shift = setting.today, int(found.get("shift", -1))
    other = shifted(today, count * (1 if shift > 0 else -1), unit)
    if other is None:
        return None
    return _fixed(Interval(min(other, today), max(other, today), Precision.SPAN))


@_means
def _ago(found: Found, setting: Setting) -> Result:
    return _counted(found, setting, -1)


@_means
def _ahead(found: Found, setting: Setting) -> Result:
    return _counted(found, setting, 1)


def _counted(found: Found, setting: Setting, direction: int) -> Result:
    # Days, weeks and months ago are a day; years ago is a calendar year.
    length = _count_and_unit(found)
    if length is None or length[0] > 2000:
        return None
    count, unit = length
    if unit in ("hour", "minute"):
        count, unit = (count // 24 if unit == "hour" else 0), "day"
    day = shifted(setting.today, direction * count, unit)
    second = found.get("unit2")
    if day and second:  # "a year and two months ago"
        return _one_day(shifted(day, direction * int(found.get("count2", 1)), str(second)))
    if day and unit in ("year", "decade", "century"):
        return _fixed(unit_of(day, unit))
    return _one_day(day)


@_means
def _part(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Part(str(found.get("part"))))


@_means
def _edge(found: Found, setting: Setting) -> Result:
    # "the last days of December" is its end.
    name = found.get("part") or ("start" if int(found.get("number", 1)) > 0 else "end")
    return "T", found.get("T").then(Part(str(name)))


@_means
def _parts_between(found: Found, setting: Setting) -> Result:
    # "early to mid December"
    ends = (found.get("T").then(Part(str(found.get(slot)))) for slot in ("part", "part2"))
    return "R", Reading(*ends)


@_means
def _weekday_date(found: Found, setting: Setting) -> Result:
    # A weekday beside a date without a year says which years it can be.
    item = found.item("T")
    if item is None:
        return None
    moment: Moment = item.meanings["T"]
    if isinstance(moment.base, Calendar) and moment.yearless and not moment.steps:
        moment = replace(moment, base=replace(moment.base, weekday=int(found.get("weekday"))))
    return item.sign, moment


@_means
def _whole(found: Found, setting: Setting) -> Result:
    # Words that change nothing: "the night of 5 December", "5 December at 14:30".
    item = found.item("T")
    return (item.sign, item.meanings["T"]) if item else None


@_means
def _around(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Part("around"))


@_means
def _nth(found: Found, setting: Setting) -> Result:
    # "the second week of December", "the last two days of November", "the first days of 2015"
    number = int(found.get("number", 1))
    length = _count_and_unit(found)
    if length is None or abs(number) > 400:
        return None
    count, unit = length
    return "T", found.get("T").then(Nth(number, unit, count))


@_means
def _several(found: Found, setting: Setting) -> Result:
    # "the first days of December", with no number
    number = int(found.get("number", 1))
    count = DEFAULT_DAYS if found.get("unit") == "day" else 2
    return "T", found.get("T").then(Nth(number, str(found.get("unit")), count))


@_means
def _nth_weekday(found: Found, setting: Setting) -> Result:
    number = int(found.get("number", 1))
    return "T", found.get("T").then(Nth(number, "day", 1, int(found.get("weekday"))))


@_means
def _nth_weekend(found: Found, setting: Setting) -> Result:
    number = int(found.get("number", 1))
    return "T", found.get("T").then(Nth(number, "day", 2, 5))


@_means
def _unit_of_date(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Unit(str(found.get("unit"))))


@_means
def _week_from(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Unit("week", 1))


@_means
def _week_to(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Unit("week", -1))


def _offset(found: Found, *, window: bool, both: bool = False) -> Offset | None:
    length = _count_and_unit(found)
    if length is None or length[0] > 2000 or length[1] not in COUNTABLE:
        return None
    return Offset(length[0], length[1], int(found.get("direction", 1)), window, both)


def _counted_from(found: Found, offset: Offset | None) -> Result:
    return ("T", found.get("T").then(offset)) if offset and found.get("T") else None


@_means
def _offset_day(found: Found, setting: Setting) -> Result:
    return _counted_from(found, _offset(found, window=False))


@_means
def _offset_window(found: Found, setting: Setting) -> Result:
    return _counted_from(found, _offset(found, window=True))


@_means
def _offset_unit(found: Found, setting: Setting) -> Result:
    # "the day before 5 December" is a day, "the week before" it the seven days before it
    return _counted_from(found, _offset(found, window=found.get("unit") != "day"))


@_means
def _within(found: Found, setting: Setting) -> Result:
    return _counted_from(found, _offset(found, window=True, both=found.item("direction") is None))


@_means
def _soon(found: Found, setting: Setting) -> Result:
    return _counted_from(found, Offset(SOON_DAYS, "day", int(found.get("direction", 1)), window=True))


@_means
def _vague_window(found: Found, setting: Setting) -> Result:
    # "in the days after 8 December"
    unit = str(found.get("unit"))
    return _counted_from(found, Offset(VAGUE.get(unit, 5), unit, int(found.get("direction", 1)), window=True))


@_means
def _eve(found: Found, setting: Setting) -> Result:
    return _counted_from(found, Offset(1, "day", -1))


def _anchored(found: Found, offset: Offset | None, otherwise: date | None = None) -> Result:
    if offset is None:
        return None
    span = found.span("gap") or found.span("near") or (found.end, found.end)
    return "T", Moment(Anchor(span, otherwise), (offset,))


@_means
def _anchored_day(found: Found, setting: Setting) -> Result:
    return _anchored(found, _offset(found, window=False))


@_means
def _anchored_window(found: Found, setting: Setting) -> Result:
    return _anchored(found, _offset(found, window=True))


@_means
def _anchored_unit(found: Found, setting: Setting) -> Result:
    return _anchored(found, _offset(found, window=found.get("unit") != "day"))


@_means
def _later(found: Found, setting: Setting) -> Result:
    # "three days later": counted from what was spoken of
    return _anchored(found, _offset(found, window=False))


@_means
def _next_unit(found: Found, setting: Setting) -> Result:
    return _anchored(found, _offset(found, window=found.get("unit") != "day"))


@_means
def _next_day(found: Found, setting: Setting) -> Result:
    return _anchored(found, Offset(1, "day", 1))


@_means
def _later_or_ahead(found: Found, setting: Setting) -> Result:
    # بعد يومين: after what was spoken of, else from today
    offset = _offset(found, window=False)
    return _anchored(found, offset, setting.today) if offset else None


@_means
def _between(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), found.get("T2"))


@_means
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
    if (
        low is None
        or high is None
        or low.precision != high.precision
        or low.end + timedelta(days=1) != high.start
    ):
        return None
    return "R", reading


@_means
def _adjacent_three(found: Found, setting: Setting) -> Result:
    days = [moment.interval(setting.day_of, setting.today.year) for slot in ("T", "T2", "T3") if (moment := found.get(slot))]
    for one, other in pairwise(days):
        if one is None or other is None or one.end + timedelta(days=1) != other.start:
            return None
    return "R", Reading(found.get("T"), found.get("T3"))


@_means
def _since(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), None)


@_means
def _after(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), None, after=True)


@_means
def _until(found: Found, setting: Setting) -> Result:
    return "R", Reading(None, found.get("T"))


@_means
def _before(found: Found, setting: Setting) -> Result:
    # "before the end of 2016" reaches to that end.
    moment = found.get("T")
    if moment.steps and moment.steps[-1] == Part("end"):
        return "R", Reading(None, moment)
    return "R", Reading(None, moment, before=True)


@_means
def _until_now(found: Found, setting: Setting) -> Result:
    return "R", Reading(found.get("T"), Moment(Fixed(Interval(setting.today, setting.today, Precision.DAY))))


@_means
def _unread(found: Found, setting: Setting) -> Result:
    return "U", None
