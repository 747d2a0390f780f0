"""What an editor may want to look at again: nothing here refuses a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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


class Oddity(StrEnum):
    """What may look odd in an event."""

    CONFIRMED_YET_DENIED = "confirmed_yet_denied"
    CONFIRMED_BY_ONE = "confirmed_by_one"
    REPORTED_YET_DENIED = "reported_yet_denied"
    CLAIMED_BY_OTHERS = "claimed_by_others"
    DISPUTED_BY_NOBODY = "disputed_by_nobody"
    TOLD_BEFORE = "told_before"
    SAID_AFTER_PAGE = "said_after_page"
    COUNTED_AFTER_PAGE = "counted_after_page"


@dataclass(frozen=True, slots=True)
class Odd:
    """An oddity, the field that it is in, which of several (`reports[1]`), and what it is said with.

    `count` is of CLAIMED_BY_OTHERS; those about days have the `day` that is odd and the `other` that it conflicts with.
    """

    oddity: Oddity
    field: str
    position: int = 0
    count: int = 0
    day: date | None = None
    other: date | None = None

    @property
    def path(self) -> str:
        """The field as mistakes name it."""
        match self.oddity:
            case Oddity.SAID_AFTER_PAGE:
                return f"reports[{self.position}].on"
            case Oddity.COUNTED_AFTER_PAGE:
                return f"figures[{self.position}].until"
            case Oddity.TOLD_BEFORE:
                return f"reports[{self.position}]"
            case _:
                return self.field

    def __str__(self) -> str:
        return _SENTENCES[self.oddity].format(count=self.count, day=self.day, other=self.other)


_SENTENCES = {
    Oddity.CONFIRMED_YET_DENIED: "confirmed, though a report denies it; disputed?",
    Oddity.CONFIRMED_BY_ONE: (
        "confirmed, though the reports have one origin and nobody concerned confirms it; reported?"
    ),
    Oddity.REPORTED_YET_DENIED: "reported, though every report denies it; disputed?",
    Oddity.CLAIMED_BY_OTHERS: "claimed, though {count} origins that are no party to it say so; reported or confirmed?",
    Oddity.DISPUTED_BY_NOBODY: "disputed, though there is one account of it and no denial; reported or claimed?",
    Oddity.TOLD_BEFORE: "is of {day}, before the event began ({other})",
    Oddity.SAID_AFTER_PAGE: "{day} is after its source was published ({other})",
    Oddity.COUNTED_AFTER_PAGE: "{day} is after its source was published ({other})",
}


def remarks_on(event: Event, actors: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    """The fields of an event that look odd, each with a sentence. `actors` are all actors by id."""
    for odd in oddities(event, actors):
        yield odd.path, str(odd)


def oddities(event: Event, actors: Mapping[str, Actor]) -> Iterator[Odd]:
    """What looks odd in an event. `actors` are all actors by id."""
    if odd := _status(event, actors):
        yield odd
    yield from _dates(event)


def _status(event: Event, actors: Mapping[str, Actor]) -> Odd | None:
    """What the reports don't bear of the editors' judgement; None where they bear it."""
    found = origins(event, actors)
    supporting = [origin for origin in found if set(origin.stances) != {Stance.DENIES}]
    denied = any(Stance.DENIES in origin.stances for origin in found)
    match event.status:
        case Status.CONFIRMED if denied:
            return Odd(Oddity.CONFIRMED_YET_DENIED, "status")
        case Status.CONFIRMED if len(supporting) < 2 and not _is_admitted(event, actors):
            return Odd(Oddity.CONFIRMED_BY_ONE, "status")
        case Status.REPORTED if not supporting:
            return Odd(Oddity.REPORTED_YET_DENIED, "status")
        case Status.CLAIMED if (count := _independent(supporting, event, actors)) > 1:
            return Odd(Oddity.CLAIMED_BY_OTHERS, "status", count=count)
        case Status.DISPUTED if not denied and len(supporting) < 2:
            return Odd(Oddity.DISPUTED_BY_NOBODY, "status")
        case _:
            return None


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


def _dates(event: Event) -> Iterator[Odd]:
    """Reports from before the event, and words and counts from after the page that carries them."""
    for index, report in enumerate(event.reports):
        published = report.source.published
        if report.dated and report.dated < event.when.start - _DAY:
            yield Odd(Oddity.TOLD_BEFORE, "reports", index, day=report.dated, other=event.when.start)
        if report.on and published and report.on > published + _DAY:
            yield Odd(Oddity.SAID_AFTER_PAGE, "reports", index, day=report.on, other=published)
    for index, figure in enumerate(event.figures):
        published = figure.source.published
        if figure.until and published and figure.until > published + _DAY:
            yield Odd(Oddity.COUNTED_AFTER_PAGE, "figures", index, day=figure.until, other=published)
