"""Times of day as editors write them ("about 2 p.m.", "4:30 to 5 a.m."), to be worded in another language."""

from __future__ import annotations

import re

from answering.answer import Phrase

_TIME = r"(?P<{0}_hour>\d{{1,2}})(?:[:.](?P<{0}_minute>\d\d))?(?:\s*(?P<{0}_half>[ap])\.?m\.?)?"
_CLOCK = re.compile(
    rf"(?P<from>from\s+)?(?P<about>(?:about|around)\s+)?{_TIME.format('first')}(?:\s*(?:to|-|–)\s*{_TIME.format('last')})?",
    re.IGNORECASE,
)


def read_clock(text: str) -> Phrase | None:
    """A time of day, or a span of them, as a phrase with hours from 00:00 to 23:59; None where it is in other words."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    half = found["first_half"] or found["last_half"]
    start = _time(found["first_hour"], found["first_minute"], half)
    end = _time(found["last_hour"], found["last_minute"], found["last_half"]) if found["last_hour"] else None
    if start is None or (found["last_hour"] and end is None):
        return None
    name = "time" + ("_about" if found["about"] else "")
    if end is not None:
        return Phrase.of(f"{name}.span", start=start, end=end)
    return Phrase.of(f"{name}.{'from' if found['from'] else 'at'}", start=start)


def _time(hour: str, minute: str | None, half: str | None) -> str | None:
    """An hour and minute in 24 hours; None where there is no such time, or a number alone."""
    hours, minutes = int(hour), int(minute or 0)
    if half is None and minute is None:
        return None
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None
