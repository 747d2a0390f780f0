"""Who says so: the reports and origins behind an entry, that of the last answer or one that is asked for."""

from __future__ import annotations

from answering import statements
from answering.answer import Answer, Citation, Form, Phrase, Statement, Status
from answering.forms.choosing import best
from answering.forms.inquiry import Inquiry
from db.model import Event


def answer(inquiry: Inquiry) -> Answer:
    """The sources of what the question names, else of the last answer."""
    question = inquiry.question
    if not (question.named or question.words or question.scope):
        if inquiry.previous is None or not inquiry.previous.events:
            return inquiry.no_record(Form.SOURCE, Phrase.of("talk.no_previous"), nearest=False)
        return of_events(inquiry, list(inquiry.previous.events[:3]))
    matches = inquiry.finder.find() or inquiry.finder.find(actions=())
    if not matches:
        return inquiry.no_record(Form.SOURCE)
    return of_events(inquiry, inquiry.events(best(matches, inquiry)[:2]))


def of_events(inquiry: Inquiry, events: list[Event]) -> Answer:
    """Every report of these entries, with whom it is from."""
    return inquiry.answered(Form.SOURCE, [_sources(event, inquiry) for event in events])


def _sources(event: Event, inquiry: Inquiry) -> Statement:
    citations = (
        *(Citation.of_report(report) for report in event.reports),
        *(Citation.of_figure(figure) for figure in event.figures),
    )
    return Statement(
        citations=tuple(citations),
        event=event,
        heading=statements.when(event),
        body=(event.text,),
        standing=statements.standing(event, inquiry.directory),
    )


__all__ = ["Status", "answer", "of_events"]
