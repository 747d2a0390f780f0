"""Who held a place when, as the events' recorded changes of control tell it."""

from __future__ import annotations

from dataclasses import dataclass

from db.directory import Directory
from db.model import ControlChange, Event, Extent, Status
from db.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Change:
    """A change of who holds a place, and the event that brought it."""

    event: Event
    entry: ControlChange
    own: bool  # of the place itself and not of one that contains it

    @property
    def settled(self) -> bool:
        """Whether it says who holds the whole place, and nobody denies it."""
        return self.entry.extent is Extent.WHOLE and self.event.status is not Status.DISPUTED


def changes_of(place: str, timeline: Timeline) -> list[Change]:
    """The changes of a place and of what contains it, in time order; on one date whole comes after part."""
    directory = timeline.directory
    around = directory.around(place)
    found = [
        Change(event, entry, place in entry.places)
        for event in timeline.control_events(around)
        for entry in event.control
        if around & set(entry.places) and not around & set(entry.excluded)
    ]
    return sorted(
        found,
        key=lambda change: (
            change.event.when.start,
            change.settled,
            -min(_distance(directory, place, one) for one in change.entry.places if one in around),
        ),
    )


def _distance(directory: Directory, place: str, container: str) -> int:
    """How much larger a container is: the number of places in it."""
    return 0 if place == container else len(directory.inside(container))
