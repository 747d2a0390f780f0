"""Going on with an edit whose entry others have changed since: what both changed is put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from answering.drafting.draft import Draft
from answering.drafting.entry import Entry, entry_of
from answering.drafting.faults import Fault
from answering.drafting.merging import brought_forward, draft_of_entry
from db.history import history, newest
from db.model import Event
from db.recorded import as_records
from db.timeline import Timeline


def gone_on(draft: Draft, timeline: Timeline, *, today: date, language: str) -> Draft | tuple[Fault, ...]:
    """The draft on the newest state of its entry, or what is wrong with it; a new entry has no older state."""
    database = timeline.database
    number = newest(database)
    mine = entry_of(draft, timeline, today=today, language=language)
    if not isinstance(mine, Entry):
        return mine
    theirs = timeline.event(draft.entry) if draft.entry else None
    base = _state(draft.entry, draft.based_on, timeline) if draft.entry else None
    if theirs is None or base is None:
        return replace(draft, based_on=number)
    together = replace(mine, event=brought_forward(mine.event, base, theirs))
    return draft_of_entry(together, draft, language, based_on=number)


def _state(entry: str, revision: int, timeline: Timeline) -> Event | None:
    """The entry as it stood after a revision."""
    later = [change for change in history(timeline.database, entry) if change.revision.number > revision]
    if not later:
        return timeline.event(entry)
    (first,) = as_records(timeline.database, later[:1])
    return first.before if isinstance(first.before, Event) else None
