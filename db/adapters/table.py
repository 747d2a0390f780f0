"""The rows of a table as text, each with its number as a spreadsheet counts it, and the mistakes found in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from db.errors import Mistake, RecordsRefused
from db.phrases import quoted

_MOST = 200  # mistakes that are told one by one


class Refusal(Exception):
    """A cell that can't be read; the row is given up."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


class Mistakes:
    """The mistakes of one table: the first ones whole, of the rest how many they are."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._told: list[Mistake] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._told)

    def note(self, row: int | None, column: str, message: str) -> None:
        """Take a mistake down."""
        if len(self._told) < _MOST:
            self._told.append(Mistake(self._file, row, column, message))
        else:
            self._more += 1

    def raise_any(self) -> None:
        """Raises RecordsRefused where there is a mistake."""
        if self._more:
            self._told.append(Mistake(self._file, None, "", f"{self._more:,} more mistakes like these"))
        if self._told:
            raise RecordsRefused(tuple(self._told))


def rows_of(lines: Iterable[bytes], mistakes: Mistakes, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows of a UTF-8 table with their numbers, the heading first; wholly empty rows are left out.

    What can't be read as a row ends the table with a mistake.
    """
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_decoded(lines), delimiter=delimiter, strict=True), start=1):
            if any(cells):
                yield number, cells
    except UnicodeDecodeError as error:
        mistakes.note(number + 1, "", f"byte {error.start + 1} of the line is not UTF-8; save the file as CSV UTF-8")
    except csv.Error as error:
        mistakes.note(number + 1, "", f"the row can't be read ({error}); close every quotation mark that is open")
    except OSError as error:
        mistakes.note(None, "", f"the file can't be read ({error.strerror or error}); name one that can")


def columns_of(heading: Sequence[str], wanted: Iterable[str], mistakes: Mistakes, row: int = 1) -> dict[str, int]:
    """Where the wanted columns stand; those that are missing are mistakes."""
    places = {name.strip().lower(): index for index, name in enumerate(heading)}
    for name in wanted:
        if name not in places:
            mistakes.note(row, name, "the column is missing; export the table again with all its columns")
    return places


def whole_number(column: str, cell: str, *, lowest: int = 0) -> int:
    """The whole number of a cell. Raises Refusal."""
    text = cell.strip()
    if not (text.isascii() and text.isdigit()) or int(text) < lowest:
        raise Refusal(column, f"{quoted(cell)} is no whole number of {lowest} or more; write one like 12")
    return int(text)


def degrees(column: str, cell: str, most: int) -> float:
    """The degrees of a cell, to either side of zero. Raises Refusal."""
    try:
        value = float(cell)
    except ValueError:
        value = most + 1.0
    if not -most <= value <= most:
        raise Refusal(column, f"{quoted(cell)} is no number from -{most} to {most}; write one like 36.2")
    return value


def clean(cell: str) -> str:
    """A cell's words on one line with single spaces, without what can't be shown."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in cell).split())


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    first = True
    for line in lines:
        text = line.decode("utf-8")
        yield text.removeprefix("\ufeff") if first else text
        first = False
