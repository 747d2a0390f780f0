"""How long: the days from one recorded day to another."""

from __future__ import annotations

from datetime import date

from answering import statements
from answering.answer import Answer, DaysValue, Form, Phrase
from answering.finding import Match
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry
from answering.question import Named
from db.model import Event


def answer(inquiry: Inquiry) -> Answer:
    """The days between two named things, else those that one recorded thing took."""
    ends = [event for event in (_event(inquiry, one) for one in inquiry.question.places[:2]) if event]
    if len(inquiry.question.places) >= 2 and len(ends) == 2:
        first, last = sorted(ends, key=lambda event: event.when.start)
        if first.id != last.id:
            return _between(inquiry, first.when.start, last.when.start, [first, last])
    matches = inquiry.finder.find()
    if not matches:
        return inquiry.no_record(Form.HOW_LONG)
    lasting = [match for match in matches if match.outline.end > match.outline.start]
    if lasting and lasting[0].score >= matches[0].score - 0.15:
        event = inquiry.events([lasting[0]])[0]
        return _between(inquiry, event.when.start, event.when.end, [event])
    chosen = inquiry.events(in_time(best(matches, inquiry)))
    if len(chosen) < 2:
        return inquiry.no_record(Form.HOW_LONG)
    return _between(inquiry, chosen[0].when.start, chosen[-1].when.end, [chosen[0], chosen[-1]])


def _event(inquiry: Inquiry, one: Named) -> Event | None:
    """The turning point of one of the places named."""
    matches: list[Match] = inquiry.finder.find(named=[one], words=False)
    return inquiry.events(in_time(best(matches, inquiry))[-1:])[0] if matches else None


def _between(inquiry: Inquiry, start: date, end: date, events: list[Event]) -> Answer:
    days = (end - start).days
    counted = Phrase.of("days.count", count=days, number=days)
    heading = Phrase.of("days.between", days=counted, start=start, end=end)
    told = [
        statements.of_event(event, inquiry.directory, heading=heading if position == 0 else None)
        for position, event in enumerate(events)
    ]
    return inquiry.answered(Form.HOW_LONG, told, value=DaysValue(start, end))
