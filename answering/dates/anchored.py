"""Dates that are told from an event, or from what was spoken of: the day before Hama fell, two days later."""

from __future__ import annotations

from datetime import date

from answering.dates.arithmetic import Anchor, Moment, Reading
from answering.dates.counted import COUNTABLE, DEFAULT_DAYS, offset_of, stretch_from, uncounted
from answering.dates.found import VAGUE, Found, Meaning, Result, Setting, count_and_unit, means
from answering.dates.steps import HALVES, Offset, Stretch

ANCHORED: dict[str, Meaning] = {}
MOST_BETWEEN = 2000


def _anchored(found: Found, offset: Offset | None, otherwise: date | None = None) -> Result:
    if offset is None:
        return None
    span = found.span("gap") or found.span("near") or (found.end, found.end)
    return "T", Moment(Anchor(span, otherwise), (offset,))


@means(ANCHORED)
def _anchored_day(found: Found, setting: Setting) -> Result:
    return _anchored(found, offset_of(found, window=False))


@means(ANCHORED)
def _anchored_window(found: Found, setting: Setting) -> Result:
    return _anchored(found, offset_of(found, window=True))


@means(ANCHORED)
def _anchored_unit(found: Found, setting: Setting) -> Result:
    if uncounted(found):
        return None
    return _anchored(found, offset_of(found, window=found.get("unit") != "day"))


@means(ANCHORED)
def _later(found: Found, setting: Setting) -> Result:
    # "three days later": counted from what was spoken of
    return _anchored(found, offset_of(found, window=False))


@means(ANCHORED)
def _anchored_within(found: Found, setting: Setting) -> Result:
    return _anchored(found, offset_of(found, window=True, both=found.item("direction") is None))


@means(ANCHORED)
def _anchored_vague(found: Found, setting: Setting) -> Result:
    unit = str(found.get("unit"))
    return _anchored(found, Offset(VAGUE.get(unit, 5), unit, int(found.get("direction", 1)), window=True))


@means(ANCHORED)
def _anchored_nth(found: Found, setting: Setting) -> Result:
    # "in the first two weeks of the offensive"
    length, span = count_and_unit(found), found.span("gap")
    if length is None or length[1] not in COUNTABLE or length[0] > 400 or span is None:
        return None
    count = length[0]
    if uncounted(found):
        count = DEFAULT_DAYS if length[1] == "day" else 2
    return "T", Moment(Anchor(span), (Stretch(int(found.get("number", 1)), length[1], count),))


@means(ANCHORED)
def _anchored_eve(found: Found, setting: Setting) -> Result:
    return _anchored(found, Offset(1, "day", -1))


@means(ANCHORED)
def _anchored_morrow(found: Found, setting: Setting) -> Result:
    return _anchored(found, Offset(1, "day", 1))


@means(ANCHORED)
def _next_unit(found: Found, setting: Setting) -> Result:
    if uncounted(found):
        return None
    return _anchored(found, offset_of(found, window=found.get("unit") != "day"))


@means(ANCHORED)
def _next_day(found: Found, setting: Setting) -> Result:
    return _anchored(found, Offset(1, "day", 1))


@means(ANCHORED)
def _later_or_ahead(found: Found, setting: Setting) -> Result:
    # بعد يومين: after what was spoken of, else from today
    offset = offset_of(found, window=False)
    return _anchored(found, offset, setting.today) if offset else None


@means(ANCHORED)
def _anchored_nth_from(found: Found, setting: Setting) -> Result:
    steps, span = stretch_from(found), found.span("gap")
    return ("T", Moment(Anchor(span), steps)) if steps and span else None


@means(ANCHORED)
def _offset_between(found: Found, setting: Setting) -> Result:
    # "three to five days before 8 December", or before an event
    span, unit, direction = found.span("gap"), str(found.get("unit")), int(found.get("direction", 1))
    dual = found.get("dual")
    counts = sorted(2 if slot is None else int(slot) for slot in (found.get("count"), found.get("count2")))
    unit = str(dual) if dual is not None else unit
    if unit not in COUNTABLE or counts[1] > MOST_BETWEEN or (span is None and not found.get("T")):
        return None
    of = found.get("T") or Moment(Anchor(span or (0, 0)))
    near, far = (of.then(Offset(count, unit, direction)) for count in counts)
    return "R", Reading(far, near) if direction < 0 else Reading(near, far)


@means(ANCHORED)
def _offset_half(found: Found, setting: Setting) -> Result:
    # "half a year after 8 December", "a year and a half before the fall of Hama"
    span, length, direction = found.span("gap"), count_and_unit(found), int(found.get("direction", 1))
    half = HALVES.get(length[1]) if length else None
    if length is None or half is None or (span is None and not found.get("T")):
        return None
    of = found.get("T") or Moment(Anchor(span or (0, 0)))
    if found.item("only_half") is None:
        of = of.then(Offset(length[0], length[1], direction))
    return "T", of.then(Offset(half[0], half[1], direction))


@means(ANCHORED)
def _anchored_daypart(found: Found, setting: Setting) -> Result:
    # "the night before Damascus fell", "the morning after"
    return _anchored(found, Offset(1, "day", int(found.get("direction", 1))))
