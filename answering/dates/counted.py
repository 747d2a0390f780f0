"""Dates that are told from another date or an event: its second week, two days before it."""

from __future__ import annotations

from answering.dates.found import (
    VAGUE,
    Found,
    Meaning,
    Result,
    Setting,
    count_and_unit,
    means,
)
from answering.dates.steps import Nth, Offset, Part, Step, Stretch, Unit, WeekdayFrom

COUNTED: dict[str, Meaning] = {}
DEFAULT_DAYS = 5  # "the first days of December"
COUNTABLE = ("day", "week", "fortnight", "month", "year", "decade")
THIRDS = {1: "early", 2: "mid", 3: "late", -1: "late"}
MOST_STRETCHES = 100
SOON_DAYS = 7  # "shortly after 5 December"


@means(COUNTED)
def _part(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Part(str(found.get("part"))))


@means(COUNTED)
def _edge(found: Found, setting: Setting) -> Result:
    # "the last days of December" is its end.
    name = found.get("part") or ("start" if int(found.get("number", 1)) > 0 else "end")
    return "T", found.get("T").then(Part(str(name)))


@means(COUNTED)
def _whole(found: Found, setting: Setting) -> Result:
    # Words that change nothing: "the night of 5 December", "5 December at 14:30".
    item = found.item("T")
    return (item.sign, item.meanings["T"]) if item else None


@means(COUNTED)
def _around(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Part("around"))


def uncounted(found: Found) -> bool:
    """Say whether the unit is a plural without its number: "the first days"."""
    item = found.item("unit")
    return item is not None and "plural" in item.meanings and not found.item("count")


@means(COUNTED)
def _nth(found: Found, setting: Setting) -> Result:
    # "the second week of December", "the last two days of November", "the first days of 2015"
    number = int(found.get("number", 1))
    length = count_and_unit(found)
    if length is None or abs(number) > 400:
        return None
    count, unit = length
    if uncounted(found):
        count = DEFAULT_DAYS if unit == "day" else 2
    return "T", found.get("T").then(Nth(number, unit, count))


@means(COUNTED)
def _several(found: Found, setting: Setting) -> Result:
    # "the first days of December", with no number
    number = int(found.get("number", 1))
    count = DEFAULT_DAYS if found.get("unit") == "day" else 2
    return "T", found.get("T").then(Nth(number, str(found.get("unit")), count))


@means(COUNTED)
def _third(found: Found, setting: Setting) -> Result:
    # "the last third of 2016"
    number = int(found.get("number", 1))
    if number not in THIRDS:
        return None
    return "T", found.get("T").then(Part(THIRDS[number]))


@means(COUNTED)
def _nth_weekday(found: Found, setting: Setting) -> Result:
    number = int(found.get("number", 1))
    return "T", found.get("T").then(Nth(number, "day", 1, int(found.get("weekday"))))


@means(COUNTED)
def _nth_weekend(found: Found, setting: Setting) -> Result:
    number = int(found.get("number", 1))
    return "T", found.get("T").then(Nth(number, "day", 2, 5))


@means(COUNTED)
def _unit_of_date(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Unit(str(found.get("unit"))))


@means(COUNTED)
def _week_of(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Unit("week"))


@means(COUNTED)
def _weekday_from(found: Found, setting: Setting) -> Result:
    # "the Friday after 8 December", "the third Tuesday after Christmas"
    number = int(found.get("number", found.get("count", 1)))
    if number < 1:
        return None
    step = WeekdayFrom(int(found.get("weekday")), number * int(found.get("direction", 1)))
    return "T", found.get("T").then(step)


def stretch_from(found: Found) -> tuple[Step, ...] | None:
    """Give the steps to the n-th unit after a date, or the last before it; None where there is no such."""
    number, unit, direction = int(found.get("number", 1)), str(found.get("unit")), int(found.get("direction", 1))
    if unit not in COUNTABLE or not 0 < number * direction <= MOST_STRETCHES:
        return None
    return Offset(1, "day", direction), Stretch(number, unit)


@means(COUNTED)
def _nth_from(found: Found, setting: Setting) -> Result:
    steps = stretch_from(found)
    return ("T", found.get("T").then(steps[0]).then(steps[1])) if steps else None


@means(COUNTED)
def _week_from(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Unit("week", 1))


@means(COUNTED)
def _week_to(found: Found, setting: Setting) -> Result:
    return "T", found.get("T").then(Unit("week", -1))


def offset_of(found: Found, *, window: bool, both: bool = False) -> Offset | None:
    """Give the offset of so many units in the direction found, None where it is not counted in days or longer."""
    length = count_and_unit(found)
    if length is not None and length[1] == "hour" and length[0] % 24 == 0:
        length = length[0] // 24, "day"
    if length is None or length[0] > 2000 or length[1] not in COUNTABLE:
        return None
    return Offset(length[0], length[1], int(found.get("direction", 1)), window, both)


def _counted_from(found: Found, offset: Offset | None) -> Result:
    return ("T", found.get("T").then(offset)) if offset and found.get("T") else None


@means(COUNTED)
def _offset_day(found: Found, setting: Setting) -> Result:
    return _counted_from(found, offset_of(found, window=False))


@means(COUNTED)
def _offset_window(found: Found, setting: Setting) -> Result:
    return _counted_from(found, offset_of(found, window=True))


@means(COUNTED)
def _offset_unit(found: Found, setting: Setting) -> Result:
    # "the day before 5 December" is a day, "the week before" it the seven days before it
    return _counted_from(found, offset_of(found, window=found.get("unit") != "day"))


@means(COUNTED)
def _within(found: Found, setting: Setting) -> Result:
    return _counted_from(found, offset_of(found, window=True, both=found.item("direction") is None))


@means(COUNTED)
def _soon(found: Found, setting: Setting) -> Result:
    return _counted_from(found, Offset(SOON_DAYS, "day", int(found.get("direction", 1)), window=True))


@means(COUNTED)
def _soon_before(found: Found, setting: Setting) -> Result:
    return _counted_from(found, Offset(SOON_DAYS, "day", -1, window=True))


@means(COUNTED)
def _vague_window(found: Found, setting: Setting) -> Result:
    # "in the days after 8 December"
    unit = str(found.get("unit"))
    return _counted_from(found, Offset(VAGUE.get(unit, 5), unit, int(found.get("direction", 1)), window=True))


@means(COUNTED)
def _eve(found: Found, setting: Setting) -> Result:
    return _counted_from(found, Offset(1, "day", -1))


@means(COUNTED)
def _daypart_from(found: Found, setting: Setting) -> Result:
    # "the night before 8 December"
    return _counted_from(found, Offset(1, "day", int(found.get("direction", 1))))


@means(COUNTED)
def _morrow(found: Found, setting: Setting) -> Result:
    # غداة 8 كانون الأول
    return _counted_from(found, Offset(1, "day", 1))
