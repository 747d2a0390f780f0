"""What was known then: only reports dated by a day; status, origins and figures follow from what remains."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from answering import statements
from answering.answer import Answer, Form, Phrase
from answering.forms import how_many
from answering.forms.choosing import in_time
from answering.forms.inquiry import Inquiry
from db.model import Event

_SHOWN = 4


def answer(inquiry: Inquiry) -> Answer:
    """The question inside this one, answered from what had been reported by its day."""
    question = inquiry.question
    day = question.scope.end if question.scope else None
    if day is None:
        return inquiry.no_record(Form.AS_KNOWN)
    if Form.HOW_MANY in question.forms:
        counted = how_many.answer(inquiry)
        return replace(counted, form=Form.AS_KNOWN)
    matches = inquiry.finder.find(end=day, scoped=False) or inquiry.finder.find(
        end=day, scoped=False, words=False, actions=()
    )
    recent = sorted(matches, key=lambda match: (-match.outline.start.toordinal(), -match.score))
    near = [match for match in recent if recent and (recent[0].outline.start - match.outline.start).days <= 3]
    events, left_out = [], 0
    for event in inquiry.events(near):
        kept, undated = as_of(event, day)
        left_out += undated
        if kept is not None:
            events.append(kept)
    if not events:
        return inquiry.no_record(Form.AS_KNOWN)
    events = sorted(events, key=lambda event: -event.importance)[:_SHOWN]
    events.sort(key=lambda event: (event.when.start, event.id))
    notes = [Phrase.of("note.as_known", date=day)]
    if left_out:
        notes.append(Phrase.of("as_known.left_out", count=left_out, number=left_out))
    return inquiry.answered(
        Form.AS_KNOWN, [statements.of_event(event, inquiry.directory) for event in events], notes=notes
    )


def as_of(event: Event, day: date) -> tuple[Event | None, int]:
    """The entry with the reports and figures dated by `day` alone, None where none is; how many are undated."""
    undated = sum(1 for report in event.reports if report.dated is None)
    reports = tuple(report for report in event.reports if report.dated and report.dated <= day)
    if not reports:
        return None, undated
    figures = tuple(figure for figure in event.figures if (figure.source.published or day) <= day)
    return replace(event, reports=reports, figures=figures), undated


__all__ = ["answer", "as_of", "in_time"]
