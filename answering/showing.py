"""The core's other door: an entry that is known, told whole, with its sources, and what came after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from answering.answer import Answer, Form, Phrase
from answering.facts import statements
from answering.forms import order, source
from answering.forms.inquiry import Inquiry
from answering.lexicon import languages
from answering.names.of_timeline import names_of
from answering.question import Question
from answering.reading import DEFAULT_LANGUAGE
from db.model import Event
from db.timeline import Timeline


def sources_of(event_id: str, timeline: Timeline, language: str) -> Answer:
    """Every source of an entry, as the answer to "who says so"; no record where there is no such entry."""
    inquiry = _about_entry(timeline, language)
    event = timeline.event(event_id)
    return source.of_events(inquiry, [event]) if event else inquiry.no_record(Form.SOURCE, nearest=False)


def next_after(event_id: str, timeline: Timeline, language: str) -> Answer:
    """What came next after an entry; no record where there is no such entry."""
    inquiry = _about_entry(timeline, language)
    event = timeline.event(event_id)
    return order.after(inquiry, event) if event else inquiry.no_record(Form.ORDER, nearest=False)


def entry(event_id: str, timeline: Timeline, language: str) -> Answer:
    """An entry told whole; no record where there is no such entry."""
    inquiry = _about_entry(timeline, language)
    event = timeline.event(event_id)
    if event is None:
        return inquiry.no_record(Form.WHAT, nearest=False)
    return inquiry.answered(Form.WHAT, [statements.of_event(event, timeline.directory)])


def preview(event: Event, timeline: Timeline, language: str) -> Answer:
    """An entry as it would be told if it were stored like this."""
    return _about_entry(timeline, language).answered(Form.WHAT, [statements.of_event(event, timeline.directory)])


def entries(
    ids: Sequence[str], timeline: Timeline, language: str, note: Phrase | None = None, *, numbered: bool = False
) -> Answer:
    """Entries told whole in the order given, under `note`, with numbers if wanted; no record where there are none."""
    inquiry = _about_entry(timeline, language)
    found = [event for id in ids if (event := timeline.event(id))]
    if not found:
        return inquiry.no_record(Form.WHAT, nearest=False)
    told = [
        statements.of_event(
            event,
            timeline.directory,
            heading=Phrase.of("timeline.numbered", number=number, when=statements.when(event)) if numbered else None,
        )
        for number, event in enumerate(found, 1)
    ]
    return inquiry.answered(Form.WHAT, told, notes=(note,) if note else ())


def _about_entry(timeline: Timeline, language: str) -> Inquiry:
    known = language if language in languages() else DEFAULT_LANGUAGE
    blank = Question(
        text="",
        language=known,
        today=date.min,
        forms=(),
        named=(),
        actions=(),
        scope=None,
        measures=(),
        groups=(),
        outcomes=frozenset(),
        stances=(),
        words=(),
        modifiers=frozenset(),
        strict=frozenset(),
        deeds=frozenset(),
        tellers=(),
        order=frozenset(),
    )
    return Inquiry(blank, timeline, names_of(timeline))
