"""The dates that people write in sheets, as records write them."""

from __future__ import annotations

import re
from datetime import date

from db.adapters.sheet_words import meanings
from db.folding import fold
from db.phrases import quoted

_DIGITS = {ord(mark): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, mark in enumerate(row)}
_EDTF = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?(?:/[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?)?")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00(?::00(?:\.0+)?)?")
_PARTS = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]+)")
_NAMED = re.compile(r"([0-9]{1,2})? ?([^0-9]+?),? ([0-9]{4})")
_RIGHT = "write it like 2024-12-05 or 05/12/2024 (the day first)"


class NoDate(ValueError):
    """A text that is no date; its words say why and what would be right."""


def edtf_of(cell: str) -> str:
    """A cell's date as EDTF: EDTF as it is, 05/12/2024 with the day first, 5 December 2024. Raises NoDate."""
    text = cell.strip().translate(_DIGITS)
    if found := _MIDNIGHT.fullmatch(text):
        return found[1]
    if _EDTF.fullmatch(text):
        return text
    if found := _PARTS.fullmatch(text):
        return _numbered(cell, *found.groups())
    if re.fullmatch(r"[0-9]{5}(?:\.0+)?", text):
        raise NoDate(f"{quoted(cell)} is a spreadsheet's number of a day; format the column as 2024-12-05")
    if (found := _NAMED.fullmatch(text)) and (month := meanings("months").get(fold(found[2]))):
        if found[1] is None:
            return f"{found[3]}-{int(month):02}"
        return _day(cell, int(found[3]), int(month), int(found[1]))
    raise NoDate(f"{quoted(cell)} is no date that can be read; {_RIGHT}")


def _numbered(cell: str, day: str, month: str, year: str) -> str:
    if len(year) != 4:
        raise NoDate(f"{quoted(cell)} has a year of {len(year)} digits; {_RIGHT}")
    if int(month) > 12 >= int(day):
        raise NoDate(f"{quoted(cell)} has the month {month}: the day comes first here, and no row may differ; {_RIGHT}")
    return _day(cell, int(year), int(month), int(day))


def _day(cell: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise NoDate(f"{quoted(cell)} is no day of the calendar; {_RIGHT}") from None
