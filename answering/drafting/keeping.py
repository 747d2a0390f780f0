"""Drafts to what the store of drafts keeps, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from answering.answer import Phrase
from answering.drafting.dating import when_of
from answering.drafting.draft import Draft, Field, Line
from db.drafts import KeptDraft, KeptLine

_DATES = frozenset({Field.DATE, Field.SAID_ON})


def kept_lines(draft: Draft) -> tuple[KeptLine, ...]:
    """The lines of a draft as they are kept, without those that say nothing."""
    return tuple((str(line.field), line.value) for line in draft.lines if line.value.strip())


def draft_from(kept: KeptDraft) -> Draft:
    """The draft that is kept."""
    lines = tuple(Line(Field(field), value) for field, value in kept.lines)
    return Draft(lines, kept.entry, kept.based_on)


def settled(draft: Draft, today: date) -> Draft:
    """The draft with its dates as records have them: "yesterday" would be another day when it is read again."""
    return replace(draft, lines=tuple(_settled(line, today) for line in draft.lines))


def _settled(line: Line, today: date) -> Line:
    if line.field not in _DATES or not line.value.strip():
        return line
    when = when_of(line.value, today)
    return line if isinstance(when, Phrase) else replace(line, value=when.edtf)
