"""When did it happen: the date, and every time in order where it happened more than once."""

from __future__ import annotations

from collections.abc import Sequence

from answering import statements
from answering.answer import Answer, Day, Form, WhenValue
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry
from answering.matching import Match
from db.model import Event

_SHOWN = 6


def answer(inquiry: Inquiry) -> Answer:
    """The dates of the events that meet the question."""
    matches = inquiry.finder.find()
    if not matches:
        return inquiry.no_record(Form.WHEN)
    return dated(inquiry, best(matches, inquiry))


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
