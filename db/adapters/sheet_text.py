"""A sheet's bytes to rows: its encoding, what parts its cells, and where its headings stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.adapters.sheet_words import meanings, spelled
from db.adapters.table import Mistakes
from db.folding import fold
from db.phrases import nearest, quoted

_LARGEST = 64 * 2**20  # bytes; a sheet that people make is smaller
_TITLES = 10  # rows in which the headings are looked for
_ARABIC = re.compile(r"[\u0600-\u06ff\u200c-\u200f«»“”‘’–—…\u00a0]")
_DAYLIKE = re.compile(r"[0-9٠-٩]{1,4}[-/.][0-9٠-٩]{1,2}[-/.][0-9٠-٩]{1,4}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns by what they hold, with their headings as written, and the rows with their numbers."""

    columns: dict[str, int]
    headings: dict[str, str]
    rows: Sequence[tuple[int, Sequence[str]]]


def read_rows(lines: Iterable[bytes], mistakes: Mistakes) -> Sheet | None:
    """The sheet in a file; None, with the mistakes noted, where it can't be read."""
    size = 0
    parts = []
    try:
        for line in lines:
            size += len(line)
            if size > _LARGEST:
                mistakes.note(None, "", "the sheet is larger than 64 MB; cut it in parts")
                return None
            parts.append(line)
    except OSError as error:
        mistakes.note(None, "", f"the file can't be read ({error.strerror or error}); name one that can")
        return None
    text = _decoded(b"".join(parts), mistakes)
    return None if text is None else _sheet(text, mistakes)


def _decoded(content: bytes, mistakes: Mistakes) -> str | None:
    """A file's text; one that is not in Unicode is read as Windows Arabic where that gives nothing but Arabic."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            mistakes.note(None, "", "is cut off in the middle of a character; save it again as CSV UTF-8")
            return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
    text = content.decode("cp1256")
    if all(_ARABIC.match(mark) for mark in text if not mark.isascii()):
        return text
    message = "is neither UTF-8 nor Windows Arabic; save the sheet as CSV UTF-8"
    mistakes.note(row, "", message)
    return None


def _sheet(text: str, mistakes: Mistakes) -> Sheet | None:
    tables = [_table(text, delimiter) for delimiter in ",;\t"]
    best = max((table for table in tables if table), key=_recognised, default=None)
    if not best or _recognised(best) < 2:
        message = "has no row of headings; write one with at least date, kind, place, text_en, text_ar and outlet"
        mistakes.note(1, "", message)
        return None
    at = max(range(min(_TITLES, len(best))), key=lambda index: len(_meant(best[index][1])))
    for number, cells in best[:at]:
        if any(_DAYLIKE.search(cell) for cell in cells):
            mistakes.note(number, "", "stands above the headings and holds a date; put it below them")
    number, heading = best[at]
    columns: dict[str, int] = {}
    for index, cell in enumerate(heading):
        if not cell.strip():
            filled = next((row for row, cells in best[at + 1 :] if len(cells) > index and cells[index].strip()), None)
            if filled:
                mistakes.note(filled, _letters(index), "the cell stands under no heading; give its column one")
            continue
        name = meanings("headings").get(fold(cell))
        if name is None:
            message = f"{quoted(cell)} is no heading that is known{nearest(cell.strip().lower(), spelled('headings'))}"
            mistakes.note(number, _letters(index), message)
        elif name in columns:
            first = heading[columns[name]]
            mistakes.note(number, _letters(index), f"{quoted(cell)} means the same as {quoted(first)}; leave one out")
        else:
            columns[name] = index
    for row, cells in best[at + 1 :]:
        if any(cell.strip() for cell in cells[len(heading) :]):
            message = (
                f"the row has more cells than there are headings ({len(heading)}); put words with a comma in quotes"
            )
            mistakes.note(row, _letters(len(heading)), message)
    headings = {name: heading[index].strip() for name, index in columns.items()}
    return Sheet(columns, headings, best[at + 1 :])


def _table(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows that hold something, with their numbers, if this is what parts their cells."""
    try:
        reading = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [(number, cells) for number, cells in enumerate(reading, start=1) if any(map(str.strip, cells))]
    except csv.Error:
        return []


def _recognised(table: Sequence[tuple[int, Sequence[str]]]) -> int:
    return max((len(_meant(cells)) for _, cells in table[:_TITLES]), default=0)


def _meant(cells: Sequence[str]) -> set[str]:
    """What a row's cells mean as headings."""
    return {meaning for cell in cells if (meaning := meanings("headings").get(fold(cell)))}


def _letters(index: int) -> str:
    """A column as spreadsheets call it: A, B, … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return f"column {name}"
