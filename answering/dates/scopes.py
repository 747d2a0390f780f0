"""Scopes in time: which days a text speaks of.

The grammar (`grammar`, with the words of `lexicon/*.dates.toml`) finds the expressions and does the
arithmetic; dateparser resolves each single explicit date in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from answering.dates.arithmetic import Anchor, DayOf, Moment, Reading
from answering.dates.grammar import read_items
from answering.dates.intervals import Interval, Precision
from answering.dates.steps import Offset
from answering.dates.vocabulary import vocabulary
from answering.dates.words import Item, languages, month_names, word_list

if TYPE_CHECKING:
    from dateparser.date import DateDataParser


@dataclass(frozen=True, slots=True)
class Scope:
    """Days that a text speaks of: `start` and `end` inclusive, None where open; `span`: its offsets."""

    start: date | None
    end: date | None
    precision: Precision
    span: tuple[int, int]
    yearless: bool = False
    """The text gives no year: the days are the latest that begin by today, and `with_year` gives others."""
    anchor: tuple[int, int] | None = None
    """Where the event stands that the days are counted from; empty where it is left out ("a day later")."""
    offset: Offset | None = None
    """How far from the anchor; `resolve` counts."""
    unread: str | None = None
    """A phrase about time that could not be read, to be told to the asker; the days are then None."""
    reading: Reading | None = field(default=None, repr=False, compare=False)


def read_scope(text: str, today: date, language: str) -> Scope | None:
    """Give the scope that a text states, None where it states none; of several separate dates, the first."""
    scopes = read_scopes(text, today, language)
    return scopes[0] if scopes else None


def read_scopes(text: str, today: date, language: str) -> tuple[Scope, ...]:
    """Give every separate date of a text in order; two bounds ("since 2012 and before 2014") are one."""
    words = vocabulary(language)
    day_of = _days_in(language)
    items = read_items(text, today, words, day_of)
    found: list[tuple[Reading | None, tuple[int, int]]] = []
    for place, item in enumerate(items):
        if item.sign not in _READ:
            continue
        span = _with_lead(items, place)
        if item.sign == "U":
            found.append((None, span))
        elif item.sign == "R":
            found.append((item.meanings["R"], span))
        else:
            moment: Moment = item.meanings["T"]
            found.append((Reading(moment, moment), span))
    scopes = []
    for reading, span in _joined(_with_years_carried(found)):
        if reading is None:
            unread = text[span[0] : span[1]]
            scopes.append(Scope(None, None, Precision.SPAN, span, unread=unread))
        elif scope := _scope(reading, span, today, day_of):
            scopes.append(scope)
    return tuple(scopes)


def with_year(scope: Scope, year: int) -> Scope | None:
    """Give a yearless scope in the year, None where that year has no such day; any other scope unchanged."""
    if scope.reading is None or not scope.yearless:
        return scope
    days = scope.reading.days(_days_in("en"), date(year, 12, 31), year)
    if days is None:
        return None
    return replace(scope, start=days[0], end=days[1], precision=days[2])


def resolve(scope: Scope, anchor_start: date, anchor_end: date) -> Scope:
    """Give an anchored scope counted from the event's first and last day; any other scope unchanged."""
    if scope.reading is None or scope.anchor is None:
        return scope
    anchor = Interval(anchor_start, anchor_end, Precision.DAY)
    days = scope.reading.days(_days_in("en"), anchor_end, anchor=anchor)
    if days is None:
        return scope
    return replace(scope, start=days[0], end=days[1], precision=days[2])


def warm(wanted: Iterable[str]) -> None:
    """Load the words and dateparser's data of the languages, so that no question waits for them."""
    for language in wanted:
        for stage in vocabulary(language).stages.values():
            for pattern in chain.from_iterable(set(stage.patterns.values())):
                pattern.expression  # noqa: B018  # compiled now
        read_scopes(
            f"1 {month_names(language)[0]} 2001" if language in languages() else "1/1/2001",
            date(2001, 1, 1),
            language,
        )


def warm_days(days: Iterable[date], wanted: Iterable[str]) -> None:
    """Resolve days that are often asked about now, in the languages wanted: dateparser takes a millisecond for one."""
    for language in wanted:
        day_of = _days_in(language)
        for day in days:
            day_of(day.year, day.month, day.day)


def _scope(reading: Reading, span: tuple[int, int], today: date, day_of: DayOf) -> Scope | None:
    sides = [side for side in (reading.lower, reading.upper) if side is not None]
    anchors = [side for side in sides if isinstance(side.base, Anchor)]
    if anchors:
        base, step = anchors[0].base, anchors[0].steps[0]
        days = reading.days(day_of, today)
        start, end, precision = days or (None, None, Precision.SPAN)
        return Scope(
            start,
            end,
            precision,
            span,
            anchor=base.span if isinstance(base, Anchor) else None,
            offset=step if isinstance(step, Offset) else None,
            reading=reading,
        )
    days = reading.days(day_of, today)
    if days is None:  # no such day, as 31 November; no days between, as after 2020 and before 2019
        return None
    start, end, precision = days
    return Scope(start, end, precision, span, yearless=reading.yearless and not reading.pinned, reading=reading)


