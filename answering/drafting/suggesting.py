"""Suggestions as an editor types a few letters: the places, actors and outlets that may be meant.

Names are compared folded, in either script and by every alias, with or without articles. What begins with the
letters comes first, then what has a word inside that does, then what is spelled nearly so; among equals those that
the timeline names most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from answering.answer import ActorRef, Joined, Phrase, PlaceRef
from answering.text import name_key
from db.directory import Directory
from db.folding import fold
from db.model import Actor, Place, When
from db.timeline import Timeline
from db.usage import Outlet, actors_named, outlets, places_named

SHOWN = 6
_MISSPELLED = 4  # letters from which on a slip is forgiven, two from twice as many
_LAST = "\U0010ffff"  # after every letter
_INSIDE, _NEARLY = 2, 3  # after what is called exactly so (0) and what begins so (1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be meant: its id, its name, and what tells it from others of that name, as values to be worded."""

    id: str
    name: PlaceRef | ActorRef | str
    apart: Joined

    @property
    def label(self) -> Phrase:
        """The name with what tells it apart."""
        return Phrase.of("suggested" if self.apart.parts else "suggested.bare", what=self.name, apart=self.apart)


class Suggesting:
    """The names of a timeline, ready to be searched by their first letters."""

    def __init__(self, timeline: Timeline) -> None:
        self._directory = timeline.directory
        self._outlets = {outlet.name: outlet for outlet in outlets(timeline.database)}
        self._place_names = _Index(
            {id: _names_of_place(place) for id, place in timeline.directory.places.items()},
            places_named(timeline.database),
        )
        self._actor_names = _Index(
            {id: _names_of_actor(actor) for id, actor in timeline.directory.actors.items()},
            actors_named(timeline.database),
        )
        called = {fold(name): names for names in self._media() for name in names}
        self._outlet_names = _Index(
            {name: (name, *called.get(fold(name), ())) for name in self._outlets},
            {name: outlet.pages for name, outlet in self._outlets.items()},
        )

    def _media(self) -> Iterable[tuple[str, ...]]:
        """The names of those actors that publish: an outlet is called by them too, in the other script for one."""
        return (_names_of_actor(one) for one in self._directory.actors.values() if one.kind == "media")

    def places(self, letters: str, limit: int = SHOWN) -> tuple[Suggestion, ...]:
        """The places that `letters` may mean; those named most where there are no letters."""
        found = self._place_names.find(letters)
        if not fold(letters):  # those of the country that the timeline is about
            home = self._directory.home
            found = [id for id in found if home is None or (id != home and id in self._directory.inside(home))]
        return tuple(self.place(id) for id in found[:limit])

    def actors(self, letters: str, when: When | None = None, limit: int = SHOWN) -> tuple[Suggestion, ...]:
        """The actors that `letters` may mean; of two alike, the one that was there at that time comes first."""
        start, end = (when.start, when.end) if when else (None, None)
        found = self._actor_names.find(letters, lambda id: self._directory.valid(id, start, end))
        return tuple(self.actor(id) for id in found[:limit])

    def outlets(self, letters: str, limit: int = SHOWN) -> tuple[Outlet, ...]:
        """The outlets that `letters` may mean; those with most pages where there are no letters."""
        return tuple(self._outlets[name] for name in self._outlet_names.find(letters)[:limit])

    def outlet(self, name: str) -> Outlet | None:
        """The outlet with exactly this name."""
        return self._outlets.get(name)

    def place(self, id: str) -> Suggestion:
        """A place with its kind and the province or other place that it lies in."""
        return Suggestion(id, PlaceRef(id), Joined(_apart_of_place(id, self._directory)))

    def actor(self, id: str) -> Suggestion:
        """An actor with its kind and the time that it was there."""
        return Suggestion(id, ActorRef(id), Joined(_apart_of_actor(self._directory.actors[id])))


