"""The places and actors of a timeline by id, and who lies in or belongs to whom, upwards and downwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property

from db.model import Actor, Place

_NO_SIDE = frozenset({None, "none", "foreign", "civilian", "humanitarian_monitor"})  # of those who fight together
_NAMELESS = frozenset({"unnamed", "population"})
_COUNTRYSIDE = frozenset({"area", "region", "countryside"})


class Directory:
    """Places and actors with their ties; small enough to be held in memory, made anew when either changes."""

    def __init__(self, places: Iterable[Place], actors: Iterable[Actor]) -> None:
        self.places: Mapping[str, Place] = {place.id: place for place in places}
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in actors}
        children: dict[str, set[str]] = defaultdict(set)
        parents: dict[str, set[str]] = defaultdict(set)
        for place in self.places.values():
            below = [(place.id, covered) for covered in place.covers]
            above = [(place.within, place.id)] if place.within else []
            for upper, lower in below + above:
                children[upper].add(lower)
                parents[lower].add(upper)
        members: dict[str, set[str]] = defaultdict(set)
        for actor in self.actors.values():
            for body in actor.member_of:
                members[body].add(actor.id)
        self._inside = cache(lambda place: _closure(place, lambda one: children.get(one, set())))
        self._around = cache(lambda place: _closure(place, lambda one: parents.get(one, set())))
        self._members = cache(lambda actor: _closure(actor, lambda one: members.get(one, set())))
        self._bodies = cache(lambda actor: _closure(actor, lambda one: self.actors[one].member_of))

    @cached_property
    def _by_side(self) -> dict[str | None, frozenset[str]]:
        sides: dict[str | None, set[str]] = defaultdict(set)
        for id, actor in self.actors.items():
            sides[actor.side].add(id)
        return {side: frozenset(ids) for side, ids in sides.items()}

    @cached_property
    def home(self) -> str | None:
        """The id of the place that the timeline is about: the outermost one that most places lie in."""
        outermost = [id for id, place in self.places.items() if place.within is None]
        return max(outermost, key=lambda id: len(self.inside(id)), default=None)

    @cached_property
    def end_of_rule(self) -> date | None:
        """The last day of the state that another one succeeded, the newest such day; None where there is none."""
        return max((one.until for one in self.actors.values() if self._was_succeeded(one) and one.until), default=None)

    def _was_succeeded(self, actor: Actor) -> bool:
        return actor.kind == "state" and any(self.actors[id].kind == "state" for id in actor.succeeded_by)

    def inside(self, place: str) -> frozenset[str]:
        """The ids of the place and of all that lies in it or that it covers."""
        return self._inside(place)

    def around(self, place: str) -> frozenset[str]:
        """The ids of the place and of all that it lies in or is covered by."""
        return self._around(place)

    def within(self, place: str) -> tuple[str, ...]:
        """The ids of what contains the place by `in` alone, the smallest first, without itself."""
        chain: list[str] = []
        above = self.places[place].within
        while above is not None:
            chain.append(above)
            above = self.places[above].within
        return tuple(chain)

    def members(self, actor: str) -> frozenset[str]:
        """The ids of the actor and of all that belong to it."""
        return self._members(actor)

    def bodies(self, actor: str) -> frozenset[str]:
        """The ids of the actor and of all that it belongs to."""
        return self._bodies(actor)

    def fellows(self, actor: str) -> frozenset[str]:
        """Who belongs to the state of an actor that has no name of its own: "a US official" may be any of them."""
        one = self.actors[actor]
        states = (body for body in one.member_of if one.kind == "unnamed" and self.actors[body].kind == "state")
        return frozenset().union(*map(self.members, states))

    def around_countryside(self, places: Iterable[str]) -> frozenset[str]:
        """The governorates around those of the places that are countryside: what is told of them is told of these."""
        among = (self.places[place] for place in places)
        around = {place.within for place in among if place.kind in _COUNTRYSIDE and place.covers}  # Houla is a place
        return frozenset(place for place in around if place and self.places[place].kind == "governorate")

    def are_nameless(self, actors: Iterable[str]) -> bool:
        """Whether these are people in general, as civilians and residents are, and nobody that has a name."""
        kinds = {self.actors[actor].kind for actor in actors}
        return bool(kinds) and kinds <= _NAMELESS

    def is_person(self, actor: str) -> bool:
        """Whether an actor, given its id, is one person."""
        return self.actors[actor].kind == "person"

    def side_of(self, person: str) -> frozenset[str]:
        """The ids of those that are on the side that a person stands for; none for other actors."""
        one = self.actors[person]
        return self._by_side[one.side] if self.is_person(person) and one.side not in _NO_SIDE else frozenset()

    def last_day(self, actors: Iterable[str]) -> date | None:
        """The last day of the actors, or of the bodies that they belong to; None where none has one."""
        ends = (self.actors[body].until for actor in actors for body in self.bodies(actor))
        return max((until for until in ends if until is not None), default=None)

    def valid(self, actor: str, start: date | None, end: date | None) -> bool:
        """Whether the actor was there at some time from `start` to `end`; None leaves that side open."""
        one = self.actors[actor]
        begun = one.since is None or end is None or one.since <= end
        ended = one.until is not None and start is not None and one.until < start
        return begun and not ended


def _closure(origin: str, step: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """All that is reached from `origin` by `step`, `origin` with it; cycles end."""
    seen = {origin}
    waiting = [origin]
    while waiting:
        for one in step(waiting.pop()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return frozenset(seen)
