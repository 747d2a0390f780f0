"""What was known then: only reports dated by a day; status, origins and figures follow from what remains."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from answering.answer import Answer, Form, Phrase
from answering.dates import Precision, Scope, read_scopes
from answering.facts import statements
from answering.forms import check, how_many, who
from answering.forms.inquiry import Inquiry
from answering.question import Question
from db.model import Event

_SHOWN = 4
_RECENT = 3  # days before the newest entry by then that still say how things stood
_LATELY = timedelta(days=60)
_INNER = {Form.HOW_MANY: how_many.answer, Form.CHECK: check.answer, Form.WHO: who.answer}


def answer(inquiry: Inquiry) -> Answer:
    """The question inside this one, answered from what had been reported by its day."""
    question = inquiry.question
    day, since = _known_day(question)
    if day is None:
        return inquiry.no_record(Form.AS_KNOWN)
    until = replace(question, scope=Scope(since, day, Precision.SPAN, (0, 0)))
    known = replace(inquiry.about(until), known_by=day)
    asked = next((form for form in question.forms if form in _INNER), None)
    if asked is None and question.measures and set(question.forms) <= {Form.AS_KNOWN}:
        asked = Form.HOW_MANY  # "the dead as known by then"
    if asked is Form.HOW_MANY and (question.words or inquiry.elsewhere) and _is_unknown(known, day):
        return inquiry.no_record(Form.AS_KNOWN)  # of another thing there may be a count
    known, left_out = _with_known_alone(known, day)
    notes = [Phrase.of("note.as_known", date=day)]
    if left_out:
        notes.append(Phrase.of("as_known.left_out", count=left_out, number=left_out))
    if asked is Form.CHECK:  # whether it had happened lately, not once before
        lately = replace(until, scope=Scope(day - _LATELY, day, Precision.SPAN, (0, 0)))
        known = known.about(replace(lately, excluded=known.question.excluded))
    given = _INNER[asked](known) if asked is not None else None
    if given is None or not given.statements:
        known = known.about(replace(known.question, scope=until.scope))
        given = _state_of_things(known)
    if not given.statements:
        return inquiry.no_record(Form.AS_KNOWN)
    return replace(given, form=Form.AS_KNOWN, notes=(*notes, *given.notes), asked=question)


def _known_day(question: Question) -> tuple[date | None, date | None]:
    """The day of what was known, and since when that is asked: "killed since 27 November, as known on 5 December"."""
    if question.scope is None:
        return None, None
    scopes = [scope for scope in read_scopes(question.text, question.today, question.language) if scope.end]
    days = [scope.end for scope in scopes if scope.start == scope.end]
    if question.scope.end is not None:  # of the year of what happened and the day of what was known, the day
        return (days[0] if len(days) == 1 < len(scopes) else question.scope.end), None
    return (scopes[-1].end, question.scope.start) if scopes else (None, None)


def _is_unknown(inquiry: Inquiry, day: date) -> bool:
    """Whether nobody had reported the entry that is asked about by `day`."""
    best = inquiry.timeline.events(match.outline.seq for match in inquiry.finder.find()[:1])
    return any(as_of(event, day)[0] is None for event in best)


def _with_known_alone(inquiry: Inquiry, day: date) -> tuple[Inquiry, int]:
    """The inquiry without the entries that nobody had reported by `day`, and how many undated reports that left out."""
    found = [*inquiry.finder.find(), *inquiry.finder.find(actions=(), words=False)]
    unknown: set[str] = set()
    left_out = 0
    for event in inquiry.timeline.events(match.outline.seq for match in found):
        kept, undated = as_of(event, day)
        left_out += undated
        if kept is None:
            unknown.add(event.id)
    question = replace(inquiry.question, excluded=inquiry.question.excluded | unknown)
    return inquiry.about(question), left_out


def _state_of_things(inquiry: Inquiry) -> Answer:
    """The newest entries that meet the question, as they stood then."""
    matches = inquiry.finder.find(actions=()) or inquiry.finder.find(words=False, actions=())
    if not matches:
        return inquiry.no_record(Form.AS_KNOWN)
    newest = max(match.outline.start for match in matches)
    recent = [match for match in matches if (newest - match.outline.start).days <= _RECENT]
    events = sorted(inquiry.events(recent), key=lambda event: -event.importance)[:_SHOWN]
    events.sort(key=lambda event: (event.when.start, event.id))
    if not events:
        return inquiry.no_record(Form.AS_KNOWN)
    return inquiry.answered(Form.AS_KNOWN, [statements.of_event(event, inquiry.directory) for event in events])


def as_of(event: Event, day: date) -> tuple[Event | None, int]:
    """The entry with the reports and figures dated by `day` alone, None where none is; how many are undated."""
    undated = sum(1 for report in event.reports if report.dated is None)
    reports = tuple(report for report in event.reports if report.dated and report.dated <= day)
    if not reports:
        return None, undated
    figures = tuple(figure for figure in event.figures if (figure.source.published or day) <= day)
    return replace(event, reports=reports, figures=figures), undated