def _with_lead(items: Sequence[Item], place: int) -> tuple[int, int]:
    # "on", "in", في and such belong to the date that they lead to.
    first = place
    while first > 0 and "lead" in items[first - 1].meanings:
        first -= 1
    return items[first].start, items[place].end


_READ = frozenset("TDNRU")  # the signs of what was read as a date, a range or no date at all
Found = tuple[Reading | None, tuple[int, int]]


def _with_years_carried(found: Sequence[Found]) -> list[Found]:
    """Give the readings where a year said once in the text serves the dates without one."""
    if len(found) < 2:
        return list(found)
    years = [
        place
        for place, (reading, _) in enumerate(found)
        if reading and reading.lower is reading.upper and reading.lower and _only_year(reading.lower)
    ]
    yearless = [place for place, (reading, _) in enumerate(found) if reading and reading.yearless]
    if not yearless:
        return list(found)
    if len(years) == 1:
        # "in 2024, what happened on 5 December": the year alone is no second date
        year = _year_of(found[years[0]][0])
        kept = list(found)
        for place in yearless:
            kept[place] = (_in_year(kept[place][0], year), kept[place][1])
        del kept[years[0]]
        return kept
    known = [year for reading, _ in found if (year := _year_of(reading)) is not None]
    if not years and len(set(known)) == 1:
        return [
            (_in_year(reading, known[0]), span) if reading and reading.yearless else (reading, span)
            for reading, span in found
        ]
    return list(found)


def _only_year(moment: Moment) -> bool:
    base = moment.base
    return not moment.steps and getattr(base, "precision", None) is Precision.YEAR and not moment.yearless


def _year_of(reading: Reading | None) -> int | None:
    if reading is None:
        return None
    for side in (reading.lower, reading.upper):
        year = getattr(side.base, "year", None) if side else None
        if year is not None:
            return int(year)
    return None


def _in_year(reading: Reading | None, year: int | None) -> Reading | None:
    if reading is None or year is None:
        return reading
    lower = reading.lower.in_year(year) if reading.lower else None
    upper = lower if reading.upper is reading.lower else reading.upper.in_year(year) if reading.upper else None
    return replace(reading, lower=lower, upper=upper)


def _joined(found: Sequence[Found]) -> list[Found]:
    """Give the readings with a lower and an upper bound made one: "after 2020 but before 2024"."""
    if len(found) < 2:
        return list(found)
    lower = [(at, reading) for at, (reading, _) in enumerate(found) if reading and reading.upper is None]
    upper = [(at, reading) for at, (reading, _) in enumerate(found) if reading and reading.lower is None]
    if len(lower) != 1 or len(upper) != 1:
        return list(found)
    (low_at, low), (high_at, high) = lower[0], upper[0]
    both = Reading(low.lower, high.upper, after=low.after, before=high.before)
    spans = found[low_at][1], found[high_at][1]
    span = min(spans[0][0], spans[1][0]), max(spans[0][1], spans[1][1])
    rest = [entry for at, entry in enumerate(found) if at not in (low_at, high_at)]
    return sorted([*rest, (both, span)], key=lambda entry: entry[1])


@cache
def _days_in(language: str) -> DayOf:
    """Give the function that resolves a year, month and day by the language's names of months."""
    known = language if language in languages() else languages()[0]
    names = month_names(known)

    def day_of(year: int, month: int, day: int) -> date | None:
        return _single_date(f"{day} {names[month - 1]} {year:04}", known)

    return day_of


@lru_cache(maxsize=8192)
def _single_date(phrase: str, language: str) -> date | None:
    """Give the day that dateparser reads in a phrase such as "5 December 2024", None where there is none."""
    parsed = _parser(language).get_date_data(phrase)
    found = parsed.date_obj
    # dateparser knows no year before 1000 without guessing; the phrase's own year is the check.
    if not isinstance(found, datetime) or not re.search(rf"\b{found.year:04}$", phrase):
        return None
    return found.date() if parsed.period == "day" else None


@cache
def _parser(language: str) -> DateDataParser:
    # Imported here because it takes a tenth of a second, which a program without dates should not pay.
    from dateparser.date import DateDataParser

    data = word_list(language)["dateparser"]
    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001  # each phrase has its year: nothing is relative
    }
    if "locale" in data:
        return DateDataParser(locales=[data["locale"]], settings=settings)
    return DateDataParser(languages=[data["language"]], settings=settings)
