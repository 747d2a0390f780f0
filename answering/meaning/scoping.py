"""The scope in time that a question means, where its words leave something open.

A date without its year is tried in the newest year first; a scope counted from an event is counted from that
event's recorded days; what could not be read as a date is said and not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from answering.answer import Form, Phrase, PlaceRef
from answering.dates import Precision, Scope, read_scope, resolve, with_year
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry
from answering.lexicon import ENDS, actions, load
from answering.meaning import reactions
from answering.meaning.clauses import (
    at_the_clause,
    dates_its_clause,
    described,
    end_of_the_fallen,
    from_the_clause,
    names_the_whole,
    with_scope,
)
from answering.question import Named
from answering.reading import read
from answering.text import tokenize
from db.model import Kind, Role

_MONTH_AND_YEAR = re.compile(r"[^\W\d_]{3,}\.?\s+'?(?P<year>\d{2})$")
_FIRST_HASTY_YEAR = 20  # "dec 12" is a day; "dec 24" in talk of these years is a month
_CAMPAIGN = timedelta(days=45)  # for which what is named may have gone on where one day of it is recorded
_CAMPAIGNS = frozenset({Kind.OFFENSIVE, Kind.INTERVENTION})
_OF_A_NAME = 2  # words at least of the name of an offensive
_FUTURE = 5  # years


def readings(inquiry: Inquiry) -> Iterator[Inquiry]:
    """The inquiry with each scope that its question can mean, the likeliest first; at least one."""
    scope = inquiry.question.scope
    if scope is None and inquiry.question.clause:
        yield from at_the_clause(inquiry)
    elif not inquiry.question.named and inquiry.question.clause_side == "at" and dates_its_clause(inquiry.question):
        yield described(inquiry)
    elif scope and scope.start is None and scope.end and inquiry.question.clause_side == "after":
        yield from from_the_clause(inquiry, scope.end)
        yield inquiry
    elif scope and scope.start is None and scope.end and (counted := _since_the_fall(inquiry, scope.end)):
        yield counted
    elif scope is None and (after := reactions.to_an_end(inquiry)):
        yield after
    elif scope is None and (gone := _after_they_went(inquiry)):
        yield gone
        yield inquiry
    elif scope is None and (ended := end_of_the_fallen(inquiry)):
        yield _in_its_seat(with_scope(inquiry, Scope(ended, ended, Precision.DAY, (0, 0))))
    elif scope is None:
        yield inquiry
        yield from _during_what_is_named(inquiry)
        if after := reactions.in_the_days_after(inquiry):
            yield after
    elif scope.unread is not None:
        note = Phrase.of("note.unread", words=scope.unread)
        yield with_scope(inquiry, None, note)
    elif scope.anchor is not None:
        yield _anchored(inquiry, scope)
    elif _far_from_the_record(inquiry, scope):
        yield _with_year_as_word(inquiry, scope)
    elif scope.yearless:
        yield from _as_month_of_a_year(inquiry, scope)
        yield from _in_each_year(inquiry, scope)
    else:
        yield inquiry


def _far_from_the_record(inquiry: Inquiry, scope: Scope) -> bool:
    """Whether a date lies so far from all that is recorded that it can only describe: "in force since 1963".

    A year of the far future is rather a number: "resolution 2042".
    """
    first = inquiry.timeline.coverage().first
    if not (first and scope.start) or scope.yearless:
        return False
    return scope.start.year < first.year - 1 or scope.start.year > inquiry.question.today.year + _FUTURE


def _with_year_as_word(inquiry: Inquiry, scope: Scope) -> Inquiry:
    """The inquiry with the date as words that the entry has to hold, and not as the time that is asked about."""
    question = inquiry.question
    start, end = scope.span
    words = tuple(token for token in tokenize(question.text) if start <= token.start < end and token.folded.isdigit())
    strict = question.strict | {token.stem for token in words}
    return inquiry.about(replace(question, scope=None, words=(*question.words, *words), strict=strict))


def _during_what_is_named(inquiry: Inquiry) -> Iterator[Inquiry]:
    """The days of the offensive that left-over words name: "during Operation Deterring Aggression"."""
    question = inquiry.question
    if len(question.words) < _OF_A_NAME or not (question.actions and question.named):
        return
    begun = inquiry.about(replace(question, named=(), actions=(actions()["launch"],), forms=(), clause=""))
    found = [match for match in begun.finder.find() if match.outline.kind in _CAMPAIGNS]
    if found and not begun.finder.unmet([found[0].outline.id]):
        first = found[0].outline
        days = Scope(first.start, max(first.end, first.start + _CAMPAIGN), Precision.APPROXIMATE, (0, 0))
        yield inquiry.about(replace(question, scope=days, words=()))


def _after_they_went(inquiry: Inquiry) -> Inquiry | None:
    """The time after the last day of somebody whom "after" stands right before: "who became minister after Assad"."""
    question = inquiry.question
    clauses, tokens = load(question.language).clauses, tokenize(question.text)
    for one in question.actors:
        sides, last = clauses.at(tokens, one.position - 1) if 0 < one.position < len(tokens) else ((), 0)
        ended = inquiry.directory.last_day(one.actors) if "after" in sides else None
        if ended is not None and last == one.position:
            named = tuple(other for other in question.named if other is not one)
            since = Scope(ended, None, Precision.APPROXIMATE, (0, 0))
            return with_scope(inquiry.about(replace(question, named=named)), since)
    return None


def _since_the_fall(inquiry: Inquiry, end: date) -> Inquiry | None:
    """The count from somebody's fall to a day, where both are said and nothing else is: من سقط بشار لحد آب 2025."""
    question = inquiry.question
    ended = inquiry.last_day
    alone = all(inquiry.directory.home in one.places for one in question.places)
    if Form.HOW_MANY not in question.forms or not (ended and question.of_an_end and alone) or ended > end:
        return None
    fallen = [one for one in question.actors if inquiry.directory.last_day(one.actors) is not None]
    named = tuple(one for one in question.named if one not in fallen)
    actions = tuple(act for act in question.actions if act.name not in ENDS)
    counted = replace(question, named=named, actions=actions)
    return with_scope(inquiry.about(counted), Scope(ended, end, Precision.APPROXIMATE, (0, 0)))


