"""The bundled timeline: the record files in `db/data`, and a fresh database made from them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from db.connection import open_for_writing
from db.desk import ImportSummary, import_records
from db.errors import DatabaseUnwritable
from db.records import RecordFile, read_records

_NAMED_FIRST = ("sources.jsonl", "places.jsonl", "actors.jsonl")  # events name them, so that none has to wait


def bundled_files() -> list[Traversable]:
    """The bundled record files in the order of an export: sources, places, actors, events year by year."""
    folder = files("db.data")
    events = [file for file in folder.iterdir() if file.name.startswith("events-")]
    return [folder / name for name in _NAMED_FIRST] + sorted(events, key=lambda file: file.name)


def bundled_record_files() -> Iterator[RecordFile]:
    """The bundled record files as `read_records` takes them."""
    for file in bundled_files():
        yield RecordFile(file.name, _lines(file))


def build(path: Path) -> ImportSummary:
    """Make a database at `path`, where there is none yet, from the bundled records.

    It is made beside its place and put there when it is whole. Raises DatabaseUnwritable and RecordsRefused.
    """
    _refuse_another(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".tarikh-") as folder:
            unfinished = Path(folder) / path.name
            with closing(open_for_writing(unfinished)) as database:
                summary = import_records(database, read_records(bundled_record_files()))
            _refuse_another(path)  # it may have come while this one was made
            for ending in ("-wal", "-shm"):  # a log that outlived its database would be played into this one
                path.with_name(path.name + ending).unlink(missing_ok=True)
            unfinished.rename(path)
    except OSError as error:
        raise DatabaseUnwritable(path, error.strerror or str(error)) from error
    return summary


def _lines(file: Traversable) -> Iterator[bytes]:
    with file.open("rb") as lines:
        yield from lines


def _refuse_another(path: Path) -> None:
    if path.exists():
        raise DatabaseUnwritable(path, "there is one already")
