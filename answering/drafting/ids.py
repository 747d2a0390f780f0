"""Ids of new records, as the records have them: 2024-12-05-hama-capture, and tag24-20241205-hama for a source."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from db.model import Kind, When

_LONGEST = 60


def event_stem(when: When, places: tuple[str, ...], kind: Kind) -> str:
    """What the id of an event is, as long as no other has it: the day it began, its main place, its kind."""
    day = re.match(r"[0-9-]+", when.edtf)
    pieces = [day[0] if day else when.start.isoformat(), places[0] if places else "", kind.replace("_", "-")]
    if len("-".join(filter(None, pieces))) > _LONGEST - 4:
        pieces[1] = pieces[1][: _LONGEST - 6 - len(pieces[0]) - len(pieces[2])].rstrip("-")
    return "-".join(filter(None, pieces))


def unused(stem: str, taken: Callable[[str], bool]) -> str:
    """The stem, or the first of stem-2, stem-3 … that nobody has."""
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(id for id in numbered if not taken(id))
