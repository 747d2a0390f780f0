"""A draft to the records that are to be written, or to what is wrong with it, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from answering.answer import Phrase
from answering.drafting import ids
from answering.drafting.control_lines import read_control
from answering.drafting.dating import when_of
from answering.drafting.draft import NEEDED, OF_REPORT, REPEATED, Draft, Field
from answering.drafting.faults import Fault
from answering.drafting.listing import Reader, parts
from answering.drafting.naming import namer
from answering.drafting.reports import Reports
from answering.drafting.rules import faults_of_rules
from answering.drafting.texts import cleaned, translated
from answering.drafting.words import western
from db.editing import checked_records
from db.errors import RecordsRefused
from db.model import ControlChange, Event, Kind, Outcome, Participant, Source, Status, Text, When
from db.taken_ids import event_id_is_taken
from db.timeline import Timeline

_USUAL_IMPORTANCE = 3

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written for a draft: the event, and those of its sources that are new or known better now."""

    event: Event
    sources: tuple[Source, ...] = ()

    @property
    def records(self) -> tuple[Source | Event, ...]:
        """The records in the order in which they are to be written."""
        return (*self.sources, self.event)


def entry_of(draft: Draft, timeline: Timeline, *, today: date, language: str) -> Entry | tuple[Fault, ...]:
    """The records of a draft, once it keeps every rule of records; else all that is wrong, in the draft's order.

    `language` is the editor's: in it the words are shown that would be right.
    """
    reading = _Reading(draft, timeline, today, language)
    entry = reading.entry()
    if entry is not None:
        try:
            checked_records(timeline.database, entry.records)
        except RecordsRefused as refusal:
            reading.faults += faults_of_rules(refusal.mistakes, draft, len(entry.sources))
    if entry is None or reading.faults:
        return tuple(sorted(reading.faults, key=lambda fault: _place(fault, draft)))
    return entry


@dataclass(slots=True)
class _Reading:
    """One pass over a draft, and what is wrong so far."""

    draft: Draft
    timeline: Timeline
    today: date
    language: str
    faults: list[Fault] = field(default_factory=list)

    def entry(self) -> Entry | None:
        """The records; None where something is wrong."""
        self._complain_of_order()
        when = self._of(Field.DATE, lambda written: when_of(written, self.today))
        reader = Reader(
            namer(self.timeline.directory),
            self.language,
            self.today,
            when.start if when else None,
            when.end if when else None,
        )
        kind = self._of(Field.KIND, lambda written: reader.choice("kind", written))
        places = self._of(Field.PLACES, reader.places)
        participants: tuple[Participant, ...] = self._of(Field.ACTORS, reader.participants) or ()
        status = self._of(Field.STATUS, lambda written: reader.choice("status", written))
        outcome = self._of(Field.OUTCOME, lambda written: reader.choice("outcome", written))
        importance = self._of(Field.IMPORTANCE, _importance)
        control = self._control(reader)
        stored = self.timeline.event(self.draft.entry) if self.draft.entry else None
        slug = places[0] if places else "entry"
        told = Reports(self.draft, reader, self.timeline.database, stored, slug)
        self.faults += told.faults
        if self.faults or when is None or kind is None or not places or status is None:
            return None
        event = Event(
            id=self.draft.entry or self._new_id(when, places, Kind(kind)),
            when=when,
            clock=cleaned(self.draft.value(Field.CLOCK)) or None,
            kind=Kind(kind),
            places=places,
            actors=participants,
            text=self._text(stored),
            status=Status(status),
            importance=importance or _USUAL_IMPORTANCE,
            reports=tuple(told.reports),
            figures=tuple(told.figures),
            tags=read_tags(self.draft.value(Field.TAGS)),
            control=control,
            outcome=Outcome(outcome) if outcome else None,
        )
        return Entry(event, tuple(told.sources.values()))

    def _of(self, field: Field, read: Callable[[str], _Value | Phrase]) -> _Value | None:
        """What a field of the entry itself says; None where it says nothing or something wrong, which is noted."""
        for index, line in enumerate(self.draft.lines):
            if line.field is field and line.value.strip():
                found = read(line.value)
                if not isinstance(found, Phrase):
                    return found
                self.faults.append(Fault(field, found, index))
                return None
        return None

    def _complain_of_order(self) -> None:
        """Note what is missing, what stands twice, and what belongs to a source and stands before the first."""
        filled = [(index, line) for index, line in enumerate(self.draft.lines) if line.value.strip()]
        have = {line.field for _, line in filled}
        for needed in NEEDED:
            if needed not in have:
                self.faults.append(Fault(needed, Phrase.of(_MISSING[needed])))
        seen: set[Field] = set()
        report: set[Field] | None = None
        for index, line in filled:
            if line.field is Field.SOURCE:
                report = set()
                continue
            if line.field in OF_REPORT and report is None:
                self.faults.append(Fault(line.field, Phrase.of("draft.before_source"), index))
                continue
            among = report if line.field in OF_REPORT and report is not None else seen
            if line.field in among and line.field not in REPEATED:
                self.faults.append(Fault(line.field, Phrase.of("draft.twice"), index))
            among.add(line.field)

    def _control(self, reader: Reader) -> tuple[ControlChange, ...]:
        found: list[ControlChange] = []
        for index, line in enumerate(self.draft.lines):
            if line.field is Field.CONTROL and line.value.strip():
                change = read_control(line.value, reader)
                if isinstance(change, Phrase):
                    self.faults.append(Fault(line.field, change, index))
                else:
                    found.append(change)
        return tuple(found)

    def _text(self, stored: Event | None) -> Text:
        en, ar = cleaned(self.draft.value(Field.ENGLISH)), cleaned(self.draft.value(Field.ARABIC))
        return translated(en, ar, [stored.text] if stored else [])

    def _new_id(self, when: When, places: tuple[str, ...], kind: Kind) -> str:
        return ids.unused(ids.event_stem(when, places, kind), lambda id: event_id_is_taken(self.timeline.database, id))


_MISSING = {
    Field.DATE: "draft.no_date",
    Field.KIND: "draft.no_kind",
    Field.PLACES: "draft.no_place",
    Field.ENGLISH: "draft.no_english",
    Field.ARABIC: "draft.no_arabic",
    Field.STATUS: "draft.no_status",
    Field.SOURCE: "draft.no_source",
}


def _importance(written: str) -> int | Phrase:
    number = western(written).strip()
    return int(number) if re.fullmatch("[1-5]", number) else Phrase.of("draft.importance", written=written)


def read_tags(written: str) -> tuple[str, ...]:
    """Tags with commas between them, or with bars where one has a comma in it."""
    found = written.split("|") if "|" in written else parts(written)
    return tuple(dict.fromkeys(filter(None, map(cleaned, found))))


def _place(fault: Fault, draft: Draft) -> tuple[int, int]:
    """Where a fault stands: lines that are missing where the form has them."""
    order = list(Field)
    if fault.line is not None:
        return order.index(draft.lines[fault.line].field), fault.line
    return order.index(fault.field), -1
