"""A question that the timeline could not answer as the beginning of a draft: when, what and where, as it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answering.answer import Phrase
from answering.drafting.dating import when_of
from answering.drafting.draft import Draft, Field, Line
from answering.drafting.words import shown
from answering.names.of_timeline import names_of
from answering.question import Question
from answering.reading import read
from db.timeline import Timeline


def draft_of_question(text: str, asked_on: date, timeline: Timeline, language: str) -> Draft:
    """The draft of an entry that would answer a question asked on a day; its words are those of the editor's language.

    What the question leaves open is left out: a kind where its words have several, a date that is none.
    """
    asked = read(text, names_of(timeline), today=asked_on)
    return Draft(tuple(_lines(asked, language)))


def _lines(asked: Question, language: str) -> Iterator[Line]:
    if when := _when(asked):
        yield Line(Field.DATE, when)
    kinds = next((act.kinds for act in asked.actions if act.kinds), frozenset())
    if len(kinds) == 1:
        yield Line(Field.KIND, shown("kind", next(iter(kinds)), language))
    places = [one.places[0] for one in asked.named if one.places and not one.actors]
    if places:
        yield Line(Field.PLACES, ", ".join(dict.fromkeys(places)))
    actors = [
        f"{one.actors[0]} {shown('role', next(iter(one.roles)), language)}"
        for one in asked.named
        if one.actors and not one.places and len(one.roles) == 1
    ]
    if actors:
        yield Line(Field.ACTORS, ", ".join(dict.fromkeys(actors)))


def _when(asked: Question) -> str:
    """The date that a question states for certain, as records have it; "" where it states none."""
    if asked.scope is None or asked.scope.yearless:
        return ""
    start, end = asked.scope.span
    when = when_of(asked.text[start:end], asked.today)
    return "" if isinstance(when, Phrase) else when.edtf
