"""The walk through a dataset's rows: each to its event, with the places and actors that are new before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from db.adapters.gazetteer import Gazetteer
from db.adapters.table import Mistakes, Refusal
from db.model import Event
from db.records import PlacedRecord
from db.references import Where


def records_of(
    file: str,
    heading: Sequence[str],
    rows: Iterable[tuple[int, list[str]]],
    event_of: Callable[[list[str]], Event],
    names: Gazetteer,
    mistakes: Mistakes,
) -> Iterator[PlacedRecord]:
    """The records of numbered rows; `event_of` reads the cells of one, takes names from `names`, and may raise Refusal.

    After the first mistake no more records are given, and after the last row RecordsRefused is raised with all of them.
    """
    width = len(heading)
    for number, cells in rows:
        try:
            if len(cells) < width:
                raise Refusal(heading[len(cells)], f"the row has {len(cells)} cells of {width}; give it all of them")
            event = event_of(cells)
        except Refusal as refusal:
            mistakes.note(number, refusal.column, refusal.message)
            continue
        if mistakes:
            continue
        where = Where(file, number)
        if names.new:
            for record in names.new:
                yield PlacedRecord(where, record)
            names.new.clear()
        yield PlacedRecord(where, event)
    mistakes.raise_any()
