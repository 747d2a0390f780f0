"""Statements from entries: the fact, the editors' words, how well it stands, and every source behind it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from answering.answer import ActorRef, Citation, Joined, Phrase, Statement, Weekday
from db.directory import Directory
from db.model import Event, Precision, Role, Stance, Status, Text
from db.origins import Origin, confirmed_by_losing_side, origins

__all__ = ["actors", "by_role", "of_event", "standing", "warm", "when"]

_SHOWN_ORIGINS = 4
_HELD = 8_192  # entries whose citations, date and standing are held in memory
_ROLES = (Role.BY, Role.FROM, Role.AGAINST, Role.WITH, Role.ABOUT)


def of_event(
    event: Event, directory: Directory, *, heading: Phrase | None = None, body: tuple[Text | Phrase, ...] = ()
) -> Statement:
    """An entry told whole: `heading` stands in place of its date, `body` before its text."""
    told = _told(event, directory)
    if heading is None and not body:
        return told
    return Statement(
        citations=told.citations,
        event=event,
        heading=heading or told.heading,
        body=(*body, *told.body),
        standing=told.standing,
    )


def warm(events: Iterable[Event], directory: Directory) -> None:
    """Make ready what is told of these entries whatever is asked."""
    for event in events:
        _told(event, directory)


@lru_cache(maxsize=_HELD)
def _told(event: Event, directory: Directory) -> Statement:
    """An entry told by itself; one that is told as it was known on a day is another entry."""
    citations = tuple(map(Citation.of_report, event.reports))
    return Statement(citations, event, when(event), (event.text,), standing(event, directory))


def when(event: Event) -> Phrase:
    """The date of an entry with its precision, and its clock where one is recorded."""
    day = (
        Phrase.of("date.weekday", date=event.when, weekday=Weekday(event.when.start))
        if event.when.precision is Precision.DAY
        else Phrase.of("date.dated", date=event.when)
    )
    if event.clock is None:
        return day
    return Phrase.of("date.clock", date=day, clock=Phrase.of(f"clock.{event.clock}"))


def actors(ids: Iterable[str]) -> tuple[ActorRef, ...]:
    """References to actors by id."""
    return tuple(ActorRef(id) for id in ids)


def by_role(event: Event) -> tuple[Phrase, ...]:
    """Who took part in an entry, a phrase for each role."""
    doubted = event.status in {Status.DISPUTED, Status.CLAIMED}
    return tuple(
        Phrase.of(
            "statement.by_doubted" if doubted and role is Role.BY else f"statement.{role.value}", actors=actors(named)
        )
        for role in _ROLES
        if (named := event.by_role(role))
    )


def standing(event: Event, directory: Directory) -> tuple[Phrase | Joined, ...]:
    """How well an entry stands: the editors' judgement, who denies it, and how many origins it has."""
    known = directory.actors
    found = origins(event, known)
    deniers = tuple(
        dict.fromkeys(
            speaker for report in event.reports if report.stance is Stance.DENIES for speaker in report.said_by
        )
    )
    losing = confirmed_by_losing_side(event, known)
    if event.status is Status.CONFIRMED and losing:
        judged = Phrase.of("standing.confirmed_by_losing_side", actors=actors(losing))
    elif event.status is Status.CLAIMED:
        claiming = tuple(
            dict.fromkeys(
                speaker for report in event.reports if report.stance is Stance.CLAIMS for speaker in report.said_by
            )
        )
        judged = (
            Phrase.of("standing.claimed", actors=actors(claiming)) if claiming else Phrase.of("standing.claimed_bare")
        )
    else:
        judged = Phrase.of(f"standing.{event.status.value}")
    denied = (Phrase.of("standing.denied", actors=actors(deniers)),) if deniers else ()
    return (Joined((judged, *denied, _counted(event, found))),)


def _counted(event: Event, found: tuple[Origin, ...]) -> Phrase:
    """How many outlets there are and whom they have it from."""
    outlets = len({report.source.outlet for report in event.reports})
    named = tuple(ActorRef(origin.speaker) if origin.speaker else origin.outlet or "" for origin in found)
    if len(found) == 1 and found[0].speaker:
        return Phrase.of("standing.all_quoting", count=outlets, number=outlets, origin=named[0])
    counted = Phrase.of("standing.outlets", count=outlets, number=outlets)
    if outlets == 1 or len(found) == 1:
        return counted
    hidden = len(named) - _SHOWN_ORIGINS
    more = (Phrase.of("standing.more_origins", count=hidden, number=hidden),) if hidden > 0 else ()
    shown = (*named[:_SHOWN_ORIGINS], *more)
    return Phrase.of(
        "standing.outlets_and_origins",
        outlets=counted,
        origins=Phrase.of("standing.origins", count=len(found), number=len(found), origins=shown),
    )
