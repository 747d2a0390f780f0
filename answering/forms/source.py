"""Who says so: the reports and origins behind an entry, that of the last answer or one that is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Answer, Citation, Form, Joined, Phrase, Statement
from answering.facts import statements
from answering.facts.count_statements import heading, who_counted
from answering.forms.choosing import best
from answering.forms.inquiry import Inquiry
from db.model import Event, Figure, Report

_ENTRIES = 3


def answer(inquiry: Inquiry) -> Answer:
    """The sources of what the question names, else of the last answer."""
    question = inquiry.question
    if not question.says_something:
        if inquiry.previous is None or not inquiry.previous.events:
            return inquiry.no_record(Form.SOURCE, Phrase.of("talk.no_previous"), nearest=False)
        return of_events(inquiry, inquiry.previous.events[:_ENTRIES])
    matches = inquiry.finder.find() or inquiry.finder.find(actions=())
    if not matches:
        return inquiry.no_record(Form.SOURCE)
    return of_events(inquiry, inquiry.events(best(matches, inquiry)[:_ENTRIES]))


def of_events(inquiry: Inquiry, events: Sequence[Event]) -> Answer:
    """Every report and figure of these entries, with whom it is from and what it does with the entry."""
    told: list[Statement] = []
    for event in events:
        told.append(statements.of_event(event, inquiry.directory))
        told += [_report(report, event) for report in event.reports]
        told += [_figure(figure, event) for figure in event.figures]
    return inquiry.answered(Form.SOURCE, told)


def _report(report: Report, event: Event) -> Statement:
    """Whose word a report has, what it does with the entry, and its note."""
    name = f"source.{report.stance.value}"
    stance = (
        Phrase.of(name, actors=statements.actors(report.said_by)) if report.said_by else Phrase.of(f"{name}_itself")
    )
    body = (stance, report.note) if report.note is not None else (stance,)
    return Statement(citations=(Citation.of_report(report),), event=event, body=(Joined(body),))


def _figure(figure: Figure, event: Event) -> Statement:
    """A count with who counted."""
    told = Joined((heading(figure, figure.low, figure.high), who_counted(figure)))
    return Statement(citations=(Citation.of_figure(figure),), event=event, body=(told,))
