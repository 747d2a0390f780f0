"""When did it happen: the date, and every time in order where it happened more than once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from answering.answer import Answer, Day, Form, WhenValue
from answering.facts import statements
from answering.finding import Finder
from answering.finding.matching import Match
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.meaning.parts import halves
from answering.question import Named, Question
from answering.text import tokenize
from db.model import Event

_SHOWN = 6
_NEARLY = 0.2


def answer(inquiry: Inquiry) -> Answer:
    """The dates of the events that meet the question."""
    matches = inquiry.finder.find()
    first = inquiry.question.begins or inquiry.question.order & {"first", "last"} == {"first"}
    if matches and first and not any(act.of_a_place for act in inquiry.question.actions):
        return dated(inquiry, _first(matches))
    if matches:
        chosen = best(matches, inquiry)
        return dated(inquiry, in_time(chosen)[-1:] if _asks_for_the_last(inquiry) else chosen)
    return _each(inquiry) or inquiry.no_record(Form.WHEN)


def _asks_for_the_last(inquiry: Inquiry) -> bool:
    """Whether the last of several times is asked about: "the last time", "when did the last fighters leave"."""
    question = inquiry.question
    taken = question.order & {"first", "last"} == {"last"} and any(act.taking for act in question.actions)
    return taken or "most_recent" in question.order


def _first(matches: Sequence[Match]) -> list[Match]:
    """The earliest of the matches that explain nearly as much as the best does: with it the thing began."""
    near = in_time(match for match in matches if match.score >= matches[0].score - _NEARLY)
    return [match for match in near if match.outline.start == near[0].outline.start]


def _each(inquiry: Inquiry) -> Answer | None:
    """The dates of each of several things in one question ("when did Aleppo and Hama fall"), if all are recorded."""
    question = inquiry.question
    places = [one for one in question.places if not one.actors]
    if not question.actions or question.words or len(places) < 2:
        return None
    others = [one for one in question.named if one not in places]
    of_each = tuple(replace(question, named=(place, *others), clause="") for place in places)
    listed = [of_each] if _are_listed(places, question) else []
    for parts in (*filter(lambda parts: _hold_all(parts, question), halves(inquiry)), *listed):
        found = [Finder(inquiry.timeline, part).find() if part.actions else [] for part in parts]
        if all(found):
            chosen = [best(matches, inquiry.about(part)) for part, matches in zip(parts, found, strict=True)]
            ids = {match.outline.id: match for matches in chosen for match in matches}
            if len(ids) >= len(parts):
                return dated(inquiry, list(ids.values()))
    return None


def _are_listed(places: Sequence[Named], question: Question) -> bool:
    """Whether an "and" or a comma parts the places: "the church in Aleppo" is one."""
    lexicon, tokens = load(question.language), tokenize(question.text)
    if max(place.position for place in places) >= len(tokens):
        return False  # one of them was named before
    for one, other in pairwise(sorted(places, key=lambda place: place.position)):
        between = tokens[one.position + 1 : other.position + 1]
        joined = any(token.folded in lexicon.conjunctions or token.folded.startswith("و") for token in between)
        parted = any(mark in question.text[tokens[one.position].end : tokens[other.position].start] for mark in ",،&/")
        if not (joined or parted):
            return False
    return True


def _hold_all(parts: Sequence[Question], question: Question) -> bool:
    """Whether all that a question names is named in a part of it."""
    held = {id for part in parts for one in part.named for id in (*one.places, *one.actors)}
    return all(held.issuperset((*one.places, *one.actors)) for one in question.named)


def dated(inquiry: Inquiry, chosen: Sequence[Match]) -> Answer:
    """The dates of these events, in order."""
    events = inquiry.events(in_time(chosen[:_SHOWN]))
    return inquiry.answered(
        Form.WHEN,
        [statements.of_event(event, inquiry.directory) for event in events],
        value=WhenValue(day_of(events[0]), tuple(map(day_of, events))),
    )


def day_of(event: Event) -> Day:
    """When an entry was, as an answer's value."""
    return Day(event.when.start, event.when.end, event.when.precision)
