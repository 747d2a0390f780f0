"""What form a file has, by its first line, and its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum, auto
from itertools import chain

from sqlite_utils import Database

from db.adapters.acled import read_acled
from db.adapters.sheet import read_sheet
from db.adapters.ucdp import read_ucdp
from db.records import PlacedRecord, RecordFile, read_placed_records

_MARK = b"\xef\xbb\xbf"  # that Windows programs put before UTF-8


class Form(StrEnum):
    """What a file is made of."""

    RECORDS = auto()
    UCDP = auto()
    ACLED = auto()
    SHEET = auto()


_READERS: dict[Form, Callable[[RecordFile, Database], Iterator[PlacedRecord]]] = {
    Form.UCDP: read_ucdp,
    Form.ACLED: read_acled,
    Form.SHEET: read_sheet,
}


def read_any(files: Iterable[RecordFile], database: Database) -> Iterator[tuple[bool, Iterator[PlacedRecord]]]:
    """The records of files: those of all record files first, then each table's; true where they are a dataset's.

    Each is to be read to its end before the next is asked for; reading raises RecordsRefused.
    """
    plain: list[RecordFile] = []
    tables: list[tuple[Form, RecordFile]] = []
    for file in files:
        form, whole = _recognised(file)
        if form is Form.RECORDS:
            plain.append(whole)
        else:
            tables.append((form, whole))
    if plain:
        yield False, read_placed_records(plain, database)
    for form, file in tables:
        yield form is not Form.SHEET, _READERS[form](file, database)


def form_of(name: str, line: bytes) -> Form:
    """The form of a file with a name that begins with a line."""
    if name.lower().endswith((".jsonl", ".json", ".ndjson")):
        return Form.RECORDS
    start = line.removeprefix(_MARK).strip().lower()
    if not start or start.startswith((b"{", b"[")):
        return Form.RECORDS
    if b"event_id_cnty" in start:
        return Form.ACLED
    if b"type_of_violence" in start and b"date_prec" in start:
        return Form.UCDP
    return Form.SHEET


def _recognised(file: RecordFile) -> tuple[Form, RecordFile]:
    """A file's form, and the file with the line that was read to know it."""
    lines = iter(file.lines)
    try:
        first = next(lines, b"")
    except OSError as error:
        return Form.RECORDS, RecordFile(file.name, _Failing(error))
    return form_of(file.name, first), RecordFile(file.name, chain([first], lines))


class _Failing:
    """The lines of a file that can't be read: reading them says so, beside the mistakes of other files."""

    def __init__(self, error: OSError) -> None:
        self._error = error

    def __iter__(self) -> Iterator[bytes]:
        raise self._error
