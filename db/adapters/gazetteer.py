"""The places and actors that a dataset names, found among the stored ones or made from what it says of them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from sqlite_utils import Database

from db.directory import Directory
from db.folding import fold
from db.model import Actor, Place, Text
from db.rows import load_actors, load_places

_FAR = 30.0  # kilometres: a name further off is another place
_EARTH = 6371.0  # kilometres
_LONGEST = 60  # letters of an id
_KINDS = {
    **dict.fromkeys(("city", "town", "village", "neighbourhood", "mountain", "camp", "airport", "river"), ""),
    "governorate": "governorate",
    "province": "governorate",
    "district": "district",
    "subdistrict": "subdistrict",
}
_SETTLED = frozenset({"city", "town", "village", "neighbourhood", "camp", "area", "site", "district", "subdistrict"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a dataset names it: `kind` as places have it, coordinates where it is sure of them."""

    name: str
    kind: str
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Gazetteer:
    """Finds places and actors by a dataset's names; `new` are those that had to be made, to be stored first."""

    def __init__(self, database: Database, dataset: str) -> None:
        self._dataset = dataset
        self._directory = Directory(load_places(database), load_actors(database))
        self._places_named: defaultdict[str, list[Place]] = defaultdict(list)
        self._actors_named: defaultdict[str, list[Actor]] = defaultdict(list)
        self.places: dict[str, Place] = dict(self._directory.places)
        self.actors: dict[str, Actor] = dict(self._directory.actors)
        self.new: list[Place | Actor] = []
        for place in self._directory.places.values():
            self._name_place(place)
        for actor in self._directory.actors.values():
            for name in {fold(name) for name in (*_words(actor.name), *actor.aliases, *actor.exact)}:
                self._actors_named[name].append(actor)

    def place(self, spot: Spot) -> Place:
        """The one stored place that a name means, else a new one with the name in both languages."""
        name, kind = _without_kind(spot)
        found = [place for place in self._places_named[fold(name)] if self._fits(place, spot, kind)]
        if len(found) == 1:
            return found[0]
        id = self._new_id("place", spot.name, spot.within or "")
        if id not in self.places:
            made = Place(id, Text((("en", name), ("ar", name))), kind, spot.within, spot.latitude, spot.longitude, None)
            self.places[id] = made
            self.new.append(made)
        return self.places[id]

    def actor(self, name: str, kind: str, day: date, number: str = "") -> Actor:
        """The one stored actor that a name means on a day, else a new one; `number` is the dataset's own id."""
        candidates = [self._directory.actors[id] for id in _known_as().get(name, ()) if id in self._directory.actors]
        for found in (candidates, self._actors_named[fold(name)]):
            valid = [actor for actor in found if self._directory.valid(actor.id, day, day)]
            if len(valid) == 1 or (valid and found is candidates):
                return valid[-1]
        id = f"{self._dataset}-actor-{number}" if number else self._new_id("actor", name, "")
        if id not in self.actors:
            made = Actor(id, Text((("en", name), ("ar", name))), kind, None)
            self.actors[id] = made
            self.new.append(made)
        return self.actors[id]

    def depends_on_day(self, name: str) -> bool:
        """Whether a name means one actor at one time and another, or a new one, at another time."""
        ids = [id for id in _known_as().get(name, ()) if id in self._directory.actors]
        found = [self._directory.actors[id] for id in ids] + self._actors_named[fold(name)]
        return any(actor.since or actor.until for actor in found)

    def _name_place(self, place: Place) -> None:
        for name in {fold(name) for name in (*_words(place.name), *place.aliases)}:
            self._places_named[name].append(place)

    def _fits(self, place: Place, spot: Spot, kind: str) -> bool:
        """Whether a place with the name may be the spot: its kind, where it lies, and how far it is."""
        if kind in _SETTLED:
            if place.kind in ("country", "governorate", "region", "river"):
                return False
        elif place.kind != kind:
            return False
        if spot.within is not None and not self._share_a_country(place.id, spot.within):
            return False
        if None in (place.latitude, place.longitude, spot.latitude, spot.longitude):
            return True
        return _kilometres(place, spot) <= _FAR

    def _share_a_country(self, one: str, other: str) -> bool:
        return self._country(one) == self._country(other)

    def _country(self, id: str) -> str:
        """The outermost place around a place by `in`."""
        while (above := self.places[id].within) is not None:
            id = above
        return id

    def _new_id(self, kind: str, name: str, within: str) -> str:
        """An id that the same name in the same place always gets."""
        slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
        mark = sha256(f"{within}|{name}".encode()).hexdigest()[:8]
        start = f"{self._dataset}-{kind}-{slug}"[: _LONGEST - len(mark) - 1].rstrip("-")
        return f"{start}-{mark}"


def _without_kind(spot: Spot) -> tuple[str, str]:
    """A name without the word at its end that tells the kind ("Idlib governorate"), and the kind."""
    *most, last = spot.name.split(" ")
    if most and last.lower() in _KINDS:
        return " ".join(most), _KINDS[last.lower()] or (last.lower() if spot.kind in _SETTLED else spot.kind)
    return spot.name, spot.kind


def _words(text: Text) -> list[str]:
    return [words for _, words in text.by_language]


def _kilometres(place: Place, spot: Spot) -> float:
    """The distance between two points on the globe, by the haversine formula."""
    first, second = radians(place.latitude or 0), radians(spot.latitude or 0)
    east = radians((spot.longitude or 0) - (place.longitude or 0))
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


@lru_cache(maxsize=1)
def _known_as() -> dict[str, list[str]]:
    text = files("db.adapters").joinpath("names.toml").read_text(encoding="utf-8")
    known: dict[str, list[str]] = tomllib.loads(text)["actors"]
    return known
