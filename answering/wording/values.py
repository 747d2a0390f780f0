"""Each sort of value in words: a date, a number, a name, a list, a source."""

from __future__ import annotations

from datetime import date
from functools import singledispatch
from typing import TYPE_CHECKING

from answering.answer import ActorRef, Joined, Phrase, PlaceRef, Weekday, YearlyDay
from answering.dates import Scope
from answering.wording.locale_words import joined, number, weekday
from db.model import Source, Text, When

if TYPE_CHECKING:
    from answering.wording.sentences import Wording


@singledispatch
def worded(value: object, wording: Wording) -> str:
    """Any value in words, by its type."""
    return str(value)


@worded.register(str)
def _(value: str, wording: Wording) -> str:
    return wording.isolated(value)


@worded.register(Phrase)
def _(value: Phrase, wording: Wording) -> str:
    return wording.say(value)


@worded.register(Joined)
def _(value: Joined, wording: Wording) -> str:
    return wording.pattern("list.dot").join(wording.value(part) for part in value.parts)


@worded.register(Weekday)
def _(value: Weekday, wording: Wording) -> str:
    return weekday(value.day.weekday(), wording.locale)


@worded.register(YearlyDay)
def _(value: YearlyDay, wording: Wording) -> str:
    return wording.dated("date.day_month", value.day)


@worded.register(int)
def _(value: int, wording: Wording) -> str:
    return number(value, wording.locale)


@worded.register(float)
def _(value: float, wording: Wording) -> str:
    return number(value, wording.locale)


@worded.register(Text)
def _(value: Text, wording: Wording) -> str:
    return wording.isolated(value.get(wording.language))


@worded.register(PlaceRef)
def _(value: PlaceRef, wording: Wording) -> str:
    return wording.isolated(wording.directory.places[value.id].name.get(wording.language))


@worded.register(ActorRef)
def _(value: ActorRef, wording: Wording) -> str:
    return wording.isolated(wording.directory.actors[value.id].name.get(wording.language))


@worded.register(tuple)
def _(value: tuple[object, ...], wording: Wording) -> str:
    return joined(tuple(wording.value(one) for one in value), wording.locale)


@worded.register(date)
def _(value: date, wording: Wording) -> str:
    return wording.dated("date.day", value)


@worded.register(When)
def _(value: When, wording: Wording) -> str:
    return wording.when(value.start, value.end, value.precision)


@worded.register(Scope)
def _(value: Scope, wording: Wording) -> str:
    if value.start is None and value.end is None:
        return ""
    if value.end is None:
        return wording.say(Phrase.of("date.since", start=value.start))
    if value.start is None:
        return wording.say(Phrase.of("date.until", end=value.end))
    return wording.span(value.start, value.end)


@worded.register(Source)
def _(value: Source, wording: Wording) -> str:
    return wording.sourced(value)
