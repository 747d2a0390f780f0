"""Record files to model values: JSON Lines, one record a line, every mistake with its line and field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from db.errors import Mistake, RecordsRefused
from db.model import Record
from db.phrases import nearest, one_of, quoted, type_of
from db.record_fields import Fields
from db.record_types import TYPES, read_record
from db.references import References, Where


class RecordFile(NamedTuple):
    """A file's name, as mistakes give it, and its lines, which may be read as they are asked for."""

    name: str
    lines: Iterable[bytes]


class PlacedRecord(NamedTuple):
    """A record and the line that it stands on."""

    where: Where
    record: Record


def record_file(path: Path) -> RecordFile:
    """The record file at a path, opened when its first line is asked for."""
    return RecordFile(str(path), _lines(path))


def read_records(files: Iterable[RecordFile], database: Database | None = None) -> Iterator[Record]:
    """The records of files as they are read, those with sources still to come at the end.

    With `database`, records may name what is stored in it. Raises RecordsRefused with every mistake of every
    file after the last line, so what came before is to be kept only once the iteration has ended.
    """
    for placed in read_placed_records(files, database):
        yield placed.record


def read_placed_records(files: Iterable[RecordFile], database: Database | None = None) -> Iterator[PlacedRecord]:
    """The same as `read_records`, each record with its line."""
    reading = _Reading(References(database))
    for file in files:
        yield from reading.read(file)
    yield from reading.finish()


def read_objects(
    file: str, objects: Iterable[tuple[int, dict[str, object]]], database: Database | None = None
) -> Iterator[PlacedRecord]:
    """The same for the objects of records, each with its line in what it was read from."""
    reading = _Reading(References(database))
    reading.begin(file)
    for line, values in objects:
        yield from reading.read_object(Where(file, line), values)
    yield from reading.finish()


class _Reading:
    """One pass over files: what is wrong so far, and the events whose sources haven't come yet."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._mistakes: list[Mistake] = []
        self._order: dict[str, int] = {}
        self._waiting: list[tuple[Where, dict[str, object]]] = []

    def begin(self, file: str) -> None:
        self._order.setdefault(file, len(self._order))

    def read(self, file: RecordFile) -> Iterator[PlacedRecord]:
        self.begin(file.name)
        number = 0
        try:
            for number, line in enumerate(file.lines, start=1):
                yield from self._read_line(Where(file.name, number), line)
        except OSError as error:
            message = f"the file can't be read ({error.strerror or error}); name one that can"
            self._mistakes.append(Mistake(file.name, None, "", message))

    def finish(self) -> Iterator[PlacedRecord]:
        """The records that waited for the sources they name. Raises RecordsRefused."""
        for where, values in self._waiting:
            yield from self._build(where, values)
        self._mistakes += self._references.mistakes()
        if self._mistakes:
            self._mistakes.sort(key=lambda mistake: (self._order[mistake.file], mistake.line or 0))
            raise RecordsRefused(tuple(self._mistakes))

    def _read_line(self, where: Where, line: bytes) -> Iterator[PlacedRecord]:
        values = self._object(where, line)
        if values is not None:
            yield from self.read_object(where, values)

    def read_object(self, where: Where, values: dict[str, object]) -> Iterator[PlacedRecord]:
        kind = values.get("type")
        if not isinstance(kind, str) or kind not in TYPES:
            shown = quoted(kind) if isinstance(kind, str) else type_of(kind)
            message = f"{shown} is none of {one_of(TYPES)}" if "type" in values else "is missing"
            guess = nearest(kind, TYPES) if isinstance(kind, str) else f"; write one of {one_of(TYPES)}"
            self._mistakes.append(Mistake(*where, "type", message + guess))
            return
        id = values.get("id")
        if isinstance(id, str) and (earlier := self._references.define(kind, id, where)):
            place = f"line {earlier.line}" if earlier.file == where.file else f"{earlier.file}:{earlier.line}"
            message = f"{quoted(id)} is the id of the {kind} in {place} too; give one of them another"
            self._mistakes.append(Mistake(*where, "id", message))
        if kind == "event" and not all(map(self._references.source, _named_sources(values))):
            self._waiting.append((where, values))
            return
        yield from self._build(where, values)

    def _build(self, where: Where, values: dict[str, object]) -> Iterator[PlacedRecord]:
        """The record of an object that has a known type; nothing once there is any mistake."""
        notebook = _Notebook(where, self._mistakes, self._references)
        record = read_record(str(values["type"]), Fields(values, notebook), self._references.source)
        self._references.keep(record)
        if not self._mistakes:
            yield PlacedRecord(where, record)

    def _object(self, where: Where, line: bytes) -> dict[str, object] | None:
        """The JSON object of a line; None where it is blank or, with its mistake noted, something else."""
        if where.line == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")  # the mark that Windows programs put before UTF-8
        try:
            text = line.decode("utf-8").strip()
            if not text:
                return None
            value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        except UnicodeDecodeError as error:
            message = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        except json.JSONDecodeError as error:
            message = f"column {error.colno}: no valid JSON ({error.msg}); write one JSON object on the line"
        except RecursionError:
            message = "lists or objects are nested too deeply; write one record on the line"
        except ValueError as error:
            message = str(error)
        else:
            if isinstance(value, dict):
                return value
            message = f"must be an object with a type, not {type_of(value)}"
        self._mistakes.append(Mistake(*where, "", message))
        return None


class _Notebook:
    """Takes down what is found in one record, with its line."""

    def __init__(self, where: Where, mistakes: list[Mistake], references: References) -> None:
        self._where = where
        self._mistakes = mistakes
        self._references = references

    def note(self, field: str, message: str) -> None:
        self._mistakes.append(Mistake(*self._where, field, message))

    def name(self, kind: str, id: str, field: str) -> None:
        self._references.name(kind, id, self._where, field)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _named_sources(values: dict[str, object]) -> Iterator[str]:
    """The ids of the sources that an event's object names, as far as its shape lets them be found."""
    for name in ("reports", "figures"):
        parts = values.get(name)
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict) and isinstance(source := part.get("source"), str):
                yield source


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of which no field is given twice: JSON would keep the last and drop the first unsaid."""
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {quoted(twice)} is given twice; leave one out")
    return values


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON; write a number or null")
