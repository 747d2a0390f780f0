"""What history holds as lines, as the records that they were."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from db.model import Record, Source
from db.record_fields import Fields
from db.record_types import read_record
from db.revision import Change, Revision
from db.source_rows import load_sources


@dataclass(frozen=True, slots=True)
class Changed:
    """What a revision did to one record, before and after; None where it was not there, or can't be read any more.

    `came` and `went` say that it was not there before, or is not there after.
    """

    revision: Revision
    type: str
    id: str
    before: Record | None
    after: Record | None
    came: bool = False
    went: bool = False


def as_records(database: Database, changes: Collection[Change]) -> tuple[Changed, ...]:
    """The changes with their lines read; a source that is named and no longer stored has its id for its outlet."""
    lines = [line for change in changes for line in (change.before, change.after) if line is not None]
    sources = load_sources(database, list(_named(map(json.loads, lines))))
    return tuple(
        Changed(
            change.revision,
            change.type,
            change.id,
            record_of(change.before, sources) if change.before else None,
            record_of(change.after, sources) if change.after else None,
            came=change.before is None,
            went=change.after is None,
        )
        for change in changes
    )


def record_of(line: str, sources: Mapping[str, Source]) -> Record | None:
    """The record of a line that was stored once; None where it breaks a rule that is newer than it."""
    values = json.loads(line)
    notebook = _Notebook()
    record = read_record(
        str(values["type"]), Fields(values, notebook), lambda id: sources.get(id) or Source(id, id, None, None, "", "")
    )
    return None if notebook.faulty else record


class _Notebook:
    """Takes down only that something is wrong; whom a line names may be gone since."""

    def __init__(self) -> None:
        self.faulty = False

    def note(self, field: str, message: str) -> None:
        self.faulty = True

    def name(self, kind: str, id: str, field: str) -> None:
        pass


def _named(objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The ids of the sources that the objects of events name."""
    for values in objects:
        for field in ("reports", "figures"):
            parts = values.get(field)
            for part in parts if isinstance(parts, list) else ():
                yield part["source"]
