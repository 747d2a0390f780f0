"""How many times: how many entries are recorded, never a total of what happened, with the list."""

from __future__ import annotations

from datetime import timedelta

from answering.answer import Answer, CountValue, Form, Phrase
from answering.facts import statements
from answering.finding.matching import Match
from answering.forms.choosing import in_time
from answering.forms.inquiry import Inquiry
from db.model import Event
from db.timeline import MOST_OF_ALL

_SHOWN = 12
_CLOSE = 0.12
_SOON = timedelta(days=3)  # after a place was left


def answer(inquiry: Inquiry) -> Answer:
    """The number of recorded events that meet the question."""
    matches = inquiry.finder.find(most=MOST_OF_ALL)
    if not matches:
        return inquiry.no_record(Form.COUNT)
    top = matches[0].score
    ended = [match for match in matches if match.outline.outcome in inquiry.question.outcomes]
    counted = in_time(ended or [match for match in matches if match.score >= top - _CLOSE])
    if any(act.of_a_place for act in inquiry.question.actions):
        asked = {place for one in inquiry.question.places for place in one.places}
        turned = [match for match in counted if match.outline.taken]
        counted = [match for match in turned if match.outline.taken & asked] or turned or counted
    elif not ended:
        counted = _of_their_kinds(counted, inquiry)
    events = inquiry.events(counted)
    if any(act.taking for act in inquiry.question.actions):
        events = _changes(events, inquiry)
    told = [statements.of_event(event, inquiry.directory) for event in events]
    note = Phrase.of("count.recorded", count=len(events), number=len(events))
    return inquiry.answered(Form.COUNT, told[:_SHOWN], more=told[_SHOWN:], value=CountValue(len(events)), notes=[note])


def _changes(events: list[Event], inquiry: Inquiry) -> list[Event]:
    """The events without those that tell of one change again: a place was left, then taken, or taken as told before."""
    asked = {place for one in inquiry.question.places for place in one.places}
    changes: list[Event] = []
    holders: set[str] = set()
    for event in events:
        parts = [part for part in event.control if asked & set(part.places)]
        taken = {holder for part in parts for holder in part.to}
        soon = bool(changes) and event.when.start - changes[-1].when.end <= _SOON
        if soon and parts and not (taken and holders and taken != holders):
            changes[-1:] = changes[-1:] if taken == holders else [event]
        else:
            changes.append(event)
        holders = taken
    return changes


def _of_their_kinds(matches: list[Match], inquiry: Inquiry) -> list[Match]:
    """The entries of the very kinds that are asked about: an election, and not what somebody elected said."""
    kinds = {kind for act in inquiry.question.actions for kind in act.kinds}
    return [match for match in matches if match.outline.kind in kinds] or matches