def _in_its_seat(inquiry: Inquiry) -> Inquiry:
    """The fall of a government as that of the place that stands for it, where there is one."""
    question, directory = inquiry.question, inquiry.directory
    ended = [one for one in question.actors if directory.last_day(one.actors) is not None]
    fallen = [one for one in ended if Role.BY not in one.roles] or ended
    bodies = [body for one in fallen for actor in one.actors for body in sorted(directory.bodies(actor))]
    seats = dict.fromkeys(name for body in bodies for name in directory.actors[body].metonyms)
    found = [mention for name in seats for mention in inquiry.names.find(tokenize(name)) if mention.places]
    if not found:
        return inquiry
    seat = Named.of(found[0], tokenize(question.text) or (), frozenset())
    return replace(inquiry, question=replace(question, named=(*question.named, seat)))


def _in_each_year(inquiry: Inquiry, scope: Scope) -> Iterator[Inquiry]:
    """The scope in the years from this one back to the first recorded, the newest first."""
    today = inquiry.question.today
    first = inquiry.timeline.coverage().first
    for year in range(today.year, (first.year if first else today.year) - 1, -1):
        dated = with_year(scope, year)
        if dated is not None and dated.start is not None and dated.start <= today:
            yield with_scope(inquiry, dated, Phrase.of("note.year_assumed", year=str(year)))


def _as_month_of_a_year(inquiry: Inquiry, scope: Scope) -> Iterator[Inquiry]:
    """A month and a number that may be a year of the timeline, as in a hasty "dec 24": December 2024."""
    question = inquiry.question
    newest = inquiry.timeline.coverage().newest
    words = question.text[slice(*scope.span)]
    found = _MONTH_AND_YEAR.search(words)
    if found is None or newest is None or not _FIRST_HASTY_YEAR <= int(found["year"]) <= newest.year % 100:
        return
    written = f"{words[: found.start('year')]}20{found['year']}"
    read_so = read_scope(written, question.today, question.language)
    if read_so is not None and read_so.start is not None:
        yield with_scope(inquiry, read_so, Phrase.of("note.read_as", written=words.strip(), meant=read_so))


def of_its_time(inquiry: Inquiry) -> Inquiry:
    """The inquiry with each name's actors that were there in its scope: the army of before, or of after."""
    question, directory = inquiry.question, inquiry.directory
    scope = question.scope
    if scope is None:
        return inquiry
    named = []
    for one in question.named:
        there = tuple(actor for actor in one.actors if directory.valid(actor, scope.start, scope.end))
        named.append(replace(one, actors=there) if there and there != one.actors else one)
    if all(now is before for now, before in zip(named, question.named, strict=True)):
        return inquiry
    return replace(inquiry, question=replace(question, named=tuple(named)))


def widened(inquiry: Inquiry) -> Iterator[Inquiry]:
    """The inquiry about the province of a city of which nothing is recorded, saying so."""
    question = inquiry.question
    for position, one in enumerate(question.named):
        for place in one.places[:1]:
            wider = inquiry.names.province_of.get(place)
            if wider is None:
                continue
            named = (*question.named[:position], replace(one, places=(wider,)), *question.named[position + 1 :])
            note = Phrase.of("note.widened", place=PlaceRef(place), wider=PlaceRef(wider))
            yield replace(inquiry, question=replace(question, named=named), notes=(*inquiry.notes, note))


def _anchored(inquiry: Inquiry, scope: Scope) -> Inquiry:
    """The scope counted from the event that its words name, or from the last answer where they name none."""
    question = inquiry.question
    start, end = scope.anchor or (0, 0)
    words = question.text[start:end]
    if words.strip():
        event = read(words, inquiry.names, today=question.today, language=question.language)
        spoken_of = inquiry.about(event)
        whole = names_the_whole(words, question.language)  # "in the first year of the uprising"
        day = inquiry.timeline.coverage().first if whole else None
        day = day or (end_of_the_fallen(spoken_of) if event.of_an_end else None)
        matches = spoken_of.finder.find() if day is None else []
        days = [(m.outline.start, m.outline.end) for m in in_time(best(matches, inquiry))] if matches else []
        days = [(day, day)] if day is not None else days
    else:
        days = _days_before(inquiry)
    if not days:
        return with_scope(inquiry, None, Phrase.of("note.unread", words=question.text[slice(*scope.span)]))
    resolved = resolve(scope, *days[-1])
    before = inquiry.previous.asked if inquiry.previous and not words.strip() else None
    if before is not None and before.scope is not None and before.scope.start is None:
        resolved = replace(resolved, start=None)  # "by 2 December", and a day later: by 3 December
    return with_scope(inquiry, replace(resolved, anchor=None, offset=None))


def _days_before(inquiry: Inquiry) -> list[tuple[date, date]]:
    """The days that "three days later" counts from: those of the last question, else of the last answer."""
    previous = inquiry.previous
    if previous is None:
        return []
    scope = previous.asked.scope if previous.asked else None
    if scope is not None and scope.end is not None:
        return [(scope.start or scope.end, scope.end)]
    return [(event.when.start, event.when.end) for event in previous.events]
