"""What an entry seems to imply and doesn't say: lines that an editor may add, never added by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from answering.drafting.control_lines import control_line
from answering.drafting.counting import count_line
from answering.drafting.draft import Field
from answering.drafting.faults import field_name
from db.model import ControlChange, Event, Extent, Kind, Precision, Role


def offers(event: Event, language: str) -> tuple[str, ...]:
    """Lines of a form in `language` that would complete an entry."""
    return (*_control(event, language), *_figures(event, language))


def _control(event: Event, language: str) -> Iterator[str]:
    """Who holds the place now, of a capture with who took it, or a withdrawal with who left."""
    to, from_ = event.by_role(Role.BY), event.by_role(Role.FROM)
    if event.control or event.kind not in (Kind.CAPTURE, Kind.WITHDRAWAL):
        return
    if event.kind is Kind.WITHDRAWAL:
        to, from_ = (), from_ or to
    if to or from_:
        change = ControlChange(event.places[:1], to, from_, Extent.WHOLE)
        yield f"{field_name(Field.CONTROL, language)}: {control_line(change, language)}"


def _figures(event: Event, language: str) -> Iterator[str]:
    """Figures without days or places, with those of the entry."""
    one_day = event.when.precision is Precision.DAY
    for figure in event.figures:
        if figure.area and (figure.since or figure.until):
            continue
        whole = replace(figure, area=figure.area or event.places[:1])
        if one_day and not (figure.since or figure.until):
            whole = replace(whole, since=event.when.start, until=event.when.end)
        if whole != figure:
            yield f"{field_name(Field.FIGURE, language)}: {count_line(whole, language)}"
