"""Importing: many records in one transaction with one revision, so half of it never shows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlite_utils import Database

from db.model import Record
from db.revision import Action, Signature
from db.revision_writing import Deed
from db.writing import ImportSummary, Tally, Writing, transaction

__all__ = ["ImportSummary", "Tally", "import_records"]

_BATCH = 500  # records that are compared and written together


def import_records(database: Database, records: Iterable[Record], signed: Signature | None = None) -> ImportSummary:
    """Add records and replace those that differ from the stored record with their id, all of them or none.

    The records are written as they come, as one revision; a retracted event stays retracted. What they name
    must be stored or among them; an event keeps its `seq`, a place or actor its position, and new ones come
    last. Raises what reading `records` raises, RecordsRefused where a named record is missing at the end,
    and DatabaseUnwritable.
    """
    summary = ImportSummary()
    coming = iter(records)
    with transaction(database):
        running = Writing(database, Deed(signed or Signature(), Action.IMPORT))
        while batch := list(islice(coming, _BATCH)):
            summary += running.put(batch)
        running.revision.finish()
    return summary
