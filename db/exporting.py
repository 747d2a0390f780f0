"""The stored timeline as record files that can be imported again, byte for byte as they came in."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from sqlite_utils import Database

from db.canonical import file_of, line_of
from db.errors import FolderUnwritable
from db.model import Record
from db.rows import each_event, each_source, load_actors, load_places

_OURS = re.compile(r"(sources|places|actors|events-[0-9]{4})\.jsonl")


def each_record(database: Database) -> Iterator[Record]:
    """Every record of the timeline, as it stands now, each after those that it names.

    Sources come by id, places and actors in stored order, events by (`when`, `id`).
    """
    with database.atomic():  # one view of the database, whatever is written meanwhile
        yield from each_source(database)
        yield from load_places(database)
        yield from load_actors(database)
        yield from each_event(database)


def each_line(database: Database) -> Iterator[str]:
    """Every record as a line with its end, in the order of `each_record`: one stream to import again."""
    for record in each_record(database):
        yield f"{line_of(record)}\n"


def export_to(database: Database, folder: Path) -> tuple[Path, ...]:
    """Write the timeline to a folder and give the files written: one for each type, for events one a year.

    The files take the place of an earlier export's only once all of them are written. Those of types and
    years that no longer have a record go; other files stay. Raises FolderUnwritable.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as unfinished:
            written = _write(database, Path(unfinished))
            for name in written:
                (Path(unfinished) / name).replace(folder / name)
        for leftover in folder.iterdir():
            if _OURS.fullmatch(leftover.name) and leftover.name not in written:
                leftover.unlink()
    except OSError as error:
        raise FolderUnwritable(folder, error.strerror or str(error)) from error
    return tuple(folder / name for name in written)


def _write(database: Database, folder: Path) -> list[str]:
    """The names of the files written, in the order in which they can be imported."""
    written: list[str] = []
    for name, records in groupby(each_record(database), key=file_of):
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line_of(record)}\n" for record in records)
        written.append(name)
    return written
