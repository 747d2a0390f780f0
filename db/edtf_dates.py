"""Dates as records write them: plain days, and EDTF for months, years, spans and approximate dates.

Source: https://www.loc.gov/standards/datetime/ (read with the `edtf` package; plain days, months and years,
which most records have, are read here because that package takes milliseconds for each).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from db.errors import BadDate
from db.model import Precision, When
from db.phrases import quoted

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_END = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?")  # what we take of EDTF on either side of a `/`
_RIGHT = "write one like 2024-12-05, 2024-12, 2024 or 2024-11-29/2024-12-05, with ~ after what is approximate"


@lru_cache(maxsize=4096)
def read_day(text: str) -> date:
    """The day of a text like 2024-12-05. Raises BadDate."""
    if not _DAY.fullmatch(text):
        raise BadDate(f"{quoted(text)} is no day; write it like 2024-12-05")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDate(f"{quoted(text)} is no day of the calendar") from None


@lru_cache(maxsize=4096)
def read_when(text: str) -> When:
    """The first and last day and the precision of an EDTF date with both ends. Raises BadDate.

    An interval, or a date with `~`, `?` or `%` at its end, keeps its text; all three marks are approximate.
    """
    first, slash, last = text.partition("/")
    if slash and (first in ("", "..") or last in ("", "..")):
        raise BadDate(f"{quoted(text)} is open at one end; {_RIGHT}")
    if not _END.fullmatch(first) or (slash and not _END.fullmatch(last)):
        raise BadDate(f"{quoted(text)} is no date that a record can have; {_RIGHT}")
    try:
        start, finish = _bounds(text, first, last or first)
    except ValueError:
        raise BadDate(f"{quoted(text)} has no such day in the calendar; {_RIGHT}") from None
    if finish < start:
        raise BadDate(f"{quoted(text)} ends before it starts; write the earlier date first")
    return When(text, start, finish, _precision(text))


def _bounds(text: str, first: str, last: str) -> tuple[date, date]:
    """The first day of `first` and the last day of `last`; marks of uncertainty widen neither. Raises ValueError."""
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last):
        return _plain(first)[0], _plain(last)[1]
    # Imported here because it takes a fifth of a second, which a program that reads no such date should not pay.
    from edtf import EDTFObject, EDTFParseException, parse_edtf

    try:
        parsed: EDTFObject = parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(text) from error
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return date(*lower[:3]), date(*upper[:3])


def _plain(text: str) -> tuple[date, date]:
    """The first and last day of a day, month or year without a mark. Raises ValueError."""
    year, *rest = (int(part) for part in text.split("-"))
    match rest:
        case []:
            return date(year, 1, 1), date(year, 12, 31)
        case [month]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case _:
            day = date(year, *rest)
            return day, day


def _precision(text: str) -> Precision:
    if any(mark in text for mark in "~?%"):
        return Precision.APPROXIMATE
    if "/" in text:
        return Precision.SPAN
    return (Precision.YEAR, Precision.MONTH, Precision.DAY)[text.count("-")]