_suggesting: WeakKeyDictionary[Timeline, Suggesting] = WeakKeyDictionary()


def suggesting_of(timeline: Timeline) -> Suggesting:
    """The names of a timeline, made ready once."""
    if timeline not in _suggesting:
        _suggesting[timeline] = Suggesting(timeline)
    return _suggesting[timeline]


class _Index:
    """Names by what they and the words inside them begin with."""

    def __init__(self, names: Mapping[str, Iterable[str]], used: Mapping[str, int]) -> None:
        self._used = used
        self._ids = sorted(names, key=lambda id: (-used.get(id, 0), id))
        starts: set[tuple[str, bool, str]] = set()
        self._whole: set[tuple[str, str]] = set()
        for id, called in names.items():
            for name in {*called, id}:
                words = tuple(fold(name).split())
                self._whole |= {(key, id) for key in _keys(words)}
                starts |= {(key, position > 0, id) for position in range(len(words)) for key in _keys(words[position:])}
        self._starts = sorted(starts)
        self._keys = [key for key, _, _ in self._starts]

    def find(self, letters: str, fitting: Callable[[str], bool] = lambda id: True) -> list[str]:
        """The ids that the letters may mean, the likeliest first; all of them, by use, where there are no letters."""
        words = tuple(fold(letters).split())
        if not words:
            return sorted(self._ids, key=lambda id: not fitting(id))
        tiers: dict[str, int] = {}
        for key in _keys(words):
            for id, tier in self._beginning(key):
                tiers[id] = min(tier, tiers.get(id, tier))
        if len(tiers) < SHOWN:
            for id in self._nearly(name_key(words)):
                tiers.setdefault(id, _NEARLY)
        return sorted(tiers, key=lambda id: (tiers[id], not fitting(id), -self._used.get(id, 0), id))

    def _beginning(self, key: str) -> Iterable[tuple[str, int]]:
        for start, inside, id in self._between(key):
            yield id, 0 if start == key and (key, id) in self._whole else _INSIDE if inside else 1

    def _nearly(self, key: str) -> Iterable[str]:
        if len(key) < _MISSPELLED:
            return ()
        slips = 1 if len(key) < 2 * _MISSPELLED else 2
        alike = self._between(key[0])
        beginnings = [start[: len(key)] for start, _, _ in alike]
        near = process.extract(key, beginnings, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=4 * SHOWN)
        return [alike[index][2] for _, _, index in near]

    def _between(self, beginning: str) -> list[tuple[str, bool, str]]:
        """The names, and the ends of names from a word inside on, that begin so."""
        return self._starts[bisect_left(self._keys, beginning) : bisect_left(self._keys, beginning + _LAST)]


def _keys(words: tuple[str, ...]) -> frozenset[str]:
    """What folded words are compared by: as they are, and without articles and doubled letters."""
    return frozenset({"".join(words), name_key(words)})


def _names_of_place(place: Place) -> tuple[str, ...]:
    return (*(words for _, words in place.name.by_language), *place.aliases, *place.common_words)


def _names_of_actor(actor: Actor) -> tuple[str, ...]:
    return (*(words for _, words in actor.name.by_language), *actor.aliases, *actor.exact, *actor.metonyms)


def _apart_of_place(id: str, directory: Directory) -> tuple[object, ...]:
    place = directory.places[id]
    around = directory.within(id)
    province = next((up for up in around if directory.places[up].kind == "governorate"), None)
    upper = province or next(iter(around), None)
    return (Phrase.of(f"place_kind.{place.kind}"), *((PlaceRef(upper),) if upper else ()))


def _apart_of_actor(actor: Actor) -> tuple[object, ...]:
    since = (Phrase.of("date.since", start=actor.since),) if actor.since else ()
    until = (Phrase.of("date.until", end=actor.until),) if actor.until else ()
    return (Phrase.of(f"actor_kind.{actor.kind}"), *since, *until)
