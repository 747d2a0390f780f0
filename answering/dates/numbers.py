"""Numbers in dates: dates that are all digits, and numbers written in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from answering.dates.arithmetic import Calendar, Fixed, Moment
from answering.dates.hijri import TABLES, in_hijri_year
from answering.dates.intervals import Precision
from answering.dates.words import NUMBER_SIGNS, Item


class Token(NamedTuple):
    """A run of digits or letters, or a mark, of the plain text."""

    kind: str
    text: str
    start: int
    end: int


YearMonthDay = tuple[int | None, int | None, int | None]

_THREE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_TWO = re.compile(r"(\d{1,4})([-/.])(\d{1,4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
# A two-digit year from here on is of the last century.
PIVOT = 70
# Years that are none in most texts, and what else they are in others: 1,300 people, 1432 of the Hijra.
OLD_YEARS = range(1000, 1900)
# The years of dates that are all digits: before them such years are of the Hijra.
FIRST, LAST = 1501, 2100


def numeric_date(text: str) -> YearMonthDay | None:
    """Give year, month and day of a date in digits, day first where it can be; None where it is no date."""
    if three := _THREE.fullmatch(text):
        return _three(three)
    if two := _TWO.fullmatch(text):
        return _two(two)
    if compact := _COMPACT.fullmatch(text):
        year, month, day = (int(part) for part in compact.groups())
        return (year, month, day) if 1900 <= year <= 2100 and _possible(month, day) else None
    return None


def _three(match: re.Match[str]) -> YearMonthDay | None:
    first, _, second, third = match.groups()
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
        if month > 12 and day <= 12:
            month, day = day, month
        return (year, month, day) if _is_year(year) and len(third) <= 2 and _possible(month, day) else None
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    year, day, month = int(third), int(first), int(second)
    if len(third) == 2:
        year += 2000 if year < PIVOT else 1900
    if month > 12:
        day, month = month, day
    return (year, month, day) if _is_year(year) and _possible(month, day) else None


def _is_year(year: int) -> bool:
    return FIRST <= year <= LAST or year in TABLES


def _two(match: re.Match[str]) -> YearMonthDay | None:
    left, mark, right = match.groups()
    first, second = int(left), int(right)
    if len(left) == 4 and 1900 <= first <= 2100 and 1 <= second <= 12 and len(right) <= 2:
        # A point and one digit is a version: 2024.1
        return (first, second, None) if mark != "." or len(right) == 2 else None
    if len(right) == 4 and len(left) <= 2 and 1900 <= second <= 2100 and 1 <= first <= 12:
        return (second, first, None)
    if mark == "/" and len(left) <= 2 and len(right) <= 2:
        if second > 12:
            first, second = second, first
        return (None, second, first) if _possible(second, first) else None
    return None


def _possible(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def joined_numbers(items: list[Item]) -> list[Item]:
    """Give the items with each run of number words as one: "two thousand and twelve", ثلاثة وعشرين."""
    for item in items:
        if "number" in item.meanings and item.sign not in _DIGITS:
            return list(_joined_numbers(items))
    return items


def _joined_numbers(items: list[Item]) -> Iterator[Item]:
    at = 0
    while at < len(items):
        if "number" in items[at].meanings and items[at].sign not in _DIGITS:
            end, value = _run(items, at)
            # العشرين is a number and the twentieth, الاثنين and اثنين a number and Monday.
            if end == at + 1 and not _ALSO_DATES.isdisjoint(items[at].meanings):
                yield items[at]
                at = end
                continue
            kind = "day_word" if 1 <= value <= 31 else "year_word" if 1900 <= value <= 2100 else "number_word"
            yield Item(NUMBER_SIGNS[kind], {kind: value}, items[at].start, items[end - 1].end)
            at = end
        else:
            yield items[at]
            at += 1


_ALSO_DATES = frozenset(["ordinal", "weekday_likely", "weekday_rare"])
_DIGITS = frozenset(NUMBER_SIGNS.values())


def _run(items: list[Item], at: int) -> tuple[int, int]:
    """Give where the run of number words ends and what it is worth."""
    value = items[at].meanings["number"]
    total, current = (value, 0) if value >= 1000 else (0, value)
    before = 0  # the "nineteen" of "nineteen ninety-nine"
    end = at + 1
    while True:
        joins = _joins(items, end)
        at = end + (joins != "")
        if at >= len(items) or "number" not in items[at].meanings or items[at].sign in _DIGITS:
            return end, before * 100 + total + current
        value, joined = items[at].meanings["number"], joins == "and"
        if value == 100 and 0 < current < 100 and not joins:
            current *= 100
        elif value == 1000 and current and not joins:
            total, current = total + current * 1000, 0
        elif value < 1000 and _adds(total, current, value, joined):
            current += value
        elif not joined and not before and not total and current in (18, 19, 20) and 0 < value < 100:
            before, current = current, value
        else:
            return end, before * 100 + total + current
        end = at + 1


def _joins(items: list[Item], at: int) -> str:
    if at < len(items) and "joins_numbers" in items[at].meanings:
        return "and"
    glued = 0 < at < len(items) - 1 and items[at - 1].end == items[at].start and items[at].end == items[at + 1].start
    return "-" if glued and items[at].word == "-" else ""


def _adds(total: int, current: int, value: int, joined: bool) -> bool:
    rest = current % 100
    if value >= 100:
        return current == 0 and total > 0
    if rest == 0:
        return current > 0 or total > 0
    if rest >= 20 and rest % 10 == 0 and value < 10:
        return not joined
    return joined and rest < 10 and value >= 20 and value % 10 == 0


def kind_of_number(text: str) -> tuple[str, int]:
    """Give what kind of number the digits are, and their value."""
    if len(text) > 9:
        return "unusable", 0
    value = int(text)
    if len(text) <= 2:
        return ("month_number" if 1 <= value <= 12 else "day_number" if 13 <= value <= 31 else "two_digits"), value
    if len(text) == 4 and 1900 <= value <= 2100:
        return ("round_year" if value % 100 == 0 else "year_number"), value
    if len(text) == 4 and value in OLD_YEARS and value not in TABLES:
        return ("old_round" if value % 50 == 0 else "old_year"), value
    return ("hijri_year" if len(text) == 4 and value in TABLES else "number"), value


def pair_of_dates(text: str) -> list[str]:
    """Give two dates in digits with the mark between them, such as 5-8/12/2024; empty where there are none."""
    left, _, right = text.partition("-")
    if numeric_date(right) and (numeric_date(left) or (left.isdigit() and len(left) < 3)):
        return [left, "-", right]
    first, *rest = text.split("/")
    if len(rest) == 1 and numeric_date(first) and numeric_date(rest[0]):
        return [first, "/", rest[0]]  # an interval in ISO 8601
    return []


def in_one_order(items: list[Item]) -> list[Item]:
    """Give the items with every date in digits read month first where one can be read in no other way: 8/29 - 9/2."""
    dates = [item for item in items if "numeric" in item.meanings]
    orders = {_order_of(item.word) for item in dates} if len(dates) > 1 else set()
    if "month" not in orders or "day" in orders:
        return items
    return [_swapped(item) if "numeric" in item.meanings and _order_of(item.word) == "" else item for item in items]


def _order_of(text: str) -> str | None:
    """Say what a date in digits begins with, "" where it can be either, None where the year stands first or alone."""
    match = _THREE.fullmatch(text) or _TWO.fullmatch(text)
    if match is None or len(match[1]) > 2 or (match.re is _TWO and len(match[3]) > 2):
        return None
    first, second = int(match[1]), int(match[3])
    return "day" if first > 12 else "month" if second > 12 else ""


def _swapped(item: Item) -> Item:
    moment: Moment = item.meanings["T"]
    base = moment.base
    if not isinstance(base, Calendar) or base.day is None:
        return item
    other = Moment(replace(base, month=base.day, day=base.month))
    return Item(item.sign, {**item.meanings, item.sign: other, "T": other}, item.start, item.end, item.word)


def decade_item(value: int, start: int, end: int) -> Item:
    """Give the item of a decade such as 1990s or 90s: two digits below 30 are of this century."""
    first = value if value >= 100 else (2000 if value < 30 else 1900) + value
    return Item(NUMBER_SIGNS["decade_number"], {"decade_number": first, "decade": first}, start, end)


def numeric_item(when: tuple[int | None, int | None, int | None], token: Token) -> Item:
    """Give the item of a date in digits, of the Hijri calendar where its year is: 14-09-1432."""
    year, month, day = when
    if year in TABLES and year and month:
        hijri = in_hijri_year(year, month, day)
        if hijri is None:
            return Item(NUMBER_SIGNS["unusable"], {"unusable": None}, token.start, token.end, token.text)
        moment = Moment(Fixed(hijri))
        return Item("T", {"T": moment, "numeric": True}, token.start, token.end, token.text)
    if day is None:
        calendar = Calendar(Precision.MONTH, month or 1, 1, year=year)
    else:
        calendar = Calendar(Precision.DAY, month or 1, 0, day=day, year=year)
    sign = "T" if day is None else "D" if year else "N"
    return Item(
        sign,
        {sign: Moment(calendar), "T": Moment(calendar), "numeric": True},
        token.start,
        token.end,
        token.text,
    )
