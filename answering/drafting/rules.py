"""What the rules of records say of a draft's records, told at the lines that they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from answering.answer import Phrase
from answering.drafting.draft import Draft, Field
from answering.drafting.faults import Fault
from db.errors import Mistake

_FIELDS = {
    "when": Field.DATE,
    "clock": Field.CLOCK,
    "kind": Field.KIND,
    "places": Field.PLACES,
    "actors": Field.ACTORS,
    "text.en": Field.ENGLISH,
    "text.ar": Field.ARABIC,
    "status": Field.STATUS,
    "importance": Field.IMPORTANCE,
    "outcome": Field.OUTCOME,
    "control": Field.CONTROL,
    "tags": Field.TAGS,
    "reports": Field.SOURCE,
    "figures": Field.FIGURE,
}


def faults_of_rules(mistakes: Iterable[Mistake], draft: Draft, sources: int) -> tuple[Fault, ...]:
    """The mistakes of records as faults of the draft behind them; its first `sources` records are sources."""
    found: list[Fault] = []
    for mistake in mistakes:
        if mistake.line is not None and mistake.line <= sources:
            field, number = Field.SOURCE, 0
        else:
            field, number = _field(mistake.field)
        fault = Fault(field, _said(field, mistake), _line(draft, field, number))
        if fault not in found:
            found.append(fault)
    return tuple(found)


def _field(path: str) -> tuple[Field, int]:
    """The field of a draft for a field of a record, and which of several such lines it is."""
    top = re.match(r"(\w+)(?:\[(\d+)\])?", path)
    if path in _FIELDS or top is None:
        return _FIELDS.get(path, Field.SOURCE), 0
    field = _FIELDS.get(top[1], Field.SOURCE)
    several = field in (Field.CONTROL, Field.SOURCE, Field.FIGURE)
    return field, int(top[2]) if several and top[2] else 0


def _said(field: Field, mistake: Mistake) -> Phrase:
    match field:
        case Field.FIGURE:
            return Phrase.of("draft.rule_figure")
        case Field.SOURCE:
            return Phrase.of("draft.rule_source")
        case _:
            return Phrase.of("draft.rule", why=mistake.message)


def _line(draft: Draft, field: Field, number: int) -> int | None:
    """Where the line of a field stands that comes after `number` others of it."""
    places = [index for index, line in enumerate(draft.lines) if line.field is field and line.value.strip()]
    return places[number] if number < len(places) else None
