"""Places and actors as editors name them: by id, or by any name or alias in either script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from answering.drafting.words import without_marks
from answering.text import name_key
from db.directory import Directory
from db.folding import fold
from db.model import Actor, Place

_NEAR = 75  # of a hundred
_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Whom or what a name may mean, one id where it is clear; `near`: the ids of similar names where there is none."""

    ids: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def only(self) -> str | None:
        """The one that is meant, None where that isn't clear."""
        return self.ids[0] if len(self.ids) == 1 else None


class Namer:
    """The names of a directory, for fields that hold nothing but names."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._places = _Index(directory.places.values())
        self._actors = _Index(directory.actors.values())

    def place(self, name: str) -> Named:
        """The place with a name; a city is not its province, unless that is said."""
        found = self._places.named(name)
        inner = tuple(
            id for id in found.ids if not any(other in self._directory.inside(id) - {id} for other in found.ids)
        )
        return Named(inner, found.near)

    def actor(self, name: str, start: date | None = None, end: date | None = None) -> Named:
        """The actor with a name: of those that share it, the ones that were there between the days, if any was."""
        found = self._actors.named(name)
        there = tuple(id for id in found.ids if self._directory.valid(id, start, end))
        return Named(there or found.ids, found.near)


def namer(directory: Directory) -> Namer:
    """The namer of a directory, made once."""
    if directory not in _namers:
        _namers[directory] = Namer(directory)
    return _namers[directory]


_namers: WeakKeyDictionary[Directory, Namer] = WeakKeyDictionary()


class _Index:
    """Ids by the keys of names; what an actor is only sometimes called stands behind what it is called."""

    def __init__(self, records: Iterable[Place] | Iterable[Actor]) -> None:
        self._ids: dict[str, str] = {}
        self._names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._also: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for record in records:
            self._ids[record.id.casefold()] = record.id
            for name in (*(words for _, words in record.name.by_language), *record.aliases, *_more(record)):
                self._names[_key(name)][record.id] = None
            for name in record.metonyms if isinstance(record, Actor) else ():
                self._also[_key(name)][record.id] = None
        self._names.pop("", None)

    def named(self, name: str) -> Named:
        written = without_marks(name).strip()
        if (id := self._ids.get(written.casefold())) is not None:
            return Named((id,))
        key = _key(written)
        if found := self._names.get(key) or self._also.get(key):
            return Named(tuple(found))
        return Named((), self._near(key, _OFFERED))

    def _near(self, key: str, limit: int) -> tuple[str, ...]:
        if not key:
            return ()
        alike = process.extract(key, list(self._names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2 * limit)
        return tuple(dict.fromkeys(id for name, _, _ in alike for id in self._names[name]))[:limit]


def _more(record: Place | Actor) -> Sequence[str]:
    return record.exact if isinstance(record, Actor) else record.common_words


def _key(name: str) -> str:
    return name_key(tuple(fold(name).split()))
