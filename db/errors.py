"""What can go wrong on this floor; each error carries its data, and `str` gives the sentence.

TimelineError
├── DatabaseMissing       no file at the path
├── DatabaseUnreadable    a file that is no timeline, or of another version
├── DatabaseUnwritable    a folder or file that can't be written
├── FolderUnwritable      a folder that an export can't be written to
├── RecordsRefused        records with mistakes; all of them are listed
├── ImportDiffers         an import that would no longer do what its dry run said
├── Conflict              somebody changed a record since the editor began
├── NotStored             no such record, or none that can be retracted or restored
├── NoRevision            no revision with the number, or none at all
└── BadDate               a text that is no date as records write it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.revision import Change


@dataclass(frozen=True, slots=True)
class Mistake:
    """One broken rule in a record file: where it stands, what is wrong and what would be right."""

    file: str
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class TimelineError(Exception):
    """Something about the timeline that its user can put right."""


class DatabaseMissing(TimelineError):
    """There is no database at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no database at {path}. Make one with `tarikh import` (or `make run`), "
            "or name another with TARIKH_DB or --db."
        )
        self.path = path


class DatabaseUnreadable(TimelineError):
    """The file is there, but it is not a timeline that this version can read."""

    def __init__(self, path: Path | None, why: str) -> None:
        super().__init__(f"{path} can't be read as a timeline: {why}.")
        self.path = path
        self.why = why


class DatabaseOutdated(DatabaseUnreadable):
    """The timeline was made by an earlier version: opening it for writing brings it up to date."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(path, "its tables are not those of this version of Tarikh")


class DatabaseUnwritable(TimelineError):
    """The database can't be made or changed where it should be."""

    def __init__(self, path: Path | None, why: str) -> None:
        super().__init__(
            f"The database {path} can't be written: {why}. Make its folder writable or name another with TARIKH_DB."
        )
        self.path = path
        self.why = why


class FolderUnwritable(TimelineError):
    """Record files can't be written where they should be."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"Records can't be written to {path}: {why}. Name a folder that can be written.")
        self.path = path
        self.why = why


class RecordsRefused(TimelineError):
    """Records with mistakes: nothing of them was taken in."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        count = f"{len(mistakes)} mistake" + ("s" if len(mistakes) != 1 else "")
        super().__init__(f"{count}, nothing imported:\n" + "\n".join(map(str, mistakes)))
        self.mistakes = mistakes


class ImportDiffers(TimelineError):
    """An import would do something else than its dry run said, as the timeline was written to since."""

    def __init__(self) -> None:
        super().__init__("The timeline was changed since the dry run, and the import would do something else now.")


class Conflict(TimelineError):
    """Records were changed since the revision that an edit started from; nothing was written.

    `changes` are those changes, oldest first, each with its revision.
    """

    def __init__(self, changes: Sequence[Change]) -> None:
        told = ", ".join(dict.fromkeys(f"{change.id} (revision {change.revision.number})" for change in changes))
        super().__init__(f"Changed by somebody meanwhile: {told}. Look at what is there now and edit again.")
        self.changes = tuple(changes)


class NotStored(TimelineError):
    """There is no such record where one is needed."""

    def __init__(self, kind: str, id: str, why: str) -> None:
        super().__init__(f"The {kind} {id} {why}.")
        self.kind = kind
        self.id = id
        self.why = why


class NoRevision(TimelineError):
    """There is no revision with the number; None: there is none to undo."""

    def __init__(self, number: int | None, newest: int) -> None:
        if number is None:
            super().__init__("There is no revision to undo.")
        else:
            super().__init__(f"There is no revision {number}; the newest is {newest}.")
        self.number = number
        self.newest = newest


class BadDate(TimelineError):
    """A text that is no date as records write it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
