"""The names of a timeline, indexed once."""

from __future__ import annotations

from functools import lru_cache
from weakref import WeakKeyDictionary

from answering.lexicon import languages, load
from answering.names.index import Names
from db.directory import Directory
from db.model import Actor, Place
from db.timeline import Timeline

_names: WeakKeyDictionary[Timeline, Names] = WeakKeyDictionary()


def names_of(timeline: Timeline) -> Names:
    """The names of a timeline, indexed once."""
    known = _names.get(timeline)
    if known is None:
        directory = timeline.directory
        among = tuple(directory.places.values()), tuple(directory.actors.values()), timeline.vocabulary
        known = _names[timeline] = _names_among(*among)
    return known


@lru_cache(maxsize=2)
def _names_among(places: tuple[Place, ...], actors: tuple[Actor, ...], vocabulary: frozenset[str]) -> Names:
    """The names of these places and actors, which the timelines of all workers share, and most of the next ones."""
    return Names(
        Directory(places, actors),
        vocabulary,
        {name: meant for language in languages() for name, meant in load(language).nicknames.items()},
        frozenset().union(*(load(one).asks.words & load(one).stop for one in languages())),
    )
