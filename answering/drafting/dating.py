"""Dates as editors write them: EDTF, or in words of either language; what can't be a record's date says why."""

from __future__ import annotations

import re
from datetime import date

from answering.answer import Phrase
from answering.dates import Precision, Scope, read_scope
from answering.drafting.words import pattern, western, without_marks
from answering.text import script_language
from db.edtf_dates import read_when
from db.errors import BadDate
from db.model import Precision as Exactness
from db.model import When

Span = tuple[date | None, date | None]


def when_of(written: str, today: date) -> When | Phrase:
    """The date of an entry with its precision, or what is wrong with it."""
    text = _clean(written)
    try:
        return read_when(text)
    except BadDate:
        pass
    scope = _scope(text, today)
    if isinstance(scope, Phrase):
        return scope
    if scope.start is None or scope.end is None:
        return Phrase.of("draft.date_open", written=written)
    if scope.precision is Precision.APPROXIMATE:
        exact = when_of(pattern("about", ["about"]).sub(" ", text), today)
        if isinstance(exact, Phrase) or exact.precision is Exactness.APPROXIMATE:
            return Phrase.of("draft.date_unread", written=written)
        return read_when("/".join(f"{side}~" for side in exact.edtf.split("/")))
    return read_when(_edtf(scope.start, scope.end, scope.precision))


def day_of(written: str, today: date) -> date | Phrase:
    """A single day, or what is wrong with it."""
    when = when_of(written, today)
    if isinstance(when, Phrase):
        return when if when.name == "draft.date_yearless" else Phrase.of("draft.day_unread", written=written)
    if when.precision is not Exactness.DAY:
        return Phrase.of("draft.day_unread", written=written)
    return when.start


def span_of(written: str, today: date) -> Span | Phrase | None:
    """The first and last day that a text states, None where open; a phrase says what is wrong, None: it is no date."""
    text = _clean(written)
    try:
        when = read_when(text)
    except BadDate:
        pass
    else:
        return when.start, when.end
    scope = read_scope(text, today, script_language(text) or "en")
    if scope is None:
        return None
    scope_or_fault = _scope(text, today)
    if isinstance(scope_or_fault, Phrase):
        return scope_or_fault if scope_or_fault.name == "draft.date_yearless" else None
    return scope_or_fault.start, scope_or_fault.end


def _scope(text: str, today: date) -> Scope | Phrase:
    """The one scope that is the whole text, or what is wrong."""
    scope = read_scope(text, today, script_language(text) or "en")
    unread = Phrase.of("draft.date_unread", written=text)
    if scope is None or scope.unread is not None or scope.anchor is not None:
        return unread
    first, last = scope.span
    if re.search(r"\w", text[:first] + text[last:]):
        return unread
    if scope.yearless:
        if scope.start is None or scope.end is None:
            return unread
        return Phrase.of("draft.date_yearless", written=text, meant=scope)
    return scope


def _edtf(start: date, end: date, precision: Precision) -> str:
    if start == end:
        return start.isoformat()
    match precision:
        case Precision.YEAR if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return f"{start.year:04}"
        case Precision.MONTH if start.day == 1 and (start.year, start.month) == (end.year, end.month):
            return f"{start.year:04}-{start.month:02}"
        case _:
            return f"{start.isoformat()}/{end.isoformat()}"


def _clean(written: str) -> str:
    text = western(without_marks(written)).strip().strip(".").strip()
    return f"{text[1:].strip()}~" if text.startswith("~") else text
