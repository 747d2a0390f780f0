"""Who an event is known from: origins, not pages, say how well it stands.

Two outlets that quote one speaker are one origin; an actor and a body it belongs to are one. Where the
speaker is unnamed or not given, the outlet is the origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from db.folding import fold
from db.model import Actor, Event, Report, Role, Stance

_UNNAMED = ("unnamed", "population")  # kinds of actor that nobody could ask again: "activists", "residents"
_NO_SIDE = (None, "none", "foreign", "civilian", "humanitarian_monitor")  # actors with these share no cause
_LOSING = (Role.FROM, Role.AGAINST)


@dataclass(frozen=True, slots=True)
class Origin:
    """One voice behind an event's reports: a speaker, else an outlet that states something itself.

    `speaker` is the widest body of those that are one; `outlet` is None where there is a speaker. `reports`
    are indices of the event's reports; `stances` is what they do with the event, each once, in their order.
    """

    speaker: str | None
    outlet: str | None
    reports: tuple[int, ...]
    stances: tuple[Stance, ...]


def origins(event: Event, actors: Mapping[str, Actor]) -> tuple[Origin, ...]:
    """The origins of an event's reports, in the order in which they first speak.

    A report that quotes two speakers counts for both. An outlet that another one quotes as a speaker is that
    speaker. `actors` are all actors by id.
    """
    speakers = tuple(
        dict.fromkeys(id for report in event.reports for id in report.said_by if not _is_unnamed(id, actors))
    )
    widest = {id: _widest(id, speakers, actors) for id in speakers}
    called = {name: id for id in reversed(speakers) if id in actors for name in _folded_names(actors[id])}
    found: dict[tuple[str | None, str | None], tuple[str | None, list[int]]] = {}
    for index, report in enumerate(event.reports):
        for speaker in _voices(report, actors):
            outlet = fold(report.source.outlet)
            voice = widest[speaker or called[outlet]] if speaker or outlet in called else None
            key = (voice, None if voice else outlet)
            _, indices = found.setdefault(key, (None if voice else report.source.outlet, []))
            if index not in indices:
                indices.append(index)
    return tuple(
        Origin(
            speaker=speaker,
            outlet=outlet,
            reports=tuple(indices),
            stances=tuple(dict.fromkeys(event.reports[index].stance for index in indices)),
        )
        for (speaker, _), (outlet, indices) in found.items()
    )


def confirmed_by_losing_side(event: Event, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The speakers that confirm an event in which they lost: "confirmed by the losing side" may be said.

    The speaker, one of its members, a body it belongs to or its side stands in the event as `from` or
    `against`. One that stands as `by` too, or whose side does, lost only where it is named so itself.
    """
    losing, winning = event.by_role(*_LOSING), event.by_role(Role.BY)
    speakers = dict.fromkeys(
        id for report in event.reports if report.stance is Stance.CONFIRMS for id in report.said_by
    )
    return tuple(
        id
        for id in speakers
        if id in losing
        or (id not in winning and any(are_one(id, other, actors) for other in losing))
        or _side_lost(id, losing, winning, actors)
    )


def bodies_of(id: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The bodies that an actor belongs to, directly or through others, nearest first."""
    found: dict[str, None] = {}
    waiting = [id]
    for member in waiting:
        for body in actors[member].member_of if member in actors else ():
            if body not in found and body != id:
                found[body] = None
                waiting.append(body)
    return tuple(found)


def _voices(report: Report, actors: Mapping[str, Actor]) -> Iterator[str | None]:
    """The named speakers of a report; None where the outlet speaks, itself or for somebody unnamed."""
    if not report.said_by:
        yield None
    for id in report.said_by:
        yield None if _is_unnamed(id, actors) else id


def _widest(id: str, speakers: Sequence[str], actors: Mapping[str, Actor]) -> str:
    """The furthest body that an actor belongs to among those that speak, else itself."""
    return next((body for body in reversed(bodies_of(id, actors)) if body in speakers), id)


@lru_cache(maxsize=4096)
def _folded_names(actor: Actor) -> frozenset[str]:
    """Everything that an actor is called, folded."""
    return frozenset(map(fold, (*(words for _, words in actor.name.by_language), *actor.aliases)))


def _is_unnamed(id: str, actors: Mapping[str, Actor]) -> bool:
    return id in actors and actors[id].kind in _UNNAMED


def are_one(id: str, other: str, actors: Mapping[str, Actor]) -> bool:
    """Whether one of two actors is the other or belongs to it."""
    return id == other or other in bodies_of(id, actors) or id in bodies_of(other, actors)


def _side_lost(id: str, losing: Sequence[str], winning: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    """Whether an actor's side stands in an event only among the losers."""
    side = actors[id].side if id in actors else None
    if side in _NO_SIDE:
        return False
    lost, won = (any(actors[other].side == side for other in ids if other in actors) for ids in (losing, winning))
    return lost and not won
