"""Where a body's deeds of a kind are usually recorded, for a post that doesn't say: the Security Council's seat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from db.model import Kind
from db.timeline import Timeline

_DONE_AT_A_SEAT = frozenset({Kind.RESOLUTION})
_ENOUGH = 3  # entries
_MOSTLY = 0.6


def usual_place(kind: Kind | None, actors: Collection[str], timeline: Timeline) -> str | None:
    """The place abroad of most entries of a kind in which these take part; None where there is no such place."""
    if kind not in _DONE_AT_A_SEAT or not actors:
        return None
    bodies = frozenset(body for actor in actors for body in timeline.directory.bodies(actor))
    found = Counter(
        outline.places[0] for outline in timeline.find(kinds=(kind,), actors=bodies, limit=200) if outline.places
    )
    if found.total() < _ENOUGH:
        return None
    place, often = found.most_common(1)[0]
    home = timeline.directory.home
    abroad = home is None or place not in timeline.directory.inside(home)
    return place if abroad and often >= _MOSTLY * found.total() else None
