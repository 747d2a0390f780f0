"""How the same question may be meant otherwise: in another year, of another place, of a province and not its city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from answering import ask
from answering.answer import Answer, Form, Phrase, PlaceRef, Status
from answering.dates import with_year
from answering.names.of_timeline import names_of
from answering.question import Named, Question
from db.timeline import Timeline

MOST = 3
_YEAR = "note.year_assumed"
_OF_AREAS = frozenset({Form.WHAT, Form.WHERE, Form.HOW_MANY, Form.SAY, Form.COUNT})


@dataclass(frozen=True, slots=True)
class Mend:
    """Another way to mean a question: what a button says of it, and the question so meant."""

    label: Phrase
    question: str


def mends(answer: Answer, timeline: Timeline, *, today: date, previous: Answer | None = None) -> tuple[Mend, ...]:
    """The other ways to mean the question of an answer that have an answer, at most three, the likeliest first.

    `previous` is what the question followed up, and its mends follow up too.
    """
    asked = answer.asked
    if asked is None or answer.status not in (Status.ANSWERED, Status.NO_RECORD):
        return ()
    found: list[Mend] = []
    shown = {event.id for event in answer.events}
    for mend in (*_of_places(asked, answer, timeline), *_of_years(asked, answer, timeline)):
        if len(found) == MOST:
            break
        other = ask.answer(mend.question, timeline, today=today, previous=previous)
        if other.status is Status.ANSWERED and {event.id for event in other.events} != shown:
            found.append(mend)
    return tuple(found)


def _of_years(asked: Question, answer: Answer, timeline: Timeline) -> Iterator[Mend]:
    """The question in the years that were not taken, where it named none; the newest first."""
    taken = next((note.values["year"] for note in answer.notes if note.name == _YEAR), None)
    first = timeline.coverage().first
    if taken is None or asked.scope is None or first is None:
        return
    end = asked.scope.span[1]
    inside = timeline.directory.inside
    places = frozenset(within for one in asked.places for place in one.places for within in inside(place)) or None
    for year in range(asked.today.year, first.year - 1, -1):
        dated = with_year(asked.scope, year)
        if dated is None or str(year) == taken:
            continue
        if timeline.find(places=places, start=dated.start, end=dated.end, limit=1):  # else it is not worth asking
            yield Mend(Phrase.of("mend.year", year=str(year)), f"{asked.text[:end]} {year}{asked.text[end:]}")


def _of_places(asked: Question, answer: Answer, timeline: Timeline) -> Iterator[Mend]:
    """The question about another place that a misspelling may be, about the province of a city, or the reverse."""
    names = names_of(timeline)
    province_of = names.province_of
    city_of = {province: city for city, province in province_of.items()}
    for one in asked.places:
        others = [place for place in names.alike(one.text) if place not in one.places] if one.spelled else []
        if answer.form in _OF_AREAS:
            others += [other for place in one.places[:1] if (other := province_of.get(place) or city_of.get(place))]
        for other in others:
            question = _with_name(asked, one, timeline.directory.places[other].name.get(asked.language))
            if question is not None:
                yield Mend(Phrase.of("mend.place", place=PlaceRef(other)), question)


def _with_name(asked: Question, one: Named, name: str) -> str | None:
    """The question with another name in the place of one that it has; None where that is not found as it stands."""
    found = re.search(r"\s+".join(map(re.escape, one.text.split())), asked.text, re.IGNORECASE)
    return f"{asked.text[: found.start()]}{name}{asked.text[found.end() :]}" if found else None
