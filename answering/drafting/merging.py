"""An edit that was begun from an older state of its entry, brought onto the state that is there now."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from answering.drafting.draft import Draft, Field
from answering.drafting.entry import Entry
from answering.drafting.of_event import draft_of
from answering.drafting.sourcing import source_line
from db.model import Event, Figure, Report

_Part = TypeVar("_Part")


def brought_forward(mine: Event, base: Event, theirs: Event) -> Event:
    """What `theirs` says, with what `mine` says otherwise than `base`, from which both came.

    Where both say something else of one field or in one report, it is what `mine` says.
    """
    return replace(
        mine,
        when=_of(mine.when, base.when, theirs.when),
        clock=_of(mine.clock, base.clock, theirs.clock),
        kind=_of(mine.kind, base.kind, theirs.kind),
        places=_of(mine.places, base.places, theirs.places),
        actors=_of(mine.actors, base.actors, theirs.actors),
        text=_of(mine.text, base.text, theirs.text),
        status=_of(mine.status, base.status, theirs.status),
        importance=_of(mine.importance, base.importance, theirs.importance),
        outcome=_of(mine.outcome, base.outcome, theirs.outcome),
        control=_of(mine.control, base.control, theirs.control),
        tags=_of(mine.tags, base.tags, theirs.tags),
        reports=_parts(mine.reports, base.reports, theirs.reports, _report),
        figures=_parts(mine.figures, base.figures, theirs.figures, _figure),
    )


def draft_of_entry(entry: Entry, before: Draft, language: str, *, based_on: int) -> Draft:
    """The draft of an entry that is not stored: its new sources are described, and the reason of `before` stays."""
    described = {source.id: source_line(source) for source in entry.sources}
    lines = [
        replace(line, value=described.get(line.value, line.value)) if line.field is Field.SOURCE else line
        for line in draft_of(entry.event, language).lines
    ]
    draft = Draft(tuple(lines), before.entry, based_on)
    return draft.having(Field.WHY, *before.values(Field.WHY))


def _of(mine: _Part, base: _Part, theirs: _Part) -> _Part:
    return theirs if mine == base else mine


def _parts(
    mine: Sequence[_Part], base: Sequence[_Part], theirs: Sequence[_Part], key: Callable[[_Part], Hashable]
) -> tuple[_Part, ...]:
    """The parts of `theirs` without those that `mine` took out, and with those that it added or changed."""
    own, old, new = (_by_key(parts, key) for parts in (mine, base, theirs))
    kept = {one: part for one, part in new.items() if one in own or one not in old}
    kept |= {one: part for one, part in own.items() if part != old.get(one)}
    return tuple(kept.values())


def _by_key(parts: Sequence[_Part], key: Callable[[_Part], Hashable]) -> dict[Hashable, _Part]:
    """Parts by what tells them apart, those that are alike in it by their number too."""
    found: dict[Hashable, _Part] = {}
    for part in parts:
        number = 0
        while (key(part), number) in found:
            number += 1
        found[key(part), number] = part
    return found


def _report(report: Report) -> Hashable:
    return report.source.id, report.said_by


def _figure(figure: Figure) -> Hashable:
    return figure.source.id, figure.measure, figure.group, figure.area, figure.said_by, figure.label.get("en")
