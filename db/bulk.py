"""In bulk: files of any form that we read into the timeline, all or nothing, or as a trial that writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from sqlite_utils import Database

from db.canonical import line_of
from db.formats import read_any
from db.history import type_of_record
from db.model import Record
from db.records import RecordFile
from db.references import Where
from db.revision import Action, Revision, Signature
from db.revision_writing import Deed
from db.writing import ImportSummary, Verdict, Writing, transaction

_BATCH = 500  # records that are compared and written together


@dataclass(frozen=True, slots=True)
class Finding:
    """What an import does, or would do, with one record: where it stands, the verdict, and the fields that differ."""

    file: str
    line: int
    type: str
    id: str
    verdict: Verdict
    fields: tuple[str, ...] = ()


class _Trial(Exception):
    """Ends a dry run: its transaction is rolled back."""


def bring_in(
    database: Database,
    files: Iterable[RecordFile],
    signed: Signature,
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    told: Callable[[Finding], None] | None = None,
    progress: Callable[[int], None] | None = None,
    sealed: Callable[[Revision | None], None] | None = None,
) -> ImportSummary:
    """Import files of records (JSON Lines), of UCDP or ACLED, or sheets, as one revision, all or nothing.

    `dry_run` does all of it and takes it back. `told` is told of every record, `progress` of how many records
    were done since it was last called; `sealed` of the revision (None: nothing is new) before it is kept, which
    it still is not where `sealed` raises. An event of UCDP or ACLED that an editor has changed since it was
    imported is kept as it is, unless `overwrite`; a retracted one stays retracted. Raises RecordsRefused with
    every mistake, and DatabaseUnwritable.
    """
    lines: dict[tuple[str, str], Where] = {}

    def tell(verdict: Verdict, record: Record, stored: str | None) -> None:
        kind = type_of_record(record)
        fields = _differing(stored, line_of(record)) if verdict is Verdict.CHANGED and stored else ()
        if told:
            told(Finding(*lines[kind, record.id], kind, record.id, verdict, fields))

    summary = ImportSummary()
    try:
        with transaction(database):
            writing = Writing(database, Deed(signed, Action.IMPORT), tell if told else None)
            for foreign, records in read_any(files, database):
                while batch := list(islice(records, _BATCH)):
                    if told:
                        lines = {(type_of_record(record), record.id): where for where, record in batch}
                    summary += writing.put([record for _, record in batch], keep_edited=foreign and not overwrite)
                    if progress:
                        progress(len(batch))
            made = writing.revision.finish()
            if sealed:
                sealed(made)
            if dry_run:
                raise _Trial
    except _Trial:
        pass
    return summary


def _differing(stored: str, coming: str) -> tuple[str, ...]:
    """The fields in which two lines of one record differ."""
    old, new = json.loads(stored), json.loads(coming)
    return tuple(name for name in {**old, **new} if old.get(name) != new.get(name))
