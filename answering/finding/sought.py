"""What a question names, with what of the directory is looked at for every event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from answering.finding.evidence import Hits
from answering.names.namesakes import SITES
from answering.question import Named
from db.directory import Directory

_MOST = 4_096  # places and actors held in memory
_WIDE = frozenset({"country", "region", "area", "governorate", "desert"})


@dataclass(frozen=True, slots=True)
class SoughtPlace:
    """A place that is named."""

    id: str
    inside: frozenset[str]
    countryside: frozenset[str]  # the governorates that it is the countryside of
    wide: bool
    around: frozenset[str]  # where it lies, of a site: a prison, an airbase


@dataclass(frozen=True, slots=True)
class SoughtActor:
    """An actor that is named."""

    id: str
    members: frozenset[str]
    bodies: frozenset[str]
    side: frozenset[str]  # of a person, where places are taken
    fellows: frozenset[str]  # of one without a name
    person: bool
    office: bool  # a ministry or a parliament
    since: date  # the days it was there, where they are known
    until: date


@dataclass(frozen=True, slots=True)
class Sought:
    """What is named, with all that belongs to it; worked out once for a question and not for each event."""

    one: Named
    in_text: Hits
    sites: frozenset[str]
    is_place: bool
    home: bool
    nameless: bool  # people without a name: residents, activists
    places: tuple[SoughtPlace, ...]
    actors: tuple[SoughtActor, ...]
    around: frozenset[str]  # where the sites among the places lie
    persons: bool  # whether one of the actors is a person


class _Known(NamedTuple):
    """What belongs to a name whatever is asked of it, in the order of what is sought."""

    home: bool
    nameless: bool
    places: tuple[SoughtPlace, ...]
    actors: tuple[SoughtActor, ...]
    around: frozenset[str]
    persons: bool


def sought_for(one: Named, in_text: Hits, directory: Directory, *, of_a_place: bool, by_a_side: bool) -> Sought:
    """What belongs to a name, where `in_text` are the events whose words hold it.

    `of_a_place` says that what happened did so to a place as a whole, `by_a_side` that a person may stand for his side.
    """
    city = of_a_place and any(directory.places[place].kind == "city" for place in one.places)
    sites = frozenset[str]() if city else frozenset(one.sites)  # called after it, and not it
    known = _known(one.places, one.actors, by_a_side, directory)
    return Sought(one, in_text, sites, bool(one.places or one.sites), *known)


@lru_cache(maxsize=_MOST)
def _known(ids: tuple[str, ...], actor_ids: tuple[str, ...], by_a_side: bool, directory: Directory) -> _Known:
    places = tuple(_place(id, directory) for id in ids)
    actors = tuple(_actor(id, by_a_side, directory) for id in actor_ids)
    return _Known(
        home=directory.home in ids,
        nameless=not ids and directory.are_nameless(actor_ids),
        places=places,
        actors=actors,
        around=frozenset().union(*(place.around for place in places)),
        persons=any(actor.person for actor in actors),
    )


@lru_cache(maxsize=_MOST)
def _place(id: str, directory: Directory) -> SoughtPlace:
    place = directory.places[id]
    return SoughtPlace(
        id,
        directory.inside(id),
        directory.around_countryside((id,)),
        place.kind in _WIDE,
        frozenset(directory.within(id)) if place.kind in SITES else frozenset(),
    )


@lru_cache(maxsize=_MOST)
def _actor(id: str, by_a_side: bool, directory: Directory) -> SoughtActor:
    actor = directory.actors[id]
    return SoughtActor(
        id,
        directory.members(id),
        directory.bodies(id),
        directory.side_of(id) if by_a_side else frozenset(),
        directory.fellows(id),
        directory.is_person(id),
        actor.kind == "government_body",
        actor.since or date.min,
        actor.until or date.max,
    )
