"""What an editor may want to look at again: nothing here refuses a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from db.model import Actor, Event, Role, Stance, Status
from db.origins import Origin, are_one, confirmed_by_losing_side, origins

_DAY = timedelta(days=1)  # the page and the place may be in different time zones


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a record that is allowed and yet looks odd: where it stands and what it is."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


def remarks_on(event: Event, actors: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    """The fields of an event that look odd, each with a sentence. `actors` are all actors by id."""
    if message := _status(event, actors):
        yield "status", message
    yield from _dates(event)


def _status(event: Event, actors: Mapping[str, Actor]) -> str:
    """What the reports don't bear of the editors' judgement; "" where they bear it."""
    found = origins(event, actors)
    supporting = [origin for origin in found if set(origin.stances) != {Stance.DENIES}]
    denied = any(Stance.DENIES in origin.stances for origin in found)
    match event.status:
        case Status.CONFIRMED if denied:
            return "confirmed, though a report denies it; disputed?"
        case Status.CONFIRMED if len(supporting) < 2 and not _is_admitted(event, actors):
            return "confirmed, though the reports have one origin and nobody concerned confirms it; reported?"
        case Status.REPORTED if not supporting:
            return "reported, though every report denies it; disputed?"
        case Status.CLAIMED if (count := _independent(supporting, event, actors)) > 1:
            return f"claimed, though {count} origins that are no party to it say so; reported or confirmed?"
        case Status.DISPUTED if not denied and len(supporting) < 2:
            return "disputed, though there is one account of it and no denial; reported or claimed?"
        case _:
            return ""


def _is_admitted(event: Event, actors: Mapping[str, Actor]) -> bool:
    """Whether the losing side confirms an event, or anybody who had a part in it."""
    parts = {part.actor for part in event.actors if part.role is not Role.ABOUT}
    return bool(confirmed_by_losing_side(event, actors)) or any(
        are_one(speaker, part, actors)
        for report in event.reports
        if report.stance is Stance.CONFIRMS
        for speaker in report.said_by
        for part in parts
    )


def _independent(found: list[Origin], event: Event, actors: Mapping[str, Actor]) -> int:
    """How many origins have no part in an event."""
    parts = {part.actor for part in event.actors}
    return sum(
        origin.speaker is None or not any(are_one(origin.speaker, part, actors) for part in parts) for origin in found
    )


def _dates(event: Event) -> Iterator[tuple[str, str]]:
    """Reports from before the event, and words and counts from after the page that carries them."""
    for index, report in enumerate(event.reports):
        published = report.source.published
        if report.dated and report.dated < event.when.start - _DAY:
            yield f"reports[{index}]", f"is of {report.dated}, before the event began ({event.when.start})"
        if report.on and published and report.on > published + _DAY:
            message = f"{report.on} is after its source was published ({published})"
            yield f"reports[{index}].on", message
    for index, figure in enumerate(event.figures):
        published = figure.source.published
        if figure.until and published and figure.until > published + _DAY:
            message = f"{figure.until} is after its source was published ({published})"
            yield f"figures[{index}].until", message
