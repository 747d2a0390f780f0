"""Short lists of things that come again and again, one for each event, in a few bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing", bound=Hashable)


class PackedLists(Generic[_Thing]):
    """The lists of all events, from rows of (`seq` of an event, thing) in the order of events."""

    def __init__(self, rows: Iterable[tuple[int, _Thing]]) -> None:
        codes: dict[_Thing, int] = {}
        self._codes = array("I")
        self._begins = array("I", [0])  # by `seq`: where an event's list begins, which is where the one before ends
        for event, thing in rows:
            if len(self._begins) <= event:
                self._begins.extend([len(self._codes)] * (event + 1 - len(self._begins)))
            self._codes.append(codes.setdefault(thing, len(codes)))
        self._begins.append(len(self._codes))
        self._things = tuple(codes)

    def of(self, event: int) -> tuple[_Thing, ...]:
        """The things of an event, by its `seq`, in their order."""
        begins = self._begins[event : event + 2]
        return tuple(map(self._things.__getitem__, self._codes[slice(*begins)])) if len(begins) > 1 else ()
